import { regionOffset } from '../region-offset.js';

/** A zone: a name of the IANA database, or a fixed offset in seconds. */
export type Zone = { readonly offset: number } | { readonly region: string };

export const UTC: Zone = { offset: 0 };

/** java.time.ZoneId.of: `Z`, `UTC`, `GMT`, `UT` with or without an offset, an offset, or a name of the IANA database. */
export function zoneOf(text: string): Zone | undefined {
  if (text === 'Z' || /^(?:UTC|GMT|UT)$/.test(text)) return UTC;
  const prefixed = /^(?:UTC|GMT|UT)([+-].*)$/.exec(text)?.[1];
  const offset = offsetOf(prefixed ?? text);
  if (offset !== undefined) return { offset };
  return prefixed === undefined && /^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(text) && isRegion(text) ? { region: text } : undefined;
}

/** java.time.ZoneOffset.of: +h, +hh, +hh:mm, +hhmm, +hh:mm:ss, +hhmmss, in seconds. */
export function offsetOf(text: string): number | undefined {
  const parts = /^([+-])(?:(\d)|(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)$/.exec(text);
  if (parts === null) return undefined;
  const [, sign, one, hours = one ?? '0', minutes = '0', seconds = '0'] = parts;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (total > 18 * 3600 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return sign === '-' ? -total : total;
}

/** The names without a slash that both know. */
const SHORT_REGIONS: readonly string[] = [
  'CET',
  'CST6CDT',
  'Cuba',
  'EET',
  'EST5EDT',
  'Egypt',
  'Eire',
  'GB',
  'GB-Eire',
  'GMT0',
  'Greenwich',
  'Hongkong',
  'Iceland',
  'Iran',
  'Israel',
  'Jamaica',
  'Japan',
  'Kwajalein',
  'Libya',
  'MET',
  'MST7MDT',
  'NZ',
  'NZ-CHAT',
  'Navajo',
  'PRC',
  'PST8PDT',
  'Poland',
  'Portugal',
  'ROK',
  'Singapore',
  'Turkey',
  'UCT',
  'Universal',
  'W-SU',
  'WET',
  'Zulu',
];

/** JavaScript takes a name however it is spelt, Java as the database spells it: a part begins with a capital letter. */
export function isRegion(name: string): boolean {
  if (!name.includes('/') && !SHORT_REGIONS.includes(name)) return false;
  return name.split('/').every((part) => /^[A-Z]/.test(part)) && regionOffset(name) !== undefined;
}

/** Seconds that a zone is ahead of UTC at a moment (milliseconds since 1970). */
export function offsetAt(zone: Zone, milliseconds: number): number {
  if ('offset' in zone) return zone.offset;
  return regionOffset(zone.region)?.(Math.floor(milliseconds / 1000)) ?? 0;
}

/** The moment that a local time means in a zone: in a gap it is later by the gap, of two the earlier, as ZonedDateTime.of says. */
export function instantOf(localMilliseconds: number, zone: Zone): number {
  if ('offset' in zone) return localMilliseconds - zone.offset * 1000;
  const before = offsetAt(zone, localMilliseconds - 86_400_000);
  const after = offsetAt(zone, localMilliseconds + 86_400_000);
  for (const offset of [before, after]) {
    const instant = localMilliseconds - offset * 1000;
    if (offsetAt(zone, instant) === offset) return instant;
  }
  return localMilliseconds - before * 1000;
}

/** The calendar begins anew after 400 years. */
const CYCLE = 146_097 * 86_400_000;

/** Milliseconds since 1970 of a day of the proleptic Gregorian calendar; years below 100 mean themselves. */
export function utcMilliseconds(year: number, month: number, day: number): number {
  const cycles = Math.floor((year - 1970) / 400);
  return Date.UTC(year - cycles * 400, month - 1, day) + cycles * CYCLE;
}
