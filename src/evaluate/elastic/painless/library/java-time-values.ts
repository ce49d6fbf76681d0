import { regionOffset } from '../../../region-offset.js';
import { dayFault } from '../../calendar-day.js';
import { JavaObject } from '../../java-object.js';
import { instantOf, isRegion } from '../../time-zone.js';
import { hashOf, type JavaValue, stringHash } from '../../values.js';
import { JavaThrowable } from '../throwable.js';

/** The exception of a date or time that cannot be. */
export function dateTimeFault(message: string): JavaThrowable {
  return new JavaThrowable('java.time.DateTimeException', message);
}

/** The date of a day counted from 1970-01-01, in the calendar without a beginning (proleptic Gregorian). */
export function dateOf(day: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

/** The number of a day from 1970-01-01 on. */
export function dayOf(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear - 719468;
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (value < least || value > most) {
    const range = least === -999999999 ? '-999999999 - 999999999' : `${least} - ${most}`;
    throw dateTimeFault(`Invalid value for ${name} (valid values ${range}): ${value}`);
  }
}

/** LocalDate.of, as the number of the day. */
export function checkedDay(year: number, month: number, day: number): number {
  checkRange('Year', year, -999999999, 999999999);
  const reason = dayFault(year, month, day);
  if (reason !== undefined) throw dateTimeFault(reason);
  return dayOf(year, month, day);
}

/** LocalTime.of, as seconds of the day. */
export function checkedSeconds(hour: number, minute: number, second: number, nano: number): number {
  checkRange('HourOfDay', hour, 0, 23);
  checkRange('MinuteOfHour', minute, 0, 59);
  checkRange('SecondOfMinute', second, 0, 59);
  checkRange('NanoOfSecond', nano, 0, 999999999);
  return hour * 3600 + minute * 60 + second;
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A part of a second, as many groups of three digits as needed. */
export function fraction(nano: number): string {
  if (nano === 0) return '';
  const digits = String(nano).padStart(9, '0');
  return `.${digits.replace(/(?:000){1,2}$/, '')}`;
}

/** A year in four digits at least; with a sign where it has more. */
export function yearText(year: number): string {
  const size = String(Math.abs(year)).padStart(4, '0');
  if (year < 0) return `-${size}`;
  return year > 9999 ? `+${size}` : size;
}

export function dateText(day: number): string {
  const date = dateOf(day);
  return `${yearText(date.year)}-${two(date.month)}-${two(date.day)}`;
}

/** A time as LocalTime prints it: seconds only where there are some. */
export function timeText(seconds: number, nano: number): string {
  const second = seconds % 60;
  const start = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return second === 0 && nano === 0 ? start : `${start}:${two(second)}${fraction(nano)}`;
}

const DAY = 86400;

/** Instant. */
export class JavaInstant extends JavaObject {
  readonly className = 'java.time.Instant';
  constructor(
    readonly second: number,
    readonly nano: number,
  ) {
    super();
  }
  /** Whole seconds and a part of any size and sign. */
  static of(second: number, nano: number): JavaInstant {
    const carry = Math.floor(nano / 1e9);
    return new JavaInstant(second + carry, nano - carry * 1e9);
  }
  static ofMillis(millis: bigint): JavaInstant {
    const second = (millis - (((millis % 1000n) + 1000n) % 1000n)) / 1000n;
    return new JavaInstant(Number(second), Number(millis - second * 1000n) * 1000000);
  }
  get millis(): bigint {
    return BigInt(this.second) * 1000n + BigInt(Math.floor(this.nano / 1000000));
  }
  override hash(): number {
    return (hashOf(BigInt(this.second)) + Math.imul(51, this.nano)) | 0;
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaInstant && other.second === this.second && other.nano === this.nano;
  }
  text(): string {
    const day = Math.floor(this.second / DAY);
    const seconds = this.second - day * DAY;
    const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    return `${dateText(day)}T${time}${fraction(this.nano)}Z`;
  }
  override compareTo(other: JavaValue): number | undefined {
    if (!(other instanceof JavaInstant)) return undefined;
    return Math.sign(this.second - other.second) || this.nano - other.nano;
  }
}

/** LocalDateTime, LocalDate (midnight) and LocalTime (of day 0). */
export class JavaLocal extends JavaObject {
  readonly className: string;
  constructor(
    readonly part: 'LocalDateTime' | 'LocalDate' | 'LocalTime',
    /** Seconds since 1970-01-01T00:00 by the local clock. */
    readonly second: number,
    readonly nano: number,
  ) {
    super();
    this.className = `java.time.${part}`;
  }
  get day(): number {
    return Math.floor(this.second / DAY);
  }
  get secondOfDay(): number {
    return this.second - this.day * DAY;
  }
  override hash(): number {
    return stringHash(this.text());
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaLocal && other.part === this.part && other.second === this.second && other.nano === this.nano;
  }
  text(): string {
    const date = this.part === 'LocalTime' ? '' : dateText(this.day);
    const time = this.part === 'LocalDate' ? '' : timeText(this.secondOfDay, this.nano);
    return date !== '' && time !== '' ? `${date}T${time}` : date + time;
  }
  override compareTo(other: JavaValue): number | undefined {
    if (!(other instanceof JavaLocal) || other.part !== this.part) return undefined;
    return Math.sign(this.second - other.second) || Math.sign(this.nano - other.nano);
  }
}

/** ZoneOffset, or the ZoneId of a region. */
export class JavaZone extends JavaObject {
  constructor(
    readonly id: string,
    /** The offset in seconds where it never changes. */
    readonly fixed: number | undefined,
    readonly isOffset: boolean,
  ) {
    super();
  }
  get className(): string {
    return this.isOffset ? 'java.time.ZoneOffset' : 'java.time.ZoneRegion';
  }
  override hash(): number {
    return this.isOffset ? (this.fixed ?? 0) : stringHash(this.id);
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaZone && other.id === this.id && other.isOffset === this.isOffset;
  }
  text(): string {
    return this.id;
  }
  /** The offset in seconds at a time. */
  offsetAt(second: number): number {
    return this.fixed ?? regionOffset(this.id)?.(second) ?? 0;
  }
  /** The offset of a local time; a time that the clock skips is moved on by what was skipped, of two the earlier is meant. */
  resolve(local: number): { readonly local: number; readonly offset: number } {
    if (this.fixed !== undefined) return { local, offset: this.fixed };
    const second = instantOf(local * 1000, { region: this.id }) / 1000;
    const offset = this.offsetAt(second);
    return { local: second + offset, offset };
  }
}

/** ZoneOffset.ofTotalSeconds. */
export function offsetZone(total: number): JavaZone {
  if (Math.abs(total) > 64800) throw dateTimeFault('Zone offset not in valid range: -18:00 to +18:00');
  return new JavaZone(offsetText(total), total, true);
}

/** An offset as ZoneOffset prints it: Z, +05:30, +05:30:15. */
export function offsetText(total: number): string {
  if (total === 0) return 'Z';
  const size = Math.abs(total);
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `${total < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`;
}

/** ZoneOffset.of: Z, +h, +hh, +hh:mm, +hhmm, +hh:mm:ss, +hhmmss. */
export function zoneOffsetOf(id: string): JavaZone {
  if (id === 'Z') return offsetZone(0);
  const read = /^([+-])(?:(\d)|(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)$/.exec(id);
  if (read === null || !/^.(?:\d|\d\d|\d{4}|\d{6}|\d\d:\d\d(?::\d\d)?)$/.test(id)) {
    throw dateTimeFault(`Invalid ID for ZoneOffset, invalid format: ${id}`);
  }
  const [, sign, hour, hours = hour, minutes = '0', seconds = '0'] = read;
  if (Number(minutes) > 59 || Number(seconds) > 59 || Number(hours) > 18)
    throw offsetRange(Number(hours), Number(minutes), Number(seconds));
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return offsetZone(sign === '-' ? -total : total);
}

/** ZoneOffset.ofHoursMinutes. */
export function offsetOf(hours: number, minutes: number): JavaZone {
  if (Math.abs(hours) > 18) throw offsetRange(hours, 0, 0);
  if (hours !== 0 && minutes !== 0 && Math.sign(hours) !== Math.sign(minutes)) {
    const [needed, because] = hours > 0 ? ['positive', 'positive'] : ['negative', 'negative'];
    throw dateTimeFault(`Zone offset minutes and seconds must be ${needed} because hours is ${because}`);
  }
  if (Math.abs(minutes) > 59) throw offsetRange(0, minutes, 0);
  return offsetZone(hours * 3600 + minutes * 60);
}

function offsetRange(hours: number, minutes: number, seconds: number): JavaThrowable {
  if (Math.abs(hours) > 18) return dateTimeFault(`Zone offset hours not in valid range: value ${hours} is not in the range -18 to 18`);
  const [what, value] = Math.abs(minutes) > 59 ? ['minutes', minutes] : ['seconds', seconds];
  return dateTimeFault(`Zone offset ${what} not in valid range: value ${value} is not in the range -59 to 59`);
}

/** ZoneId.of. */
export function zoneOf(id: string): JavaZone {
  if (id === 'Z' || /^[+-]/.test(id)) return zoneOffsetOf(id);
  if (id === 'UTC' || id === 'GMT' || id === 'UT') return new JavaZone(id, 0, false);
  const prefixed = /^(UTC|GMT|UT)([+-].*)$/.exec(id);
  if (prefixed !== null) return prefixedZone(prefixed[1] ?? '', prefixed[2] ?? '', id);
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id)) throw dateTimeFault(`Invalid ID for region-based ZoneId, invalid format: ${id}`);
  if (!isRegion(id)) throw new JavaThrowable('java.time.zone.ZoneRulesException', `Unknown time-zone ID: ${id}`);
  return new JavaZone(id, undefined, false);
}

function prefixedZone(prefix: string, rest: string, id: string): JavaZone {
  try {
    const offset = zoneOffsetOf(rest);
    return new JavaZone(offset.fixed === 0 ? prefix : prefix + offset.id, offset.fixed, false);
  } catch (fault) {
    if (!(fault instanceof JavaThrowable)) throw fault;
    throw new JavaThrowable('java.time.DateTimeException', `Invalid ID for offset-based ZoneId: ${id}`, fault);
  }
}

/** ZonedDateTime. */
export class JavaZoned extends JavaObject {
  readonly className = 'java.time.ZonedDateTime';
  constructor(
    readonly local: JavaLocal,
    readonly offset: number,
    readonly zone: JavaZone,
  ) {
    super();
  }
  static ofLocal(local: JavaLocal, zone: JavaZone): JavaZoned {
    const resolved = zone.resolve(local.second);
    return new JavaZoned(new JavaLocal('LocalDateTime', resolved.local, local.nano), resolved.offset, zone);
  }
  static ofInstant(instant: JavaInstant, zone: JavaZone): JavaZoned {
    const offset = zone.offsetAt(instant.second);
    return new JavaZoned(new JavaLocal('LocalDateTime', instant.second + offset, instant.nano), offset, zone);
  }
  get instant(): JavaInstant {
    return new JavaInstant(this.local.second - this.offset, this.local.nano);
  }
  override hash(): number {
    return stringHash(this.text());
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaZoned && other.offset === this.offset && other.local.equalTo(this.local) && other.zone.equalTo(this.zone);
  }
  /** With seconds and at least milliseconds, the zone as its offset. */
  override jsonText(): string {
    const [date = '', time = ''] = this.local.text().split('T');
    const [whole = '', part = ''] = (time.length === 5 ? `${time}:00` : time).split('.');
    return `${date}T${whole}.${part.padEnd(3, '0')}${offsetText(this.offset)}`;
  }
  text(): string {
    return `${this.local.text()}${offsetText(this.offset)}${this.zone.isOffset ? '' : `[${this.zone.id}]`}`;
  }
  override compareTo(other: JavaValue): number | undefined {
    return other instanceof JavaZoned ? this.instant.compareTo(other.instant) : undefined;
  }
}

/** Instant.parse: a date, a time and Z or an offset (java.time ISO_INSTANT). */
export function parseInstant(text: string): JavaInstant {
  const read = /^([+-]?\d{4,10})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:[.](\d{0,9}))?([Zz]|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)$/.exec(text);
  const [, year = '', month, day, hour, minute, second, part = '', zone = ''] = read ?? [];
  try {
    if (read === null) throw dateTimeFault(`Text '${text}' could not be parsed at index 0`);
    const isMidnight = hour === '24' && minute === '00' && second === '00' && /^0*$/.test(part);
    const leap = second === '60';
    const seconds = isMidnight ? DAY : checkedSeconds(Number(hour), Number(minute), leap ? 59 : Number(second), 0);
    const offset = /[zZ]/.test(zone) ? 0 : (zoneOffsetOf(zone).fixed ?? 0);
    return new JavaInstant(checkedDay(Number(year), Number(month), Number(day)) * DAY + seconds - offset, Number(part.padEnd(9, '0')));
  } catch (fault) {
    if (!(fault instanceof JavaThrowable)) throw fault;
    const message = read === null ? (fault.message ?? '') : `Text '${text}' could not be parsed: ${fault.message}`;
    throw new JavaThrowable('java.time.format.DateTimeParseException', message, read === null ? null : fault);
  }
}
