import type { TimeParts } from './java-time-pattern.js';
import { offsetAt, type Zone } from './time-zone.js';

/** The calendar begins anew after 400 years: 146,097 days, which are whole weeks. */
const CYCLE = 146_097n * 86_400_000n;

/** A moment (milliseconds since 1970) as the clock and calendar of a zone show it. */
export function partsAt(moment: bigint, zone: Zone): TimeParts {
  // JavaScript's dates end near the year 275,000: what is far off is shown by the same moment of a nearer cycle.
  const cycles = moment > 2n * CYCLE || moment < -2n * CYCLE ? moment / CYCLE - (moment < 0n ? -2n : 2n) : 0n;
  const near = Number(moment - cycles * CYCLE);
  const offset = offsetAt(zone, near);
  const local = new Date(near + offset * 1000);
  return {
    year: local.getUTCFullYear() + 400 * Number(cycles),
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
