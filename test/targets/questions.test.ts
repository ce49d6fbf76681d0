import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { namespace } from '../../src/catalog/names.js';
import type { Expectation } from '../../src/catalog/schema.js';
import * as elastic from '../../src/targets/elastic/searches.js';
import { type AuditQuestion, auditQuestions } from '../../src/targets/questions.js';
import * as splunk from '../../src/targets/splunk/searches.js';
import { finding, type Shipped, shipped } from '../splunk/shipped-streams.js';

// Each ready search, tried on every sample: it finds those that a person expected to answer the question, and no other.

type Json = Readonly<Record<string, unknown>>;

/** Whether what is expected of a sample answers a question. */
function answers({ classes, actions, outcome, having = [], compares }: AuditQuestion, expected: Expectation): boolean {
  const facts = new Map<string, unknown>([
    ...Object.entries(expected.facts ?? {}),
    ...Object.entries(expected.fields ?? {}).map(([name, value]) => [`field.${name}`, value] as const),
  ]);
  const holds = having.every(({ fact, is, isNot = [] }) => {
    const value = facts.get(fact);
    return value !== undefined && (is === undefined ? !isNot.includes(String(value)) : is.includes(String(value)));
  });
  if (compares === 'numbers' && expected.frame?.counter === undefined) return false;
  return (
    holds &&
    (classes === undefined || classes.some((each) => each === expected.class)) &&
    (actions === undefined || actions.some((each) => each === expected.action)) &&
    (outcome === undefined || outcome === expected.outcome)
  );
}

/** Takes a query of the few forms of KQL that are rendered, and returns whether a document fits it. */
function kql(query: string): (doc: Json) => boolean {
  const terms = query.split(' and ').map((term) => {
    const [, not, path = '', value = ''] = /^(not )?([\w.]+): (.*)$/.exec(term) ?? [];
    if (path === '') throw new Error(`KQL not understood: ${term}`);
    const wanted = [...value.matchAll(/"([^"]*)"/g)].map(([, word]) => word);
    if (value !== '*' && value !== (wanted.length === 1 ? `"${wanted[0]}"` : `(${wanted.map((word) => `"${word}"`).join(' or ')})`)) {
      throw new Error(`KQL not understood: ${term}`);
    }
    return (doc: Json) => {
      const found = path.split('.').reduce<unknown>((at, step) => (at as Json | undefined)?.[step], doc);
      const all = found === undefined ? [] : [found].flat();
      return (value === '*' ? all.length > 0 : all.some((each) => wanted.includes(String(each)))) !== (not !== undefined);
    };
  });
  return (doc) => terms.every((term) => term(doc));
}

/** The accepted documents of a stream, beside the samples they were made of. */
function documents({ catalog, stream, samples }: Shipped): readonly { readonly name: string; readonly doc: Json }[] {
  return ['documented', 'synthetic'].flatMap((origin) => {
    const path = `catalogs/${catalog.id}/accepted/${stream.id}/test-${origin}.json-expected.json`;
    const made = samples.filter((sample) => sample.origin === origin && sample.expect.state !== 'unparsed');
    const docs = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { readonly expected: readonly Json[] }).expected : [];
    return made.flatMap(({ name }, index) => (docs[index] === undefined ? [] : [{ name, doc: docs[index] }]));
  });
}

const streams = shipped.filter(({ stream }) => stream.body.form === 'text' || stream.body.form === 'brackets');

describe.each(streams.map((each) => [`${each.catalog.id}:${each.stream.id}`, each] as const))('ready searches of %s', (_, each) => {
  const { catalog, stream, samples } = each;
  const questions = new Map(auditQuestions(catalog, stream).map((question) => [question.title, question]));
  const wanted = (title: string, among: ReadonlySet<string>) => {
    const question = questions.get(title);
    if (question === undefined) throw new Error(`nobody asks ${title}`);
    return samples.filter(({ name, expect: expected }) => among.has(name) && answers(question, expected)).map(({ name }) => name);
  };

  const searches = splunk.auditSearches(catalog, stream).map(({ title, search }) => [title, search.split('\n')[0] ?? ''] as const);
  const foundBy = finding(each, new Map(searches));

  it.each(searches)('in SPL: %s', (title) => {
    const found = samples.filter(({ raw }) => foundBy(raw).includes(title)).map(({ name }) => name);
    expect(found).toEqual(wanted(title, new Set(samples.map(({ name }) => name))));
  });

  const docs = documents(each);
  it.each(elastic.auditSearches(catalog, stream).map((search) => [search.title, search] as const))('in KQL: %s', (title, { search }) => {
    const dataset = { dataset: `${namespace(catalog)}.${stream.dataStream}` };
    const fits = kql(search);
    const found = docs.filter(({ doc }) => fits({ ...doc, event: { ...(doc.event as Json), ...dataset } })).map(({ name }) => name);
    const expected = new Set(wanted(title, new Set(docs.map(({ name }) => name))));
    expect(new Set(found)).toEqual(expected);
  });
});

describe('questions of the log of an HSM', () => {
  it('are answered by some sample each', () => {
    const hsm = shipped.find(({ catalog }) => catalog.id === 'dinamo-hsm');
    if (hsm === undefined) throw new Error('no HSM is shipped');
    const asked = auditQuestions(hsm.catalog, hsm.stream);
    const unanswered = asked.filter((question) => !hsm.samples.some((sample) => answers(question, sample.expect)));
    expect(asked.length).toBeGreaterThan(5);
    expect(unanswered.map(({ title }) => title)).toEqual([]);
  });
});
