const shapes: Readonly<Record<string, string>> = {
  '%Y': '(?<year>\\d{4})',
  '%m': '(?<month>\\d\\d)',
  '%d': '(?<day>\\d\\d)',
  '%H': '(?<hour>\\d\\d)',
  '%M': '(?<minute>\\d\\d)',
  '%S': '(?<second>\\d\\d)',
  '%3N': '(?<milli>\\d{3})',
  '%z': '(?<zone>[+-]\\d{4})',
  '%:z': '(?<zone>[+-]\\d\\d:\\d\\d)',
};

/** strptime(): takes a text and a format, returns seconds since 1970; null where the text is not of that format (taken so: nobody states it). */
export function strptime(text: string, format: string): number | null {
  const shape = format.replace(/%(?:3N|:z|[\s\S])|[.*+?^${}()|[\]\\]/g, (token) => {
    if (!token.startsWith('%')) return `\\${token}`;
    const known = shapes[token];
    if (known === undefined) throw new Error(`strptime with ${token} is not understood`);
    return known;
  });
  const found = new RegExp(`^${shape}$`).exec(text)?.groups;
  if (found === undefined) return null;
  const part = (name: string) => Number(found[name] ?? 0);
  const utc = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'), part('milli'));
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(found.zone ?? '+00:00') ?? [];
  return utc / 1000 - (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
