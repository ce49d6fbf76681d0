import { javaTrim } from './java-trim.js';
import { illegalArgument, JavaThrowable, thrown } from './painless/throwable.js';

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

/**
 * What the bytes processor and Processors.bytes of scripts read of a text: a number with a unit
 * (org.elasticsearch.common.unit.ByteSizeValue.parseBytesSizeValue of 8.19).
 */
export function byteSize(text: string): bigint {
  const lower = javaTrim(text.toLowerCase());
  for (const [suffix, factor] of UNITS) {
    if (lower.endsWith(suffix)) return multiplied(text, lower.slice(0, -suffix.length).trim(), factor);
  }
  if (lower.endsWith('b')) return wholeBytes(text, lower.slice(0, -1).trim());
  if (lower === '-1') return -1n;
  if (lower === '0') return 0n;
  throw parseFault(`failed to parse setting [Ingest Field] with value [${text}] as a size in bytes: unit is missing or unrecognized`);
}

/** The same of OpenSearch, which reads no fractions. */
export function wholeByteSize(text: string): bigint {
  if (!/\d\.\d/.test(text)) return byteSize(text);
  const reason = `Failed to parse bytes value [${text}]. Fractional bytes values have been deprecated since Legacy 6.2. Use non-fractional bytes values instead: found for setting [Ingest Field]`;
  throw parseFault(reason, noNumber(text.replace(/[a-z]+\s*$/i, '').trim()));
}

function wholeBytes(text: string, digits: string): bigint {
  if (!/^[+-]?\d+$/.test(digits)) throw parseFault(`failed to parse setting [Ingest Field] with value [${text}]`, noNumber(digits));
  return limited(text, BigInt(digits.replace('+', '')));
}

function multiplied(text: string, digits: string, factor: bigint): bigint {
  if (/^[+-]?\d+$/.test(digits)) return limited(text, BigInt(digits.replace('+', '')) * factor);
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits) ? Number(digits) : Number.NaN;
  if (Number.isNaN(number)) throw parseFault(`failed to parse setting [Ingest Field] with value [${text}]`, noNumber(digits));
  return limited(text, BigInt(Math.trunc(number * Number(factor))));
}

function limited(text: string, value: bigint): bigint {
  const reason = `failed to parse setting [Ingest Field] with value [${text}] as a size in bytes`;
  if (value < -1n) throw parseFault(reason, illegalArgument(`Values less than -1 bytes are not supported: ${text.trim()}`));
  if (value <= MOST_BYTES) return value;
  throw parseFault(reason, illegalArgument(`Values greater than ${MOST_BYTES} bytes are not supported: ${text.trim()}`));
}

function noNumber(digits: string): JavaThrowable {
  return thrown('NumberFormatException', `For input string: "${digits}"`);
}

function parseFault(reason: string, cause: JavaThrowable | null = null): JavaThrowable {
  return new JavaThrowable('org.elasticsearch.ElasticsearchParseException', reason, cause);
}
