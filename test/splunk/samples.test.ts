import { describe, expect, it } from 'vitest';
import { differences } from './facts.js';
import { indexTime } from './index-time.js';
import { withChange } from './rendered-app.js';
import type { App } from './search-time.js';
import { type Shipped, seeing, shipped } from './shipped.js';

function allDifferences(each: Shipped, rendered: App): readonly unknown[] {
  const see = seeing(each, rendered);
  return each.samples.flatMap(({ name, raw, expect: expected }) =>
    differences(expected, see(raw), each.naming).map((one) => ({ sample: name, ...one })),
  );
}

const streams = shipped.map((each) => [`${each.catalog.id}:${each.stream.id}`, each] as const);

describe.each(streams)('search time of %s', (_, each) => {
  const see = seeing(each);
  it.each(each.samples.map((sample) => [sample.name, sample] as const))('%s', (_name, sample) => {
    expect(differences(sample.expect, see(sample.raw), each.naming)).toEqual([]);
  });
});

/** Where a record begins, in words of the test's own; a stream of Windows events has no index time of its own. */
const recordStarts: Readonly<Record<string, RegExp>> = {
  // Each line is a record.
  'xroad:audit': /^/,
  'dinamo-hsm:event': /(?:^|[ ])\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /,
  'dogtag:audit': /\d+\.\S[^\n]* - \[\d\d\/[^/\n]+\/\d{4}:\d\d:\d\d:\d\d [^\]\n]+\] /,
};

describe.each(streams.filter(([, { stream }]) => stream.body.form !== 'windows-event'))(
  'index time of %s',
  (name, { app, samples, stream }) => {
    const { breakLines, time, truncate } = indexTime(app, stream.sourcetype);
    const isFramed = (raw: string) => recordStarts[name]?.test(raw.split('\n')[0] ?? '') ?? false;

    it.each(['\n', '\r\n'])('breaks the stream at each frame and nowhere else (line end %j)', (lineEnd) => {
      const expected: string[] = [];
      for (const { raw } of samples) {
        const last = expected.pop();
        if (last === undefined || isFramed(raw)) expected.push(...(last === undefined ? [] : [last]), raw);
        else expected.push(`${last}${lineEnd}${raw}`);
      }
      expect(breakLines(samples.map(({ raw }) => raw).join(lineEnd))).toEqual(expected);
    });

    it('reads the time of each record', () => {
      const times = samples.filter(({ raw, expect: { state } }) => state !== 'unparsed' || !isFramed(raw));
      const seen = times.map((sample) => [sample.name, time(sample.raw)]);
      expect(seen).toEqual(times.map((sample) => [sample.name, sample.expect.time]));
    });

    it('cuts no record off', () => {
      for (const { raw } of samples) expect(Buffer.byteLength(raw)).toBeLessThan(truncate);
    });
  },
);

// A comparison that cannot fail proves nothing.
describe('saboteurs', () => {
  it.each(streams)('find no difference in the app of %s as it is rendered', (_, each) => {
    expect(allDifferences(each, each.app)).toEqual([]);
  });

  it.each([
    ['a regular expression', 'default/transforms.conf', '[A-Za-z0-9_]{0,40})=(?!', '[A-Za-z]{0,40})=(?!', 'fields.KRA_ID'],
    ['the order of extractions', 'default/props.conf', 'EXTRACT-dogtag_2sig', 'EXTRACT-dogtag_0asig', 'fields.sig'],
    ['a calculated field', 'default/props.conf', 'EVAL-src_user = if(', 'EVAL-src_user = if(NOT ', 'src_user'],
    ['a helper that stays', 'default/props.conf', 'EVAL-dogtag_body = null()', 'EVAL-dogtag_bodies = null()', 'helper dogtag_body'],
    ['a row of the lookup', 'lookups/dogtag_events_100.csv', 'AUTH:failure,AUTH,authentication', 'AUTH:failure,AUTH,session', 'eventtypes'],
    ['a row that is missing', 'lookups/dogtag_events_100.csv', 'CONFIG_ACL:success,', 'CONFIG_ACL:succes,', 'state'],
    ['a search', 'default/eventtypes.conf', 'dogtag_class=privilege', 'dogtag_class=privileges', 'tags'],
    ['a tag', 'default/tags.conf', 'privileged = enabled', 'privileged = disabled', 'tags'],
  ])('%s', (_, path, from, to, fact) => {
    const dogtag = shipped.filter(({ catalog }) => catalog.id === 'dogtag');
    const found = dogtag.flatMap((each) => allDifferences(each, withChange(each.app, path, from, to)));
    expect(found).toContainEqual(expect.objectContaining({ fact }));
  });
});
