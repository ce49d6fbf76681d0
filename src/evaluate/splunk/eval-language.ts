import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import { compileExpression, type Expression } from '../regex/expression.js';
import type { SupportRow } from '../support.js';
import { conditionFunctions } from './eval-conditions.js';
import type { Call, EvalFunction, EvalFunctions, Parameter, RegexOf } from './eval-function.js';
import { jsonFunctions } from './eval-json.js';
import { listFunctions } from './eval-lists.js';
import { mathFunctions } from './eval-math.js';
import { printNumber, readNumber } from './eval-numbers.js';
import { negated, operation } from './eval-operators.js';
import { EvalFault, type EvalNode, type Extent, evalOperators, parseAssignments, parseEval } from './eval-syntax.js';
import { textFunctions } from './eval-texts.js';
import { timeFunctions } from './eval-times.js';
import { type EvalContext, type Evaluate, type Fields, fromValues, isNumber, type Value } from './eval-values.js';
import type { PlacedText } from './placed-text.js';
import { splunkCodes } from './splunk-codes.js';

/** Every function that is implemented. */
const functions: EvalFunctions = {
  ...conditionFunctions,
  ...jsonFunctions,
  ...listFunctions,
  ...mathFunctions,
  ...textFunctions,
  ...timeFunctions,
};

/** Functions that Splunk has and that are refused, and why. */
const refusedFunctions: Readonly<Record<string, string>> = {
  cluster: 'its algorithm is not documented',
  ipmask: 'not implemented',
  json_append: 'not implemented',
  json_delete: 'not implemented',
  json_entries: 'not implemented',
  json_extend: 'not implemented',
  json_has_key_exact: 'not implemented',
  json_set: 'not implemented',
  json_set_exact: 'not implemented',
  lookup: 'it asks for a lookup in the midst of an expression',
  mvstats: 'not implemented',
  now: 'it depends on when the search runs',
  random: 'it is another at each run',
  relative_time: 'it depends on the time zone of the user',
  searchmatch: 'not implemented',
  time: 'it depends on when the search runs',
  tojson: 'not implemented',
};

/** What of the eval language is implemented, from the tables that the implementation works by. */
export function evalSupport(): readonly SupportRow[] {
  const side = 'splunk' as const;
  return [
    ...Object.entries(functions).map(([name, { note }]) => ({
      side,
      area: 'eval function',
      name: `${name}()`,
      ...(note === undefined ? { state: 'implemented' as const } : { state: 'partial' as const, note }),
    })),
    ...Object.entries(refusedFunctions).map(([name, note]) => ({
      side,
      area: 'eval function',
      name: `${name}()`,
      state: 'refused' as const,
      note,
    })),
    ...evalOperators.map((name) => ({ side, area: 'eval operator', name, state: 'implemented' as const })),
  ];
}

/** A subexpression, the same object wherever it stands. */
interface Shared {
  readonly id: number;
  readonly node: EvalNode;
  readonly place: Span;
  readonly children: readonly Shared[];
  uses: number;
  evaluate: Evaluate | undefined;
  /** It, or a part of it, cannot be evaluated. */
  isRefused: boolean;
}

/** An expression that was understood. */
export interface CompiledEval {
  readonly tree: EvalNode;
  /** The fields that it may ask for. */
  readonly fields: readonly string[];
  /** Something in it is refused, as a finding says: it must not be evaluated. Known when the compiler has finished. */
  readonly isRefused: boolean;
  evaluate(context: EvalContext): Value;
}

/**
 * Compiles the expressions that are evaluated together: equal subexpressions are calculated once for each record. What is wrong with an
 * expression, and what is refused, is in `findings`. `finish` is called when all expressions are known.
 */
export class EvalCompiler {
  readonly findings: Finding[] = [];
  readonly #shared = new Map<string, Shared>();
  readonly #expressions = new Map<string, Expression | undefined>();
  readonly #unfinished: (() => void)[] = [];
  readonly #jsonPlaces: Call['jsonPlaces'] = new Map();

  /** Takes an expression and returns it compiled; undefined, with a finding, where it is no expression or asks for what is not implemented. */
  compile(placed: PlacedText): CompiledEval | undefined {
    const tree = this.#parsed(placed, () => parseEval(placed.text));
    return tree === undefined ? undefined : this.#compiled(tree, placed);
  }

  /** Takes the assignments of an INGEST_EVAL and returns them compiled. */
  compileAssignments(
    placed: PlacedText,
  ): readonly { readonly field: string; readonly sign: string; readonly expression: CompiledEval }[] | undefined {
    const assignments = this.#parsed(placed, () => parseAssignments(placed.text));
    if (assignments === undefined) return undefined;
    const compiled = assignments.flatMap(({ field, sign, tree }) => {
      const expression = this.#compiled(tree, placed);
      return expression === undefined ? [] : [{ field, sign, expression }];
    });
    return compiled.length === assignments.length ? compiled : undefined;
  }

  /** Makes the calculations of all expressions, now that it is known what they share. */
  finish(): void {
    for (const each of this.#unfinished.splice(0)) each();
  }

  /** The context to evaluate all compiled expressions in. */
  context(undecided: EvalContext['undecided']): EvalContext {
    return {
      fields: new Map(),
      // Of full length from the start: V8 keeps a list that is filled from its far end in a slow form.
      values: new Array<Value>(this.#shared.size).fill(null),
      stamps: new Float64Array(this.#shared.size),
      generation: 0,
      json: new Map(),
      lastJson: { text: '', json: undefined },
      reads: undefined,
      undecided,
    };
  }

  #parsed<T>(placed: PlacedText, parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof EvalFault)) throw error;
      this.#report('splunk-wrong', `no expression: ${error.message}`, placed, error.at);
      return undefined;
    }
  }

  #compiled(tree: EvalNode, placed: PlacedText): CompiledEval | undefined {
    const before = this.findings.length;
    const shared = this.#share(tree, placed);
    this.#check(tree, placed, false);
    if (this.findings.slice(before).some((each) => each.severity === 'error')) return undefined;
    const compiled = { tree, fields: [...fieldsOf(tree)], isRefused: false, evaluate: unfinished };
    this.#unfinished.push(() => {
      compiled.evaluate = this.#evaluator(shared, placed);
      compiled.isRefused = shared.isRefused;
    });
    return compiled;
  }

  #share(node: EvalNode, placed: PlacedText): Shared {
    const children = childrenOf(node).map((child) => this.#share(child, placed));
    const key = `${keyOf(node)}(${children.map((child) => child.id).join(',')})`;
    const known = this.#shared.get(key);
    if (known !== undefined) {
      known.uses += 1;
      return known;
    }
    const shared = {
      id: this.#shared.size,
      node,
      place: placed.span(...node.at),
      children,
      uses: 1,
      evaluate: undefined,
      isRefused: false,
    };
    this.#shared.set(key, shared);
    return shared;
  }

  /** Says what is wrong with an expression before any record is seen. */
  #check(node: EvalNode, placed: PlacedText, inRegex: boolean): void {
    if (node.kind === 'text' && node.doubtful && !inRegex) {
      this.#report('splunk-undecided', String.raw`\n or \r in a text: read as the one character`, placed, node.at);
    }
    if (node.kind === 'pair') this.#checkPair(node, placed);
    if (node.kind === 'call') this.#checkCall(node, placed);
    const regexes = node.kind === 'call' ? (functions[node.name]?.regexes ?? []) : [];
    for (const [index, child] of childrenOf(node).entries()) this.#check(child, placed, regexes.includes(index));
  }

  #checkCall(node: EvalNode & { kind: 'call' }, placed: PlacedText): void {
    const known = functionNamed(node.name);
    if (known === undefined) {
      const why = Object.hasOwn(refusedFunctions, node.name) ? (refusedFunctions[node.name] ?? '') : 'no such function is known';
      this.#report('splunk-refused', `${node.name}(): ${why}`, placed, node.at);
      return;
    }
    const count = node.parameters.length;
    if (count >= known.least && count <= known.most) return;
    this.#report('splunk-wrong', `${node.name}() with ${count} parameters`, placed, node.at);
  }

  #checkPair({ left, right, operator, at }: EvalNode & { kind: 'pair' }, placed: PlacedText): void {
    const kinds = new Set([left.kind, right.kind]);
    if (comparisons.has(operator) && kinds.has('text') && kinds.has('number')) {
      this.#report('splunk-wrong', 'a text is compared with a number', placed, at);
    }
    const isMixed = [left, right].some(
      (each) => each.kind === 'pair' && isConcatenation(each.operator) !== isConcatenation(operator) && isSum(each.operator),
    );
    if (isSum(operator) && isMixed)
      this.#report('splunk-undecided', 'which of `.` and `+` `-` is calculated first: from left to right', placed, at);
  }

  #report(code: 'splunk-wrong' | 'splunk-refused' | 'splunk-undecided', message: string, placed: PlacedText, at: Extent): void {
    this.findings.push(finding(splunkCodes[code], { message, span: placed.span(...at) }));
  }

  #evaluator(shared: Shared, placed: PlacedText): Evaluate {
    if (shared.evaluate !== undefined) return shared.evaluate;
    const plain = this.#build(shared, placed);
    if (shared.children.some((child) => child.isRefused)) shared.isRefused = true;
    shared.evaluate = shared.uses > 1 && shared.children.length > 0 ? remembered(shared.id, plain) : plain;
    return shared.evaluate;
  }

  #build(shared: Shared, placed: PlacedText): Evaluate {
    const { node } = shared;
    switch (node.kind) {
      case 'text':
        return () => node.value;
      case 'number': {
        const value = readNumber(node.digits) ?? null;
        return () => value;
      }
      case 'field':
        return readField(node.name);
      case 'not': {
        const of = this.#parameter(shared, 0, placed).evaluate;
        return (context) => {
          const value = of(context);
          return typeof value === 'boolean' ? negated(value) : null;
        };
      }
      case 'minus':
        return operation('-', zero, this.#parameter(shared, 0, placed), this.#call(shared, placed));
      case 'pair': {
        const [left, right] = [this.#parameter(shared, 0, placed), this.#parameter(shared, 1, placed)];
        if (node.operator !== 'LIKE') return operation(node.operator, left, right, this.#call(shared, placed));
        return conditionFunctions.like?.build(this.#call(shared, placed)) ?? (() => null);
      }
      case 'call':
        return functionNamed(node.name)?.build(this.#call(shared, placed)) ?? (() => null);
    }
  }

  #parameter({ children }: Shared, index: number, placed: PlacedText): Parameter {
    const child = children[index];
    if (child === undefined) throw new Error(`no parameter ${index}`);
    return { evaluate: this.#evaluator(child, placed), node: child.node, text: child.node.kind === 'text' ? child.node.value : undefined };
  }

  #call(shared: Shared, placed: PlacedText): Call {
    const { node, place } = shared;
    return {
      name: node.kind === 'call' ? node.name : node.kind,
      place,
      parameters: shared.children.map((_, index) => this.#parameter(shared, index, placed)),
      jsonPlaces: this.#jsonPlaces,
      regex: (index) => this.#regex(shared, index, placed),
      withField: (index) => this.#withField(shared, index, placed),
      fault: (message) => this.#leftOut('splunk-wrong', message, shared),
      refuse: (message) => this.#leftOut('splunk-refused', message, shared),
      undecided: (context, what) => {
        context.undecided(place, what);
        return null;
      },
    };
  }

  #leftOut(code: 'splunk-wrong' | 'splunk-refused', message: string, shared: Shared): Evaluate {
    this.findings.push(finding(splunkCodes[code], { message, span: shared.place }));
    shared.isRefused = true;
    return () => null;
  }

  #regex(shared: Shared, index: number, placed: PlacedText): RegexOf {
    const { evaluate, text, node } = this.#parameter(shared, index, placed);
    if (text !== undefined) {
      const isMatch = shared.node.kind === 'call' && shared.node.name === 'match';
      const { expression, refused } = compileExpression(text, 'pcre2', '', isMatch ? 'none' : 'all');
      if (refused !== undefined) {
        shared.isRefused = true;
        this.#report('splunk-refused', `regular expression: ${refused.what}`, placed, node.at);
      }
      return Object.assign(() => expression, { written: expression });
    }
    return (context) => {
      const pattern = evaluate(context);
      return typeof pattern === 'string' ? this.#dynamic(pattern, shared.place, context) : undefined;
    };
  }

  /** A regular expression that a record decides; few different ones come by. */
  #dynamic(pattern: string, place: Span, context: EvalContext): Expression | undefined {
    if (!this.#expressions.has(pattern)) {
      if (this.#expressions.size >= MOST_EXPRESSIONS) this.#expressions.clear();
      this.#expressions.set(pattern, compileExpression(pattern, 'pcre2').expression);
    }
    const expression = this.#expressions.get(pattern);
    if (expression === undefined) context.undecided(place, 'a regular expression that is not implemented');
    return expression;
  }

  #withField(shared: Shared, index: number, placed: PlacedText): ReturnType<Call['withField']> {
    const tree = shared.children[index]?.node;
    if (tree === undefined) return undefined;
    const [field, ...others] = fieldsOf(tree);
    if (field === undefined || (others.length > 0 && index === 0)) return undefined;
    const subject = index === 0 ? field : shared.children[0]?.node.kind === 'field' ? shared.children[0].node.name : field;
    // Calculated apart: what is remembered of a record does not hold while the field is another.
    const compiler = new EvalCompiler();
    const compiled = compiler.compile(placed.part(...tree.at));
    compiler.finish();
    if (compiled === undefined || compiled.isRefused) return undefined;
    const own = compiler.context(() => {});
    return {
      field: subject,
      evaluate: (context, value) => {
        own.undecided = context.undecided;
        const { fields } = context;
        nextRecord(own, { get: (name) => (name === subject ? [value] : fields.get(name)) });
        return compiled.evaluate(own);
      },
    };
  }
}

const unfinished: Evaluate = () => {
  throw new Error('an expression is evaluated before its compiler has finished');
};

const MOST_EXPRESSIONS = 1000;
const zero: Parameter = { evaluate: () => 0, node: { kind: 'number', digits: '0', at: [0, 0] }, text: undefined };
const comparisons = new Set<string>(['==', '=', '!=', '<', '>', '<=', '>=']);

function isSum(operator: string): boolean {
  return operator === '.' || operator === '+' || operator === '-';
}

function isConcatenation(operator: string): boolean {
  return operator === '.';
}

function functionNamed(name: string): EvalFunction | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

/** Makes the context ready for the next record. */
export function nextRecord(context: EvalContext, fields: Fields): void {
  context.generation += 1;
  context.fields = fields;
  if (context.json.size > 0) context.json.clear();
}

/** The values that a field is given; none erases it. A Boolean cannot be assigned: Search Reference, eval. */
export function assigned(value: Value): readonly string[] {
  if (value === null || typeof value === 'boolean') return NONE;
  if (typeof value === 'string') return [value];
  return isNumber(value) ? [printNumber(value)] : value;
}

const NONE: readonly string[] = [];

function readField(name: string): Evaluate {
  return (context) => {
    context.reads?.add(name);
    return fromValues(context.fields.get(name));
  };
}

function remembered(id: number, plain: Evaluate): Evaluate {
  const calculate: Evaluate = (context) => {
    if (context.stamps[id] === context.generation) return context.values[id] ?? null;
    const value = plain(context);
    context.values[id] = value;
    context.stamps[id] = context.generation;
    return value;
  };
  return plain.json === undefined ? calculate : Object.assign(calculate, { json: plain.json });
}

function childrenOf(node: EvalNode): readonly EvalNode[] {
  switch (node.kind) {
    case 'call':
      return node.parameters;
    case 'pair':
      return [node.left, node.right];
    case 'not':
    case 'minus':
      return [node.of];
    default:
      return [];
  }
}

function keyOf(node: EvalNode): string {
  switch (node.kind) {
    case 'text':
      return `text ${JSON.stringify(node.value)}`;
    case 'number':
      return `number ${node.digits}`;
    case 'field':
      return `field ${JSON.stringify(node.name)}`;
    case 'call':
      return `call ${node.name}`;
    case 'pair':
      return `pair ${node.operator}`;
    default:
      return node.kind;
  }
}

function fieldsOf(node: EvalNode): Set<string> {
  const fields = new Set<string>(node.kind === 'field' ? [node.name] : []);
  for (const child of childrenOf(node)) for (const name of fieldsOf(child)) fields.add(name);
  return fields;
}
