import { expect, test } from 'vitest';
import { loadCatalogs } from '../../src/index.js';
import { memoryHost } from '../../src/source/memory-host.js';
import { smallCatalog } from './small-catalog.js';

type Slip = Parameters<typeof smallCatalog>[0] & {
  readonly title: string;
  readonly code: string;
  readonly at: string;
  readonly fix: string | RegExp;
};

const slips: readonly Slip[] = [
  {
    title: 'misspelt key',
    from: 'title: Gate keeper',
    to: 'titel: Gate keeper\ntitle: Gate keeper',
    code: 'schema-unknown-key',
    at: 'catalog.yaml:2:1',
    fix: 'did you mean `title`?',
  },
  {
    title: 'misspelt key inside a stream',
    from: 'nulls:',
    to: 'nuls: []\n    nulls:',
    code: 'schema-unknown-key',
    at: 'catalog.yaml:17:5',
    fix: 'did you mean `nulls`?',
  },
  { title: 'missing key', from: 'title: Gate keeper\n', to: '', code: 'schema-missing', at: 'catalog.yaml:1:1', fix: 'add `title: ...`' },
  {
    title: 'number for a text',
    from: 'versions: "1"',
    to: 'versions: 0x110',
    code: 'schema-type',
    at: 'catalog.yaml:5:51',
    fix: 'put it in quotes: "0x110"',
  },
  {
    title: 'boolean for a text',
    file: 'events',
    from: 'description: Somebody passed.',
    to: 'description: true',
    code: 'schema-type',
    at: 'events/gate.yaml:6:18',
    fix: 'put it in quotes: "true"',
  },
  {
    title: 'misspelt class',
    file: 'events',
    from: 'class: authentication',
    to: 'class: authentification',
    code: 'reference-class',
    at: 'events/gate.yaml:9:12',
    fix: 'did you mean `authentication`?',
  },
  {
    title: 'misspelt role',
    from: 'role: actor.user',
    to: 'role: actor.usr',
    code: 'schema-value',
    at: 'catalog.yaml:28:28',
    fix: 'did you mean `actor.user`?',
  },
  {
    title: 'misspelt action',
    file: 'events',
    from: 'action: login',
    to: 'action: logim',
    code: 'schema-value',
    at: 'events/gate.yaml:10:13',
    fix: 'did you mean `login`?',
  },
  {
    title: 'misspelt severity',
    file: 'events',
    from: 'failure: high',
    to: 'failure: hihg',
    code: 'schema-value',
    at: 'events/gate.yaml:11:50',
    fix: 'did you mean `high`?',
  },
  {
    title: 'misspelt enumeration',
    from: 'enum: result',
    to: 'enum: reslt',
    code: 'reference-enum',
    at: 'catalog.yaml:27:46',
    fix: 'did you mean `result`?',
  },
  {
    title: 'misspelt field of an event',
    file: 'events',
    from: '      Who: The',
    to: '      Wo: The',
    code: 'reference-field',
    at: 'events/gate.yaml:13:7',
    fix: 'did you mean `Who`?',
  },
  {
    title: 'misspelt field of a stream',
    from: 'actor: { from: [Who] }',
    to: 'actor: { from: [Whom] }',
    code: 'reference-field',
    at: 'catalog.yaml:20:21',
    fix: 'did you mean `Who`?',
  },
  {
    title: 'misspelt source',
    file: 'events',
    from: 'source: "guide:5"',
    to: 'source: "guid:5"',
    code: 'reference-source',
    at: 'events/gate.yaml:17:13',
    fix: 'did you mean `guide`?',
  },
  {
    title: 'misspelt stream',
    file: 'events',
    from: 'stream: audit',
    to: 'stream: audits',
    code: 'reference-stream',
    at: 'events/gate.yaml:1:9',
    fix: 'did you mean `audit`?',
  },
  {
    title: 'misspelt event of a sample',
    file: 'samples',
    from: 'event: PASS',
    to: 'event: PAS',
    code: 'reference-event',
    at: 'samples/audit/gate.yaml:9:14',
    fix: 'did you mean `PASS`?',
  },
  {
    title: 'an older name that is an event',
    file: 'events',
    from: 'name: PASSED',
    to: 'name: PASS',
    code: 'event-twice',
    at: 'events/gate.yaml:16:17',
    fix: /outcome/,
  },
  {
    title: 'code twice',
    from: '[nok, Sent away]',
    to: '[ok, Sent away]',
    code: 'enum-code-twice',
    at: 'catalog.yaml:35:9',
    fix: /join the rows/,
  },
  {
    title: 'frame with an open brace',
    from: '{@body}"',
    to: '{@body"',
    code: 'frame-template',
    at: 'catalog.yaml:15:72',
    fix: /write `}`/,
  },
  { title: 'time pattern without zone', from: ' zone}', to: '}', code: 'time-zone-lost', at: 'catalog.yaml:15:12', fix: /zone/ },
  {
    title: 'version without a change',
    from: 'version: 1.0.0\n',
    to: 'version: 1.1.0\n',
    code: 'version-unlisted',
    at: 'catalog.yaml:3:10',
    fix: /add an entry/,
  },
  {
    title: 'catalog in another folder',
    from: 'catalog: gate',
    to: 'catalog: door',
    code: 'catalog-folder',
    at: 'catalog.yaml:1:10',
    fix: /rename/,
  },
  {
    title: 'tab',
    file: 'events',
    from: '    name: Passed',
    to: '\tname: Passed',
    code: 'yaml-tab',
    at: 'events/gate.yaml:4:1',
    fix: /blanks/,
  },
  {
    title: 'key twice',
    file: 'events',
    from: '    text: passed',
    to: '    text: passed\n    text: passed',
    code: 'yaml-duplicate-key',
    at: 'events/gate.yaml:6:5',
    fix: /remove or rename/,
  },
];

function load(files: Record<string, string>, ids: string[] = []) {
  return loadCatalogs(memoryHost(files), 'catalogs', ids);
}

test('the small catalog has no finding', () => {
  expect(load(smallCatalog()).findings).toEqual([]);
  expect(load(smallCatalog()).catalogs.map((each) => each.id)).toEqual(['gate']);
});

test.each(slips)('$title: one finding, at its place, with its fix', ({ code, at, fix, ...change }) => {
  const { catalogs, findings } = load(smallCatalog(change));
  expect(catalogs).toEqual([]);
  const told = findings.filter((each) => each.severity === 'error');
  expect(told.map((each) => `${each.span?.file}:${each.span?.line}:${each.span?.column} ${each.code}`)).toEqual([
    `catalogs/gate/${at} ${code}`,
  ]);
  if (typeof fix === 'string') expect(told[0]?.fix).toBe(fix);
  else expect(told[0]?.fix).toMatch(fix);
});

test('two definitions of one event', () => {
  const files = smallCatalog();
  const events = files['catalogs/gate/events/gate.yaml'] ?? '';
  files['catalogs/gate/events/other.yaml'] = events.replace('PASSED', 'PASSED_BY');
  expect(load(files).findings.map((each) => [each.code, each.span?.file])).toEqual([['event-twice', 'catalogs/gate/events/other.yaml']]);
});

test('an event with outcome beside one without', () => {
  const files = smallCatalog();
  const events = files['catalogs/gate/events/gate.yaml'] ?? '';
  files['catalogs/gate/events/other.yaml'] = events
    .replace('PASSED', 'PASSED_BY')
    .replace('key: PASS\n', 'key: PASS\n    outcome: failure\n');
  expect(load(files).findings.map((each) => each.code)).toEqual(['event-outcomes']);
});

test('two samples of one name', () => {
  const files = smallCatalog();
  files['catalogs/gate/samples/audit/more.yaml'] = files['catalogs/gate/samples/audit/gate.yaml'] ?? '';
  expect(load(files).findings.map((each) => each.code)).toEqual(['sample-twice']);
});

test('an event without a sample is told, and no error', () => {
  const { catalogs, findings } = load(smallCatalog({ file: 'samples', from: 'event: PASS', to: 'outcome: success' }));
  expect(catalogs).toHaveLength(1);
  expect(findings.map((each) => [each.code, each.severity])).toEqual([['event-no-sample', 'info']]);
});

test('a catalog that is not there', () => {
  expect(load(smallCatalog(), ['gat']).findings.map((each) => [each.code, each.fix])).toEqual([
    ['catalog-missing', 'did you mean `gate`?'],
  ]);
});

test('all slips are told in one run', () => {
  const files = smallCatalog({ from: 'role: actor.user', to: 'role: actor.usr' });
  files['catalogs/gate/events/gate.yaml'] = (files['catalogs/gate/events/gate.yaml'] ?? '').replace('action: login', 'action: loggin');
  expect(load(files).findings.map((each) => each.code)).toEqual(['schema-value', 'schema-value']);
  const { 'catalogs/gate/catalog.yaml': _, ...rest } = files;
  const other = load({
    ...smallCatalog({ from: 'role: actor.user, description', to: 'role: actor.user, enum: reslt, description' }),
    ...rest,
  });
  expect(other.findings.map((each) => each.code)).toEqual(['reference-enum', 'schema-value']);
});
