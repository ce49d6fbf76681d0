import { readConf } from './conf-reader.js';
import { ingestTime } from './ingest-eval.js';
import { compile } from './regular-expression.js';
import type { App } from './search-time.js';

/** What the index-time settings of a sourcetype do. */
export interface IndexTime {
  /** Splits a stream of text into records. */
  breakLines(text: string): readonly string[];
  /** Reads the time of a record as ISO text in UTC; undefined where the settings find none. */
  time(record: string): string | undefined;
  /** Longest record in bytes. */
  readonly truncate: number;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Takes a rendered app and a sourcetype and returns what its index-time settings do. */
export function indexTime(app: App, sourcetype: string): IndexTime {
  const props = readConf(app.get('default/props.conf') ?? '').get(sourcetype);
  const setting = (key: string): string => {
    const value = props?.get(key);
    if (value === undefined) throw new Error(`[${sourcetype}] has no ${key}`);
    return value;
  };
  if (setting('SHOULD_LINEMERGE') !== 'false') throw new Error('merging of lines is not understood');
  if (setting('TZ') !== 'UTC') throw new Error('only TZ = UTC is understood');
  const aliases = new Map(
    (props?.get('TZ_ALIAS') ?? '').split(',').map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)] as const),
  );
  const ingested = ingestTime(props ?? new Map(), readConf(app.get('default/transforms.conf') ?? ''));
  const breaker = compile(setting('LINE_BREAKER'));
  const prefix = compile(setting('TIME_PREFIX'));
  return {
    breakLines: (text) => {
      const records: string[] = [];
      let start = 0;
      for (const { first } of breaker.allMatches(text)) {
        if (first === undefined) throw new Error('LINE_BREAKER matched without its first group');
        records.push(text.slice(start, first[0]));
        start = first[1];
      }
      return [...records, text.slice(start)];
    },
    time: (record) => {
      if (ingested !== undefined) return ingested(record);
      const match = prefix.firstMatch(record);
      if (match === undefined) return undefined;
      const start = match.start + (match.groups[0]?.length ?? 0);
      return readTime(record.slice(start, start + Number(setting('MAX_TIMESTAMP_LOOKAHEAD'))), setting('TIME_FORMAT'), aliases);
    },
    truncate: Number(setting('TRUNCATE')),
  };
}

const shapes: Readonly<Record<string, string>> = {
  '%d': '(?<day>\\d\\d)',
  '%e': '(?<day>[ \\d]\\d)',
  '%a': '[A-Za-z]{3}',
  '%b': '(?<month>[A-Za-z]{3})',
  '%m': '(?<monthNumber>\\d\\d)',
  '%Y': '(?<year>\\d{4})',
  '%H': '(?<hour>\\d\\d)',
  '%M': '(?<minute>\\d\\d)',
  '%S': '(?<second>\\d\\d)',
  '%3N': '(?<fraction>\\d{3})',
  '%6N': '(?<fraction>\\d{6})',
  '%z': '(?<zone>[+-]\\d{4}|Z)',
  '%:z': '(?<zone>[+-]\\d\\d:\\d\\d|Z)',
  '%Z': '(?<zone>[A-Za-z]+(?:[+-]\\d\\d:\\d\\d)?)',
};

function readTime(text: string, format: string, aliases: ReadonlyMap<string, string>): string | undefined {
  const shape = format.replace(/%(?:[36]N|:z|[\s\S])|[.*+?^${}()|[\]\\]/g, (directive) => {
    if (!directive.startsWith('%')) return `\\${directive}`;
    const known = shapes[directive];
    if (known === undefined) throw new Error(`TIME_FORMAT with ${directive} is not understood`);
    return known;
  });
  const {
    year = '',
    month = '',
    monthNumber = '',
    day = '',
    hour = '',
    minute = '',
    second = '',
    fraction = '',
    zone = '',
  } = new RegExp(`^${shape}`).exec(text)?.groups ?? {};
  const index = monthNumber === '' ? months.indexOf(month) : Number(monthNumber) - 1;
  if (year === '' || index < 0) return undefined;
  const utc = Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute), Number(second), Number(fraction.slice(0, 3)));
  return new Date(utc - 60_000 * offsetMinutes(aliases.get(zone) ?? zone)).toISOString();
}

/** Minutes east of UTC; a name that nobody knows falls back to TZ, which is UTC. */
function offsetMinutes(zone: string): number {
  const [, sign, hours, minutes] = /^(?:GMT|UTC)?([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
