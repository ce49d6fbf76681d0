import type { Expression } from '../regex/expression.js';
import type { TimeFormat, Zones } from './time-format.js';
import { readOffset } from './time-zone.js';

/** What TIME_PREFIX, TIME_FORMAT, MAX_TIMESTAMP_LOOKAHEAD, TZ and TZ_ALIAS say. */
export interface StampRules {
  readonly prefix: Expression | undefined;
  readonly format: TimeFormat | undefined;
  /** Characters behind the prefix in which the whole time must stand. */
  readonly lookahead: number;
  readonly zones: Zones;
}

/** A time of a record, and where the text stands that was read. */
export interface Stamp {
  readonly seconds: number;
  readonly start: number;
  readonly end: number;
  /** What no document decides of it. */
  readonly undecided: readonly string[];
}

/** Takes the text of a record and returns its time; undefined where the rules find none. */
export function readStamp(raw: string, { prefix, format, lookahead, zones }: StampRules): Stamp | undefined {
  const start = prefix === undefined ? 0 : prefix.match(raw)?.end;
  if (start === undefined) return undefined;
  // The text is cut behind the window, and keeps what stands before: the places are those of the record.
  const text = raw.slice(0, Math.min(raw.length, start + lookahead));
  return format === undefined ? readIso(text, start, zones) : readFormat(text, start, format, zones);
}

function readFormat(text: string, start: number, format: TimeFormat, zones: Zones): Stamp | undefined {
  const there = format.read(text, start, zones);
  if (there !== undefined) return { ...there, start };
  for (let at = start + 1; at < text.length; at += 1) {
    // Inside a number or a word nothing begins.
    if (/[0-9A-Za-z]/.test(text.charAt(at - 1)) && /[0-9A-Za-z]/.test(text.charAt(at))) continue;
    const found = format.read(text, at, zones);
    if (found === undefined) continue;
    const further = 'whether TIME_FORMAT is looked for further behind is not documented; the first place that fits is taken';
    return { ...found, start: at, undecided: [...found.undecided, further] };
  }
  return undefined;
}

const iso =
  /(?<![0-9A-Za-z])(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?![0-9]) ?(Z|[+-]\d{2}:?\d{2})?(?![0-9A-Za-z])/;

/**
 * Without TIME_FORMAT Splunk recognises times by itself, by rules that nobody wrote down. What is read here are dates and times of ISO 8601,
 * which leave nothing to guess.
 */
function readIso(text: string, start: number, zones: Zones): Stamp | undefined {
  const found = iso.exec(text.slice(start));
  if (found === null) return undefined;
  const [whole, year, month, day, hour, minute, second, fraction = '', zone] = found;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) / 1000;
  const date = new Date(local * 1000);
  // A day or an hour that does not exist became another.
  if (date.getUTCFullYear() !== Number(year) || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day))
    return undefined;
  if (date.getUTCHours() !== Number(hour) || date.getUTCMinutes() !== Number(minute) || date.getUTCSeconds() !== Number(second))
    return undefined;
  const undecided = ['without TIME_FORMAT Splunk recognises the time by itself, which no document describes; a time of ISO 8601 is taken'];
  const offset = zone === undefined ? zones.otherwise?.offsetOfLocal(local) : zone === 'Z' ? 0 : readOffset(zone);
  if (offset === undefined) undecided.push('nothing names the zone, so it is that of the machine; UTC is taken');
  const seconds = local - (offset ?? 0) + Number(`0.${fraction}0`);
  const at = start + found.index;
  return { seconds, start: at, end: at + whole.length, undecided };
}
