import { documentPath } from '../document-path.js';
import { forcedText } from '../ingest-document.js';
import { IngestFailure, illegalArgument, nullPointer } from '../ingest-failure.js';
import { parseDouble } from '../painless/library/number-text.js';
import type { ProcessorDefinition } from '../processor.js';
import { failureOf } from '../script-failure.js';
import { JavaDouble, JavaFloat, type JavaValue, textOf } from '../values.js';
import { isIpLiteral, literalBytes } from './ip-address.js';

type Convert = (value: JavaValue) => JavaValue;

/** Only where a value is given it can be turned into a text. */
function shown(value: JavaValue): string {
  if (value === null) throw nullPointer('Cannot invoke "Object.toString()" because "value" is null');
  return textOf(value);
}

function unable(text: string, type: string, cause?: IngestFailure): IngestFailure {
  return illegalArgument(`unable to convert [${text}] to ${type}`, cause);
}

function wholeNumber(text: string, type: 'integer' | 'long'): bigint {
  const bits = type === 'integer' ? 32 : 64;
  const isHex = /^-?0x/.test(text);
  const digits = isHex ? text.replace('0x', '') : text;
  const value = isHex ? parsed(digits, /^[+-]?[0-9a-fA-F]+$/, 16) : parsed(digits, /^[+-]?\p{Nd}+$/u, 10);
  if (value !== undefined && BigInt.asIntN(bits, value) === value) return value;
  const radix = isHex ? ' under radix 16' : '';
  throw unable(text, type, new IngestFailure('number_format_exception', `For input string: "${digits}"${radix}`));
}

function parsed(digits: string, shape: RegExp, radix: 10 | 16): bigint | undefined {
  if (!shape.test(digits)) return undefined;
  const isNegative = digits.startsWith('-');
  const plain = asciiDigits(digits.replace(/^[+-]/, ''));
  const value = BigInt(radix === 16 ? `0x${plain}` : plain);
  return isNegative ? -value : value;
}

/** Java reads the decimal digits of every script; they stand in blocks of ten. */
function asciiDigits(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0;
    const code = zero;
    while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(code - zero);
  });
}

/** Float and double alike are read by Double.parseDouble. */
function decimal(value: JavaValue, type: 'float' | 'double'): number {
  const text = shown(value);
  try {
    return parseDouble(text);
  } catch (fault) {
    throw unable(text, type, failureOf(fault));
  }
}

const toLong: Convert = (value) => wholeNumber(shown(value), 'long');

const toFloat: Convert = (value) => new JavaFloat(decimal(value, 'float'));

const toBoolean: Convert = (value) => {
  const text = shown(value).toLowerCase();
  if (text === 'true') return true;
  if (text === 'false') return false;
  throw illegalArgument(`[${textOf(value)}] is not a boolean value, cannot convert to boolean`);
};

function attempt(convert: () => JavaValue): JavaValue | undefined {
  try {
    return convert();
  } catch (failure) {
    if (failure instanceof IngestFailure) return undefined;
    throw failure;
  }
}

function auto(value: JavaValue): JavaValue {
  if (typeof value !== 'string') return value;
  for (const convert of [toBoolean, (each: JavaValue) => Number(wholeNumber(shown(each), 'integer')), toLong, toFloat]) {
    const converted = attempt(() => convert(value));
    if (converted !== undefined) return converted;
  }
  return value;
}

function openSearchIp(value: JavaValue): JavaValue {
  const text = shown(value);
  if (isIpLiteral(text)) return text;
  throw illegalArgument(`[${text}] is not a valid ipv4/ipv6 address`);
}

/** What each `type` makes of a value, or of each value of a list. */
const TYPES: Readonly<Record<string, Convert>> = {
  integer: (value) => Number(wholeNumber(shown(value), 'integer')),
  long: toLong,
  double: (value) => new JavaDouble(decimal(value, 'double')),
  float: toFloat,
  boolean: toBoolean,
  ip(value) {
    const text = forcedText(value);
    literalBytes(text);
    return text;
  },
  string: shown,
  auto,
};

const OPENSEARCH_TYPES: typeof TYPES = { ...TYPES, ip: openSearchIp };

/** `convert`: https://www.elastic.co/docs/reference/enrich-processor/convert-processor */
export const convert: ProcessorDefinition = {
  options: { field: {}, type: {}, target_field: {}, ignore_missing: {} },
  targets: ['target_field', 'field'],
  create(options) {
    const field = options.text('field');
    const type = options.text('type');
    const from = documentPath(field);
    const to = documentPath(options.text('target_field', field));
    const name = type.toLowerCase();
    const types = options.engine === 'opensearch' ? OPENSEARCH_TYPES : TYPES;
    const turn = Object.hasOwn(types, name) ? types[name] : undefined;
    if (turn === undefined) throw options.rejected('type', `type [${type}] not supported, cannot convert field.`);
    const ignoreMissing = options.flag('ignore_missing');
    return (document) => {
      const value = document.getOrNull(from, ignoreMissing);
      if (value === null) {
        if (ignoreMissing) return;
        throw illegalArgument(`Field [${field}] is null, cannot be converted to type [${name}]`);
      }
      document.set(to, Array.isArray(value) ? value.map(turn) : turn(value));
    };
  },
};
