import { readOffset, readZone, readZoneSetting, utc, type Zone } from './time-zone.js';

/** What a text said about a time. */
interface Parts {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  hour?: number;
  hour12?: number;
  afternoon?: boolean;
  minute?: number;
  second?: number;
  /** Below a second. */
  fraction?: number;
  epoch?: number;
  offset?: number;
  zone?: string;
}

/** A time that was read. */
export interface ReadTime {
  /** Epoch seconds. */
  readonly seconds: number;
  /** Where the text of the time ends. */
  readonly end: number;
  /** What no document decides of it. */
  readonly undecided: readonly string[];
}

/** How zones are found. */
export interface Zones {
  /** For texts that name none; undefined where nothing says which. */
  readonly otherwise: Zone | undefined;
  /** Names as the texts write them, by TZ_ALIAS. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** A format of strptime and strftime, ready to be used. */
export interface TimeFormat {
  /** The format says the day and its year, or the epoch: without, the day depends on when the text is read. */
  readonly hasDate: boolean;
  /** Reads a time that begins at `from`; undefined where the text is not of this format. */
  read(text: string, from: number, zones: Zones): ReadTime | undefined;
  /** Writes a time. */
  print(seconds: number, zone: Zone): string;
}

export type CompiledFormat =
  | { readonly format: TimeFormat; readonly refused?: undefined }
  | { readonly refused: { readonly what: string; readonly at: number }; readonly format?: undefined };

/** A place in a text that is being read. */
interface Cursor {
  readonly text: string;
  at: number;
  readonly parts: Parts;
  readonly undecided: string[];
}

/** A time as its parts, for printing. */
interface Moment {
  readonly epoch: number;
  readonly millionths: number;
  readonly local: Date;
  readonly offset: number;
  readonly zone: Zone;
}

interface Directive {
  readonly means: string;
  /** False where the text does not fit. */
  readonly read: (cursor: Cursor, width: number) => boolean;
  readonly print: (moment: Moment, width: number) => string;
  /** Digits below a second unless told, for `%N` and its like. */
  readonly width?: number;
  readonly note?: string;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const short = (name: string) => name.slice(0, 3);

/** The letters of a format: Search Reference, "Date and time format variables"; Getting Data In, "Configure timestamp recognition". */
const directives: Readonly<Record<string, Directive>> = {
  '%': { means: 'a percent sign', read: (cursor) => takeLiteral(cursor, '%'), print: () => '%' },
  Y: { means: 'year', read: number(4, 0, 9999, 'year'), print: ({ local }) => pad(local.getUTCFullYear(), 4) },
  o: { means: 'year, on AIX', read: number(4, 0, 9999, 'year'), print: ({ local }) => pad(local.getUTCFullYear(), 4) },
  y: {
    means: 'year of two digits',
    read: (cursor) => takeNumber(cursor, 2, 0, 99, (parts, value) => ({ ...parts, year: value + (value < 69 ? 2000 : 1900) })),
    print: ({ local }) => pad(local.getUTCFullYear() % 100, 2),
    note: '69 to 99 are taken for 1969 to 1999, as POSIX has it',
  },
  m: { means: 'month', read: number(2, 1, 12, 'month'), print: ({ local }) => pad(local.getUTCMonth() + 1, 2) },
  B: { means: 'name of the month', read: readMonth, print: ({ local }) => months[local.getUTCMonth()] ?? '' },
  b: { means: 'short name of the month', read: readMonth, print: ({ local }) => short(months[local.getUTCMonth()] ?? '') },
  h: { means: 'short name of the month', read: readMonth, print: ({ local }) => short(months[local.getUTCMonth()] ?? '') },
  d: { means: 'day of the month', read: number(2, 1, 31, 'day'), print: ({ local }) => pad(local.getUTCDate(), 2) },
  e: { means: 'day of the month, with a blank', read: number(2, 1, 31, 'day'), print: ({ local }) => pad(local.getUTCDate(), 2, ' ') },
  j: { means: 'day of the year', read: number(3, 1, 366, 'dayOfYear'), print: ({ local }) => pad(dayOfYear(local), 3) },
  A: { means: 'weekday', read: readDay, print: ({ local }) => days[local.getUTCDay()] ?? '' },
  a: { means: 'short weekday', read: readDay, print: ({ local }) => short(days[local.getUTCDay()] ?? '') },
  w: { means: 'number of the weekday', read: (cursor) => takeNumber(cursor, 1, 0, 6, same), print: ({ local }) => `${local.getUTCDay()}` },
  H: { means: 'hour', read: number(2, 0, 23, 'hour'), print: ({ local }) => pad(local.getUTCHours(), 2) },
  k: { means: 'hour, with a blank', read: number(2, 0, 23, 'hour'), print: ({ local }) => pad(local.getUTCHours(), 2, ' ') },
  I: { means: 'hour of twelve', read: number(2, 1, 12, 'hour12'), print: ({ local }) => pad(local.getUTCHours() % 12 || 12, 2) },
  l: {
    means: 'hour of twelve, with a blank',
    read: number(2, 1, 12, 'hour12'),
    print: ({ local }) => pad(local.getUTCHours() % 12 || 12, 2, ' '),
  },
  p: { means: 'AM or PM', read: readHalf, print: ({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM') },
  M: { means: 'minute', read: number(2, 0, 59, 'minute'), print: ({ local }) => pad(local.getUTCMinutes(), 2) },
  S: { means: 'second', read: number(2, 0, 60, 'second'), print: ({ local }) => pad(local.getUTCSeconds(), 2) },
  N: { means: 'parts of a second', read: readFraction, print: printFraction, width: 9 },
  Q: { means: 'parts of a second', read: readFraction, print: printFraction, width: 3 },
  q: { means: 'parts of a second', read: readFraction, print: printFraction, width: 6 },
  f: { means: 'millionths of a second', read: readFraction, print: printFraction, width: 6 },
  s: {
    means: 'seconds since 1970',
    read: (cursor) => takeNumber(cursor, 10, 0, Number.POSITIVE_INFINITY, (parts, epoch) => ({ ...parts, epoch })),
    print: ({ epoch }) => `${Math.floor(epoch)}`,
  },
  z: { means: 'offset of the zone, +hhmm', read: readNumericZone, print: ({ offset }) => printOffset(offset, '') },
  ':z': { means: 'offset of the zone, +hh:mm', read: readNumericZone, print: ({ offset }) => printOffset(offset, ':') },
  '::z': {
    means: 'offset of the zone, +hh:mm:ss',
    read: readNumericZone,
    print: ({ offset }) => `${printOffset(offset, ':')}:${pad(offset % 60, 2)}`,
  },
  ':::z': { means: 'offset of the zone, +hh', read: readNumericZone, print: ({ offset }) => printOffset(offset, '').slice(0, 3) },
  Z: {
    means: 'name of the zone',
    read: readZoneName,
    print: ({ zone }) => zone.name,
    note: 'which names Splunk knows, and whether summer time counts by name or by date, is not documented',
  },
};

/** Letters that stand for several. */
const compositions: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  D: '%m/%d/%y',
  R: '%H:%M',
  '+': '%a %b %e %H:%M:%S %Z %Y',
  v: '%e-%b-%Y',
  n: '\n',
  t: '\t',
};

/** Letters that are refused, and why. */
const refusedDirectives: Readonly<Record<string, string>> = {
  c: 'date and time of the locale',
  x: 'date of the locale',
  X: 'time of the locale',
  U: 'number of the week',
  V: 'number of the week',
  W: 'number of the week',
  G: 'year of the week',
  g: 'year of the week',
  u: 'number of the weekday from Monday',
  C: 'century',
  E: '%E and what follows it',
  O: '%O and what follows it',
};

/** The letters of time formats and how far they are implemented: name, state and note of each. */
export function timeFormatSupport(): readonly {
  readonly name: string;
  readonly state: 'implemented' | 'partial' | 'refused';
  readonly note?: string;
}[] {
  return [
    ...Object.entries(directives).map(([letter, { means, note }]) => ({
      name: `%${letter}`,
      state: note === undefined ? ('implemented' as const) : ('partial' as const),
      note: note === undefined ? means : `${means}; ${note}`,
    })),
    ...Object.entries(compositions).map(([letter, text]) => ({
      name: `%${letter}`,
      state: 'implemented' as const,
      note: text.trim() === '' ? 'a blank' : `the same as ${text}`,
    })),
    ...Object.entries(refusedDirectives).map(([letter, note]) => ({ name: `%${letter}`, state: 'refused' as const, note })),
  ];
}

type Step =
  | { readonly is: 'literal'; readonly text: string }
  | { readonly is: 'blank'; readonly text: string }
  | { readonly is: 'directive'; readonly letter: string; readonly directive: Directive; readonly width: number };

/**
 * Takes a format as TIME_FORMAT, strptime() and strftime() have it and returns it ready to be used, or what it has that is not implemented.
 * Leading zeros may be absent and a blank stands for any number of blanks, as POSIX's strptime has it.
 */
export function compileTimeFormat(format: string): CompiledFormat {
  const steps: Step[] = [];
  const expanded = expand(format);
  for (const found of expanded.matchAll(/%(\d*)(:{0,3}z|[\s\S])|([ \t\n\r\v\f]+)|[^%]|%/gu)) {
    const [whole, width = '', letter, blank] = found;
    if (letter === undefined) {
      steps.push(blank === undefined ? { is: 'literal', text: whole } : { is: 'blank', text: blank });
      continue;
    }
    const directive = Object.hasOwn(directives, letter) ? directives[letter] : undefined;
    const takesWidth = directive?.width !== undefined && /^[1-9]$/.test(width);
    if (directive === undefined || (width !== '' && !takesWidth)) return refused(whole, letter, format);
    steps.push({ is: 'directive', letter, directive, width: takesWidth ? Number(width) : (directive.width ?? 0) });
  }
  return { format: new Format(steps) };
}

function expand(format: string): string {
  return format.replace(/%([\s\S])/g, (whole, letter: string) =>
    Object.hasOwn(compositions, letter) ? (compositions[letter] ?? whole) : whole,
  );
}

function refused(whole: string, letter: string, format: string): CompiledFormat {
  const why = Object.hasOwn(refusedDirectives, letter) ? ` (${refusedDirectives[letter]})` : '';
  return { refused: { what: `${whole}${why} in a time format`, at: Math.max(0, format.indexOf(whole)) } };
}

class Format implements TimeFormat {
  readonly hasDate: boolean;
  readonly #steps: readonly Step[];

  constructor(steps: readonly Step[]) {
    this.#steps = steps;
    const letters = new Set(steps.map((each) => (each.is === 'directive' ? each.letter : '')));
    const has = (text: string) => [...text].some((each) => letters.has(each));
    this.hasDate = has('s') || (has('Yyo') && (has('j') || (has('mBbh') && has('de'))));
  }

  read(text: string, from: number, zones: Zones): ReadTime | undefined {
    const cursor: Cursor = { text, at: from, parts: {}, undecided: [] };
    for (const step of this.#steps) {
      if (step.is === 'blank') skipBlanks(cursor);
      else if (step.is === 'literal') {
        if (!takeLiteral(cursor, step.text)) return undefined;
      } else if (!step.directive.read(cursor, step.width)) return undefined;
    }
    const seconds = secondsOf(cursor, zones);
    return seconds === undefined ? undefined : { seconds, end: cursor.at, undecided: cursor.undecided };
  }

  print(seconds: number, zone: Zone): string {
    // A number holds seconds since 1970 to a quarter of a millionth.
    const millionths = Math.round(seconds * 1e6);
    const epoch = Math.floor(millionths / 1e6);
    const offset = zone.offsetAt(epoch);
    const moment: Moment = { epoch, millionths: millionths - epoch * 1e6, local: new Date((epoch + offset) * 1000), offset, zone };
    return this.#steps.map((step) => (step.is === 'directive' ? step.directive.print(moment, step.width) : step.text)).join('');
  }
}

function secondsOf({ parts, undecided }: Cursor, zones: Zones): number | undefined {
  const fraction = parts.fraction ?? 0;
  if (parts.epoch !== undefined) return parts.epoch + fraction;
  const local = localSeconds(parts);
  if (local === undefined) return undefined;
  return local - offsetOf(parts, local, zones, undecided) + fraction;
}

function localSeconds(parts: Parts): number | undefined {
  const { year, month = 1, day = 1, dayOfYear: ofYear, minute = 0, second = 0 } = parts;
  if (year === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, ofYear === undefined ? month - 1 : 0, ofYear ?? day);
  if (ofYear === undefined && date.getUTCDate() !== day) return undefined;
  return date.getTime() / 1000 + hourOf(parts) * 3600 + minute * 60 + second;
}

function hourOf({ hour, hour12, afternoon = false }: Parts): number {
  if (hour12 === undefined) return hour ?? 0;
  return (hour12 % 12) + (afternoon ? 12 : 0);
}

function offsetOf({ offset, zone: name }: Parts, local: number, zones: Zones, undecided: string[]): number {
  if (offset !== undefined) return offset;
  if (name !== undefined) {
    const alias = zones.aliases.get(name);
    const zone = alias === undefined ? readZone(name) : readZoneSetting(alias);
    if (zone !== undefined) return zone.offsetOfLocal(local);
    undecided.push(`the zone ${name} is not known; the zone of the setting is taken`);
  }
  if (zones.otherwise !== undefined) return zones.otherwise.offsetOfLocal(local);
  undecided.push('nothing names the zone, so it is that of the machine or the user; UTC is taken');
  return utc.offsetOfLocal(local);
}

function number(
  digits: number,
  least: number,
  most: number,
  part: 'year' | 'month' | 'day' | 'dayOfYear' | 'hour' | 'hour12' | 'minute' | 'second',
) {
  return (cursor: Cursor) => {
    skipBlanks(cursor);
    const value = takeDigits(cursor, digits);
    if (value === undefined || value < least || value > most) return false;
    cursor.parts[part] = value;
    return true;
  };
}

function takeNumber(cursor: Cursor, digits: number, least: number, most: number, put: (parts: Parts, value: number) => Parts): boolean {
  skipBlanks(cursor);
  const value = takeDigits(cursor, digits);
  if (value === undefined || value < least || value > most) return false;
  Object.assign(cursor.parts, put(cursor.parts, value));
  return true;
}

function same(parts: Parts): Parts {
  return parts;
}

/** Takes as many digits as there are, up to a number of them. */
function takeDigits(cursor: Cursor, most: number): number | undefined {
  const start = cursor.at;
  let value = 0;
  while (cursor.at - start < most) {
    const digit = cursor.text.charCodeAt(cursor.at) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    value = value * 10 + digit;
    cursor.at += 1;
  }
  return cursor.at === start ? undefined : value;
}

function skipBlanks(cursor: Cursor): void {
  while (' \t\n\r\v\f'.includes(cursor.text[cursor.at] ?? 'x')) cursor.at += 1;
}

function takeLiteral(cursor: Cursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}

/** Takes a name, long or short, in any case; returns its index. */
function takeName(cursor: Cursor, names: readonly string[]): number | undefined {
  skipBlanks(cursor);
  const rest = cursor.text.slice(cursor.at, cursor.at + 9).toLowerCase();
  const index = names.findIndex((name) => rest.startsWith(short(name).toLowerCase()));
  const name = names[index];
  if (name === undefined) return undefined;
  cursor.at += rest.startsWith(name.toLowerCase()) ? name.length : 3;
  return index;
}

function readMonth(cursor: Cursor): boolean {
  const index = takeName(cursor, months);
  if (index === undefined) return false;
  cursor.parts.month = index + 1;
  return true;
}

function readDay(cursor: Cursor): boolean {
  return takeName(cursor, days) !== undefined;
}

function readHalf(cursor: Cursor): boolean {
  skipBlanks(cursor);
  const half = cursor.text.slice(cursor.at, cursor.at + 2).toUpperCase();
  if (half !== 'AM' && half !== 'PM') return false;
  cursor.parts.afternoon = half === 'PM';
  cursor.at += 2;
  return true;
}

function readFraction(cursor: Cursor, width: number): boolean {
  const start = cursor.at;
  const value = takeDigits(cursor, width);
  if (value === undefined) return false;
  cursor.parts.fraction = value / 10 ** (cursor.at - start);
  return true;
}

function readNumericZone(cursor: Cursor): boolean {
  skipBlanks(cursor);
  const found = /^(?:Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)/.exec(cursor.text.slice(cursor.at, cursor.at + 9))?.[0];
  if (found === undefined) return false;
  if (found === 'Z') cursor.undecided.push('whether %z reads Z is not documented; it is taken for UTC');
  const offset = found === 'Z' ? 0 : readOffset(found);
  if (offset === undefined) return false;
  cursor.parts.offset = offset;
  cursor.at += found.length;
  return true;
}

function readZoneName(cursor: Cursor): boolean {
  skipBlanks(cursor);
  const found = /^(?:[A-Za-z][A-Za-z_]*(?:\/[A-Za-z_+-]+[0-9]*)*(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2})/.exec(
    cursor.text.slice(cursor.at, cursor.at + 60),
  )?.[0];
  if (found === undefined) return false;
  cursor.parts.zone = found;
  cursor.at += found.length;
  return true;
}

function printFraction({ millionths }: Moment, width: number): string {
  return pad(millionths, 6).padEnd(9, '0').slice(0, width);
}

function printOffset(offset: number, separator: string): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${separator}${pad(minutes % 60, 2)}`;
}

function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

function pad(value: number, width: number, by = '0'): string {
  return `${value}`.padStart(width, by);
}
