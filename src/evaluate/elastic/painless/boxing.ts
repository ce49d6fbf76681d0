import { classNameOf, JavaChar, JavaDouble, JavaFloat, JavaSmall, type JavaValue } from '../values.js';
import { type JavaThrowable, thrown } from './throwable.js';
import { type Type, unboxed, widens } from './types.js';

const CHARACTERS: readonly JavaChar[] = Array.from({ length: 128 }, (_, code) => new JavaChar(code));

/** The Character of a UTF-16 unit. */
export function character(code: number): JavaChar {
  return CHARACTERS[code] ?? new JavaChar(code);
}

/** A value as the code of scripts holds it (a double as a number) as a Java object (as a Double). */
export function box(value: unknown, type: Type): JavaValue {
  switch (type) {
    case 'double':
      return new JavaDouble(value as number);
    case 'float':
      return new JavaFloat(value as number);
    case 'char':
      return character(value as number);
    case 'byte':
    case 'short':
      return new JavaSmall(type, value as number);
    case 'void':
      return null;
    default:
      return value as JavaValue;
  }
}

/** What a number or character holds; undefined for every other value. */
export function numberOf(value: JavaValue): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  const isBox = value instanceof JavaDouble || value instanceof JavaFloat || value instanceof JavaSmall || value instanceof JavaChar;
  return isBox ? value.value : undefined;
}

/** The primitive type that a value is a box of; undefined for every other value. */
export function primitiveOf(value: JavaValue): Type | undefined {
  if (typeof value === 'number') return 'int';
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'boolean') return 'boolean';
  const type = unboxed(classNameOf(value));
  return type === classNameOf(value) ? undefined : type;
}

/** Casts a number from one primitive type to another as Java does (Java language specification 5.1.3). */
export function castNumber(value: number | bigint, from: Type, to: Type): number | bigint {
  if (to === 'double') return Number(value);
  if (to === 'float') return Math.fround(Number(value));
  if (from === 'double' || from === 'float')
    return to === 'long' ? doubleToLong(value as number) : narrowed(doubleToInt(value as number), to);
  if (to === 'long') return BigInt(value);
  return narrowed(typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : value, to);
}

function narrowed(value: number, to: Type): number {
  if (to === 'byte') return (value << 24) >> 24;
  if (to === 'short') return (value << 16) >> 16;
  return to === 'char' ? value & 0xffff : value;
}

export function doubleToInt(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.max(-2147483648, Math.min(2147483647, Math.trunc(value))) | 0;
}

export function doubleToLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  return value <= -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.trunc(value));
}

/** A def as a value of a type, for code: Painless' implicit cast; throws what Elasticsearch throws. */
export function unbox(value: JavaValue, to: Type): unknown {
  const from = primitiveOf(value);
  if (value === null) throw thrown('NullPointerException', 'Cannot invoke "Object.getClass()" because "value" is null');
  if (from === to) return typeof value === 'boolean' ? value : numberOf(value);
  if (from !== undefined && widens(from, to)) return castNumber(numberOf(value) ?? 0, from, to);
  throw notCast('implicitly', value, to);
}

function notCast(how: string, value: JavaValue, to: Type): JavaThrowable {
  const word = to === 'boolean' ? '' : `${how} `;
  return thrown('ClassCastException', `cannot ${word}cast def [${primitiveOf(value) ?? classNameOf(value).replaceAll('$', '.')}] to ${to}`);
}

/** A def as a value of a primitive type by a cast that the script writes: numbers of every type, and a text of one character. */
export function unboxExplicitly(value: JavaValue, to: Type): unknown {
  const from = primitiveOf(value);
  if (value === null) throw thrown('NullPointerException', 'Cannot invoke "Object.getClass()" because "value" is null');
  if (from === to) return typeof value === 'boolean' ? value : numberOf(value);
  if (from !== undefined && from !== 'boolean' && to !== 'boolean') return castNumber(numberOf(value) ?? 0, from, to);
  if (to === 'char' && typeof value === 'string') return textToChar(value);
  throw notCast('explicitly', value, to);
}

/** The one character of a text. */
export function textToChar(text: string): number {
  if (text.length !== 1) throw thrown('ClassCastException', 'cannot cast java.lang.String with length not equal to one to char');
  return text.charCodeAt(0);
}
