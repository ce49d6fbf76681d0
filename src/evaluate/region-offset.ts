const known = new Map<string, Intl.DateTimeFormat>();

/** Formatters cost far more to make than to ask. */
function formatOf(region: string): Intl.DateTimeFormat | undefined {
  const made = known.get(region);
  if (made !== undefined) return made;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: region, timeZoneName: 'longOffset' });
    known.set(region, format);
    return format;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Takes the name of a zone of the IANA database, however it is spelt. Returns how many seconds the zone is ahead of UTC at a moment that is
 * given in seconds since 1970; undefined where the engine knows no such zone.
 */
export function regionOffset(region: string): ((second: number) => number) | undefined {
  const format = formatOf(region);
  return format === undefined ? undefined : (second) => offsetIn(format, second);
}

function offsetIn(format: Intl.DateTimeFormat, second: number): number {
  const name = format.formatToParts(second * 1000).find((each) => each.type === 'timeZoneName')?.value;
  const read = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name ?? '');
  if (read === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = read;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}
