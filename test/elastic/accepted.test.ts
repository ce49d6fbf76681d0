import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog, Sample } from '../../src/catalog/model.js';
import { nodeHost } from '../../src/source/node-host.js';

/** What real Elasticsearch made of every sample stands in `catalogs/<id>/accepted`; here it is held against what a person expected. */
type Json = Readonly<Record<string, unknown>>;

const { catalogs, findings } = loadCatalogs(nodeHost('.'), 'catalogs');

test('the catalogs are free of errors', () => {
  expect(findings.filter((each) => each.severity === 'error')).toEqual([]);
});

function accepted(
  catalog: Catalog,
  stream: string,
  origin: string,
): readonly { readonly sample: Sample; readonly input: Json; readonly doc: Json }[] {
  const samples = catalog.samples.filter((each) => each.stream === stream && each.origin === origin && each.expect.state !== 'unparsed');
  const read = (name: string): Json => JSON.parse(readFileSync(`catalogs/${catalog.id}/accepted/${stream}/${name}`, 'utf8')) as Json;
  const inputs = read(`test-${origin}.json`).events as readonly Json[];
  const docs = read(`test-${origin}.json-expected.json`).expected as readonly Json[];
  expect(docs).toHaveLength(samples.length);
  return samples.map((sample, index) => ({ sample, input: inputs[index] ?? {}, doc: docs[index] ?? {} }));
}

function at(doc: Json, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (value as Json | undefined)?.[step], doc);
}

function said(facts: Json): Json | undefined {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function frameOf(doc: Json, own: string): Json | undefined {
  const pid = at(doc, 'process.pid');
  return said({
    pid: pid === undefined ? undefined : String(pid),
    thread: at(doc, 'process.thread.name'),
    log_source: at(doc, `${own}.log_source`),
    log_level: at(doc, `${own}.log_level`),
  });
}

/** Takes an accepted document and returns the facts it states, in the words of an expectation. */
function factsOf(doc: Json, own: string): Json {
  const facts: Record<string, unknown> = {
    state: at(doc, `${own}.unknown_event`) === true ? 'unknown_event' : 'read',
    event: at(doc, `${own}.event`),
    time: at(doc, '@timestamp') === undefined ? undefined : new Date(String(at(doc, '@timestamp'))).toISOString(),
    outcome: at(doc, 'event.outcome'),
    class: at(doc, `${own}.class`),
    action: at(doc, 'event.action'),
    severity: at(doc, `${own}.severity`),
    fields: { ...(at(doc, `${own}.fields`) as Json), ...(at(doc, `${own}.undocumented`) as Json | undefined) },
    pairs: at(doc, `${own}.pairs`),
    text: at(doc, `${own}.text`),
    user: at(doc, 'user.name'),
    target_user: at(doc, 'user.target.name'),
    src: at(doc, 'source.address'),
    dest: at(doc, 'destination.address'),
    reason: at(doc, 'event.reason'),
    serial_hex: at(doc, `${own}.serial_hex`),
    roles: at(doc, 'user.roles'),
    unknown_field: at(doc, `${own}.unknown_field`),
    duplicate_field: at(doc, `${own}.duplicate_field`),
    frame: frameOf(doc, own),
  };
  return said(facts) ?? {};
}

for (const catalog of catalogs) {
  for (const stream of catalog.streams) {
    const keyField = stream.body.form === 'brackets' ? stream.body.start : undefined;
    for (const origin of ['documented', 'synthetic']) {
      for (const { sample, input, doc } of accepted(catalog, stream.id, origin)) {
        test(`${catalog.id}: ${sample.name}`, () => {
          expect(input.message).toBe(sample.raw);
          // The first field's value is the event's name, which an expectation states once.
          const facts = factsOf(doc, `${catalog.id.replaceAll('-', '_')}.${stream.dataStream}`);
          expect(withoutKey(facts, keyField)).toEqual(withoutKey(sample.expect as Json, keyField));
        });
      }
    }
  }
}

function withoutKey(facts: Json, key: string | undefined): Json {
  if (key === undefined) return facts;
  const { [key]: _, ...fields } = (facts.fields ?? {}) as Json;
  return { ...facts, fields };
}
