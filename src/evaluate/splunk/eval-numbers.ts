/**
 * A number with the precision of what it was calculated from. Search Reference, eval: "the result has the precision of the least precise
 * input"; only the printed form is rounded.
 */
export class Measured {
  constructor(
    readonly value: number,
    /** How many digits count, from the first that is not 0 on. */
    readonly significant: number,
    /** How many digits stand behind the point. */
    readonly places: number,
  ) {}
}

/** A number without a point is exact. */
export type EvalNumber = number | Measured;

const numeric = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** The precision of the numbers that Splunk computes with: 17 digits of a double. */
const MOST_DIGITS = 17;

/** Whether a text looks like a number. */
export function looksNumeric(text: string): boolean {
  const first = text.charCodeAt(0);
  // Most texts are none, and say so by their first character.
  return ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) && numeric.test(text);
}

/** Reads a text as a number; undefined where it does not look like one. */
export function readNumber(text: string): EvalNumber | undefined {
  if (!looksNumeric(text)) return undefined;
  const value = Number(text);
  const point = text.indexOf('.');
  if (point < 0 || /[eE]/.test(text)) return value;
  const digits = text.replace(/^[+-]?0*\.?0*|\./g, '').length;
  return new Measured(value, Math.max(1, Math.min(digits, MOST_DIGITS)), text.length - point - 1);
}

export function doubleOf(number: EvalNumber): number {
  return typeof number === 'number' ? number : number.value;
}

/** As a field shows the number. */
export function printNumber(number: EvalNumber): string {
  if (typeof number === 'number') return Number.isInteger(number) && Math.abs(number) < 1e21 ? BigInt(number).toString() : String(number);
  return roundDecimal(number.value, number.places);
}

/** Rounds half away from zero, by the digits as they are written: 2.555 becomes 2.56 (Search Reference, round). */
export function roundDecimal(value: number, places: number): string {
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value) || magnitude >= 1e15 || places > 15) return value.toFixed(Math.min(places, 20));
  const written = allDigits(magnitude, places);
  if (written !== undefined) return value < 0 ? `-${written}` : written;
  const [mantissa = '0', exponent = '0'] = shortest(magnitude).split('e');
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + places}`));
  const text = (shifted / 10 ** places).toFixed(places);
  return value < 0 && Number(text) !== 0 ? `-${text}` : text;
}

/** Up to here a double says each digit before and behind the point that `places` asks for. */
const HALF_EXACT = 2 ** 52;

/** A number of so few digits behind the point that nothing is rounded, which a time in seconds is; undefined for any other. */
function allDigits(magnitude: number, places: number): string | undefined {
  if (magnitude < 1 || magnitude * 10 ** places > HALF_EXACT) return undefined;
  const digits = magnitude.toPrecision(15);
  const missing = places - (digits.length - digits.indexOf('.') - 1);
  return missing < 0 || !digits.includes('.') ? undefined : digits + '0'.repeat(missing);
}

// Fifteen digits: what lies behind them is the double's, not the number's.
function shortest(magnitude: number): string {
  return Number(magnitude.toPrecision(15)).toExponential();
}

/** The sum, or with `sign` -1 the difference: as many places as the operand with fewer. */
export function add(left: EvalNumber, right: EvalNumber, sign: 1 | -1): EvalNumber {
  const value = doubleOf(left) + sign * doubleOf(right);
  if (typeof left === 'number' && typeof right === 'number') return value;
  const places = Math.min(placesOf(left), placesOf(right));
  return new Measured(value, significantFor(value, places), places);
}

/** A product or quotient: as many digits as the operand with fewer. */
export function scaled(value: number, left: EvalNumber, right: EvalNumber): EvalNumber {
  const significant = Math.min(significantOf(left), significantOf(right));
  return significant === Number.POSITIVE_INFINITY ? value : withDigits(value, significant);
}

/** A number of which so many digits count. */
export function withDigits(value: number, significant: number): Measured {
  const before = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
  return new Measured(value, significant, Math.max(0, significant - before));
}

function placesOf(number: EvalNumber): number {
  return typeof number === 'number' ? Number.POSITIVE_INFINITY : number.places;
}

export function significantOf(number: EvalNumber): number {
  return typeof number === 'number' ? Number.POSITIVE_INFINITY : number.significant;
}

function significantFor(value: number, places: number): number {
  const before = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
  return Math.max(1, before + places);
}
