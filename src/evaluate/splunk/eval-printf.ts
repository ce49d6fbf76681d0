import type { Tell } from './eval-function.js';
import { doubleOf } from './eval-numbers.js';
import { numberOf, textOf, type Value } from './eval-values.js';

const directive = /%(?:%|([-+ 0#']*)(\*|\d+)?(?:\.(\d+|\*)?)?([a-zA-Z]))/g;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

/** printf(): a format and its values, by "Conversion functions" of the Search Reference. */
export function printf(values: readonly Value[], tell: Tell): Value {
  const format = textOf(values[0] ?? null);
  if (format === undefined) return null;
  let next = 1;
  let failed = false;
  const take = () => {
    const value = values[next] ?? null;
    next += 1;
    return value;
  };
  const text = format.replace(
    directive,
    (whole, flags: string | undefined, width: string | undefined, precision: string | undefined, letter: string | undefined) => {
      if (letter === undefined) return '%';
      const one: Directive = {
        flags: flags ?? '',
        width: sizeOf(width, take) ?? 0,
        precision: /\./.test(whole) ? (sizeOf(precision, take) ?? 0) : undefined,
        letter,
      };
      const printed = print(one, take());
      if (printed === undefined) failed = true;
      return printed ?? '';
    },
  );
  return failed ? tell('printf() with a value that its format does not take') : text;
}

function sizeOf(written: string | undefined, take: () => Value): number | undefined {
  if (written === undefined) return undefined;
  const number = written === '*' ? numberOf(take()) : Number(written);
  return number === undefined ? 0 : doubleOf(number);
}

function print({ flags, width, precision, letter }: Directive, value: Value): string | undefined {
  if (letter === 's' || letter === 'c') {
    const text = textOf(value);
    if (text === undefined) return undefined;
    const shown = letter === 'c' ? text.slice(0, 1) : precision === undefined ? text : text.slice(0, precision);
    return pad(shown, flags.replace('0', ''), width);
  }
  const number = numberOf(value);
  if (number === undefined) return undefined;
  const digits = printNumber(letter, Math.abs(doubleOf(number)), precision, flags);
  if (digits === undefined) return undefined;
  const sign = doubleOf(number) < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return pad(sign + digits, flags, width, sign.length);
}

function printNumber(letter: string, magnitude: number, precision: number | undefined, flags: string): string | undefined {
  const whole = Math.trunc(magnitude);
  switch (letter) {
    case 'd':
    case 'i':
    case 'u':
      return grouped(String(whole).padStart(precision ?? 1, '0'), flags);
    case 'f':
    case 'F':
      return grouped(magnitude.toFixed(precision ?? 6), flags);
    case 'e':
    case 'E': {
      const text = magnitude.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2');
      return letter === 'E' ? text.toUpperCase() : text;
    }
    case 'x':
      return (flags.includes('#') ? '0x' : '') + whole.toString(16);
    case 'X':
      return (flags.includes('#') ? '0X' : '') + whole.toString(16).toUpperCase();
    case 'o':
      return (flags.includes('#') ? '0' : '') + whole.toString(8);
    default:
      return undefined;
  }
}

function grouped(digits: string, flags: string): string {
  return flags.includes("'") ? digits.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',') : digits;
}

function pad(text: string, flags: string, width: number, sign = 0): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (flags.includes('0')) return text.slice(0, sign) + text.slice(sign).padStart(width - sign, '0');
  return text.padStart(width);
}
