import { classNameOf, equalValues, JavaChar, JavaDouble, JavaFloat, JavaSmall, type JavaValue, textOf } from '../values.js';
import { box, castNumber, numberOf, primitiveOf } from './boxing.js';
import { thrown } from './throwable.js';

/** How wide a number computes: int, long, float or double; 0 for what is no number. */
const INT = 1;
const LONG = 2;
const FLOAT = 3;
const DOUBLE = 4;

function width(value: JavaValue): number {
  if (typeof value === 'number') return INT;
  if (typeof value === 'bigint') return LONG;
  if (value instanceof JavaDouble) return DOUBLE;
  if (value instanceof JavaFloat) return FLOAT;
  return value instanceof JavaSmall || value instanceof JavaChar ? INT : 0;
}

export function divideInts(a: number, b: number): number {
  if (b === 0) throw thrown('ArithmeticException', '/ by zero');
  return (a / b) | 0;
}

export function remainderOfInts(a: number, b: number): number {
  if (b === 0) throw thrown('ArithmeticException', '/ by zero');
  return (a % b) | 0;
}

export function divideLongs(a: bigint, b: bigint): bigint {
  if (b === 0n) throw thrown('ArithmeticException', '/ by zero');
  return BigInt.asIntN(64, a / b);
}

export function remainderOfLongs(a: bigint, b: bigint): bigint {
  if (b === 0n) throw thrown('ArithmeticException', '/ by zero');
  return a % b;
}

interface Operator {
  readonly int: (a: number, b: number) => number;
  readonly long: (a: bigint, b: bigint) => bigint;
  readonly decimal?: (a: number, b: number) => number;
}

/** The operators of two numbers of one type. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': { int: (a, b) => (a + b) | 0, long: (a, b) => BigInt.asIntN(64, a + b), decimal: (a, b) => a + b },
  '-': { int: (a, b) => (a - b) | 0, long: (a, b) => BigInt.asIntN(64, a - b), decimal: (a, b) => a - b },
  '*': { int: (a, b) => Math.imul(a, b), long: (a, b) => BigInt.asIntN(64, a * b), decimal: (a, b) => a * b },
  '/': { int: divideInts, long: divideLongs, decimal: (a, b) => a / b },
  '%': { int: remainderOfInts, long: remainderOfLongs, decimal: (a, b) => a % b },
  '&': { int: (a, b) => a & b, long: (a, b) => a & b },
  '^': { int: (a, b) => a ^ b, long: (a, b) => a ^ b },
  '|': { int: (a, b) => a | b, long: (a, b) => a | b },
};

function notApplicable(operator: string, a: JavaValue, b: JavaValue): Error | ReturnType<typeof thrown> {
  if (a === null) return thrown('NullPointerException', 'Cannot invoke "Object.getClass()" because "left" is null');
  if (b === null) return thrown('NullPointerException', 'Cannot invoke "Object.getClass()" because "right" is null');
  const types = `[${displayName(a)}] and [${displayName(b)}]`;
  return thrown('ClassCastException', `Cannot apply [${operator}] operation to types ${types}.`);
}

// Elasticsearch names the type float here when the left side is whole, whatever the right side is.
function notWhole(symbol: string, a: JavaValue): ReturnType<typeof thrown> {
  const type = width(a) === DOUBLE ? 'double' : 'float';
  return thrown('ClassCastException', `Cannot apply [${symbol}] operation to type [${type}]`);
}

function displayName(value: JavaValue): string {
  return classNameOf(value).replace(/\$/g, '.');
}

/** `left operator right` of two values whose types are known now only. */
export function operate(symbol: string, a: JavaValue, b: JavaValue): JavaValue {
  const operator = OPERATORS[symbol];
  if (operator === undefined) throw new Error(`no operator ${symbol}`);
  const wide = Math.max(width(a), width(b));
  if (width(a) === 0 || width(b) === 0) return operateOther(symbol, a, b);
  const left = numberOf(a) ?? 0;
  const right = numberOf(b) ?? 0;
  if (wide === INT) return operator.int(Number(left), Number(right));
  if (wide === LONG) return operator.long(BigInt(left), BigInt(right));
  if (operator.decimal === undefined) throw notWhole(symbol, a);
  const result = operator.decimal(Number(left), Number(right));
  return wide === FLOAT ? new JavaFloat(result) : new JavaDouble(result);
}

function operateOther(symbol: string, a: JavaValue, b: JavaValue): JavaValue {
  if (symbol === '+' && (typeof a === 'string' || typeof b === 'string')) return textOf(a) + textOf(b);
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    if (symbol === '&') return a && b;
    if (symbol === '|') return a || b;
    if (symbol === '^') return a !== b;
  }
  throw notApplicable(symbol, a, b);
}

/** `left operator= right` of a def: the number keeps the type that it has. */
export function operateInto(symbol: string, a: JavaValue, b: JavaValue): JavaValue {
  const result = operate(symbol, a, b);
  const from = primitiveOf(result);
  const to = primitiveOf(a);
  if (to === undefined || from === undefined || from === to || from === 'boolean') return result;
  return box(castNumber(numberOf(result) ?? 0, from, to), to);
}

export function add(a: JavaValue, b: JavaValue): JavaValue {
  if (typeof a === 'number' && typeof b === 'number') return (a + b) | 0;
  return operate('+', a, b);
}

/** `<<`, `>>` and `>>>`: the type of the left side decides. */
export function shift(symbol: string, a: JavaValue, b: JavaValue): JavaValue {
  const by = numberOf(b);
  const value = numberOf(a);
  const isWhole = (each: number): boolean => each === INT || each === LONG;
  if (value === undefined || by === undefined) throw notApplicable(symbol, a, b);
  if (!isWhole(width(a))) throw thrown('ClassCastException', `Cannot apply [${symbol}] operation to type [${primitiveOf(a)}]`);
  if (!isWhole(width(b))) throw notApplicable(symbol, a, b);
  const count = typeof by === 'bigint' ? Number(by & 63n) : by;
  return typeof value === 'bigint' ? shiftLong(symbol, value, count) : shiftInt(symbol, value, count);
}

export function shiftInt(symbol: string, value: number, by: number): number {
  if (symbol === '<<') return value << by;
  return symbol === '>>' ? value >> by : (value >>> by) | 0;
}

export function shiftLong(symbol: string, value: bigint, by: number): bigint {
  const count = BigInt(by & 63);
  if (symbol === '<<') return BigInt.asIntN(64, value << count);
  return symbol === '>>' ? value >> count : BigInt.asIntN(64, BigInt.asUintN(64, value) >> count);
}

/** `==` where a type is known now only: numbers of every type by what they hold. */
export function equal(a: JavaValue, b: JavaValue): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const left = numberOf(a);
  const right = numberOf(b);
  if (left === undefined || right === undefined) return equalValues(a, b);
  // A long beside a decimal number is compared as such a number.
  return typeof left === typeof right ? left === right : Number(left) === Number(right);
}

/** `<`, `<=`, `>`, `>=` where a type is known now only. */
export function compare(symbol: string, a: JavaValue, b: JavaValue): boolean {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left === undefined || right === undefined) throw notApplicable(symbol, a, b);
  if (symbol === '<') return left < right;
  if (symbol === '<=') return left <= right;
  return symbol === '>' ? left > right : left >= right;
}

/** `-`, `+` and `~` before a value whose type is known now only. */
export function unary(symbol: string, value: JavaValue): JavaValue {
  const held = numberOf(value);
  const decimal = value instanceof JavaDouble || value instanceof JavaFloat;
  if (held === undefined || (symbol === '~' && decimal)) {
    if (value === null) throw thrown('NullPointerException', 'Cannot invoke "Object.getClass()" because "args[0]" is null');
    if (symbol === '~') throw thrown('ClassCastException', `Cannot apply not [~] to type [${primitiveOf(value) ?? displayName(value)}]`);
    throw thrown('ClassCastException', `Cannot apply [${symbol}] operation to type [${displayName(value)}].`);
  }
  if (value instanceof JavaDouble) return new JavaDouble(symbol === '-' ? -value.value : value.value);
  if (value instanceof JavaFloat) return new JavaFloat(symbol === '-' ? -value.value : value.value);
  if (typeof held === 'bigint') return BigInt.asIntN(64, symbol === '-' ? -held : symbol === '~' ? ~held : held);
  return symbol === '-' ? -held | 0 : symbol === '~' ? ~held : held;
}
