import type { Method } from './library/class-table.js';
import { CompileFault } from './tokens.js';
import type { Type } from './types.js';

/** A piece of generated code and what is known of its value. */
export interface Value {
  readonly js: string;
  readonly type: Type;
  /** The place in the script. */
  readonly at: number;
  /** A value known now: a literal, or a sum of literals. */
  readonly constant?: number | bigint | string | boolean | null;
  /** Whether it can never be null. */
  readonly nonNull?: boolean;
  /** Whether evaluating it twice costs and changes nothing. */
  readonly simple?: boolean;
  /** The last place in the script that the code of this value writes down; what fails behind it is said to stand there. */
  readonly mark?: number;
  /** How Java's message for a null names where it came from. */
  readonly source?: string;
}

export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly js: string;
  readonly nonNull: boolean;
  /** The function that declares it: a lambda may read it only. */
  readonly owner: FunctionContext;
  readonly source: string;
  assigned: number;
}

/** What one function, or the script itself, collects while it is compiled. */
export class FunctionContext {
  temporaries = 0;
  loops = false;
  /** Variables of what stands around a lambda that it reads. */
  readonly captured = new Set<Variable>();
  depth = 0;

  constructor(
    readonly returns: Type,
    readonly parent: FunctionContext | undefined,
    /** The number of the first free slot of Java's local variables, which messages about null print. */
    public slot: number,
  ) {}

  temporary(): string {
    this.temporaries++;
    return `t${this.level}_${this.temporaries}`;
  }

  /** How deep the lambda stands: names of an outer one must not be hidden. */
  get level(): number {
    return this.parent === undefined ? 0 : this.parent.level + 1;
  }

  get declarations(): string {
    const names = Array.from({ length: this.temporaries }, (_, index) => `t${this.level}_${index + 1}`);
    return names.length === 0 ? '' : `let ${names.join(',')};`;
  }
}

/** The place that an operation on values fails at: the last one that they wrote down, else its own. */
export function lastMark(values: readonly Value[], at: number): number {
  return values.findLast((each) => each.mark !== undefined)?.mark ?? at;
}

/** The variables that can be seen at a place. */
export class Scope {
  private readonly variables = new Map<string, Variable>();

  constructor(
    readonly context: FunctionContext,
    private readonly parent: Scope | undefined,
    private readonly counter: { next: number },
  ) {}

  inner(context = this.context): Scope {
    return new Scope(context, this, this.counter);
  }

  find(name: string): Variable | undefined {
    return this.variables.get(name) ?? this.parent?.find(name);
  }

  /** Declares a variable; throws where one of the name can be seen already. */
  declare(name: string, type: Type, at: number, options: { readonly nonNull?: boolean; readonly source?: string } = {}): Variable {
    if (this.find(name) !== undefined) throw new CompileFault('illegal_argument_exception', `variable [${name}] is already defined`, at);
    const slot = this.context.slot;
    this.context.slot += type === 'long' || type === 'double' ? 2 : 1;
    const variable: Variable = {
      name,
      type,
      js: `v${this.counter.next++}`,
      nonNull: options.nonNull ?? false,
      owner: this.context,
      source: options.source ?? `"<local${slot}>"`,
      assigned: 0,
    };
    this.variables.set(name, variable);
    return variable;
  }
}

/** What generated code refers to by number: methods of the library, patterns. */
export class Constants {
  readonly values: unknown[] = [];
  private readonly numbers = new Map<unknown, string>();

  /** The name in generated code of a value. */
  name(value: unknown): string {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const name = `k${this.values.length}`;
    this.values.push(value);
    this.numbers.set(value, name);
    return name;
  }

  method(method: Method): string {
    return this.name(method.code);
  }
}
