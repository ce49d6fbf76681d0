import { offsetOf, UTC, type Zone, zoneOf } from './time-zone.js';

/** What a text says of a time: the letters of the pattern by what they mean. */
export interface TimeFields {
  era?: 'BC' | 'AD';
  yearOfEra?: number;
  year?: number;
  weekYear?: number;
  quarter?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  weekday?: number;
  hour?: number;
  /** 1 to 24. */
  clockHour?: number;
  /** 0 to 11. */
  hourOfHalf?: number;
  /** 1 to 12. */
  clockHourOfHalf?: number;
  half?: 'AM' | 'PM';
  minute?: number;
  second?: number;
  nano?: number;
  milliOfDay?: number;
  zone?: Zone;
  /** Numbers that JavaScript does not count exactly. */
  exact?: Map<keyof TimeFields, bigint>;
}

type NumberField = Exclude<keyof TimeFields, 'era' | 'half' | 'zone' | 'exact'>;

type Element =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'number';
      readonly field: NumberField;
      readonly least: number;
      readonly most: number;
      readonly base?: number;
      readonly sign: 'normal' | 'not negative' | 'exceeds pad';
    }
  | { readonly kind: 'fraction'; readonly digits: number }
  | { readonly kind: 'name'; readonly field: 'month' | 'weekday' | 'half' | 'era'; readonly names: readonly string[] }
  | { readonly kind: 'offset'; readonly form: OffsetForm; readonly zero: string }
  | { readonly kind: 'zone'; readonly isNamed: boolean }
  | { readonly kind: 'optional'; readonly elements: readonly Element[] }
  | { readonly kind: 'padded'; readonly width: number; readonly element: Element };

type OffsetForm = '+HHmm' | '+HH:MM' | '+HH' | '+HHMM';

/** Why a pattern is none, in the words of java.time. */
export class TimePatternFault {
  constructor(readonly reason: string) {}
}

/** A letter that Java knows and this reader does not. */
export class TimePatternUnsupported {
  constructor(readonly letters: string) {}
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const shortened = (names: readonly string[]): readonly string[] => names.map((name) => name.slice(0, 3));

/**
 * Reads a pattern of java.time.format.DateTimeFormatter (Java 17) for English names: the letters
 * G u y Y M L d D E a H k h K m s S n A X x Z z V, texts in quotes, optional parts, padding.
 */
export function readTimePattern(pattern: string): readonly Element[] | TimePatternFault | TimePatternUnsupported {
  const open: Element[][] = [[]];
  for (let at = 0; at < pattern.length; ) {
    const character = pattern[at] ?? '';
    const level = open.at(-1) ?? [];
    if (/[A-Za-z]/.test(character)) {
      const run = runAt(pattern, at);
      const element = run.startsWith('p') ? padded(pattern, at, run) : letterElement(run);
      if (element instanceof TimePatternFault || element instanceof TimePatternUnsupported) return element;
      level.push(...element.elements);
      at += element.length;
    } else if (character === "'") {
      const text = quotedAt(pattern, at);
      if (text === undefined) return new TimePatternFault(`Pattern ends with an incomplete string literal: ${pattern}`);
      level.push({ kind: 'text', text: text === '' ? "'" : text.replaceAll("''", "'") });
      at += text.length + 2;
    } else if (character === '[') {
      open.push([]);
      at++;
    } else if (character === ']') {
      if (open.length === 1) return new TimePatternFault('Pattern invalid as it contains ] without previous [');
      const elements = open.pop() ?? [];
      open.at(-1)?.push({ kind: 'optional', elements });
      at++;
    } else if (/[{}#]/.test(character)) {
      return new TimePatternFault(`Pattern includes reserved character: '${character}'`);
    } else {
      level.push({ kind: 'text', text: character });
      at++;
    }
  }
  while (open.length > 1) {
    const elements = open.pop() ?? [];
    open.at(-1)?.push({ kind: 'optional', elements });
  }
  return open[0] ?? [];
}

function runAt(pattern: string, at: number): string {
  const letter = pattern[at] ?? '';
  let end = at;
  while (pattern[end] === letter) end++;
  return pattern.slice(at, end);
}

function quotedAt(pattern: string, at: number): string | undefined {
  return /^'((?:[^']|'')*)'(?!')/.exec(pattern.slice(at))?.[1];
}

type Read = { readonly elements: readonly Element[]; readonly length: number } | TimePatternFault | TimePatternUnsupported;

function padded(pattern: string, at: number, run: string): Read {
  const next = runAt(pattern, at + run.length);
  const read = letterElement(next);
  if (!('elements' in read)) return read;
  const elements = read.elements.map((element): Element => ({ kind: 'padded', width: run.length, element }));
  return { elements, length: run.length + next.length };
}

function letterElement(run: string): Read {
  const made = LETTERS[run[0] ?? '']?.(run.length, run);
  if (made === undefined) {
    const isJava = /^[QqWwFeclBOvNg]/.test(run);
    return isJava ? new TimePatternUnsupported(run) : new TimePatternFault(`Unknown pattern letter: ${run[0] ?? ''}`);
  }
  if (made instanceof TimePatternFault || made instanceof TimePatternUnsupported) return made;
  return { elements: [made], length: run.length };
}

type Letter = (count: number, run: string) => Element | TimePatternFault | TimePatternUnsupported;

const year =
  (field: NumberField): Letter =>
  (count) => {
    if (count === 2) return { kind: 'number', field, least: 2, most: 2, base: 2000, sign: 'not negative' };
    return { kind: 'number', field, least: count, most: 19, sign: count < 4 ? 'normal' : 'exceeds pad' };
  };

const number =
  (field: NumberField, widest = 2): Letter =>
  (count, run) => {
    if (count > widest) return new TimePatternFault(`Too many pattern letters: ${run[0] ?? ''}`);
    return plainNumber(field, count);
  };

/** One letter takes any digits, more take as many as there are letters. */
function plainNumber(field: NumberField, count: number): Element {
  return count === 1
    ? { kind: 'number', field, least: 1, most: 19, sign: 'normal' }
    : { kind: 'number', field, least: count, most: count, sign: 'not negative' };
}

/** At least as many digits as letters. */
const longNumber =
  (field: NumberField): Letter =>
  (count, run) => {
    if (count > 19) return new TimePatternFault(`Too many pattern letters: ${run[0] ?? ''}`);
    return { kind: 'number', field, least: count, most: 19, sign: 'not negative' };
  };

const offset =
  (zero: string): Letter =>
  (count, run) => {
    if (count > 5) return new TimePatternFault(`Too many pattern letters: ${run[0] ?? ''}`);
    if (count > 3) return new TimePatternUnsupported(run);
    return {
      kind: 'offset',
      form: count === 1 ? '+HHmm' : count === 2 ? '+HHMM' : '+HH:MM',
      zero: zero === 'Z' ? 'Z' : count === 1 ? '+00' : count === 2 ? '+0000' : '+00:00',
    };
  };

const month: Letter = (count, run) => {
  if (count < 3) return plainNumber('month', count);
  if (count === 5) return new TimePatternUnsupported(run);
  return count > 5
    ? new TimePatternFault(`Too many pattern letters: ${run[0] ?? ''}`)
    : { kind: 'name', field: 'month', names: count === 3 ? shortened(MONTHS) : MONTHS };
};

const LETTERS: Readonly<Record<string, Letter>> = {
  G: (count, run) => (count > 3 ? new TimePatternUnsupported(run) : { kind: 'name', field: 'era', names: ['BC', 'AD'] }),
  u: year('year'),
  y: year('yearOfEra'),
  Y: year('weekYear'),
  M: month,
  L: month,
  d: number('day'),
  D: (count, run) => (count === 2 ? new TimePatternUnsupported(run) : number('dayOfYear', 3)(count, run)),
  E: (count, run) =>
    count > 4 ? new TimePatternUnsupported(run) : { kind: 'name', field: 'weekday', names: count === 4 ? WEEKDAYS : shortened(WEEKDAYS) },
  a: (count) => (count === 1 ? { kind: 'name', field: 'half', names: ['AM', 'PM'] } : new TimePatternFault('Too many pattern letters: a')),
  H: number('hour'),
  k: number('clockHour'),
  h: number('clockHourOfHalf'),
  K: number('hourOfHalf'),
  m: number('minute'),
  s: number('second'),
  S: (count) =>
    count > 9 ? new TimePatternFault(`Minimum width must be from 0 to 9 inclusive but was ${count}`) : { kind: 'fraction', digits: count },
  n: longNumber('nano'),
  A: longNumber('milliOfDay'),
  X: offset('Z'),
  x: offset('+00'),
  Z: (count, run) => {
    if (count < 4) return { kind: 'offset', form: '+HHMM', zero: '+0000' };
    return count === 5 ? { kind: 'offset', form: '+HH:MM', zero: 'Z' } : new TimePatternUnsupported(run);
  },
  z: (count, run) => (count > 3 ? new TimePatternUnsupported(run) : { kind: 'zone', isNamed: true }),
  V: (count) => (count === 2 ? { kind: 'zone', isNamed: false } : new TimePatternFault('Pattern letter count must be 2: V')),
};

/** What was read, or the offset where the text stopped to fit; `end` says that only text behind it is left. */
export type TimeRead = { readonly fields: TimeFields } | { readonly stoppedAt: number; readonly end?: boolean };

/** Reads a text by a pattern, as DateTimeFormatter.parse does before it looks whether the time makes sense. */
export function readTime(elements: readonly Element[], text: string): TimeRead {
  const fields: TimeFields = {};
  const at = readAll(elements, text, 0, fields);
  if (at < 0) return { stoppedAt: ~at };
  return at < text.length ? { stoppedAt: at, end: true } : { fields };
}

/** The offset behind what was read; below 0 the complement of the offset where it stopped. */
function readAll(elements: readonly Element[], text: string, start: number, fields: TimeFields): number {
  let at = start;
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index];
    if (element === undefined) break;
    const next = readOne(element, text, at, fields, adjacentDigits(elements, index));
    if (next < 0) return next;
    at = next;
  }
  return at;
}

/** Digits that numbers of fixed width right behind take: a number before them leaves them. */
function adjacentDigits(elements: readonly Element[], index: number): number {
  let digits = 0;
  for (const element of elements.slice(index + 1)) {
    const isFixed = (element.kind === 'number' && element.least === element.most) || element.kind === 'fraction';
    if (!isFixed) break;
    digits += element.kind === 'fraction' ? element.digits : element.kind === 'number' ? element.least : 0;
  }
  return digits;
}

function readOne(element: Element, text: string, at: number, fields: TimeFields, reserved: number): number {
  switch (element.kind) {
    case 'text':
      return text.startsWith(element.text, at) ? at + element.text.length : ~at;
    case 'number':
      return readNumber(element, text, at, fields, reserved);
    case 'fraction':
      return readFraction(element.digits, text, at, fields);
    case 'name':
      return readName(element, text, at, fields);
    case 'offset':
      return readOffset(element, text, at, fields);
    case 'zone':
      return element.isNamed ? readNamedZone(text, at, fields) : readZone(text, at, fields);
    case 'optional': {
      const copy: TimeFields = { ...fields };
      const next = readAll(element.elements, text, at, copy);
      if (next < 0) return at;
      Object.assign(fields, copy);
      return next;
    }
    case 'padded': {
      const end = at + element.width;
      if (end > text.length) return ~at;
      let start = at;
      while (start < end && text[start] === ' ') start++;
      const next = readOne(element.element, text.slice(0, end), start, fields, 0);
      // Java adds the place of the text to that of the element.
      return next === end ? end : ~(at + start);
    }
  }
}

type NumberElement = Extract<Element, { kind: 'number' }>;

/** NumberPrinterParser.parse of java.time.format.DateTimeFormatterBuilder, with its places: behind the sign, but for a sign that must not be. */
function readNumber(element: NumberElement, text: string, at: number, fields: TimeFields, reserved: number): number {
  const sign = /[+-]/.exec(text[at] ?? '')?.[0] ?? '';
  if (!takesSign(element, sign)) return ~at;
  const start = at + sign.length;
  const { least, most } = element;
  const digits = /^\d*/.exec(text.slice(start, start + most + reserved))?.[0].length ?? 0;
  const width = reserved === 0 ? digits : Math.max(least, Math.min(most, digits - reserved));
  if (digits < least) return ~start;
  if (element.sign === 'exceeds pad' && sign !== '-' && width > least !== (sign === '+')) return ~at;
  const written = BigInt(text.slice(start, start + width));
  if (sign === '-' && written === 0n) return ~at;
  // What does not fit a long is read without its last digit.
  const isLong = written < 2n ** 63n + (sign === '-' ? 1n : 0n);
  const value = isLong ? written : written / 10n;
  const end = start + width - (isLong ? 0 : 1);
  const signed = sign === '-' ? -value : value;
  if (!Number.isSafeInteger(Number(signed))) fields.exact = new Map(fields.exact).set(element.field, signed);
  return put(fields, element.field, (element.base ?? 0) + Number(signed), start, end);
}

function takesSign({ sign: takes }: NumberElement, sign: string): boolean {
  if (sign === '') return true;
  return takes === 'exceeds pad' || (takes === 'normal' && sign === '-');
}

/** A field that was read before must have the same value. */
function put<Field extends keyof TimeFields>(
  fields: TimeFields,
  field: Field,
  value: TimeFields[Field],
  start: number,
  end: number,
): number {
  const before = fields[field];
  fields[field] = value;
  return before === undefined || before === value ? end : ~start;
}

function readFraction(digits: number, text: string, at: number, fields: TimeFields): number {
  const found = text.slice(at, at + digits);
  if (found.length < digits || !/^\d+$/.test(found)) return ~at;
  return put(fields, 'nano', Number(found.padEnd(9, '0')), at, at + digits);
}

type NameElement = Extract<Element, { kind: 'name' }>;

function readName({ field, names }: NameElement, text: string, at: number, fields: TimeFields): number {
  const longest = [...names].sort((a, b) => b.length - a.length).find((name) => text.startsWith(name, at));
  if (longest === undefined) return ~at;
  const index = names.indexOf(longest);
  const end = at + longest.length;
  if (field === 'half') return put(fields, 'half', index === 0 ? 'AM' : 'PM', at, end);
  if (field === 'era') return put(fields, 'era', index === 0 ? 'BC' : 'AD', at, end);
  return put(fields, field, index + 1, at, end);
}

type OffsetElement = Extract<Element, { kind: 'offset' }>;

const OFFSETS: Readonly<Record<OffsetForm, RegExp>> = {
  '+HH': /^([+-])([0-5]\d)/,
  '+HHmm': /^([+-])([0-5]\d)([0-5]\d)?/,
  '+HHMM': /^([+-])([0-5]\d)([0-5]\d)/,
  '+HH:MM': /^([+-])([0-5]\d):([0-5]\d)/,
};

/** An offset beyond 18 hours is read, and refused where a moment is made of it. */
function readOffset({ form, zero }: OffsetElement, text: string, at: number, fields: TimeFields): number {
  if (text.startsWith(zero, at)) {
    fields.zone = { offset: 0 };
    return at + zero.length;
  }
  const found = OFFSETS[form].exec(text.slice(at));
  if (found === null) return ~at;
  const [whole, sign, hours, minutes = '0'] = found;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60;
  fields.zone = { offset: sign === '-' ? -seconds : seconds };
  return at + whole.length;
}

/** The abbreviations that mean one zone to Java 17 with English names. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  CET: 'Europe/Paris',
  CEST: 'Europe/Paris',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  JST: 'Asia/Tokyo',
};

/** A zone that Java may know by a name that is not in this table. */
export class UnknownZone {
  constructor(readonly name: string) {}
}

const ZONE_OFFSET = /^[+-][0-5]\d:[0-5]\d(?::[0-5]\d)?/;

/** ZoneIdPrinterParser.parse: an offset with a colon, `UTC`, `GMT` or `UT` with or without one, or the longest name of a region. */
function readZone(text: string, at: number, fields: TimeFields): number {
  const rest = text.slice(at);
  const prefix = /^(?:UTC?|GMT|(?=[+-]))/.exec(rest)?.[0];
  if (prefix === undefined || rest.startsWith('GMT0')) return readRegion(rest, at, fields);
  const written = ZONE_OFFSET.exec(rest.slice(prefix.length))?.[0];
  if (written === undefined) {
    if (prefix === '') return ~at;
    fields.zone = UTC;
    return at + prefix.length;
  }
  const offset = offsetOf(written);
  if (offset === undefined) return ~at;
  fields.zone = { offset };
  return at + prefix.length + written.length;
}

function readRegion(rest: string, at: number, fields: TimeFields): number {
  const name = longestOf(rest, (each) => each !== 'Z' && zoneOf(each) !== undefined);
  const zone = zoneOf(name ?? (rest.startsWith('Z') ? 'Z' : ''));
  if (zone === undefined) return ~at;
  fields.zone = zone;
  return at + (name?.length ?? 1);
}

/** Reads also the short names that English has; one that is in no table stays undecided. */
function readNamedZone(text: string, at: number, fields: TimeFields): number {
  const rest = text.slice(at);
  const name = longestOf(rest, (each) => Object.hasOwn(ABBREVIATIONS, each));
  const word = /^[A-Za-z]+/.exec(rest)?.[0] ?? '';
  const copy: TimeFields = {};
  const end = readZone(text, at, copy);
  if (end >= at + word.length) {
    fields.zone = copy.zone ?? UTC;
    return end;
  }
  if (word === '') return ~at;
  const region = name === undefined ? undefined : ABBREVIATIONS[name];
  if (region === undefined || name !== word) throw new UnknownZone(word);
  fields.zone = { region };
  return at + name.length;
}

function longestOf(rest: string, isName: (name: string) => boolean): string | undefined {
  const run = /^[A-Za-z][A-Za-z0-9~/._+-]*/.exec(rest)?.[0] ?? '';
  for (let end = run.length; end > 0; end--) {
    const name = run.slice(0, end);
    if (isName(name)) return name;
  }
  return undefined;
}

/** A moment as its parts in a zone: what a pattern prints. */
export interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly weekday: number;
  readonly offset: number;
  readonly zone: Zone;
}

/** Prints a moment by a pattern; undefined where a letter is only read here, not printed. */
export function printTime(elements: readonly Element[], parts: TimeParts): string | undefined {
  let text = '';
  for (const element of elements) {
    const printed = printOne(element, parts);
    if (printed === undefined) return undefined;
    text += printed;
  }
  return text;
}

const PRINTED: Partial<Record<NumberField, (parts: TimeParts) => number>> = {
  year: ({ year }) => year,
  yearOfEra: ({ year }) => (year > 0 ? year : 1 - year),
  month: ({ month }) => month,
  day: ({ day }) => day,
  hour: ({ hour }) => hour,
  clockHour: ({ hour }) => (hour === 0 ? 24 : hour),
  hourOfHalf: ({ hour }) => hour % 12,
  clockHourOfHalf: ({ hour }) => (hour % 12 === 0 ? 12 : hour % 12),
  minute: ({ minute }) => minute,
  second: ({ second }) => second,
  nano: ({ millisecond }) => millisecond * 1_000_000,
};

function printOne(element: Element, parts: TimeParts): string | undefined {
  switch (element.kind) {
    case 'text':
      return element.text;
    case 'number': {
      const value = PRINTED[element.field]?.(parts);
      if (value === undefined) return undefined;
      return printNumber(element, value);
    }
    case 'fraction':
      return String(parts.millisecond).padStart(3, '0').padEnd(9, '0').slice(0, element.digits);
    case 'name': {
      const index = { month: parts.month - 1, weekday: parts.weekday - 1, half: parts.hour < 12 ? 0 : 1, era: parts.year > 0 ? 1 : 0 }[
        element.field
      ];
      return element.names[index];
    }
    case 'offset':
      return printOffset(element, parts.offset);
    case 'zone':
      return 'region' in parts.zone ? parts.zone.region : undefined;
    case 'optional':
      return printTime(element.elements, parts);
    case 'padded':
      return printOne(element.element, parts)?.padStart(element.width, ' ');
  }
}

function printNumber({ least, base, sign }: NumberElement, value: number): string {
  const digits = String(base === undefined ? Math.abs(value) : Math.abs(value) % 100).padStart(least, '0');
  if (base !== undefined) return digits;
  if (value < 0) return `-${digits}`;
  return sign === 'exceeds pad' && digits.length > least ? `+${digits}` : digits;
}

function printOffset({ form, zero }: OffsetElement, seconds: number): string {
  if (seconds === 0) return zero;
  const sign = seconds < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(seconds) / 3600)).padStart(2, '0');
  const minutes = String(Math.floor(Math.abs(seconds) / 60) % 60).padStart(2, '0');
  if (form === '+HH:MM') return `${sign}${hours}:${minutes}`;
  return form === '+HHMM' || minutes !== '00' ? `${sign}${hours}${minutes}` : `${sign}${hours}`;
}
