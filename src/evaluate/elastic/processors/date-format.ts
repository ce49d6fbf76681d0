import { IngestFailure, illegalArgument, nullPointer } from '../ingest-failure.js';
import { readTime, readTimePattern, type TimeFields, TimePatternFault, TimePatternUnsupported, UnknownZone } from '../java-time-pattern.js';
import { javaDouble } from '../painless/library/number-text.js';
import { type ProcessorOptions, Unsupported } from '../processor-options.js';
import { checkedZone, checkYearOfEra, dayOf, momentOf, timeOfDay } from '../time-resolver.js';
import { offsetOf, type Zone, zoneOf } from '../time-zone.js';

/** Reads a text as a moment, in milliseconds since 1970 (Java's long); throws an IngestFailure where it does not fit. */
export type ReadMoment = (text: string | null, zone: Zone, now: number) => bigint;

/** The formats that the date processor itself knows by name. */
const NAMED: Readonly<Record<string, ReadMoment>> = {
  ISO8601: (text, zone, now) => BigInt(iso8601(text, zone, now)),
  UNIX(text) {
    const seconds = javaDouble(given(text));
    if (seconds === undefined) throw noNumber(given(text));
    return toLong(seconds * 1000);
  },
  UNIX_MS(text) {
    const digits = given(text);
    if (!isLong(digits)) {
      throw new IngestFailure('number_format_exception', `For input string: "${digits}"`);
    }
    return BigInt(digits.replace(/^\+/, ''));
  },
  TAI64N(text) {
    const label = given(text).replace(/^@/, '');
    const seconds = hexPart(label, 1, 16);
    const nanos = hexPart(label, 16, 24);
    return BigInt(seconds) * 1000n - 10_000n + BigInt(Math.trunc(nanos / 1e6));
  },
};

const LONG = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** The cast of a double to long: what is beyond it becomes its end, what is no number becomes 0. */
function toLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return LONG.most;
  return value <= -(2 ** 63) ? LONG.least : BigInt(Math.trunc(value));
}

function isLong(digits: string): boolean {
  if (!/^[+-]?\d+$/.test(digits)) return false;
  const value = BigInt(digits.replace(/^\+/, ''));
  return value >= LONG.least && value <= LONG.most;
}

/** Long.parseLong(label.substring(begin, end), 16). */
function hexPart(label: string, begin: number, end: number): number {
  if (label.length < end) {
    throw new IngestFailure('string_index_out_of_bounds_exception', `begin ${begin}, end ${end}, length ${label.length}`);
  }
  const digits = label.slice(begin, end);
  if (/^[+-]?[0-9a-fA-F]+$/.test(digits)) return Number.parseInt(digits, 16);
  throw new IngestFailure('number_format_exception', `For input string: "${digits}" under radix 16`);
}

function given(text: string | null): string {
  if (text === null) throw nullPointer(null);
  return text;
}

function noNumber(text: string): IngestFailure {
  const trimmed = text.trim();
  if (/^[+-]?\d*\.\d*\./.test(trimmed)) return new IngestFailure('number_format_exception', 'multiple points');
  return new IngestFailure('number_format_exception', trimmed === '' ? 'empty String' : `For input string: "${trimmed}"`);
}

/** Takes a format of the option `formats`: a name, or a pattern of java.time. A pattern that is none fails when a document meets it. */
export function dateFormat(options: ProcessorOptions, written: string): ReadMoment {
  const named = Object.hasOwn(NAMED, written) ? NAMED[written] : undefined;
  if (named !== undefined) return named;
  const format = written.replace(/^8/, '');
  const patterns = format.split('||').map((each) => onePattern(options, each, written));
  const [only] = patterns;
  return patterns.length === 1 && only !== undefined ? only : anyOf(patterns, format);
}

function anyOf(patterns: readonly ReadMoment[], format: string): ReadMoment {
  return (text, zone, now) => {
    for (const pattern of patterns) {
      try {
        return pattern(text, zone, now);
      } catch (failure) {
        if (!(failure instanceof IngestFailure) || failure.cause?.type !== 'date_time_parse_exception') throw failure;
      }
    }
    throw unparsed(given(text), format, ALL_FAILED);
  };
}

const ALL_FAILED = new IngestFailure('date_time_parse_exception', 'Failed to parse with all enclosed parsers');

function unparsed(text: string, format: string, cause: IngestFailure): IngestFailure {
  return illegalArgument(`failed to parse date field [${text}] with format [${format}]`, cause);
}

function onePattern(options: ProcessorOptions, pattern: string, written: string): ReadMoment {
  // The names of Elasticsearch's own formats: words in small letters, most with underscores.
  if (/^[a-z]+\d*(?:_[a-z0-9]+)+$|^(?:date|time|hour|year|iso8601)$/.test(pattern)) {
    throw new Unsupported(`the format \`${pattern}\``, options.span('formats'));
  }
  const elements = readTimePattern(pattern);
  if (elements instanceof TimePatternUnsupported) {
    throw new Unsupported(`the letters \`${elements.letters}\` of a format`, options.span('formats'));
  }
  if (elements instanceof TimePatternFault) {
    const failure = illegalArgument(`Invalid format: [${written}]: ${elements.reason}`, illegalArgument(elements.reason));
    return () => {
      throw failure;
    };
  }
  return (text, zone, now) => {
    if (text === null || text === '') throw illegalArgument('cannot parse empty datetime');
    const format = written.replace(/^8/, '');
    const fields = fieldsOf(options, elements, text, format);
    checkEarly(fields, text, format);
    const moment = momentOf(fields, zone, now);
    if (!Number.isSafeInteger(moment)) throw new Unsupported('a year beyond 280,000 of a date', options.span('formats'));
    return BigInt(moment);
  };
}

function fieldsOf(options: ProcessorOptions, elements: Parameters<typeof readTime>[0], text: string, written: string): TimeFields {
  try {
    const read = readTime(elements, text);
    if ('fields' in read) return read.fields;
    const where = read.end === true ? `, unparsed text found at index ${read.stoppedAt}` : ` at index ${read.stoppedAt}`;
    throw unparsed(
      text,
      written,
      new IngestFailure('date_time_parse_exception', `Text '${abbreviated(text)}' could not be parsed${where}`),
    );
  } catch (fault) {
    if (fault instanceof UnknownZone) throw new Unsupported(`the zone \`${fault.name}\` of a time`, options.span('formats'));
    throw fault;
  }
}

/** DateTimeFormatter shows 64 characters of a text. */
function abbreviated(text: string): string {
  return text.length > 64 ? `${text.slice(0, 64)}...` : text;
}

/** java.time itself resolves the time of day, and the day where the pattern has `u`, or `G` with `y`: what cannot be is told with the text. */
function checkEarly(fields: TimeFields, text: string, written: string): void {
  try {
    checkYearOfEra(fields);
    const isDated = fields.year !== undefined || fields.era !== undefined;
    const day = isDated ? dayOf(fields) : undefined;
    const time = timeOfDay(fields);
    if (day !== undefined && time !== undefined && fields.zone !== undefined) checkedZone(fields.zone);
  } catch (failure) {
    if (!(failure instanceof IngestFailure)) throw failure;
    const cause = new IngestFailure(
      'date_time_parse_exception',
      `Text '${abbreviated(text)}' could not be parsed: ${failure.reason}`,
      failure,
    );
    throw unparsed(text, written, cause);
  }
}

const ISO =
  /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?|[A-Za-z][\w/+-]*)?)?)?)?)?$/;

/** The format iso8601 of Elasticsearch: a date, of which less may be given, and behind a T a time and a zone. */
function iso8601(text: string | null, zone: Zone, now: number): number {
  if (text === null || text === '') throw illegalArgument('cannot parse empty datetime');
  const parts = ISO.exec(text);
  const [, year, month, day, hour, minute, second, fraction, written] = parts ?? [];
  const own = written === undefined ? undefined : zoneIn(written);
  const isOut =
    Number(month ?? 0) > 12 || Number(day ?? 0) > 31 || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59;
  if (parts === null || isOut || (written !== undefined && own === undefined)) throw unparsed(text, 'iso8601', ALL_FAILED);
  const fields: TimeFields = { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1), hour: Number(hour ?? 0) };
  fields.minute = Number(minute ?? 0);
  fields.second = Number(second ?? 0);
  fields.nano = Number((fraction ?? '0').padEnd(9, '0'));
  if (own !== undefined) fields.zone = own;
  return momentOf(fields, zone, now);
}

function zoneIn(text: string): Zone | undefined {
  const offset = offsetOf(text);
  return offset === undefined ? zoneOf(text) : { offset };
}
