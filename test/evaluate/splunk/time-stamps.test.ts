import { describe, expect, it } from 'vitest';
import { compileTimeFormat } from '../../../src/evaluate/splunk/time-format.js';
import { fixedZone, readZone, utc } from '../../../src/evaluate/splunk/time-zone.js';
import { arrive, indexed } from './indexed.js';

const manual = 'Search Reference, Date and time format variables';
const stamps = 'Getting Data In, Configure timestamp recognition';

const formats: readonly { source: string; format: string; text: string; time: string | undefined }[] = [
  { source: manual, format: '%Y-%m-%d %H:%M:%S', text: '2026-02-03 04:05:06', time: '2026-02-03T04:05:06.000Z' },
  { source: manual, format: '%F %T', text: '2026-02-03 04:05:06', time: '2026-02-03T04:05:06.000Z' },
  { source: manual, format: '%d/%b/%Y:%H:%M:%S %z', text: '03/Feb/2026:04:05:06 +0100', time: '2026-02-03T03:05:06.000Z' },
  { source: manual, format: '%A, %B %e, %Y', text: 'Tuesday, February  3, 2026', time: '2026-02-03T00:00:00.000Z' },
  { source: manual, format: '%a %d %b %Y', text: 'Tue 03 Feb 2026', time: '2026-02-03T00:00:00.000Z' },
  { source: manual, format: '%m/%d/%y %I:%M:%S %p', text: '02/03/26 12:05:06 AM', time: '2026-02-03T00:05:06.000Z' },
  { source: manual, format: '%m/%d/%y %I:%M:%S %p', text: '02/03/26 12:05:06 PM', time: '2026-02-03T12:05:06.000Z' },
  { source: manual, format: '%Y %j %k', text: '2024 366  5', time: '2024-12-31T05:00:00.000Z' },
  { source: manual, format: '%Y-%m-%dT%H:%M:%S.%3N%:z', text: '2026-02-03T04:05:06.789-05:30', time: '2026-02-03T09:35:06.789Z' },
  { source: manual, format: '%Y-%m-%dT%H:%M:%S.%6N%z', text: '2026-02-03T04:05:06.789123+0000', time: '2026-02-03T04:05:06.789Z' },
  { source: manual, format: '%Y-%m-%dT%H:%M:%S,%Q %z', text: '2026-02-03T04:05:06,789 +0000', time: '2026-02-03T04:05:06.789Z' },
  { source: manual, format: '%s', text: '1534143600', time: '2018-08-13T07:00:00.000Z' },
  { source: manual, format: '%s%3N', text: '1534143600123', time: '2018-08-13T07:00:00.123Z' },
  { source: manual, format: '%s.%6N', text: '1534143600.123456', time: '2018-08-13T07:00:00.123Z' },
  { source: manual, format: '%Y%m%d%H%M%S', text: '20260203040506', time: '2026-02-03T04:05:06.000Z' },
  { source: manual, format: '%Y-%m-%d %%', text: '2026-02-03 %', time: '2026-02-03T00:00:00.000Z' },
  { source: stamps, format: '%o-%m-%d', text: '2026-02-03', time: '2026-02-03T00:00:00.000Z' },
  { source: stamps, format: '%+', text: 'Tue Feb  3 04:05:06 UTC 2026', time: '2026-02-03T04:05:06.000Z' },
  { source: stamps, format: '%Y-%m-%d %H:%M %Z', text: '2026-02-03 04:05 PST', time: '2026-02-03T12:05:00.000Z' },
  { source: stamps, format: '%Y-%m-%d %H:%M %Z', text: '2026-07-03 04:05 Europe/Paris', time: '2026-07-03T02:05:00.000Z' },
  {
    source: 'POSIX strptime: leading zeros may be absent',
    format: '%m/%d/%Y %H:%M',
    text: '2/3/2026 4:05',
    time: '2026-02-03T04:05:00.000Z',
  },
  { source: 'POSIX strptime: a blank is any number of them', format: '%b %d %Y', text: 'Feb   3 2026', time: '2026-02-03T00:00:00.000Z' },
  { source: 'POSIX strptime: names in any case', format: '%d %b %Y', text: '03 FEB 2026', time: '2026-02-03T00:00:00.000Z' },
  { source: 'POSIX strptime: 69 to 99 are of the last century', format: '%y-%m-%d', text: '69-02-03', time: '1969-02-03T00:00:00.000Z' },
  { source: 'POSIX strptime: a month has twelve', format: '%Y-%m-%d', text: '2026-13-03', time: undefined },
  { source: 'the calendar', format: '%Y-%m-%d', text: '2026-02-30', time: undefined },
  { source: 'the calendar', format: '%Y-%m-%d', text: '2024-02-29', time: '2024-02-29T00:00:00.000Z' },
];

function read(format: string, text: string): string | undefined {
  const compiled = compileTimeFormat(format);
  if (compiled.format === undefined) throw new Error(compiled.refused.what);
  const found = compiled.format.read(text, 0, { otherwise: utc, aliases: new Map() });
  return found === undefined ? undefined : new Date(Math.round(found.seconds * 1000)).toISOString();
}

describe('a time format reads', () => {
  it.each(formats)('$format in $text ($source)', ({ format, text, time }) => {
    expect(read(format, text)).toBe(time);
  });

  it.each([
    ['%c', '%c (date and time of the locale) in a time format', 0],
    ['%Y %3H', '%3H in a time format', 3],
    ['%Y-%V', '%V (number of the week) in a time format', 3],
    ['%Y-%!', '%! in a time format', 3],
  ])('and refuses %s', (format, what, at) => {
    expect(compileTimeFormat(format).refused).toEqual({ what, at });
  });
});

describe('a time format writes', () => {
  const print = (format: string, zone = utc) => compileTimeFormat(format).format?.print(1_534_143_600.123, zone);
  it.each([
    ['%Y-%m-%d %H:%M:%S.%3N', '2018-08-13 07:00:00.123'],
    ['%a %A %b %B %d %e %j %y %w', 'Mon Monday Aug August 13 13 225 18 1'],
    ['%I:%M %p %k|%T', '07:00 AM  7|07:00:00'],
    ['%s %N %6Q', '1534143600 123000000 123000'],
    ['%z %:z %Z', '+0000 +00:00 UTC'],
  ])('%s', (format, text) => {
    expect(print(format)).toBe(text);
  });

  it('in a zone', () => {
    expect(print('%H:%M %z %:z %Z', fixedZone('IST', 19_800))).toBe('12:30 +0530 +05:30 IST');
  });
});

describe('a zone', () => {
  const winter = Date.UTC(2026, 0, 15, 12) / 1000;
  const summer = Date.UTC(2026, 6, 15, 12) / 1000;
  it.each([
    ['UTC', 0, 0],
    ['GMT+10:00', 36_000, 36_000],
    ['-0530', -19_800, -19_800],
    ['EST', -18_000, -18_000],
    ['America/New_York', -18_000, -14_400],
    ['US/Pacific', -28_800, -25_200],
  ])('%s', (name, inWinter, inSummer) => {
    const zone = readZone(name);
    expect([zone?.offsetAt(winter), zone?.offsetAt(summer)]).toEqual([inWinter, inSummer]);
    expect([zone?.offsetOfLocal(winter), zone?.offsetOfLocal(summer)]).toEqual([inWinter, inSummer]);
  });

  it('changes when its clocks do, to the second', () => {
    const zone = readZone('Europe/Paris');
    const change = Date.UTC(2026, 2, 29, 1) / 1000;
    expect([zone?.offsetAt(change - 1), zone?.offsetAt(change)]).toEqual([3600, 7200]);
    expect([zone?.offsetOfLocal(change + 3599), zone?.offsetOfLocal(change + 7200)]).toEqual([3600, 7200]);
    const back = Date.UTC(2026, 9, 25, 1) / 1000;
    expect(zone?.offsetOfLocal(back + 5400)).toBe(7200);
  });

  it.each(['IST', 'CEST', 'Nowhere/Land', ''])('%s is not known', (name) => {
    expect(readZone(name)).toBeUndefined();
  });
});

const noZone = 'nothing names the zone, so it is that of the machine or the user; UTC is taken';
const byItself = 'without TIME_FORMAT Splunk recognises the time by itself, which no document describes; a time of ISO 8601 is taken';

interface StampCase {
  readonly source: string;
  readonly props: string;
  readonly raw: string;
  readonly time: string | null;
  readonly notes?: readonly string[];
}

const day = 'TIME_FORMAT = %Y-%m-%d %H:%M:%S\n';

const stampCases: readonly StampCase[] = [
  {
    source: 'props.conf.spec, TIME_PREFIX: the time begins where its match ends',
    props: `${day}TIME_PREFIX = t=\nTZ = UTC`,
    raw: '2020-01-01 00:00:00 t=2026-02-03 04:05:06',
    time: '2026-02-03T04:05:06.000Z',
  },
  {
    source: 'props.conf.spec, TIME_PREFIX: without a match no time',
    props: `${day}TIME_PREFIX = u=\nTZ = UTC`,
    raw: '2020-01-01 00:00:00 t=2026-02-03 04:05:06',
    time: null,
  },
  {
    source: 'props.conf.spec, MAX_TIMESTAMP_LOOKAHEAD: counted from the end of TIME_PREFIX',
    props: `${day}TIME_PREFIX = t=\nTZ = UTC\nMAX_TIMESTAMP_LOOKAHEAD = 19`,
    raw: 'xxxxxxxxxxxxxxxxxxxx t=2026-02-03 04:05:06',
    time: '2026-02-03T04:05:06.000Z',
  },
  {
    source: 'props.conf.spec, MAX_TIMESTAMP_LOOKAHEAD: the time must stand in it',
    props: `${day}TIME_PREFIX = t=\nTZ = UTC\nMAX_TIMESTAMP_LOOKAHEAD = 9`,
    raw: 't=2026-02-03 04:05:06',
    time: null,
  },
  {
    source: 'props.conf.spec, TZ: where the record names no zone',
    props: `${day}TZ = America/New_York`,
    raw: '2026-07-03 04:05:06',
    time: '2026-07-03T08:05:06.000Z',
  },
  {
    source: 'the IANA database: a short name in a setting is a zone, with its summer time',
    props: `${day}TZ = CET`,
    raw: '2026-07-03 04:05:06',
    time: '2026-07-03T02:05:06.000Z',
  },
  {
    source: 'the IANA database: so is the value of an alias',
    props: 'TIME_FORMAT = %Y-%m-%d %H:%M:%S %Z\nTZ_ALIAS = CEST=CET',
    raw: '2026-07-03 04:05:06 CEST',
    time: '2026-07-03T02:05:06.000Z',
  },
  {
    source: 'props.conf.spec, TZ: what the record names wins',
    props: 'TIME_FORMAT = %Y-%m-%d %H:%M:%S %z\nTZ = America/New_York',
    raw: '2026-07-03 04:05:06 +0200',
    time: '2026-07-03T02:05:06.000Z',
  },
  {
    source: 'props.conf.spec, TZ_ALIAS: EST=GMT+10:00 lies east',
    props: 'TIME_FORMAT = %Y-%m-%d %H:%M:%S %Z\nTZ_ALIAS = EST=GMT+10:00,EDT=GMT+11:00',
    raw: '2026-07-03 14:05:06 EST',
    time: '2026-07-03T04:05:06.000Z',
  },
  {
    source: 'not documented: a zone that nobody knows',
    props: 'TIME_FORMAT = %Y-%m-%d %H:%M:%S %Z\nTZ = GMT+01:00',
    raw: '2026-07-03 14:05:06 IST',
    time: '2026-07-03T13:05:06.000Z',
    notes: ['the zone IST is not known; the zone of the setting is taken'],
  },
  { source: 'not documented: no zone at all', props: day, raw: '2026-07-03 14:05:06', time: '2026-07-03T14:05:06.000Z', notes: [noZone] },
  {
    source: 'not documented: TIME_FORMAT further behind',
    props: `${day}TZ = UTC`,
    raw: '<13>2026-07-03 14:05:06',
    time: '2026-07-03T14:05:06.000Z',
    notes: ['whether TIME_FORMAT is looked for further behind is not documented; the first place that fits is taken'],
  },
  {
    source: 'not documented: no TIME_FORMAT',
    props: 'TIME_PREFIX = at ',
    raw: '2020-01-01T00:00:00Z at 2026-07-03T14:05:06.25+02:00',
    time: '2026-07-03T12:05:06.250Z',
    notes: [byItself],
  },
  { source: 'not documented: no TIME_FORMAT, no time of ISO 8601', props: 'TZ = UTC', raw: 'Jul 3 14:05:06 x', time: null },
  {
    source: 'props.conf.spec, DATETIME_CONFIG = CURRENT: the time of reading',
    props: 'DATETIME_CONFIG = CURRENT',
    raw: '2026-07-03T14:05:06Z',
    time: null,
  },
];

describe('the time of a record', () => {
  it.each(stampCases)('$source', ({ props, raw, time, notes = [] }) => {
    const index = indexed(props);
    const { record, notes: said } = arrive(index, raw);
    const seconds = record?.time ?? null;
    expect(seconds === null ? null : new Date(seconds * 1000).toISOString()).toBe(time);
    expect(said).toEqual(notes);
    expect(index.findings).toEqual([]);
  });

  it('says where it stands', () => {
    expect(indexed(`${day}TIME_PREFIX = t=\nTZ = UTC`).stamp('a t=2026-02-03 04:05:06 b')).toMatchObject({ start: 4, end: 23 });
  });

  it.each([
    [
      'TIME_FORMAT = %b %d %H:%M:%S',
      'splunk-undecided',
      'a TIME_FORMAT without day and year: Splunk adds them by the clock; no time is read',
    ],
    ['TIME_FORMAT = %Y %U', 'splunk-refused', '%U (number of the week) in a time format is not implemented'],
    ['TZ = Middle/Earth', 'splunk-wrong', 'TZ = Middle/Earth is no time zone that is known'],
    ['TZ_ALIAS = IST=Middle/Earth', 'splunk-wrong', 'IST=Middle/Earth in TZ_ALIAS names no time zone that is known'],
    ['DATETIME_CONFIG = /etc/apps/x/datetime.xml', 'splunk-refused', 'a DATETIME_CONFIG of its own is not implemented'],
    ['TIME_PREFIX = (', 'splunk-refused', 'the regular expression has a ( without its )'],
  ])('is refused for %s', (props, code, message) => {
    expect(indexed(props).findings).toMatchObject([{ code, message, span: { line: 2 } }]);
    expect(arrive(indexed(props), 'x').record?.time).toBeNull();
  });
});
