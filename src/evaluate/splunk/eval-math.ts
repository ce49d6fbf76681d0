import { type EvalFunctions, ofNumbers, ofValues, type Tell } from './eval-function.js';
import { doubleOf, type EvalNumber, Measured, roundDecimal, significantOf, withDigits } from './eval-numbers.js';
import { listOf, numberOf, type Value } from './eval-values.js';

/** Mathematical, statistical, bitwise and trigonometric functions: Search Reference. */
export const mathFunctions: EvalFunctions = {
  abs: ofNumbers([1], ([x = 0]) => like(x, Math.abs(doubleOf(x)))),
  acos: plain(Math.acos),
  acosh: plain(Math.acosh),
  asin: plain(Math.asin),
  asinh: plain(Math.asinh),
  atan: plain(Math.atan),
  atan2: ofNumbers([2], ([y = 0, x = 0]) => Math.atan2(doubleOf(y), doubleOf(x))),
  atanh: plain(Math.atanh),
  avg: ofValues([1, Number.POSITIVE_INFINITY], (values) => average(values)),
  bit_and: bitwise((a, b) => a & b),
  bit_not: ofNumbers([1], ([x = 0], tell) => tell(`bit_not(${doubleOf(x)}): its width is not documented alike`), {
    note: 'refused at the record',
  }),
  bit_or: bitwise((a, b) => a | b),
  bit_shift_left: bitwise((a, b) => a << b),
  bit_shift_right: bitwise((a, b) => a >> b),
  bit_xor: bitwise((a, b) => a ^ b),
  ceil: plain(Math.ceil),
  ceiling: plain(Math.ceil),
  cos: plain(Math.cos),
  cosh: plain(Math.cosh),
  exact: ofNumbers([1], ([x = 0]) => doubleOf(x)),
  exp: plain(Math.exp),
  floor: plain(Math.floor),
  hypot: ofNumbers([2], ([x = 0, y = 0]) => Math.hypot(doubleOf(x), doubleOf(y))),
  ln: plain(Math.log),
  log: ofNumbers([1, 2], ([x = 0, base = 10]) =>
    doubleOf(base) === 10 ? Math.log10(doubleOf(x)) : Math.log(doubleOf(x)) / Math.log(doubleOf(base)),
  ),
  max: ofValues([1, Number.POSITIVE_INFINITY], (values) => extreme(values, 1), { note: 'a text is greater than a number' }),
  min: ofValues([1, Number.POSITIVE_INFINITY], (values) => extreme(values, -1), { note: 'a number is less than a text' }),
  pi: { least: 0, most: 0, build: () => () => new Measured(Math.PI, 12, 11) },
  pow: ofNumbers([2], ([x = 0, y = 0]) => doubleOf(x) ** doubleOf(y)),
  round: ofNumbers([1, 2], ([x = 0, places = 0], tell) => round(x, doubleOf(places), tell)),
  sigfig: ofNumbers([1], ([x = 0]) => sigfig(x)),
  sin: plain(Math.sin),
  sinh: plain(Math.sinh),
  sqrt: plain(Math.sqrt),
  sum: ofNumbers([1, Number.POSITIVE_INFINITY], (numbers) => numbers.reduce<number>((total, each) => total + doubleOf(each), 0)),
  tan: plain(Math.tan),
  tanh: plain(Math.tanh),
};

function plain(calculate: (x: number) => number) {
  return ofNumbers([1], ([x = 0]) => calculate(doubleOf(x)));
}

function bitwise(calculate: (a: bigint, b: bigint) => bigint) {
  return ofNumbers([2, Number.POSITIVE_INFINITY], (numbers) => {
    const whole = numbers.map(doubleOf);
    if (!whole.every((each) => Number.isSafeInteger(each) && each >= 0)) return null;
    const [first = 0n, ...others] = whole.map(BigInt);
    const result = others.reduce(calculate, first);
    return result <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(result) : null;
  });
}

/** The same precision as another number. */
function like(number: EvalNumber, value: number): EvalNumber {
  return typeof number === 'number' ? value : new Measured(value, number.significant, number.places);
}

function round(x: EvalNumber, places: number, tell: Tell): EvalNumber | null {
  if (!Number.isInteger(places) || places < 0) return tell('round() to places that are no whole number from 0 on');
  const text = roundDecimal(doubleOf(x), Math.min(places, 15));
  if (places === 0) return Number(text);
  return new Measured(Number(text), significantOf(x), typeof x === 'number' && Number.isInteger(x) ? 0 : Math.min(places, decimals(x)));
}

function decimals(x: EvalNumber): number {
  return typeof x === 'number' ? 15 : x.places;
}

/** Search Reference, sigfig: `1.00*1111` is 1111, its significant figures are 1110. */
function sigfig(x: EvalNumber): EvalNumber {
  const digits = significantOf(x);
  if (digits === Number.POSITIVE_INFINITY) return x;
  return withDigits(Number(doubleOf(x).toPrecision(Math.max(1, Math.min(digits, 21)))), digits);
}

function average(values: readonly Value[]): Value {
  const numbers = values.flatMap((each) => listOf(each) ?? []).flatMap((each) => numberOf(each) ?? []);
  if (numbers.length === 0) return null;
  return numbers.reduce<number>((total, each) => total + doubleOf(each), 0) / numbers.length;
}

function extreme(values: readonly Value[], sign: 1 | -1): Value {
  const all = values.flatMap((each): readonly Value[] => listOf(each) ?? []);
  let best: Value = all[0] ?? null;
  for (const each of all.slice(1)) if (sign * compareMixed(each, best) > 0) best = each;
  return best === null ? null : (numberOf(best) ?? best);
}

function compareMixed(a: Value, b: Value): number {
  const [first, second] = [numberOf(a), numberOf(b)];
  if (first !== undefined && second !== undefined) return doubleOf(first) - doubleOf(second);
  if (first !== undefined || second !== undefined) return first !== undefined ? -1 : 1;
  return String(a) < String(b) ? -1 : 1;
}
