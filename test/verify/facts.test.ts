import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../src/verify/canonical-text.js';
import { compareFacts, differencesFrom } from '../../src/verify/compare.js';
import { wantedFacts } from '../../src/verify/expectation.js';
import { elasticFacts, type FactTable, readFactTable, splunkFacts } from '../../src/verify/facts.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';

function tableOf(id: string): FactTable {
  const catalog = shippedCatalogs.find((each) => each.id === id);
  const stream = catalog?.streams[0];
  if (catalog === undefined || stream === undefined) throw new Error(`there is no catalog ${id}`);
  return readFactTable(catalog, stream, readFileSync(`dist-addon/docs/${id}/fields.csv`, 'utf8'));
}

const dogtag = tableOf('dogtag');
const fieldsOf = (fields: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(fields));

describe('canonical texts', () => {
  it.each([
    ['text', '007 ', '007 '],
    ['number', '007', '7'],
    ['number', '-00', '-0'],
    ['number', 'seven', 'seven'],
    ['hex', '0x00AF', '0xaf'],
    ['hex', 'AF', 'AF'],
    ['address', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['address', '192.0.2.1', '192.0.2.1'],
    ['address', 'host:1', 'host:1'],
    ['time', '2026-03-04T23:10:05.3+01:00', '2026-03-04T22:10:05.300Z'],
    ['time', 'noon', 'noon'],
  ] as const)('of kind %s: %s is %s', (kind, value, text) => {
    expect(canonicalText(kind, value)).toBe(text);
  });
});

describe('facts of a search', () => {
  it('are read by the first name that the record has', () => {
    const both = splunkFacts({ tags: [], time: null, fields: fieldsOf({ user: ['bob'], src_user: ['alice'] }) }, dogtag);
    expect(both.get('actor.user')).toBe('alice');
    expect(splunkFacts({ tags: [], time: null, fields: fieldsOf({ user: ['bob'] }) }, dogtag).get('actor.user')).toBe('bob');
  });

  it('have nobody who did it, where a change of an account names the account alone', () => {
    const record = { time: null, fields: fieldsOf({ user: ['bob'] }), tags: ['account', 'change'] };
    expect(splunkFacts(record, dogtag).has('actor.user')).toBe(false);
    expect(splunkFacts({ ...record, tags: ['change'] }, dogtag).get('actor.user')).toBe('bob');
  });

  it('have times in milliseconds, cut off and not rounded', () => {
    expect(splunkFacts({ tags: [], time: 1772661805.3189, fields: new Map() }, dogtag).get('time')).toBe('2026-03-04T22:03:25.318Z');
    expect(splunkFacts({ tags: [], time: 0.001, fields: new Map() }, dogtag).get('time')).toBe('1970-01-01T00:00:00.001Z');
    expect(splunkFacts({ tags: [], time: null, fields: new Map() }, dogtag).has('time')).toBe(false);
  });

  it('include fields that nobody documented, as the record names them', () => {
    const fields = fieldsOf({ dogtag_unknown_field: ['Fresh', 'user'], Fresh: ['1'], user: ['alice'], dogtag_raw_user: ['forged'] });
    const facts = splunkFacts({ tags: [], time: null, fields }, dogtag);
    expect([facts.get('field.Fresh'), facts.get('field.user'), facts.get('actor.user')]).toEqual(['1', 'forged', 'alice']);
  });
});

describe('facts of a document', () => {
  it('are those of a search', () => {
    const document = {
      '@timestamp': '2026-03-04T23:03:25.318+01:00',
      user: { name: 'alice' },
      dogtag: { audit: { pairs: { b: ['2', '1'], a: '3' }, unknown_field: 'Fresh', undocumented: { Fresh: 7n } } },
    };
    const fields = fieldsOf({ user: ['alice'], object_attrs: ['b;;2', 'a;;3', 'b;;1'], dogtag_unknown_field: ['Fresh'], Fresh: ['7'] });
    const compared = compareFacts(splunkFacts({ tags: [], time: 1772661805.318, fields }, dogtag), elasticFacts(document, dogtag), dogtag);
    expect(compared.map(({ fact, agreement }) => `${fact} ${agreement}`)).toEqual([
      'time equal',
      'actor.user equal',
      'pairs equal',
      'unknown_field equal',
      'field.Fresh equal',
    ]);
  });

  it('are every value below a list of objects', () => {
    const document = { xroad: { audit: { fields: { data: { services: [{ id: 'a' }, { url: 'u' }, { id: 'b' }] } } } } };
    expect(elasticFacts(document, tableOf('xroad')).get('field.data.services.id')).toEqual(['a', 'b']);
  });
});

describe('facts of both sides', () => {
  const compared = (splunk: Readonly<Record<string, string>>, elastic: Readonly<Record<string, string>>) =>
    compareFacts(new Map(Object.entries(splunk)), new Map(Object.entries(elastic)), dogtag);

  it.each([
    [{ outcome: 'success' }, { outcome: 'success' }, 'equal'],
    [{ outcome: 'success' }, {}, 'splunk only'],
    [{}, { outcome: 'success' }, 'elastic only'],
    [{ outcome: 'success' }, { outcome: 'failure' }, 'different'],
  ])('%j against %j: %s', (splunk, elastic, agreement) => {
    expect(compared(splunk, elastic)).toEqual([expect.objectContaining({ fact: 'outcome', agreement, declared: undefined })]);
  });

  it('may differ where the catalog says why', () => {
    const [one] = compared({ 'destination.address': 'a' }, {});
    expect(one?.declared).toContain('CIM dest');
  });
});

describe('expectations', () => {
  const facts = splunkFacts(
    { tags: [], time: null, fields: fieldsOf({ user: ['alice'], SubjectID: ['alice'], dogtag_class: ['key'] }) },
    dogtag,
  );
  const differing = (expected: Parameters<typeof wantedFacts>[0], complete = false) =>
    differencesFrom(wantedFacts(expected, dogtag, complete), facts).map((each) => `${each.fact} ${each.expected} ${each.got}`);

  it('hold for what they state', () => {
    expect(differing({ state: 'read', user: 'alice', class: 'key' })).toEqual([]);
    expect(differing({ state: 'read', user: 'bob', action: 'login' })).toEqual(['action login undefined', 'actor.user bob alice']);
  });

  it('hold for all fields where they state some', () => {
    expect(differing({ state: 'read', fields: {} })).toEqual(['field.SubjectID undefined alice']);
  });

  it('hold for every word where they are complete', () => {
    expect(differing({ state: 'read', class: 'key', fields: { SubjectID: 'alice' } }, true)).toEqual(['actor.user undefined alice']);
  });
});
