import { dayFault, dayOfMonthFault, isLeapYear, monthFault, monthLength } from './calendar-day.js';
import { IngestFailure } from './ingest-failure.js';
import type { TimeFields } from './java-time-pattern.js';
import { instantOf, utcMilliseconds, type Zone } from './time-zone.js';

/** What java.time says of a value that cannot be: java.time.DateTimeException. */
export function dateTimeFault(reason: string): IngestFailure {
  return new IngestFailure('date_time_exception', reason);
}

/** The fields of a time of day with their limits, under the names of java.time.temporal.ChronoField, in the order in which it looks. */
const LIMITS: readonly (readonly [field: keyof TimeFields, name: string, least: number, most: number])[] = [
  ['clockHour', 'ClockHourOfDay', 1, 24],
  ['clockHourOfHalf', 'ClockHourOfAmPm', 1, 12],
  ['hourOfHalf', 'HourOfAmPm', 0, 11],
  ['milliOfDay', 'MilliOfDay', 0, 86_399_999],
  ['nano', 'NanoOfSecond', 0, 999_999_999],
  ['minute', 'MinuteOfHour', 0, 59],
  ['hour', 'HourOfDay', 0, 23],
  ['second', 'SecondOfMinute', 0, 59],
];

/** What java.time says of a value out of its limits; of a long that is beyond what JavaScript counts exactly, as it was read. */
function checkLimits(fields: TimeFields, field: keyof TimeFields, name: string, least: number, most: number | string): void {
  const value = fields[field];
  const largest = typeof most === 'number' ? most : Number(most.replace(/.*\//, ''));
  if (typeof value !== 'number' || (value >= least && value <= largest)) return;
  const shown = fields.exact?.get(field) ?? value;
  throw dateTimeFault(`Invalid value for ${name} (valid values ${least} - ${most}): ${shown}`);
}

/** Milliseconds of the day, or undefined where the fields tell no time; throws where they contradict each other or cannot be. */
export function timeOfDay(fields: TimeFields): number | undefined {
  for (const [field, name, least, most] of LIMITS) checkLimits(fields, field, name, least, most);
  if (fields.milliOfDay !== undefined) return fields.milliOfDay;
  const hour = hourOf(fields);
  const { minute, second, nano } = fields;
  if (hour === undefined) return undefined;
  const isBroken = minute === undefined ? second !== undefined || nano !== undefined : second === undefined && nano !== undefined;
  if (isBroken) return undefined;
  const time = ((hour * 60 + (minute ?? 0)) * 60 + (second ?? 0)) * 1000 + Math.floor((nano ?? 0) / 1e6);
  checkHalf(fields, hour, time);
  return time;
}

function hourOf({ hour, clockHour, hourOfHalf, clockHourOfHalf, half }: TimeFields): number | undefined {
  if (hour !== undefined) return hour;
  if (clockHour !== undefined) return clockHour % 24;
  const inHalf = hourOfHalf ?? (clockHourOfHalf === undefined ? undefined : clockHourOfHalf % 12);
  return inHalf === undefined || half === undefined ? undefined : inHalf + (half === 'PM' ? 12 : 0);
}

function checkHalf({ half, hour, clockHour, second, nano }: TimeFields, hours: number, time: number): void {
  if (half === undefined || (hour === undefined && clockHour === undefined)) return;
  const [read, meant] = [half === 'PM' ? 1 : 0, hours < 12 ? 0 : 1];
  if (read === meant) return;
  const shown = new Date(time)
    .toISOString()
    .slice(11, 23)
    .replace(/\.000$/, '')
    .replace(/(?<=^\d\d:\d\d):00$/, second === undefined || nano === undefined ? '' : ':00');
  throw dateTimeFault(`Conflict found: Field AmPmOfDay ${meant} differs from AmPmOfDay ${read} derived from ${shown}`);
}

/** Milliseconds since 1970 of the day, or undefined where the fields name none; throws where there is no such day. */
export function dayOf(fields: TimeFields): number | undefined {
  const { month, day, dayOfYear } = fields;
  const year = yearOf(fields);
  if (year === undefined) return undefined;
  checkLimits(fields, 'year', 'Year', -999_999_999, 999_999_999);
  if (month !== undefined && day !== undefined) {
    checkLimits(fields, 'month', 'MonthOfYear', 1, 12);
    checkLimits(fields, 'day', 'DayOfMonth', 1, '28/31');
  }
  if (month !== undefined && day !== undefined) return checkedDay(year, month, day);
  if (dayOfYear === undefined) return undefined;
  checkLimits(fields, 'dayOfYear', 'DayOfYear', 1, '365/366');
  if (dayOfYear === 366 && !isLeapYear(year)) throw dateTimeFault(`Invalid date 'DayOfYear 366' as '${year}' is not a leap year`);
  return utcMilliseconds(year, 1, 1) + (dayOfYear - 1) * DAY;
}

const DAY = 86_400_000;

/** java.time looks at the year of an era before anything else. */
export function checkYearOfEra(fields: TimeFields): void {
  if (fields.yearOfEra === undefined) return;
  const value = fields.exact?.get('yearOfEra') ?? fields.yearOfEra;
  if (value >= 1 && value <= 999_999_999) return;
  throw dateTimeFault(`Invalid value for YearOfEra (valid values 1 - 999999999/1000000000): ${value}`);
}

export function yearOf({ year, yearOfEra, era }: TimeFields): number | undefined {
  if (year !== undefined) return year;
  return yearOfEra === undefined ? undefined : era === 'BC' ? 1 - yearOfEra : yearOfEra;
}

function checkedDay(year: number, month: number, day: number): number {
  refuse(dayFault(year, month, day));
  return utcMilliseconds(year, month, day);
}

function refuse(reason: string | undefined): void {
  if (reason !== undefined) throw dateTimeFault(reason);
}

/** The moment that fields mean; what they leave out is filled as the date processor fills it, the year with the current one. */
export function momentOf(fields: TimeFields, zone: Zone, now: number): number {
  const time = timeOfDay(fields);
  if (yearOf(fields) === undefined && fields.weekYear === undefined) return withoutYear(fields, time, zone, now);
  const day = dayOf(fields);
  const local = checkedZone(fields.zone ?? zone);
  if (day !== undefined) return instantOf(day + (time ?? 0), local);
  return instantOf(firstDay(fields, time !== undefined) + (time ?? 0), local);
}

/** ZoneOffset.ofTotalSeconds: what was read of an offset may be more. */
export function checkedZone(zone: Zone): Zone {
  if ('offset' in zone && Math.abs(zone.offset) > 18 * 3600) throw dateTimeFault('Zone offset not in valid range: -18:00 to +18:00');
  return zone;
}

/** Where no day is named: the first of what is. */
function firstDay(fields: TimeFields, hasTime: boolean): number {
  const year = yearOf(fields);
  if (year === undefined) return firstOfWeekYear(fields.weekYear ?? 1970);
  const { month } = fields;
  if (month !== undefined) {
    refuse(monthFault(month));
    return utcMilliseconds(year, month, 1);
  }
  return hasTime ? 0 : utcMilliseconds(year, 1, 1);
}

/** Weeks of English begin on Sunday, and the first of a year holds its first day. */
function firstOfWeekYear(year: number): number {
  const first = utcMilliseconds(year, 1, 1);
  return first - new Date(first).getUTCDay() * DAY;
}

/** Month and day are put into the current year one by one: a day that its month does not have becomes the last one. */
function withoutYear(fields: TimeFields, time: number | undefined, zone: Zone, now: number): number {
  const year = new Date(now).getUTCFullYear();
  const day = fields.day ?? 1;
  refuse(dayOfMonthFault(day));
  const month = fields.month ?? 1;
  refuse(monthFault(month));
  const local = utcMilliseconds(year, month, Math.min(day, monthLength(year, month))) + (time ?? partOfTime(fields));
  return instantOf(local, zone);
}

/** An hour and a fraction of a second are taken also where they make no time together. */
function partOfTime(fields: TimeFields): number {
  return (hourOf(fields) ?? 0) * 3_600_000 + Math.floor((fields.nano ?? 0) / 1e6);
}
