import type { TimeParts } from './java-time-pattern.js';
import { offsetAt, type Zone } from './time-zone.js';

/** A moment (milliseconds since 1970) as the clock and calendar of a zone show it. */
export function partsAt(moment: number, zone: Zone): TimeParts {
  const offset = offsetAt(zone, moment);
  const local = new Date(moment + offset * 1000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    weekday: ((local.getUTCDay() + 6) % 7) + 1,
    offset,
    zone,
  };
}
