import { asValue, type Call, type EvalFunctions, ofList, ofTexts, ofValues, wholeNumber } from './eval-function.js';
import { doubleOf, type EvalNumber, printNumber, readNumber } from './eval-numbers.js';
import { type Evaluate, listOf, type Value } from './eval-values.js';

/** Multivalue functions: Search Reference, "Multivalue eval functions". */
export const listFunctions: EvalFunctions = {
  mvappend: { least: 1, most: Number.POSITIVE_INFINITY, build: buildAppend },
  mvcount: ofList([1], (list) => list.length),
  mvdedup: ofList([1], (list) => (list.length < 2 ? asValue(list) : asValue([...new Set(list)])), {
    note: 'the first of equal values stays',
  }),
  mvfilter: { least: 1, most: 1, note: 'reads one field', build: buildFilter },
  mvfind: { least: 2, most: 2, regexes: [1], build: buildFind },
  mvindex: { least: 2, most: 3, build: buildIndex },
  mvjoin: ofList([2], (list, [separator = '']) => list.join(separator)),
  mvmap: { least: 2, most: 2, note: 'a field and an expression over it', build: buildMap },
  mvrange: ofTexts([2, 3], (texts, tell) => range(texts, tell), { note: 'steps of time are refused' }),
  mvreverse: ofList([1], (list) => asValue([...list].reverse())),
  mvsort: ofList([1], (list) => (list.length < 2 ? asValue(list) : asValue([...list].sort((a, b) => (a === b ? 0 : a < b ? -1 : 1))))),
  mvzip: ofValues([2, 3], ([left = null, right = null, delimiter = ',']) => zip(left, right, delimiter), {
    note: 'stops at the shorter list',
  }),
};

/** What is NULL adds nothing. */
function buildAppend(call: Call): Evaluate {
  const all = call.parameters.map((each) => each.evaluate);
  return (context) => {
    const list: string[] = [];
    for (const each of all) {
      const value = each(context);
      if (typeof value === 'string') list.push(value);
      else for (const one of listOf(value) ?? []) list.push(one);
    }
    return asValue(list);
  };
}

const sliced = ofList([2, 3], (list, [start = '', end]) => slice(list, start, end));

/** One value at a place that is written in the expression is what nearly all expressions ask for. */
function buildIndex(call: Call): Evaluate {
  const [subject, start] = call.parameters;
  const at = start?.node.kind === 'number' ? wholeNumber(start.node.digits) : undefined;
  if (subject === undefined || at === undefined || call.parameters.length > 2) return sliced.build(call);
  return (context) => {
    const value = subject.evaluate(context);
    if (typeof value === 'string') return at === 0 || at === -1 ? value : null;
    return listOf(value)?.at(at) ?? null;
  };
}

/** Counted from 0, from the end where negative; what lies outside is NULL. */
function slice(list: readonly string[], from: string, to: string | undefined): Value {
  const start = wholeNumber(from);
  const end = to === undefined ? start : wholeNumber(to);
  if (start === undefined || end === undefined) return null;
  const first = start < 0 ? list.length + start : start;
  const last = end < 0 ? list.length + end : end;
  if (first < 0 || first >= list.length || last < first) return null;
  return asValue(list.slice(first, last + 1));
}

function buildFind(call: Call): Evaluate {
  const [subject] = call.parameters;
  const regex = call.regex(1);
  return (context) => {
    const list = listOf(subject?.evaluate(context) ?? null);
    const expression = list === undefined ? undefined : regex(context);
    const found = expression === undefined ? -1 : (list?.findIndex((each) => expression.test(each)) ?? -1);
    return found < 0 ? null : found;
  };
}

/** Search Reference, mvfilter: the expression sees one value after the other as the field. */
function buildFilter(call: Call): Evaluate {
  const each = call.withField(0);
  if (each === undefined) return call.fault('mvfilter() takes an expression over one field');
  return (context) => {
    const list = context.fields.get(each.field) ?? [];
    return asValue(list.filter((value) => each.evaluate(context, value) === true));
  };
}

function buildMap(call: Call): Evaluate {
  const [subject] = call.parameters;
  const each = call.withField(1);
  if (subject?.node.kind !== 'field' || each?.field !== subject.node.name)
    return call.fault('mvmap() takes a field and an expression over it');
  return (context) => asValue((context.fields.get(each.field) ?? []).flatMap((value) => listOf(each.evaluate(context, value)) ?? []));
}

const LONGEST_RANGE = 100_000;

function range([from = '', to = '', by = '1']: readonly string[], tell: (what: string) => null): Value {
  const [start, end, step] = [readNumber(from), readNumber(to), readNumber(by)];
  if (start === undefined || end === undefined) return null;
  if (step === undefined || doubleOf(step) <= 0) return tell('mvrange() with a step of time, or one that does not rise');
  const values: EvalNumber[] = [];
  for (let at = doubleOf(start); at < doubleOf(end) && values.length < LONGEST_RANGE; at += doubleOf(step)) values.push(at);
  return asValue(values.map(printNumber));
}

function zip(left: Value, right: Value, delimiter: Value): Value {
  const [first, second, between] = [listOf(left), listOf(right), listOf(delimiter)];
  if (first === undefined || second === undefined) return null;
  return asValue(first.slice(0, second.length).map((each, at) => `${each}${between?.[0] ?? ','}${second[at]}`));
}
