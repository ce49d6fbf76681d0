import { JavaObject } from './java-object.js';
import type { JavaValue } from './values.js';

const bits = new DataView(new ArrayBuffer(8));

/** java.lang.Double. An int of a document is a JavaScript number, a long a bigint; a double is this, so that 1.0 stays 1.0. */
export class JavaDouble extends JavaObject {
  readonly className = 'java.lang.Double';
  constructor(readonly value: number) {
    super();
  }
  override hash(): number {
    bits.setFloat64(0, this.value);
    return bits.getInt32(0) ^ bits.getInt32(4);
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaDouble && Object.is(this.value, other.value);
  }
  text(): string {
    return doubleText(this.value);
  }
  override compareTo(other: JavaValue): number | undefined {
    return other instanceof JavaDouble ? compareDoubles(this.value, other.value) : undefined;
  }
}

/** java.lang.Float; the value is already rounded to 32 bits. */
export class JavaFloat extends JavaObject {
  readonly className = 'java.lang.Float';
  readonly value: number;
  constructor(value: number) {
    super();
    this.value = Math.fround(value);
  }
  override hash(): number {
    bits.setFloat32(0, this.value);
    return bits.getInt32(0);
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaFloat && Object.is(this.value, other.value);
  }
  text(): string {
    return floatText(this.value);
  }
  override compareTo(other: JavaValue): number | undefined {
    return other instanceof JavaFloat ? compareDoubles(this.value, other.value) : undefined;
  }
}

/** java.lang.Short and java.lang.Byte, which scripts make by casts only. */
export class JavaSmall extends JavaObject {
  readonly className: 'java.lang.Short' | 'java.lang.Byte';
  readonly value: number;
  constructor(kind: 'short' | 'byte', value: number) {
    super();
    this.className = kind === 'short' ? 'java.lang.Short' : 'java.lang.Byte';
    this.value = kind === 'short' ? (value << 16) >> 16 : (value << 24) >> 24;
  }
  override hash(): number {
    return this.value;
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaSmall && other.className === this.className && other.value === this.value;
  }
  text(): string {
    return String(this.value);
  }
  override compareTo(other: JavaValue): number | undefined {
    return other instanceof JavaSmall && other.className === this.className ? this.value - other.value : undefined;
  }
}

/** java.lang.Character: one UTF-16 unit. */
export class JavaChar extends JavaObject {
  readonly className = 'java.lang.Character';
  readonly value: number;
  constructor(value: number) {
    super();
    this.value = value & 0xffff;
  }
  override hash(): number {
    return this.value;
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaChar && other.value === this.value;
  }
  text(): string {
    return String.fromCharCode(this.value);
  }
  override compareTo(other: JavaValue): number | undefined {
    return other instanceof JavaChar ? this.value - other.value : undefined;
  }
}

/** java.math.BigInteger. */
export class JavaBigInteger extends JavaObject {
  readonly className = 'java.math.BigInteger';
  constructor(readonly value: bigint) {
    super();
  }
  override hash(): number {
    return bigIntegerHash(this.value);
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaBigInteger && other.value === this.value;
  }
  text(): string {
    return this.value.toString();
  }
  override compareTo(other: JavaValue): number | undefined {
    return other instanceof JavaBigInteger ? order(this.value, other.value) : undefined;
  }
}

/** java.math.BigDecimal: `unscaled` divided by ten to the power of `scale`. */
export class JavaBigDecimal extends JavaObject {
  readonly className = 'java.math.BigDecimal';
  constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {
    super();
  }
  override hash(): number {
    return (Math.imul(31, bigIntegerHash(this.unscaled)) + this.scale) | 0;
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaBigDecimal && other.unscaled === this.unscaled && other.scale === this.scale;
  }
  text(): string {
    return decimalText(this.unscaled, this.scale);
  }
  override compareTo(other: JavaValue): number | undefined {
    if (!(other instanceof JavaBigDecimal)) return undefined;
    const scale = Math.max(this.scale, other.scale);
    return order(this.unscaled * 10n ** BigInt(scale - this.scale), other.unscaled * 10n ** BigInt(scale - other.scale));
  }
}

/** Double.compare: NaN above all, -0.0 below 0.0. */
export function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a)) return 1;
  if (Number.isNaN(b)) return -1;
  return Object.is(a, -0) ? -1 : 1;
}

/** -1, 0 or 1, as compareTo of Java's whole numbers answers. */
export function order<T extends number | bigint | string>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Double.toString: at least one digit behind the point, an exponent below 1e-3 and from 1e7 on. */
export function doubleText(value: number): string {
  return javaNumberText(value, String(Math.abs(value)));
}

/** Float.toString: the fewest digits that tell this float from its neighbours. */
export function floatText(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(size) || size === 0) return javaNumberText(value, String(size));
  for (let digits = 1; digits <= 9; digits++) {
    const shorter = size.toPrecision(digits);
    if (Math.fround(Number(shorter)) === size) return javaNumberText(value, String(Number(shorter)));
  }
  return javaNumberText(value, String(size));
}

function javaNumberText(value: number, shortest: string): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}Infinity`;
  if (size === 0) return `${sign}0.0`;
  // Java 17 prints two digits of the smallest double, where one would tell it.
  if (size === Number.MIN_VALUE) return `${sign}4.9E-324`;
  const { digits, exponent } = scientific(shortest);
  if (size >= 1e-3 && size < 1e7) return sign + plainDecimal(digits, exponent);
  return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`;
}

/** The digits without leading or trailing zeros, and the power of ten of the first one. */
function scientific(text: string): { readonly digits: string; readonly exponent: number } {
  const [mantissa = '', power = '0'] = text.split('e');
  const [whole = '', part = ''] = mantissa.split('.');
  const all = whole + part;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = all.slice(leading).replace(/0+$/, '');
  return { digits, exponent: whole.length - 1 - leading + Number(power) };
}

function plainDecimal(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** BigDecimal.toString: plain where the scale is not negative and the number not too small, else with an exponent. */
function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  const adjusted = digits.length - 1 - scale;
  if (scale > 0 && adjusted >= -6) {
    const padded = digits.padStart(scale + 1, '0');
    return `${sign}${padded.slice(0, padded.length - scale)}.${padded.slice(padded.length - scale)}`;
  }
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${sign}${mantissa}${adjusted === 0 ? '' : `E${adjusted > 0 ? '+' : ''}${adjusted}`}`;
}

function bigIntegerHash(value: bigint): number {
  let size = value < 0n ? -value : value;
  const words: number[] = [];
  while (size > 0n) {
    words.push(Number(size & 0xffffffffn) | 0);
    size >>= 32n;
  }
  const hash = words.reduceRight((sum, word) => (Math.imul(31, sum) + word) | 0, 0);
  return value < 0n ? -hash | 0 : hash;
}
