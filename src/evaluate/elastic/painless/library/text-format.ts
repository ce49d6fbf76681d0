import { compareDoubles, JavaDouble, JavaFloat, type JavaValue, textOf } from '../../values.js';
import { numberOf } from '../boxing.js';
import { JavaThrowable } from '../throwable.js';

const CONVERSION = /%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

function fault(name: string, message: string): JavaThrowable {
  return new JavaThrowable(`java.util.${name}`, message);
}

/** String.format: the conversions s, d, x, X, o, c, b, f, e, %, n (java.util.Formatter); others are refused by name. */
export function formatText(format: string, args: readonly JavaValue[]): string {
  let next = 0;
  const stray = format.replace(CONVERSION, '').indexOf('%');
  if (stray >= 0) throw fault('UnknownFormatConversionException', "Conversion = '%'");
  return format.replace(CONVERSION, (whole, index, flags, width, precision, letter) => {
    if (letter === '%') return padded('%', flags, width);
    if (letter === 'n') return '\n';
    const at = index === undefined ? next++ : Number(index) - 1;
    if (at >= args.length) throw fault('MissingFormatArgumentException', `Format specifier '${whole}'`);
    return padded(converted(letter, args[at] ?? null, flags, precision), flags, width);
  });
}

function padded(text: string, flags: string, width: string | undefined): string {
  if (width === undefined) return text;
  if (flags.includes('-')) return text.padEnd(Number(width));
  if (!flags.includes('0')) return text.padStart(Number(width));
  const sign = /^[-+( ]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(Number(width) - sign.length, '0');
}

function converted(letter: string, value: JavaValue, flags: string, precision: string | undefined): string {
  const upper = letter === letter.toUpperCase();
  const text = conversion(letter.toLowerCase(), value, flags, precision);
  return upper ? text.toUpperCase() : text;
}

function conversion(letter: string, value: JavaValue, flags: string, precision: string | undefined): string {
  if (letter === 'b') return String(value === null ? false : typeof value === 'boolean' ? value : true);
  if (letter === 's') return textOf(value).slice(0, precision === undefined ? undefined : Number(precision));
  if (value === null) return 'null';
  const number = numberOf(value);
  const isDecimal = value instanceof JavaDouble || value instanceof JavaFloat;
  if ('dxo'.includes(letter) && number !== undefined && !isDecimal)
    return whole(letter, BigInt(number), typeof value === 'bigint' ? 64 : 32, flags);
  if ('fe'.includes(letter) && isDecimal) return decimal(letter, value.value, flags, precision === undefined ? 6 : Number(precision));
  if (letter === 'c' && number !== undefined && !isDecimal) return String.fromCodePoint(Number(number));
  if (!'dxofec'.includes(letter)) throw fault('UnknownFormatConversionException', `Conversion = '${letter}'`);
  throw fault('IllegalFormatConversionException', `${letter} != ${className(value)}`);
}

function className(value: JavaValue): string {
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'number') return 'java.lang.Integer';
  if (typeof value === 'bigint') return 'java.lang.Long';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  return value !== null && 'className' in value ? value.className : 'java.util.ArrayList';
}

function whole(letter: string, value: bigint, bits: number, flags: string): string {
  if (letter !== 'd')
    return (flags.includes('#') ? (letter === 'x' ? '0x' : '0') : '') + BigInt.asUintN(bits, value).toString(letter === 'x' ? 16 : 8);
  const digits = (value < 0n ? -value : value).toString();
  return signed(flags.includes(',') ? grouped(digits) : digits, value < 0n, flags);
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function signed(digits: string, negative: boolean, flags: string): string {
  if (negative) return flags.includes('(') ? `(${digits})` : `-${digits}`;
  return (flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + digits;
}

function decimal(letter: string, value: number, flags: string, precision: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : signed('Infinity', value < 0, flags);
  const negative = compareDoubles(value, 0) < 0;
  const size = Math.abs(value);
  if (letter === 'e') return signed(size.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2'), negative, flags);
  const [digits = '', part] = rounded(size, precision).split('.');
  return signed((flags.includes(',') ? grouped(digits) : digits) + (part === undefined ? '' : `.${part}`), negative, flags);
}

/** Java rounds the shortest decimal form half up, JavaScript the exact value. */
function rounded(size: number, precision: number): string {
  if (size >= 1e21) return BigInt(size).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
  const [mantissa = '', power = '0'] = String(size).split('e');
  const [first = '', second = ''] = mantissa.split('.');
  const shift = Number(power) - second.length;
  const unscaled = BigInt(first + second);
  const scale = precision + shift;
  if (scale >= 0) return placed(unscaled * 10n ** BigInt(scale), precision);
  const divisor = 10n ** BigInt(-scale);
  return placed((unscaled * 2n + divisor) / (divisor * 2n), precision);
}

function placed(value: bigint, precision: number): string {
  if (precision === 0) return value.toString();
  const digits = value.toString().padStart(precision + 1, '0');
  return `${digits.slice(0, -precision)}.${digits.slice(-precision)}`;
}
