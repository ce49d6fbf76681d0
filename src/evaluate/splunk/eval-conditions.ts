import { type Address, inNetwork, readAddress, readNetwork } from './addresses.js';
import {
  asValue,
  type Call,
  ENDLESS,
  type EvalFunction,
  type EvalFunctions,
  ofTexts,
  ofValues,
  type Parameter,
  truth,
} from './eval-function.js';
import { equals } from './eval-operators.js';
import { type EvalContext, type Evaluate, isList, textOf, type Value } from './eval-values.js';

/** Comparison and conditional functions, and those that say something of a value: Search Reference. */
export const conditionFunctions: EvalFunctions = {
  case: { least: 2, most: ENDLESS, build: buildCase },
  cidrmatch: ofTexts([2], ([network = '', address = '']) => cidrMatch(network, address), { isCondition: true }),
  coalesce: { least: 1, most: ENDLESS, build: buildCoalesce },
  false: { least: 0, most: 0, isCondition: true, build: () => () => false },
  if: { least: 3, most: 3, build: buildIf },
  in: { least: 2, most: ENDLESS, isCondition: true, build: buildIn },
  isbool: about((value) => typeof value === 'boolean'),
  isint: about((value) => Number.isInteger(Number(textOf(value) ?? '-')) && textOf(value)?.trim() !== ''),
  isnotnull: { least: 1, most: 1, isCondition: true, build: (call) => negated(isNull(call)) },
  isnull: { least: 1, most: 1, isCondition: true, build: isNull },
  isnum: about((value) => isNumeric(value)),
  isstr: about((value) => textOf(value) !== undefined && !isNumeric(value)),
  like: ofTexts([2], ([text = '', pattern = '']) => isLike(text, pattern), {
    isCondition: true,
    note: 'case-sensitive; `\\` escapes nothing',
  }),
  match: { least: 2, most: 2, isCondition: true, regexes: [1], note: 'a multivalue subject is not decided', build: buildMatch },
  null: { least: 0, most: 0, build: () => () => null },
  nullif: { least: 2, most: 2, build: buildNullif },
  true: { least: 0, most: 0, isCondition: true, build: () => () => true },
  typeof: { least: 1, most: 1, build: buildTypeof },
  validate: { least: 2, most: ENDLESS, note: 'a condition that is NULL is not decided', build: buildValidate },
};

/** Without a hit NULL; a condition that is NULL is none. */
function buildCase(call: Call): Evaluate {
  const pairs = pairsOf(call);
  if (pairs === undefined) return call.fault('case() takes pairs of a condition and a value');
  return (context) => {
    for (const [condition, value] of pairs) if (isTrue(call, condition(context), context)) return value(context);
    return null;
  };
}

function buildValidate(call: Call): Evaluate {
  const pairs = pairsOf(call);
  if (pairs === undefined) return call.fault('validate() takes pairs of a condition and a value');
  return (context) => {
    for (const [condition, value] of pairs) {
      const holds = condition(context);
      if (holds === false) return value(context);
      if (holds !== true) return call.undecided(context, 'validate() with a condition that is neither true nor false');
    }
    return null;
  };
}

function pairsOf({ parameters }: Call): readonly (readonly [Evaluate, Evaluate])[] | undefined {
  if (parameters.length % 2 !== 0) return undefined;
  return parameters.flatMap((each, at) => {
    const value = parameters[at + 1];
    return at % 2 === 0 && value !== undefined ? [[each.evaluate, value.evaluate] as const] : [];
  });
}

function buildIf(call: Call): Evaluate {
  const [condition, then, otherwise] = evaluators(call);
  return (context) => (isTrue(call, condition(context), context) ? then(context) : otherwise(context));
}

/** Search Reference, if: anything but TRUE takes the other branch. What is no condition at all is for nobody to say. */
function isTrue(call: Call, value: Value, context: EvalContext): boolean {
  if (value === true) return true;
  if (value !== null && value !== false) call.undecided(context, `${call.name}() with a condition that is no Boolean`);
  return false;
}

function evaluators(call: Call): readonly [Evaluate, Evaluate, Evaluate] {
  const nothing: Evaluate = () => null;
  const [first = nothing, second = nothing, third = nothing] = call.parameters.map((each) => each.evaluate);
  return [first, second, third];
}

function buildCoalesce(call: Call): Evaluate {
  const all = call.parameters.map((each) => each.evaluate);
  return (context) => {
    for (const each of all) {
      const value = each(context);
      if (value !== null) return value;
    }
    return null;
  };
}

function isNull(call: Call): Evaluate {
  const [value] = evaluators(call);
  return (context) => value(context) === null;
}

function negated(evaluate: Evaluate): Evaluate {
  return (context) => !evaluate(context);
}

/** A text that a call leaves out, and whether a value of another kind is equal to it. */
interface LeftOut {
  readonly text: string;
  is(value: Value, context: EvalContext): boolean;
}

/** A calculation that leaves texts out which are written in the expression. */
type LeavingOut = Evaluate & { readonly leavesOut?: { readonly of: Evaluate; readonly all: readonly LeftOut[] } };

function buildNullif(call: Call): Evaluate {
  const [left, right] = call.parameters;
  if (left === undefined || right === undefined) return () => null;
  const same = equals(left, right, call);
  const { text } = right;
  if (text !== undefined) return leavingOut(left, { text, is: (value, context) => same(value, text, context) === true });
  return (context) => {
    const value = left.evaluate(context);
    return value === null || same(value, right.evaluate(context), context) === true ? null : value;
  };
}

/** Nearly always a text is held against others that are written in the expression, with one call around the other. */
function leavingOut(left: Parameter, leftOut: LeftOut): LeavingOut {
  const { leavesOut: before }: LeavingOut = left.evaluate;
  const [of, all] = [before?.of ?? left.evaluate, [...(before?.all ?? []), leftOut]];
  const texts = new Set(all.map(({ text }) => text));
  const [first, second] = texts;
  const isLeftOut = texts.size > 2 ? (text: string) => texts.has(text) : (text: string) => text === first || text === second;
  const calculate: Evaluate = (context) => {
    const value = of(context);
    if (value === null) return null;
    if (typeof value === 'string') return isLeftOut(value) ? null : value;
    return all.some((each) => each.is(value, context)) ? null : value;
  };
  return Object.assign(calculate, { leavesOut: { of, all } });
}

/** True where one value is equal; NULL where none is and one of the comparisons is NULL. */
function buildIn(call: Call): Evaluate {
  const [subject, ...others] = call.parameters;
  if (subject === undefined) return () => null;
  const exact = others.every((each) => each.text !== undefined) ? new Set(others.map((each) => each.text)) : undefined;
  const comparisons = others.map((each) => [each.evaluate, equals(subject, each, call)] as const);
  return (context) => {
    const value = subject.evaluate(context);
    if (value === null) return null;
    if (exact !== undefined && typeof value === 'string') return exact.has(value);
    let undecided = false;
    for (const [other, same] of comparisons) {
      const result = same(value, other(context), context);
      if (result === true) return true;
      if (result === null) undecided = true;
    }
    return undecided ? null : false;
  };
}

function buildMatch(call: Call): Evaluate {
  const [subject] = evaluators(call);
  const regex = call.regex(1);
  return (context) => {
    const value = subject(context);
    if (value === null) return null;
    const text = textOf(value);
    if (text === undefined) return call.undecided(context, 'match() on a field with several values');
    return regex(context)?.test(text) ?? null;
  };
}

function about(is: (value: Value) => boolean): EvalFunction {
  return ofValues([1], ([value = null]) => is(value), { isCondition: true, note: 'NULL where the field is missing' });
}

function isNumeric(value: Value): boolean {
  const text = textOf(value);
  return text !== undefined && text.trim() !== '' && Number.isFinite(Number(text));
}

/** Search Reference, typeof: "Number", "String", "Boolean", and "Invalid" for a field that is not there. */
function buildTypeof(call: Call): Evaluate {
  const [value] = evaluators(call);
  return (context) => {
    const of = value(context);
    if (of === null) return 'Invalid';
    if (isList(of)) return call.undecided(context, 'typeof() of a field with several values');
    if (typeof of === 'boolean') return 'Boolean';
    return isNumeric(of) ? 'Number' : 'String';
  };
}

function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replaceAll('%', '[\\s\\S]*')
    .replaceAll('_', '[\\s\\S]');
  return new RegExp(`^${source}$`, 'u').test(text);
}

function cidrMatch(network: string, address: string): boolean | null {
  const range = readNetwork(network);
  const subject: Address | undefined = readAddress(address);
  if (range === undefined) return null;
  return subject !== undefined && inNetwork(subject, range);
}

export { asValue, truth };
