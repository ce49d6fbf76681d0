import { documentPath } from '../document-path.js';
import { castTo, type IngestDocument } from '../ingest-document.js';
import { IngestFailure, illegalArgument, nullPointer } from '../ingest-failure.js';
import type { ProcessorDefinition, Step } from '../processor.js';
import type { ProcessorOptions } from '../processor-options.js';
import { classNameOf, type JavaValue, textOf } from '../values.js';

/** The options of every processor that makes a text of a text. */
export const TEXT_OPTIONS = { field: {}, target_field: {}, ignore_missing: {} } as const;

/**
 * A processor that turns a text, or each text of a list, into something else
 * (org.elasticsearch.ingest.common.AbstractStringProcessor of 8.19).
 */
export function eachText(options: ProcessorOptions, turn: (text: string, document: IngestDocument) => JavaValue): Step {
  const field = options.text('field');
  const from = documentPath(field);
  const to = documentPath(options.text('target_field', field));
  const ignoreMissing = options.flag('ignore_missing');
  return (document) => {
    const value = document.getOrNull(from, ignoreMissing);
    if (value === null) {
      if (ignoreMissing) return;
      throw illegalArgument(`field [${field}] is null, cannot process it.`);
    }
    if (typeof value === 'string') document.set(to, turn(value, document));
    else if (Array.isArray(value))
      document.set(
        to,
        value.map((each) => turn(textInList(each, field), document)),
      );
    else castTo(value, field, 'java.lang.String');
  };
}

function textInList(value: JavaValue, field: string): string {
  if (typeof value === 'string') return value;
  if (value === null) throw nullPointer('Cannot invoke "Object.getClass()" because "value" is null');
  throw illegalArgument(
    `value [${textOf(value)}] of type [${classNameOf(value)}] in list field [${field}] cannot be cast to [java.lang.String]`,
  );
}

/** `lowercase`: https://www.elastic.co/docs/reference/enrich-processor/lowercase-processor */
export const lowercase: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, (text) => text.toLowerCase()),
};

/** `uppercase`: https://www.elastic.co/docs/reference/enrich-processor/uppercase-processor */
export const uppercase: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, (text) => text.toUpperCase()),
};

/** `trim`: https://www.elastic.co/docs/reference/enrich-processor/trim-processor. Java's trim knows characters up to a blank. */
export const trim: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, (text) => text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '')),
};

/** `urldecode`: https://www.elastic.co/docs/reference/enrich-processor/urldecode-processor */
export const urldecode: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, urlDecoded),
};

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** java.net.URLDecoder with UTF-8. */
export function urlDecoded(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[\s\S]?[\s\S]?)(?:%[\s\S]?[\s\S]?)*/g, (run, offset: number, whole: string) => {
    void offset;
    void whole;
    return decodedRun(run);
  });
}

function decodedRun(run: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < run.length; at += 3) {
    const digits = run.slice(at + 1, at + 3);
    if (digits.length < 2) throw illegalArgument('URLDecoder: Incomplete trailing escape (%) pattern');
    bytes.push(byteOf(digits));
  }
  return decoder.decode(Uint8Array.from(bytes));
}

function byteOf(digits: string): number {
  if (/^[0-9a-fA-F]{2}$/.test(digits)) return Number.parseInt(digits, 16);
  const prefix = 'URLDecoder: Illegal hex characters in escape (%) pattern - ';
  if (/^-[0-9a-fA-F]$/.test(digits) && digits !== '-0') throw illegalArgument(`${prefix}negative value`);
  const sign = /^[+-][0-9a-fA-F]$/.test(digits);
  if (sign) return Number.parseInt(digits, 16);
  const index = /^[0-9a-fA-F+-]/.test(digits) && !/^[+-]$/.test(digits[0] ?? '') ? 1 : 0;
  throw illegalArgument(`${prefix}Error at index ${index} in: "${digits}"`);
}

/** `bytes`: https://www.elastic.co/docs/reference/enrich-processor/bytes-processor */
export const bytes: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, options.engine === 'elasticsearch' ? bytesOf : wholeBytesOf),
};

const UNITS: readonly (readonly [suffix: string, factor: bigint])[] = [
  ['kb', 1024n],
  ['k', 1024n],
  ['mb', 1024n ** 2n],
  ['m', 1024n ** 2n],
  ['gb', 1024n ** 3n],
  ['g', 1024n ** 3n],
  ['tb', 1024n ** 4n],
  ['t', 1024n ** 4n],
  ['pb', 1024n ** 5n],
  ['p', 1024n ** 5n],
];

const MOST_BYTES = 2n ** 63n - 1n;

/** org.elasticsearch.common.unit.ByteSizeValue.parseBytesSizeValue. */
export function bytesOf(text: string): JavaValue {
  const lower = text.toLowerCase().replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
  for (const [suffix, factor] of UNITS) {
    if (lower.endsWith(suffix)) return multiplied(text, lower.slice(0, -suffix.length).trim(), factor, suffix);
  }
  if (lower.endsWith('b')) return wholeBytes(text, lower.slice(0, -1).trim());
  if (lower === '-1') return -1n;
  if (lower === '0') return 0n;
  throw bytesFault(text, `failed to parse setting [Ingest Field] with value [${text}] as a size in bytes: unit is missing or unrecognized`);
}

/** OpenSearch reads no fractions. */
function wholeBytesOf(text: string): JavaValue {
  if (!/\d\.\d/.test(text)) return bytesOf(text);
  const reason = `Failed to parse bytes value [${text}]. Fractional bytes values have been deprecated since Legacy 6.2. Use non-fractional bytes values instead: found for setting [Ingest Field]`;
  throw new IngestFailure('parse_exception', reason, noNumber(text.replace(/[a-z]+\s*$/i, '').trim()));
}

function wholeBytes(text: string, digits: string): bigint {
  if (!/^[+-]?\d+$/.test(digits)) throw bytesFault(text, `failed to parse setting [Ingest Field] with value [${text}]`, noNumber(digits));
  return limited(text, BigInt(digits.replace('+', '')), text);
}

function multiplied(text: string, digits: string, factor: bigint, suffix: string): bigint {
  void suffix;
  if (/^[+-]?\d+$/.test(digits)) return limited(text, BigInt(digits.replace('+', '')) * factor, text);
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits) ? Number(digits) : Number.NaN;
  if (Number.isNaN(number)) throw bytesFault(text, `failed to parse setting [Ingest Field] with value [${text}]`, noNumber(digits));
  return limited(text, BigInt(Math.trunc(number * Number(factor))), text);
}

function limited(text: string, value: bigint, shown: string): bigint {
  const short = `failed to parse setting [Ingest Field] with value [${text}] as a size in bytes`;
  if (value < -1n) {
    throw bytesFault(text, short, illegalArgument(`Values less than -1 bytes are not supported: ${shown.trim()}`));
  }
  if (value <= MOST_BYTES) return value;
  throw bytesFault(text, short, illegalArgument(`Values greater than ${MOST_BYTES} bytes are not supported: ${shown.trim()}`));
}

function noNumber(digits: string): IngestFailure {
  return new IngestFailure('number_format_exception', `For input string: "${digits}"`);
}

function bytesFault(_: string, reason: string, cause?: IngestFailure): IngestFailure {
  return new IngestFailure('parse_exception', reason, cause);
}
