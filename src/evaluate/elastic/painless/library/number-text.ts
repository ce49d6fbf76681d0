import { javaTrim } from '../../java-trim.js';
import { JavaThrowable } from '../throwable.js';

function unreadable(text: string | null, radix: number): JavaThrowable {
  const under = radix === 10 ? '' : ` under radix ${radix}`;
  return new JavaThrowable('java.lang.NumberFormatException', `For input string: "${text}"${under}`);
}

/** Integer.parseInt, Long.parseLong and their kind: a sign, digits of the radix, nothing else; throws NumberFormatException. */
export function parseWhole(text: string | null, radix: number, bits: number): bigint {
  if (text === null) throw numberFault('Cannot parse null string');
  if (radix < 2) throw numberFault(`radix ${radix} less than Character.MIN_RADIX`);
  if (radix > 36) throw numberFault(`radix ${radix} greater than Character.MAX_RADIX`);
  const sign = text[0] === '-' || text[0] === '+' ? 1 : 0;
  if (text.length === sign) throw unreadable(text, radix);
  let value = 0n;
  const most = 1n << BigInt(Math.max(bits, 32));
  if (radix === 10 && /^[+-]?\d{1,15}$/.test(text)) value = BigInt(Math.abs(Number(text)));
  else {
    for (const digit of text.slice(sign)) {
      const number = digitValue(digit);
      if (number < 0 || number >= radix) throw unreadable(text, radix);
      value = value * BigInt(radix) + BigInt(number);
      // What no int or long can hold is the same mistake, however long it goes on.
      if (value > most) throw unreadable(text, radix);
    }
  }
  const signed = text[0] === '-' ? -value : value;
  if (BigInt.asIntN(bits, signed) !== signed) throw bits === 8 || bits === 16 ? outOfRange(text, radix) : unreadable(text, radix);
  return signed;
}

/** Integer.parseUnsignedInt and Long.parseUnsignedLong. */
export function parseUnsigned(text: string | null, radix: number, bits: 32 | 64): bigint {
  if (text?.startsWith('-') === true) throw numberFault(`Illegal leading minus sign on unsigned string ${text}.`);
  if (text === '') throw unreadable(text, radix);
  const value = parseWhole(text, radix, bits === 32 ? 64 : 128);
  if (value >> BigInt(bits) === 0n) return value;
  throw numberFault(`String value ${text} exceeds range of unsigned ${bits === 32 ? 'int' : 'long'}.`);
}

export function numberFault(message: string): JavaThrowable {
  return new JavaThrowable('java.lang.NumberFormatException', message);
}

function outOfRange(text: string, radix: number): JavaThrowable {
  return numberFault(`Value out of range. Value:"${text}" Radix:${radix}`);
}

/** Character.digit: digits of every script, letters of ASCII and their full-width forms. */
function digitValue(character: string): number {
  if (/^[0-9a-zA-Z]$/.test(character)) return Number.parseInt(character, 36);
  if (/^\p{Nd}$/u.test(character)) {
    const code = character.codePointAt(0) ?? 0;
    let zero = code;
    while (zero > code - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
    return code - zero;
  }
  return -1;
}

const DECIMAL = /^[\0- ]*([+-]?)(NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)[\0- ]*$/;
const HEXADECIMAL = /^[\0- ]*([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?[\0- ]*$/;

/** What Double.parseDouble makes of a text; undefined where it throws. */
export function javaDouble(text: string): number | undefined {
  const read = DECIMAL.exec(text);
  if (read === null) return hexadecimalDouble(text);
  const [, sign, digits = ''] = read;
  const size = digits === 'NaN' ? Number.NaN : digits === 'Infinity' ? Number.POSITIVE_INFINITY : Number(digits.replace(/[fFdD]$/, ''));
  return sign === '-' ? -size : size;
}

/** Double.parseDouble; throws NumberFormatException. */
export function parseDouble(text: string | null): number {
  if (text === null) throw new JavaThrowable('java.lang.NullPointerException', 'Cannot invoke "String.trim()" because "in" is null');
  const value = javaDouble(text);
  if (value !== undefined) return value;
  const shown = javaTrim(text);
  throw new JavaThrowable('java.lang.NumberFormatException', shown === '' ? 'empty String' : `For input string: "${shown}"`);
}

function hexadecimalDouble(text: string): number | undefined {
  const [, sign, whole = '', part = '', power = '0'] = HEXADECIMAL.exec(text) ?? [];
  if (whole + part === '') return undefined;
  const size = Number(BigInt(`0x${whole}${part}`)) * 2 ** (Number(power) - 4 * part.length);
  return sign === '-' ? -size : size;
}
