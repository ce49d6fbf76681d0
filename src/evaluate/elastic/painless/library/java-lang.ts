import {
  classNameOf as classOf,
  compareDoubles,
  compareValues,
  doubleText,
  equalValues,
  floatText,
  hashOf,
  Incomparable,
  JavaBigInteger,
  JavaDouble,
  JavaFloat,
  JavaSmall,
  type JavaValue,
  order,
  textOf,
} from '../../values.js';
import { character, doubleToInt, doubleToLong, numberOf } from '../boxing.js';
import { iteratorOf, JavaIterator, type JavaLambda } from '../collections.js';
import { JavaArray } from '../java-array.js';
import { JavaThrowable, thrown } from '../throwable.js';
import type { ClassSpec } from './class-table.js';
import { numberFault, parseDouble, parseUnsigned, parseWhole } from './number-text.js';

/** Comparable.compareTo with Java's exception for classes that cannot be compared. */
export function compared(a: JavaValue, b: JavaValue): number {
  if (a === null || b === null) throw thrown('NullPointerException');
  try {
    return compareValues(a, b);
  } catch (fault) {
    throw fault instanceof Incomparable ? thrown('ClassCastException', notCast(fault.right, classOf(fault.left))) : fault;
  }
}

/** The text of Java's ClassCastException for a value and the full name of a class of java.base. */
export function notCast(value: JavaValue, wanted: string): string {
  const actual = classOf(value);
  const loader = "are in module java.base of loader 'bootstrap'";
  return `class ${actual} cannot be cast to class ${wanted} (${actual} and ${wanted} ${loader})`;
}

const object: ClassSpec = {
  name: 'java.lang.Object',
  is: () => true,
  members: {
    'boolean equals(Object)': (self: JavaValue, other: JavaValue) => equalValues(self, other),
    'int hashCode()': (self: JavaValue) => hashOf(self),
    'String toString()': (self: JavaValue) => textOf(self),
  },
};

const comparable: ClassSpec = {
  name: 'java.lang.Comparable',
  is: (value) => ['string', 'number', 'bigint', 'boolean'].includes(typeof value) || numberOf(value) !== undefined,
  members: { 'int compareTo(def)': (self: JavaValue, other: JavaValue) => compared(self, other) },
};

const iterable: ClassSpec = {
  name: 'java.lang.Iterable',
  is: (value) => !(value instanceof JavaArray) && iteratorOf(value) !== undefined,
  members: {
    'Iterator iterator()': (self: JavaValue) => iteratorOf(self) ?? new JavaIterator([]),
    'void forEach(Consumer)': (self: JavaValue, action: JavaLambda) => {
      const each = iteratorOf(self) ?? new JavaIterator([]);
      while (each.hasNext()) action.call(each.next());
    },
  },
};

const number: ClassSpec = {
  name: 'java.lang.Number',
  is: (value) => value instanceof JavaBigInteger || (numberOf(value) !== undefined && classOf(value) !== 'java.lang.Character'),
  members: {
    'int intValue()': (self: JavaValue) => asInt(self),
    'long longValue()': (self: JavaValue) => asLong(self),
    'double doubleValue()': (self: JavaValue) => asDouble(self),
    'float floatValue()': (self: JavaValue) => Math.fround(asDouble(self)),
    'short shortValue()': (self: JavaValue) => (asInt(self) << 16) >> 16,
    'byte byteValue()': (self: JavaValue) => (asInt(self) << 24) >> 24,
  },
};

/** Number.intValue. */
export function asInt(value: JavaValue): number {
  if (typeof value === 'number') return value;
  if (value instanceof JavaBigInteger) return Number(BigInt.asIntN(32, value.value));
  if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value));
  return value instanceof JavaDouble || value instanceof JavaFloat ? doubleToInt(value.value) : Number(numberOf(value) ?? 0);
}

/** Number.longValue. */
export function asLong(value: JavaValue): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof JavaBigInteger) return BigInt.asIntN(64, value.value);
  return value instanceof JavaDouble || value instanceof JavaFloat ? doubleToLong(value.value) : BigInt(numberOf(value) ?? 0);
}

/** Number.doubleValue. */
export function asDouble(value: JavaValue): number {
  if (value instanceof JavaBigInteger) return Number(value.value);
  return Number(numberOf(value) ?? 0);
}

function radixText(value: bigint, bits: number, radix: number): string {
  return BigInt.asUintN(bits, value).toString(radix);
}

/** A radix that Java does not know counts as ten. */
function usualRadix(radix: number): number {
  return radix < 2 || radix > 36 ? 10 : radix;
}

function bitCount(value: bigint): number {
  return value.toString(2).replaceAll('0', '').length;
}

const integer: ClassSpec = {
  name: 'java.lang.Integer',
  extends: ['java.lang.Number', 'java.lang.Comparable'],
  is: (value) => typeof value === 'number',
  members: {
    'static int MAX_VALUE': () => 2147483647,
    'static int MIN_VALUE': () => -2147483648,
    'static int BYTES': () => 4,
    'static int SIZE': () => 32,
    'static int parseInt(String)': (text: string) => Number(parseWhole(text, 10, 32)),
    'static int parseInt(String,int)': (text: string, radix: number) => Number(parseWhole(text, radix, 32)),
    'static int parseUnsignedInt(String)': (text: string) => Number(BigInt.asIntN(32, parseUnsigned(text, 10, 32))),
    'static int parseUnsignedInt(String,int)': (text: string, radix: number) => Number(BigInt.asIntN(32, parseUnsigned(text, radix, 32))),
    'static Integer valueOf(int)': (value: number) => value,
    'static Integer valueOf(String,int)': (text: string, radix: number) => Number(parseWhole(text, radix, 32)),
    'static Integer decode(String)': (text: string) => Number(decodeWhole(text, 32)),
    'static String toString(int)': (value: number) => String(value),
    'static String toString(int,int)': (value: number, radix: number) => value.toString(usualRadix(radix)),
    'static String toHexString(int)': (value: number) => radixText(BigInt(value), 32, 16),
    'static String toOctalString(int)': (value: number) => radixText(BigInt(value), 32, 8),
    'static String toBinaryString(int)': (value: number) => radixText(BigInt(value), 32, 2),
    'static String toUnsignedString(int)': (value: number) => radixText(BigInt(value), 32, 10),
    'static int compare(int,int)': (a: number, b: number) => order(a, b),
    'static int max(int,int)': (a: number, b: number) => Math.max(a, b),
    'static int min(int,int)': (a: number, b: number) => Math.min(a, b),
    'static int signum(int)': (value: number) => Math.sign(value),
    'static int bitCount(int)': (value: number) => bitCount(BigInt.asUintN(32, BigInt(value))),
    'static int numberOfLeadingZeros(int)': (value: number) => Math.clz32(value),
    'static int hashCode(int)': (value: number) => value,
    'int compareTo(Integer)': (self: number, other: JavaValue) => compared(self, other),
  },
};

const long: ClassSpec = {
  name: 'java.lang.Long',
  extends: ['java.lang.Number', 'java.lang.Comparable'],
  is: (value) => typeof value === 'bigint',
  members: {
    'static long MAX_VALUE': () => 2n ** 63n - 1n,
    'static long MIN_VALUE': () => -(2n ** 63n),
    'static int BYTES': () => 8,
    'static int SIZE': () => 64,
    'static long parseLong(String)': (text: string) => parseWhole(text, 10, 64),
    'static long parseLong(String,int)': (text: string, radix: number) => parseWhole(text, radix, 64),
    'static long parseUnsignedLong(String)': (text: string) => BigInt.asIntN(64, parseUnsigned(text, 10, 64)),
    'static long parseUnsignedLong(String,int)': (text: string, radix: number) => BigInt.asIntN(64, parseUnsigned(text, radix, 64)),
    'static Long valueOf(long)': (value: bigint) => value,
    'static Long valueOf(String,int)': (text: string, radix: number) => parseWhole(text, radix, 64),
    'static Long decode(String)': (text: string) => decodeWhole(text, 64),
    'static String toString(long)': (value: bigint) => value.toString(),
    'static String toString(long,int)': (value: bigint, radix: number) => value.toString(usualRadix(radix)),
    'static String toHexString(long)': (value: bigint) => radixText(value, 64, 16),
    'static String toOctalString(long)': (value: bigint) => radixText(value, 64, 8),
    'static String toBinaryString(long)': (value: bigint) => radixText(value, 64, 2),
    'static String toUnsignedString(long)': (value: bigint) => radixText(value, 64, 10),
    'static String toUnsignedString(long,int)': (value: bigint, radix: number) => radixText(value, 64, usualRadix(radix)),
    'static int compare(long,long)': (a: bigint, b: bigint) => order(a, b),
    'static int compareUnsigned(long,long)': (a: bigint, b: bigint) => order(BigInt.asUintN(64, a), BigInt.asUintN(64, b)),
    'static long max(long,long)': (a: bigint, b: bigint) => (a > b ? a : b),
    'static long min(long,long)': (a: bigint, b: bigint) => (a < b ? a : b),
    'static long sum(long,long)': (a: bigint, b: bigint) => BigInt.asIntN(64, a + b),
    'static int signum(long)': (value: bigint) => order(value, 0n),
    'static int bitCount(long)': (value: bigint) => bitCount(BigInt.asUintN(64, value)),
    'static int hashCode(long)': (value: bigint) => hashOf(value),
    'int compareTo(Long)': (self: bigint, other: JavaValue) => compared(self, other),
  },
};

const double: ClassSpec = {
  name: 'java.lang.Double',
  extends: ['java.lang.Number', 'java.lang.Comparable'],
  members: {
    'static double MAX_VALUE': () => new JavaDouble(Number.MAX_VALUE),
    'static double MIN_VALUE': () => new JavaDouble(Number.MIN_VALUE),
    'static double NaN': () => new JavaDouble(Number.NaN),
    'static double POSITIVE_INFINITY': () => new JavaDouble(Number.POSITIVE_INFINITY),
    'static double NEGATIVE_INFINITY': () => new JavaDouble(Number.NEGATIVE_INFINITY),
    'static double parseDouble(String)': (text: string) => parseDouble(text),
    'static Double valueOf(double)': (value: number) => new JavaDouble(value),
    'static String toString(double)': (value: number) => doubleText(value),
    'static int compare(double,double)': (a: number, b: number) => compareDoubles(a, b),
    'static double max(double,double)': (a: number, b: number) => Math.max(a, b),
    'static double min(double,double)': (a: number, b: number) => Math.min(a, b),
    'static double sum(double,double)': (a: number, b: number) => a + b,
    'static boolean isNaN(double)': (value: number) => Number.isNaN(value),
    'static boolean isInfinite(double)': (value: number) => Math.abs(value) === Number.POSITIVE_INFINITY,
    'static boolean isFinite(double)': (value: number) => Number.isFinite(value),
    'boolean isNaN()': (self: JavaDouble) => Number.isNaN(self.value),
    'boolean isInfinite()': (self: JavaDouble) => Math.abs(self.value) === Number.POSITIVE_INFINITY,
    'int compareTo(Double)': (self: JavaDouble, other: JavaValue) => compared(self, other),
  },
};

const float: ClassSpec = {
  name: 'java.lang.Float',
  extends: ['java.lang.Number', 'java.lang.Comparable'],
  members: {
    'static float parseFloat(String)': (text: string) => Math.fround(parseDouble(text)),
    'static Float valueOf(float)': (value: number) => new JavaFloat(value),
    'static String toString(float)': (value: number) => floatText(value),
    'static int compare(float,float)': (a: number, b: number) => compareDoubles(a, b),
    'static float max(float,float)': (a: number, b: number) => Math.max(a, b),
    'static float min(float,float)': (a: number, b: number) => Math.min(a, b),
    'static boolean isNaN(float)': (value: number) => Number.isNaN(value),
    'int compareTo(Float)': (self: JavaFloat, other: JavaValue) => compared(self, other),
  },
};

const short: ClassSpec = {
  name: 'java.lang.Short',
  extends: ['java.lang.Number', 'java.lang.Comparable'],
  members: {
    'static short parseShort(String)': (text: string) => Number(parseWhole(text, 10, 16)),
    'static Short valueOf(short)': (value: number) => new JavaSmall('short', value),
    'static String toString(short)': (value: number) => String(value),
    'int compareTo(Short)': (self: JavaSmall, other: JavaValue) => compared(self, other),
  },
};

const byte: ClassSpec = {
  name: 'java.lang.Byte',
  extends: ['java.lang.Number', 'java.lang.Comparable'],
  members: {
    'static byte parseByte(String)': (text: string) => Number(parseWhole(text, 10, 8)),
    'static Byte valueOf(byte)': (value: number) => new JavaSmall('byte', value),
    'static int toUnsignedInt(byte)': (value: number) => value & 255,
    'static String toString(byte)': (value: number) => String(value),
    'int compareTo(Byte)': (self: JavaSmall, other: JavaValue) => compared(self, other),
  },
};

const boolean: ClassSpec = {
  name: 'java.lang.Boolean',
  extends: ['java.lang.Comparable'],
  is: (value) => typeof value === 'boolean',
  members: {
    'static Boolean TRUE': () => true,
    'static Boolean FALSE': () => false,
    'static boolean parseBoolean(String)': (text: string | null) => text?.toLowerCase() === 'true',
    'static Boolean valueOf(boolean)': (value: boolean) => value,
    'static String toString(boolean)': (value: boolean) => String(value),
    'static int compare(boolean,boolean)': (a: boolean, b: boolean) => order(Number(a), Number(b)),
    'static boolean logicalAnd(boolean,boolean)': (a: boolean, b: boolean) => a && b,
    'static boolean logicalOr(boolean,boolean)': (a: boolean, b: boolean) => a || b,
    'static boolean logicalXor(boolean,boolean)': (a: boolean, b: boolean) => a !== b,
    'static int hashCode(boolean)': (value: boolean) => hashOf(value),
    'boolean booleanValue()': (self: boolean) => self,
    'int compareTo(Boolean)': (self: boolean, other: JavaValue) => compared(self, other),
  },
};

const UPPER = /^\p{Uppercase}$/u;
const LOWER = /^\p{Lowercase}$/u;

function digitOf(code: number, radix: number): number {
  const digit = Number.parseInt(String.fromCharCode(code), 36);
  return Number.isNaN(digit) || digit >= radix ? -1 : digit;
}

const charClass: ClassSpec = {
  name: 'java.lang.Character',
  extends: ['java.lang.Comparable'],
  members: {
    'static boolean isDigit(int)': (code: number) => /^\p{Nd}$/u.test(String.fromCodePoint(code)),
    'static boolean isLetter(int)': (code: number) => /^\p{L}$/u.test(String.fromCodePoint(code)),
    'static boolean isLetterOrDigit(int)': (code: number) => /^[\p{L}\p{Nd}]$/u.test(String.fromCodePoint(code)),
    'static boolean isAlphabetic(int)': (code: number) => /^\p{Alphabetic}$/u.test(String.fromCodePoint(code)),
    'static boolean isUpperCase(int)': (code: number) => UPPER.test(String.fromCodePoint(code)),
    'static boolean isLowerCase(int)': (code: number) => LOWER.test(String.fromCodePoint(code)),
    'static boolean isWhitespace(int)': (code: number) => isJavaWhitespace(code),
    'static boolean isSpaceChar(int)': (code: number) => /^[\p{Zs}\p{Zl}\p{Zp}]$/u.test(String.fromCodePoint(code)),
    'static char toLowerCase(char)': (code: number) => oneUnit(String.fromCharCode(code).toLowerCase(), code),
    'static char toUpperCase(char)': (code: number) => oneUnit(String.fromCharCode(code).toUpperCase(), code),
    'static int getNumericValue(int)': (code: number) => digitOf(code, 36),
    'static int digit(int,int)': (code: number, radix: number) => (radix < 2 || radix > 36 ? -1 : digitOf(code, radix)),
    'static char forDigit(int,int)': (digit: number, radix: number) =>
      digit < 0 || digit >= radix || radix < 2 || radix > 36 ? 0 : digit.toString(radix).charCodeAt(0),
    'static Character valueOf(char)': (code: number) => character(code),
    'static String toString(char)': (code: number) => String.fromCharCode(code),
    'static int compare(char,char)': (a: number, b: number) => a - b,
    'static int hashCode(char)': (code: number) => code,
    'char charValue()': (self: JavaValue) => Number(numberOf(self)),
    'int compareTo(Character)': (self: JavaValue, other: JavaValue) => compared(self, other),
  },
};

/** Character.isWhitespace: no-break spaces are none there. */
export function isJavaWhitespace(code: number): boolean {
  if ((code >= 9 && code <= 13) || (code >= 28 && code <= 32)) return true;
  return code > 127 && ![0xa0, 0x2007, 0x202f].includes(code) && /^[\p{Zs}\p{Zl}\p{Zp}]$/u.test(String.fromCodePoint(code));
}

function oneUnit(text: string, otherwise: number): number {
  return text.length === 1 ? text.charCodeAt(0) : otherwise;
}

function decodeWhole(text: string, bits: number): bigint {
  const read = /^([+-]?)(0[xX]|#|0(?=.))?(.*)$/s.exec(text);
  const [, sign = '', prefix = '', digits = ''] = read ?? [];
  if (text === '') throw numberFault('Zero length string');
  const radix = prefix === '' ? 10 : prefix === '0' ? 8 : 16;
  return parseWhole(sign + digits, radix, bits);
}

/** Math.rint: to the even neighbour. */
function rint(value: number): number {
  const down = Math.floor(value);
  const part = value - down;
  if (part !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}

const math: ClassSpec = {
  name: 'java.lang.Math',
  members: {
    'static double PI': () => new JavaDouble(Math.PI),
    'static double E': () => new JavaDouble(Math.E),
    'static double abs(double)': (value: number) => Math.abs(value),
    'static double max(double,double)': (a: number, b: number) => Math.max(a, b),
    'static double min(double,double)': (a: number, b: number) => Math.min(a, b),
    'static double ceil(double)': (value: number) => Math.ceil(value),
    'static double floor(double)': (value: number) => Math.floor(value),
    'static double rint(double)': (value: number) => rint(value),
    'static long round(double)': (value: number) => doubleToLong(Math.floor(value + 0.5)),
    'static double sqrt(double)': (value: number) => Math.sqrt(value),
    'static double cbrt(double)': (value: number) => Math.cbrt(value),
    'static double pow(double,double)': (a: number, b: number) => a ** b,
    'static double exp(double)': (value: number) => Math.exp(value),
    'static double log(double)': (value: number) => Math.log(value),
    'static double log10(double)': (value: number) => Math.log10(value),
    'static double signum(double)': (value: number) => Math.sign(value),
    'static double sin(double)': (value: number) => Math.sin(value),
    'static double cos(double)': (value: number) => Math.cos(value),
    'static double tan(double)': (value: number) => Math.tan(value),
    'static double toDegrees(double)': (value: number) => value * 57.29577951308232,
    'static double toRadians(double)': (value: number) => value * 0.017453292519943295,
  },
};

const strictMath: ClassSpec = {
  name: 'java.lang.StrictMath',
  members: {
    'static double abs(double)': (value: number) => Math.abs(value),
    'static double ceil(double)': (value: number) => Math.ceil(value),
    'static double floor(double)': (value: number) => Math.floor(value),
    'static double max(double,double)': (a: number, b: number) => Math.max(a, b),
    'static double min(double,double)': (a: number, b: number) => Math.min(a, b),
    'static long round(double)': (value: number) => doubleToLong(Math.floor(value + 0.5)),
    'static double sqrt(double)': (value: number) => Math.sqrt(value),
  },
};

/** Exceptions of java.lang and what each extends. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'java.lang.Exception': 'java.lang.Object',
  'java.lang.RuntimeException': 'java.lang.Exception',
  'java.lang.ArithmeticException': 'java.lang.RuntimeException',
  'java.lang.ArrayStoreException': 'java.lang.RuntimeException',
  'java.lang.ClassCastException': 'java.lang.RuntimeException',
  'java.lang.IllegalArgumentException': 'java.lang.RuntimeException',
  'java.lang.IllegalStateException': 'java.lang.RuntimeException',
  'java.lang.IndexOutOfBoundsException': 'java.lang.RuntimeException',
  'java.lang.ArrayIndexOutOfBoundsException': 'java.lang.IndexOutOfBoundsException',
  'java.lang.StringIndexOutOfBoundsException': 'java.lang.IndexOutOfBoundsException',
  'java.lang.NegativeArraySizeException': 'java.lang.RuntimeException',
  'java.lang.NullPointerException': 'java.lang.RuntimeException',
  'java.lang.NumberFormatException': 'java.lang.IllegalArgumentException',
  'java.lang.UnsupportedOperationException': 'java.lang.RuntimeException',
  'java.time.DateTimeException': 'java.lang.RuntimeException',
  'java.time.format.DateTimeParseException': 'java.time.DateTimeException',
  'java.time.zone.ZoneRulesException': 'java.time.DateTimeException',
  'java.util.ConcurrentModificationException': 'java.lang.RuntimeException',
  'java.util.EmptyStackException': 'java.lang.RuntimeException',
  'java.util.InputMismatchException': 'java.util.NoSuchElementException',
  'java.util.MissingResourceException': 'java.lang.RuntimeException',
  'java.util.NoSuchElementException': 'java.lang.RuntimeException',
};

/** Exceptions that scripts cannot name but catch as what they extend. */
const UNNAMED: Readonly<Record<string, string>> = {
  'org.elasticsearch.xcontent.XContentParseException': 'java.lang.IllegalArgumentException',
  'org.elasticsearch.xcontent.XContentEOFException': 'org.elasticsearch.xcontent.XContentParseException',
};

/** The classes that a thrown class is caught as, nearest first. */
export function exceptionLineage(className: string): readonly string[] {
  const found: string[] = [];
  for (
    let name: string | undefined = className;
    name !== undefined && name !== 'java.lang.Object';
    name = EXCEPTIONS[name] ?? UNNAMED[name]
  )
    found.push(name);
  return found;
}

/** Exceptions that scripts cannot make from a text, or from nothing. */
const NO_TEXT: ReadonlySet<string> = new Set([
  ...['java.util.EmptyStackException', 'java.time.format.DateTimeParseException', 'java.util.MissingResourceException'],
]);

function exceptionConstructors(name: string): ClassSpec['members'] {
  const isTime = name.startsWith('java.time.');
  return {
    ...(isTime || name === 'java.util.MissingResourceException' ? {} : { 'new()': () => new JavaThrowable(name, null) }),
    ...(NO_TEXT.has(name) ? {} : { 'new(String)': (message: string | null) => new JavaThrowable(name, message) }),
  };
}

function exceptionSpec(name: string): ClassSpec {
  const parent = EXCEPTIONS[name];
  const isBase = name === 'java.lang.Exception';
  return {
    name,
    ...(parent === undefined || parent === 'java.lang.Object' ? {} : { extends: [parent] }),
    is: (value) => value instanceof JavaThrowable && exceptionLineage(value.className).includes(name),
    members: {
      ...exceptionConstructors(name),
      ...(isBase
        ? {
            'String getMessage()': (self: JavaThrowable) => self.message,
            'String getLocalizedMessage()': (self: JavaThrowable) => self.message,
          }
        : {}),
    },
  };
}

/** The classes of java.lang but for those of texts. */
export const javaLang: readonly ClassSpec[] = [
  object,
  comparable,
  iterable,
  number,
  integer,
  long,
  double,
  float,
  short,
  byte,
  boolean,
  charClass,
  math,
  strictMath,
  ...Object.keys(EXCEPTIONS).map(exceptionSpec),
];
