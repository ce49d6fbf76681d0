import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog, Sample, Stream } from '../../src/catalog/model.js';
import { namespace } from '../../src/catalog/names.js';
import { nodeHost } from '../../src/source/node-host.js';
import { type FactNames, factNames } from '../fact-table.js';
import { isFrame } from '../splunk/facts.js';

/** What real Elasticsearch made of every sample stands in `catalogs/<id>/accepted`; here it is held against what a person expected. */
type Json = Readonly<Record<string, unknown>>;

const { catalogs, findings } = loadCatalogs(nodeHost('.'), 'catalogs');

test('the catalogs are free of errors', () => {
  expect(findings.filter((each) => each.severity === 'error')).toEqual([]);
});

interface Accepted {
  readonly sample: Sample;
  readonly input: Json;
  readonly doc: Json;
}

/** Samples of an origin that hold an event, each with its documents: as Winlogbeat sends it where the sample says so, and as text. */
function accepted(catalog: Catalog, stream: Stream, origin: string): readonly Accepted[] {
  const samples = catalog.samples.filter((each) => each.stream === stream.id && each.origin === origin && each.expect.state !== 'unparsed');
  if (samples.length === 0) return [];
  const folder = `catalogs/${catalog.id}/accepted/${stream.id}`;
  const read = (name: string): Json => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Json;
  const inputs = read(`test-${origin}.json`).events as readonly Json[];
  const docs = read(`test-${origin}.json-expected.json`).expected as readonly Json[];
  expect(docs).toHaveLength(samples.length);
  return samples.map((sample, index) => ({ sample, input: inputs[index] ?? {}, doc: docs[index] ?? {} }));
}

// Below a list of objects a path leads to every value there.
function at(doc: unknown, path: string): unknown {
  const [step = '', ...rest] = path.split('.');
  if (Array.isArray(doc)) {
    const found = doc.map((each) => at(each, path)).filter((each) => each !== undefined);
    return found.length === 0 ? undefined : found;
  }
  const value = (doc as Json | undefined)?.[step];
  return rest.length === 0 || value === undefined ? value : at(value, rest.join('.'));
}

function said(facts: Json): Json | undefined {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Numbers and truth values as an expectation writes them. */
function inWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWords);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** A list of one is the same fact as its only value. */
function single(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? value[0] : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, single(each)]));
}

/** Takes an accepted document and returns the facts it states, in the words of an expectation; `more` names the facts beside them. */
function factsOf(doc: Json, own: string, names: FactNames, more: readonly string[], bringsNames: boolean): Json {
  const fact = (name: string) =>
    inWords(
      names
        .get(name)
        ?.map((path) => at(doc, path))
        .find((each) => each !== undefined),
    );
  const frame = [...names.keys()].filter((name) => isFrame(name));
  const listed = more.map((name) => [name, fact(name)] as const);
  const time = at(doc, '@timestamp');
  const facts: Record<string, unknown> = {
    state: at(doc, `${own}.unknown_event`) === true ? 'unknown_event' : 'read',
    event: fact('event.name'),
    time: time === undefined ? undefined : new Date(String(time)).toISOString(),
    outcome: fact('outcome'),
    class: fact('class'),
    action: fact('action'),
    severity: fact('severity'),
    fields: { ...fieldsOf(names, fact), ...(bringsNames ? (at(doc, `${own}.undocumented`) as Json | undefined) : {}) },
    pairs: at(doc, `${own}.pairs`),
    text: fact('text'),
    user: fact('actor.user'),
    target_user: fact('target.user'),
    src: fact('source.address'),
    dest: fact('destination.address'),
    reason: fact('reason'),
    serial_hex: fact('certificate.serial.hex'),
    roles: fact('actor.role'),
    unknown_field: fact('unknown_field'),
    duplicate_field: fact('duplicate_field'),
    frame: said(Object.fromEntries(frame.map((name) => [name, fact(name)]))),
    facts: listed.length === 0 ? undefined : Object.fromEntries(listed),
  };
  return said(facts) ?? {};
}

function fieldsOf(names: FactNames, fact: (name: string) => unknown): Json {
  const fields = [...names.keys()].filter((name) => name.startsWith('field.'));
  return said(Object.fromEntries(fields.map((name) => [name.slice('field.'.length), fact(name)]))) ?? {};
}

for (const catalog of catalogs) {
  // A field that names the event has a value that an expectation states once.
  const keys = catalog.fields.filter((field) => field.role === 'event.key').map((field) => field.name);
  for (const stream of catalog.streams) {
    const names = factNames(catalog, stream, 'elastic');
    test(`${catalog.id}: an accepted result shows every kind of sample`, () => {
      const shown = ['documented', 'synthetic'].flatMap((origin) => accepted(catalog, stream, origin));
      expect(shown.length).toBeGreaterThan(0);
      expect(existsSync(`catalogs/${catalog.id}/accepted/${stream.id}/sample_event.json`)).toBe(true);
    });
    for (const origin of ['documented', 'synthetic']) {
      for (const { sample, input, doc } of accepted(catalog, stream, origin)) {
        test(`${catalog.id}: ${sample.name}`, () => {
          expect(input).toMatchObject(sample.winlog ?? { message: sample.raw });
          const more = Object.keys(sample.expect.facts ?? {});
          // A member that nobody documented makes no field in Splunk, so an expectation tells its name alone.
          const facts = factsOf(doc, `${namespace(catalog)}.${stream.dataStream}`, names, more, stream.body.form !== 'json');
          expect(single(withoutKeys(facts, keys))).toEqual(single(withoutKeys(sample.expect as Json, keys)));
        });
      }
    }
  }
}

function withoutKeys(facts: Json, keys: readonly string[]): Json {
  const fields = Object.entries((facts.fields ?? {}) as Json).filter(([name]) => !keys.includes(name));
  return { ...facts, fields: Object.fromEntries(fields) };
}
