import { JavaBigInteger, type JavaValue, order } from '../../values.js';
import { checkSize, JavaThrowable, thrown } from '../throwable.js';
import type { ClassSpec } from './class-table.js';

function parsed(text: string | null, radix: number): JavaBigInteger {
  if (text === null) throw thrown('NullPointerException', 'Cannot invoke "String.length()" because "val" is null');
  if (text === '') throw new JavaThrowable('java.lang.NumberFormatException', 'Zero length BigInteger');
  const sign = /^[+-]/.test(text) ? 1 : 0;
  let value = 0n;
  const digits = text.slice(sign).toLowerCase();
  if (digits === '') throw new JavaThrowable('java.lang.NumberFormatException', 'Zero length BigInteger');
  if (/[+-]/.test(digits)) throw new JavaThrowable('java.lang.NumberFormatException', 'Illegal embedded sign character');
  if (radix === 10 && /^\d+$/.test(digits)) value = BigInt(digits);
  else if (radix === 16 && /^[0-9a-f]+$/.test(digits)) value = BigInt(`0x${digits}`);
  else {
    for (const each of digits) {
      const digit = Number.parseInt(each, 36);
      if (Number.isNaN(digit) || digit >= radix) throw new JavaThrowable('java.lang.NumberFormatException', `For input string: "${text}"`);
      value = value * BigInt(radix) + BigInt(digit);
    }
  }
  return new JavaBigInteger(text[0] === '-' ? -value : value);
}

function divisor(by: JavaBigInteger): bigint {
  if (by.value === 0n) throw thrown('ArithmeticException', 'BigInteger divide by zero');
  return by.value;
}

function modulus(self: JavaBigInteger, by: JavaBigInteger): bigint {
  if (by.value <= 0n) throw thrown('ArithmeticException', 'BigInteger: modulus not positive');
  return ((self.value % by.value) + by.value) % by.value;
}

const big = (value: bigint): JavaBigInteger => new JavaBigInteger(value);

/** A value shifted to the left, or to the right where `by` is negative. */
function shifted(value: bigint, by: number): bigint {
  if (by > 0) checkSize(by, 'a number');
  return by < 0 ? value >> BigInt(-by) : value << BigInt(by);
}

const bigInteger: ClassSpec = {
  name: 'java.math.BigInteger',
  extends: ['java.lang.Number', 'java.lang.Comparable'],
  is: (value) => value instanceof JavaBigInteger,
  members: {
    'static BigInteger ZERO': () => big(0n),
    'static BigInteger ONE': () => big(1n),
    'static BigInteger TEN': () => big(10n),
    'new(String)': (text: string | null) => parsed(text, 10),
    'new(String,int)': (text: string | null, radix: number) => parsed(text, radix),
    'static BigInteger valueOf(long)': (value: bigint) => big(value),
    'BigInteger abs()': (self: JavaBigInteger) => big(self.value < 0n ? -self.value : self.value),
    'BigInteger add(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => big(self.value + other.value),
    'BigInteger subtract(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => big(self.value - other.value),
    'BigInteger multiply(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => big(self.value * other.value),
    'BigInteger divide(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => big(self.value / divisor(other)),
    'BigInteger remainder(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => big(self.value % divisor(other)),
    'BigInteger mod(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => big(modulus(self, other)),
    'BigInteger negate()': (self: JavaBigInteger) => big(-self.value),
    'BigInteger pow(int)': (self: JavaBigInteger, power: number) => {
      if (power < 0) throw thrown('ArithmeticException', 'Negative exponent');
      checkSize(self.value.toString(2).length * power, 'a number');
      return big(self.value ** BigInt(power));
    },
    'BigInteger and(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => big(self.value & other.value),
    'BigInteger or(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => big(self.value | other.value),
    'BigInteger xor(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => big(self.value ^ other.value),
    'BigInteger not()': (self: JavaBigInteger) => big(~self.value),
    'BigInteger shiftLeft(int)': (self: JavaBigInteger, by: number) => big(shifted(self.value, by)),
    'BigInteger shiftRight(int)': (self: JavaBigInteger, by: number) => big(shifted(self.value, -by)),
    'boolean testBit(int)': (self: JavaBigInteger, bit: number) => ((self.value >> BigInt(bit)) & 1n) === 1n,
    'BigInteger max(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => (self.value < other.value ? other : self),
    'BigInteger min(BigInteger)': (self: JavaBigInteger, other: JavaBigInteger) => (self.value > other.value ? other : self),
    'int signum()': (self: JavaBigInteger) => order(self.value, 0n),
    'int bitLength()': (self: JavaBigInteger) => (self.value < 0n ? ~self.value : self.value).toString(2).replace(/^0$/, '').length,
    'int intValueExact()': (self: JavaBigInteger) => {
      if (BigInt.asIntN(32, self.value) !== self.value) throw thrown('ArithmeticException', 'BigInteger out of int range');
      return Number(self.value);
    },
    'long longValueExact()': (self: JavaBigInteger) => {
      if (BigInt.asIntN(64, self.value) !== self.value) throw thrown('ArithmeticException', 'BigInteger out of long range');
      return self.value;
    },
    'int compareTo(BigInteger)': (self: JavaBigInteger, other: JavaValue) => self.compareTo(other),
    'String toString(int)': (self: JavaBigInteger, radix: number) => self.value.toString(radix < 2 || radix > 36 ? 10 : radix),
  },
};

/** The classes of java.math. */
export const javaMath: readonly ClassSpec[] = [bigInteger];
