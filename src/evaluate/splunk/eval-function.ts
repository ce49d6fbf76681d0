import type { Span } from '../../diagnostics/finding.js';
import type { Expression } from '../regex/expression.js';
import type { JsonPlace } from './eval-json.js';
import { doubleOf, type EvalNumber } from './eval-numbers.js';
import type { EvalNode } from './eval-syntax.js';
import { type EvalContext, type Evaluate, isList, listOf, numberOf, textOf, type Value } from './eval-values.js';

/** A parameter of a call, ready to be calculated. */
export interface Parameter {
  readonly evaluate: Evaluate;
  readonly node: EvalNode;
  /** The text, where it is written in the expression. */
  readonly text: string | undefined;
}

/** Yields the regular expression of a record; `written` is that of every record, where it is written in the expression. */
export type RegexOf = ((context: EvalContext) => Expression | undefined) & { readonly written?: Expression | undefined };

/** A call of a function, as its maker sees it. */
export interface Call {
  readonly name: string;
  readonly place: Span;
  readonly parameters: readonly Parameter[];
  /** Kept for all calls of the compiler, by what they are made from: equal parameters have one and the same calculation. */
  readonly jsonPlaces: Map<Evaluate, JsonPlace>;
  /** The regular expression that a parameter holds; where it is written in the expression, it is compiled once and its fault told. */
  regex(index: number): RegexOf;
  /** Makes the calculation of an expression anew, with a field standing for one value after the other. */
  withField(index: number): { readonly field: string; readonly evaluate: (context: EvalContext, value: string) => Value } | undefined;
  /** Tells that the call is not of the form that the function asks for. */
  fault(message: string): Evaluate;
  /** Tells that the call asks for what is not implemented. */
  refuse(message: string): Evaluate;
  /** Tells at a record that no document decides, and yields NULL. */
  undecided(context: EvalContext, what: string): null;
}

/** A function of the eval language: how many parameters it takes, and how its calculation is made. */
export interface EvalFunction {
  readonly least: number;
  readonly most: number;
  /** What is missing, or what no document decides. */
  readonly note?: string;
  /** Yields a Boolean, which cannot be assigned to a field. */
  readonly isCondition?: boolean;
  /** Parameters that are regular expressions: escapes in them mean the same to Splunk and to the expression. */
  readonly regexes?: readonly number[];
  readonly build: (call: Call) => Evaluate;
}

export type EvalFunctions = Readonly<Record<string, EvalFunction>>;

const ENDLESS = Number.POSITIVE_INFINITY;

type Details = Pick<EvalFunction, 'note' | 'isCondition' | 'regexes'>;

/** A function of what `take` makes of each parameter; where it makes null of one, the function is NULL. */
function ofTaken<Taken>(
  [least, most]: readonly [number, number?],
  take: (value: Value) => Taken | null,
  calculate: (taken: readonly Taken[], tell: Tell) => Value,
  details: Details,
): EvalFunction {
  return {
    least,
    most: most ?? least,
    ...details,
    build: (call) => {
      const evaluators = call.parameters.map((each) => each.evaluate);
      let record: EvalContext | undefined;
      const tell: Tell = (what) => (record === undefined ? null : call.undecided(record, what));
      return (context) => {
        const all: Taken[] = [];
        for (const each of evaluators) {
          const taken = take(each(context));
          if (taken === null) return null;
          all.push(taken);
        }
        record = context;
        return calculate(all, tell);
      };
    },
  };
}

/** Says what no document decides; the value is then NULL. */
export type Tell = (what: string) => null;

type NotNull = Exclude<Value, null>;

/** A function of values; NULL among its parameters makes it NULL. */
export function ofValues(
  count: readonly [number, number?],
  calculate: (values: readonly NotNull[], tell: Tell) => Value,
  details: Details = {},
): EvalFunction {
  return ofTaken<NotNull>(count, (value) => value, calculate, details);
}

/** A function of texts; a list or a Boolean among them makes it NULL, as a calculation that fails does. */
export function ofTexts(
  count: readonly [number, number?],
  calculate: (texts: readonly string[], tell: Tell) => Value,
  details: Details = {},
): EvalFunction {
  return ofTaken(count, (value) => (typeof value === 'string' ? value : (textOf(value) ?? null)), calculate, details);
}

/** A function of numbers; what is no number makes it NULL. */
export function ofNumbers(
  count: readonly [number, number?],
  calculate: (numbers: readonly EvalNumber[], tell: Tell) => EvalNumber | null,
  details: Details = {},
): EvalFunction {
  const convert = (values: readonly Value[], tell: Tell) => {
    const numbers: EvalNumber[] = [];
    for (const value of values) {
      const number = numberOf(value);
      if (number === undefined) return null;
      numbers.push(number);
    }
    const result = calculate(numbers, tell);
    return result === null || Number.isFinite(doubleOf(result)) ? result : null;
  };
  return ofValues(count, convert, details);
}

/** A function of a list, and of texts behind it. One value is a list too. */
export function ofList(
  count: readonly [number, number?],
  calculate: (list: readonly string[], texts: readonly string[], tell: Tell) => Value,
  details: Details = {},
): EvalFunction {
  const convert = ([first = null, ...others]: readonly Value[], tell: Tell) => {
    const list = listOf(first);
    const texts = others.map(textOf);
    if (list === undefined || texts.includes(undefined)) return null;
    return calculate(list, texts as readonly string[], tell);
  };
  return ofValues(count, convert, details);
}

/** A list as a value: none is NULL, one is that one. */
export function asValue(list: readonly string[]): Value {
  return list.length > 1 ? list : (list[0] ?? null);
}

/** The truth of a condition; null is neither. */
export function truth(value: Value): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** A whole number among the parameters; undefined for anything else. */
export function wholeNumber(text: string): number | undefined {
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

export { ENDLESS, isList };
