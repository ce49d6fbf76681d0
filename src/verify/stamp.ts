import type { Stream } from '../catalog/model.js';
import { parseTimePattern, type TimePattern } from '../pattern/time-pattern.js';

/** The moment at which all generated records are written, in UTC; of a winter in which no zone changes its clock. */
export const moment = Date.UTC(2026, 2, 4, 10, 0, 5, 123);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A time stamp as printed, and the time it means as a fact: UTC with milliseconds. */
export interface Stamp {
  readonly printed: string;
  readonly time: string;
}

/** Takes the pattern of a time and the stream that has it; returns the {@link moment} printed so. */
export function stampOf(pattern: TimePattern, stream: Stream): Stamp {
  const { zone, minutes } = zoneOf(pattern, stream);
  const local = new Date(moment + minutes * 60_000);
  const printed = pattern.tokens.map((token) => (typeof token === 'string' ? token : printedPart(token.letters, local, zone))).join('');
  const exact = pattern.tokens.some((token) => typeof token !== 'string' && token.letters.startsWith('S'));
  return { printed, time: new Date(exact ? moment : moment - (moment % 1000)).toISOString() };
}

/** Takes a time pattern as the catalog has it, which was checked when the catalog was loaded. */
export function patternOf(text: string): TimePattern {
  const pattern = parseTimePattern(text);
  if ('message' in pattern) throw new Error(`the time pattern ${text}: ${pattern.message}`);
  return pattern;
}

function printedPart(letters: string, local: Date, zone: string): string {
  const digits = (value: number, width: number) => String(value).padStart(width, '0');
  const parts: Readonly<Record<string, string>> = {
    yyyy: digits(local.getUTCFullYear(), 4),
    EEE: days[local.getUTCDay()] ?? '',
    MMM: months[local.getUTCMonth()] ?? '',
    MM: digits(local.getUTCMonth() + 1, 2),
    dd: digits(local.getUTCDate(), 2),
    d: String(local.getUTCDate()).padStart(2, ' '),
    HH: digits(local.getUTCHours(), 2),
    mm: digits(local.getUTCMinutes(), 2),
    ss: digits(local.getUTCSeconds(), 2),
    SSS: digits(local.getUTCMilliseconds(), 3),
    SSSSSS: `${digits(local.getUTCMilliseconds(), 3)}456`,
  };
  return parts[letters] ?? zone;
}

// An offset where the pattern prints one; a name of the catalog's table where it prints a name; else the zone that is taken for granted.
function zoneOf(pattern: TimePattern, { timeZone }: Stream): { readonly zone: string; readonly minutes: number } {
  if (pattern.zone === 'XXX') return { zone: '+02:00', minutes: 120 };
  if (pattern.zone === 'XX') return { zone: '+0200', minutes: 120 };
  if (pattern.zone === null) return { zone: '', minutes: minutesEast(timeZone.default) };
  const [zone, offset] = Object.entries(timeZone.table)[0] ?? ['+02:00', '+02:00'];
  return { zone, minutes: minutesEast(offset) };
}

/** Returns the minutes by which a zone is east of Greenwich at the {@link moment}. */
function minutesEast(zone: string): number {
  if (zone === 'UTC') return 0;
  const named = /^[+-]/.test(zone) ? zone : offsetName(zone).slice('GMT'.length) || '+00:00';
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)/.exec(named) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetName(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(moment);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
}
