import { describe, expect, it } from 'vitest';
import { app, catalog, host, naming, sourcetype } from './dogtag.js';
import { differences } from './facts.js';
import { indexTime } from './index-time.js';
import { withChange } from './rendered-app.js';
import { type App, searchTime } from './search-time.js';

function allDifferences(rendered: App): readonly unknown[] {
  const see = searchTime(rendered, sourcetype);
  return catalog.samples.flatMap(({ name, raw, expect: expected }) =>
    differences(expected, see({ raw, host }), naming).map((each) => ({ sample: name, ...each })),
  );
}

describe('search time', () => {
  const see = searchTime(app, sourcetype);
  it.each(catalog.samples.map((sample) => [sample.name, sample] as const))('%s', (_, sample) => {
    expect(differences(sample.expect, see({ raw: sample.raw, host }), naming)).toEqual([]);
  });
});

describe('index time', () => {
  const { breakLines, time, truncate } = indexTime(app, sourcetype);
  const isFramed = (raw: string) => /\d+\.\S[^\n]* - \[\d\d\/[^/\n]+\/\d{4}:\d\d:\d\d:\d\d [^\]\n]+\] /.test(raw.split('\n')[0] ?? '');

  it.each(['\n', '\r\n'])('breaks the stream at each frame and nowhere else (line end %j)', (lineEnd) => {
    const expected: string[] = [];
    for (const { raw } of catalog.samples) {
      const last = expected.pop();
      if (last === undefined || isFramed(raw)) expected.push(...(last === undefined ? [] : [last]), raw);
      else expected.push(`${last}${lineEnd}${raw}`);
    }
    expect(breakLines(catalog.samples.map(({ raw }) => raw).join(lineEnd))).toEqual(expected);
  });

  it('reads the time of each record', () => {
    const times = catalog.samples.filter(({ raw, expect: { state } }) => state !== 'unparsed' || !isFramed(raw));
    const seen = times.map(({ name, raw }) => [name, time(raw)]);
    expect(seen).toEqual(times.map(({ name, expect: expected }) => [name, expected.time]));
  });

  it('cuts no record off', () => {
    for (const { raw } of catalog.samples) expect(Buffer.byteLength(raw)).toBeLessThan(truncate);
  });
});

// A comparison that cannot fail proves nothing.
describe('saboteurs', () => {
  it('finds no difference in the app as it is rendered', () => {
    expect(allDifferences(app)).toEqual([]);
  });

  it.each([
    ['a regular expression', 'default/transforms.conf', '[A-Za-z0-9_]{0,40})=(?!', '[A-Za-z]{0,40})=(?!', 'fields.KRA_ID'],
    ['the order of extractions', 'default/props.conf', 'EXTRACT-dogtag_2sig', 'EXTRACT-dogtag_0asig', 'fields.sig'],
    ['a calculated field', 'default/props.conf', 'EVAL-src_user = if(', 'EVAL-src_user = if(NOT ', 'src_user'],
    ['a row of the lookup', 'lookups/dogtag_events_100.csv', 'AUTH:failure,AUTH,authentication', 'AUTH:failure,AUTH,session', 'eventtypes'],
    ['a row that is missing', 'lookups/dogtag_events_100.csv', 'CONFIG_ACL:success,', 'CONFIG_ACL:succes,', 'state'],
    ['a search', 'default/eventtypes.conf', 'dogtag_class=privilege', 'dogtag_class=privileges', 'tags'],
    ['a tag', 'default/tags.conf', 'privileged = enabled', 'privileged = disabled', 'tags'],
  ])('%s', (_, path, from, to, fact) => {
    const found = allDifferences(withChange(app, path, from, to));
    expect(found).toContainEqual(expect.objectContaining({ fact }));
  });
});
