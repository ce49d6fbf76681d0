import type { Data } from './event-table.js';

/** Takes words and returns them as the keys of a map, which a script asks faster than a list. */
export function flags(words: readonly string[]): Data {
  return Object.fromEntries(words.map((word) => [word, true]));
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The months as products print them, and their numbers. */
export const monthNumbers: Data = Object.fromEntries(months.map((month, index) => [month, index + 1]));

/** Takes a table of zones and offsets and returns it in seconds. */
export function zoneSeconds(table: Readonly<Record<string, string>>): Data {
  return Object.fromEntries(Object.entries(table).map(([zone, offset]) => [zone, seconds(offset)]));
}

function seconds(offset: string): number {
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4, 6)) * 60);
}
