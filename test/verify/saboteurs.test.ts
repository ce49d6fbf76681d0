import { describe, expect, it } from 'vitest';
import { type Change, proofWorkshop, tested } from './proof-workshop.js';

// A comparison that cannot fail proves nothing: what is rendered is broken in one place, and the test has to say which fact of which event is
// wrong, and where.

const splunk = (file: string): string => `dist-addon/splunk/TA-dogtag/${file}`;
const pipeline = 'dist-addon/elastic/dogtag/data_stream/audit/elasticsearch/ingest_pipeline/default.yml';

/** What is told of a broken add-on: code and message, and the files that the notes name. */
function told(
  change: Change,
): readonly { readonly code: string; readonly message: string; readonly notes: string; readonly file: string }[] {
  return tested(proofWorkshop('dogtag', [change]))
    .findings.filter((each) => each.severity === 'error')
    .map(({ code, message, notes = [], span }) => ({ code, message, notes: notes.join('\n'), file: span?.file ?? '' }));
}

it('nothing is told of what is rendered', () => {
  const { findings, failures, trials } = tested(proofWorkshop('dogtag'));
  expect(findings.filter((each) => each.severity !== 'info').map((each) => each.message)).toEqual([]);
  expect([failures, trials.length > 100]).toEqual([[], true]);
});

describe('a rendered file of Splunk that is broken', { timeout: 60_000 }, () => {
  it.each<readonly [string, string, string, string, string, string]>([
    [
      'a regular expression',
      'default/transforms.conf',
      '(?:^|\\+)Scope;;',
      '(?:^|\\+)Scopes;;',
      'Splunk does not state `dogtag_scope`',
      'transforms.conf',
    ],
    [
      'a FORMAT',
      'default/transforms.conf',
      'FORMAT = $1::$2',
      'FORMAT = $1::$1',
      'Splunk states `field.Outcome` as "Outcome"',
      'default/transforms.conf:6',
    ],
    [
      'the order of extractions',
      'default/props.conf',
      'EXTRACT-dogtag_2sig',
      'EXTRACT-dogtag_0asig',
      'Splunk does not state `field.sig`',
      'props.conf',
    ],
    [
      'a calculated field',
      'default/props.conf',
      'EVAL-src = if(match(',
      'EVAL-src = if(NOT match(',
      'Splunk does not state `source.address`',
      'props.conf',
    ],
    [
      'a helper that stays',
      'default/props.conf',
      'EVAL-dogtag_body = null()',
      'EVAL-dogtag_bodies = null()',
      'Splunk states `dogtag_body` as',
      'props.conf',
    ],
    [
      'a row of a lookup',
      'lookups/dogtag_events_100.csv',
      'AUTH:failure,AUTH,authentication',
      'AUTH:failure,AUTH,session',
      'Splunk states `class` as "session"',
      'lookups/dogtag_events_100.csv',
    ],
    [
      'a row that is missing',
      'lookups/dogtag_events_100.csv',
      'CONFIG_ACL:success,',
      'CONFIG_ACL:succes,',
      'Splunk states `state` as "unknown_event"',
      '',
    ],
    [
      'a CIM value in a row',
      'lookups/dogtag_events_100.csv',
      ',success,success,',
      ',success,failure,',
      'Splunk states `',
      'lookups/dogtag_events_100.csv',
    ],
    ['a search', 'default/eventtypes.conf', 'dogtag_class=privilege', 'dogtag_class=privileges', 'Splunk states `eventtypes` as []', ''],
    ['a tag', 'default/tags.conf', 'privileged = enabled', 'privileged = disabled', 'Splunk states `tags` as ["authentication"]', ''],
    [
      'where a record begins',
      'default/props.conf',
      'LINE_BREAKER = ([\\r\\n]{1,64})',
      'LINE_BREAKER = ([\\r]{1,64})',
      'Splunk states `line breaks` as',
      '',
    ],
    ['the form of the time', 'default/props.conf', 'TIME_FORMAT = %d/%b/%Y', 'TIME_FORMAT = %b/%d/%Y', '`time`', ''],
  ])('%s', (_, path, from, to, message, rendered) => {
    const all = told([splunk(path), from, to]);
    expect(all.map((each) => each.message)).toContainEqual(expect.stringContaining(message));
    expect(all.map((each) => each.notes).join('\n')).toContain(rendered);
    // The line of a sample or the sample itself; a record that begins elsewhere is also another one than Elastic Agent's.
    const elsewhere = all.filter((each) => !each.file.startsWith('catalogs/dogtag/')).map((each) => each.code);
    expect(elsewhere).toEqual(from.startsWith('LINE_BREAKER') ? ['agent-records'] : []);
    expect(all.some((each) => each.notes.includes('event: '))).toBe(true);
  });
});

describe('a rendered pipeline that is broken', () => {
  it.each<readonly [string, string, string, string]>([
    [
      'a condition',
      "if: ctx.dogtag?.get('audit')?.code == null",
      "if: ctx.dogtag?.get('audit')?.code != null",
      'Elastic states `state` as "unparsed"',
    ],
    ['what is set on failure', 'value: pipeline_error', 'value: error', 'Elastic states `event.kind` as ["error"]'],
    ['the message of a failure', 'field: error.message', 'field: error.text', 'Elastic does not state `error.message`'],
    ['a class in the table of events', 'class: authentication', 'class: session', 'Elastic states `class` as "session"'],
    [
      'a category in the table of events',
      'category:\n                - authentication',
      'category:\n                - session',
      'Elastic states `event.category` as',
    ],
    ['a statement of a script', 'ctx.related = related', 'ctx.relate = related', 'Elastic does not state `related.user`'],
    [
      'a processor',
      'field: tags\n      value: preserve_original_event',
      'field: tag\n      value: preserve_original_event',
      'Elastic states `tag` as',
    ],
  ])('%s', (_, from, to, message) => {
    const all = told([pipeline, from, to]);
    expect(all.map((each) => each.message)).toContainEqual(expect.stringContaining(message));
    expect(all.filter((each) => !each.file.startsWith('catalogs/dogtag/'))).toEqual([]);
  });
});

describe('what is missing', () => {
  it('is told as such: nothing is built', () => {
    const host = proofWorkshop('dogtag');
    host.remove('dist-addon/docs/dogtag/fields.csv');
    const { findings, trials } = tested(host);
    expect([findings.map((each) => each.code), trials]).toEqual([['proof-not-built'], []]);
    expect(findings[0]?.fix).toContain('addonsmith build');
  });

  it('is told as such: accepted results that are no JSON', () => {
    const accepted = 'catalogs/dogtag/accepted/audit/splunk-documented.json';
    const { findings } = tested(proofWorkshop('dogtag', [[accepted, '{', '[']]));
    expect(findings.map((each) => [each.code, each.span?.file])).toContainEqual(['proof-accepted-file', accepted]);
  });

  it('is told as such: a sample without an accepted result', () => {
    const accepted = 'catalogs/dogtag/accepted/audit/splunk-documented.json';
    const name = 'tps-audit-log-startup';
    const { findings } = tested(proofWorkshop('dogtag', [[accepted, '{\n', `{\n    "no-${name}": {},\n`]]));
    expect(findings.filter((each) => each.code === 'proof-not-accepted')).toEqual([]);
  });
});
