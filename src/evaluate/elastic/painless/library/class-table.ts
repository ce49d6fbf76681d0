import type { JavaValue } from '../../values.js';
import type { Type } from '../types.js';

/** The code of a method: the receiver first where it has one, numbers and booleans as primitives of JavaScript, a long as bigint. */
export type Code = (...args: never[]) => unknown;

/**
 * A class of Painless' whitelist, as this tool has it. Members are keyed by signature in Java's words, types by their names in scripts:
 * `int indexOf(String,int)`, `static long parseLong(String)`, `new(int)`, `static int MAX_VALUE` (its code is called once).
 */
export interface ClassSpec {
  /** The full name. */
  readonly name: string;
  /** Full names of superclass and interfaces; java.lang.Object need not be named. */
  readonly extends?: readonly string[];
  /** The one method of a functional interface, as a signature. */
  readonly functional?: string;
  /** Whether a value (never null) is of this class. */
  readonly is?: (value: JavaValue) => boolean;
  readonly members: Readonly<Record<string, Code>>;
  /** Static methods among them that OpenSearch has with another meaning, or not at all. */
  readonly openSearch?: Readonly<Record<string, Code | null>>;
}

/** A method or constructor, its types resolved. */
export interface Method {
  readonly owner: string;
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly returns: Type;
  readonly isStatic: boolean;
  readonly code: Code;
}

export interface JavaClass {
  readonly name: string;
  readonly spec: ClassSpec;
  /** By `name/number of arguments`. */
  readonly methods: ReadonlyMap<string, Method>;
  readonly statics: ReadonlyMap<string, Method>;
  /** All of OpenSearch, where they are others. */
  readonly openSearchStatics: ReadonlyMap<string, Method>;
  /** By number of arguments. */
  readonly constructors: ReadonlyMap<number, Method>;
  readonly fields: ReadonlyMap<string, { readonly type: Type; readonly value: JavaValue }>;
  /** This class and all that it extends, nearest first. */
  readonly lineage: readonly string[];
  readonly functional: Method | undefined;
}

const PLAIN_TYPES: ReadonlySet<string> = new Set(['def', 'void', 'boolean', 'byte', 'short', 'char', 'int', 'long', 'float', 'double']);

/** The name that scripts use: the part of the full name from its first capital on. */
export function shortName(full: string): string {
  return full.slice(full.search(/\b[A-Z]/));
}

/** Classes by full name, their signatures read and their inheritance followed. */
export class ClassTable {
  private readonly byShortName = new Map<string, string>();
  private readonly specs = new Map<string, ClassSpec>();
  private readonly classes = new Map<string, JavaClass>();

  constructor(specs: readonly ClassSpec[]) {
    for (const spec of specs) {
      this.specs.set(spec.name, spec);
      this.byShortName.set(shortName(spec.name), spec.name);
    }
  }

  get all(): readonly ClassSpec[] {
    return [...this.specs.values()];
  }

  /** The full type of a name in a script; undefined where there is no such class. */
  resolve(name: string): Type | undefined {
    if (PLAIN_TYPES.has(name)) return name;
    if (name.endsWith('[]')) {
      const element = this.resolve(name.slice(0, -2));
      return element === undefined ? undefined : `${element}[]`;
    }
    return this.specs.has(name) ? name : this.byShortName.get(name);
  }

  /** The class of a full name. */
  find(name: string): JavaClass | undefined {
    const known = this.classes.get(name);
    if (known !== undefined) return known;
    const spec = this.specs.get(name);
    if (spec === undefined) return undefined;
    const made = this.read(spec);
    this.classes.set(name, made);
    return made;
  }

  /** A method of a class or of what it extends. */
  method(type: Type, name: string, count: number): Method | undefined {
    const key = `${name}/${count}`;
    const lineage = this.find(type)?.lineage ?? ['java.lang.Object'];
    for (const each of lineage) {
      const method = this.find(each)?.methods.get(key);
      if (method !== undefined) return method;
    }
    return undefined;
  }

  /** Whether a value of the first type can stand where the second is asked for. */
  extends(type: Type, other: Type): boolean {
    if (type === other || other === 'java.lang.Object') return true;
    return this.find(type)?.lineage.includes(other) ?? false;
  }

  private read(spec: ClassSpec): JavaClass {
    const methods = new Map<string, Method>();
    const statics = new Map<string, Method>();
    const constructors = new Map<number, Method>();
    const fields = new Map<string, { type: Type; value: JavaValue }>();
    for (const [signature, code] of Object.entries(spec.members)) {
      if (!signature.includes('(')) {
        const [, type = '', name = ''] = signature.split(' ');
        fields.set(name, { type: this.typeOf(type, spec), value: (code as () => JavaValue)() });
        continue;
      }
      const method = this.signature(signature, spec, code);
      if (method.name === 'new') constructors.set(method.parameters.length, method);
      else (method.isStatic ? statics : methods).set(`${method.name}/${method.parameters.length}`, method);
    }
    const openSearchStatics = new Map(statics);
    for (const [signature, code] of Object.entries(spec.openSearch ?? {})) {
      const method = this.signature(signature, spec, code ?? (() => undefined));
      const key = `${method.name}/${method.parameters.length}`;
      if (code === null) openSearchStatics.delete(key);
      else openSearchStatics.set(key, method);
    }
    const functional = spec.functional === undefined ? undefined : this.signature(spec.functional, spec, () => undefined);
    return { name: spec.name, spec, methods, statics, openSearchStatics, constructors, fields, lineage: this.lineage(spec), functional };
  }

  private signature(text: string, spec: ClassSpec, code: Code): Method {
    const read = /^(static )?(?:(\S+) )?(\w+)\((.*)\)$/.exec(text);
    if (read === null) throw new Error(`${spec.name}: ${text} is no signature`);
    const [, isStatic, returns, name = '', list = ''] = read;
    const parameters = list === '' ? [] : list.split(',').map((each) => this.typeOf(each.trim(), spec));
    const type = returns === undefined ? spec.name : this.typeOf(returns, spec);
    return { owner: spec.name, name, parameters, returns: type, isStatic: isStatic !== undefined, code };
  }

  private typeOf(name: string, spec: ClassSpec): Type {
    const type = this.resolve(name);
    if (type === undefined) throw new Error(`${spec.name} names the unknown class ${name}`);
    return type;
  }

  private lineage(spec: ClassSpec): readonly string[] {
    const found = [spec.name];
    for (let index = 0; index < found.length; index++) {
      for (const each of this.specs.get(found[index] ?? '')?.extends ?? []) {
        if (!found.includes(each)) found.push(each);
      }
    }
    return found.includes('java.lang.Object') ? found : [...found, 'java.lang.Object'];
  }
}
