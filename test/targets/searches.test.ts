import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../../src/catalog/model.js';
import { auditSearches as kql } from '../../src/targets/elastic/searches.js';
import { type AuditQuestion, auditQuestions } from '../../src/targets/questions.js';
import { auditSearches as spl } from '../../src/targets/splunk/searches.js';
import { finding, shipped } from '../splunk/shipped-streams.js';

type Json = Readonly<Record<string, unknown>>;

/** Takes a query in KQL of terms that all must hold, and returns whether a document fits it; throws on what it does not understand. */
function fitsKql(query: string): (doc: Json) => boolean {
  const terms = query.split(' and ').map((term) => {
    const [, not, path = '', quoted, list, any] = /^(not )?([A-Za-z0-9_.]+): (?:"([^"]*)"|\(([^()]*)\)|(\*))$/.exec(term) ?? [];
    if (path === '') throw new Error(`not understood: ${term}`);
    const wanted = quoted === undefined ? (list ?? '').split(' or ').map((each) => each.replace(/^"|"$/g, '')) : [quoted];
    return (doc: Json): boolean => {
      const value = path.split('.').reduce<unknown>((each, step) => (each as Json | undefined)?.[step], doc);
      const values = value === undefined ? [] : [value].flat().map(String);
      const holds = any === undefined ? values.some((each) => wanted.includes(each)) : values.length > 0;
      return holds !== (not !== undefined);
    };
  });
  return (doc) => terms.every((term) => term(doc));
}

/** Whether what a person expects of a sample answers a question, as far as an expectation says it; undefined where it does not. */
function answers({ classes, actions, outcome, having = [], compares }: AuditQuestion, { expect: expected }: Sample): boolean | undefined {
  if (compares === 'numbers') return undefined;
  if (expected.state !== 'read') return false;
  const facts: Readonly<Record<string, unknown>> = { ...expected.facts };
  if (having.some(({ fact }) => fact !== 'object.category')) return undefined;
  return (
    (classes === undefined || (expected.class !== undefined && classes.includes(expected.class))) &&
    (actions === undefined || (expected.action !== undefined && actions.includes(expected.action))) &&
    (outcome === undefined || outcome === expected.outcome) &&
    having.every(({ fact, is }) => is === undefined || is.includes(String(facts[fact])))
  );
}

describe.each(shipped.map((each) => [`${each.catalog.id}:${each.stream.id}`, each] as const))('the searches of %s', (_, each) => {
  const { catalog, stream, samples } = each;
  const searches = spl(catalog, stream).map(({ title, search }) => [title, search.split('\n')[0] ?? ''] as const);
  const foundBy = finding(each, new Map(searches));
  const questions = new Map(auditQuestions(catalog, stream).map((question) => [question.title, question]));
  const accepted = ['documented', 'synthetic'].flatMap((origin) => {
    const of = samples.filter((sample) => sample.origin === origin && sample.expect.state !== 'unparsed');
    if (of.length === 0) return [];
    const path = `catalogs/${catalog.id}/accepted/${stream.id}/test-${origin}.json-expected.json`;
    const { expected } = JSON.parse(readFileSync(path, 'utf8')) as { readonly expected: readonly Json[] };
    // The data set is written by the agent.
    return of.map(
      (sample, index) => [sample, withDataset(expected[index] ?? {}, `${catalog.id.replaceAll('-', '_')}.${stream.dataStream}`)] as const,
    );
  });

  it.each(searches)('%s, in SPL, finds what it should', (title) => {
    const question = questions.get(title);
    if (question === undefined) throw new Error(`no question: ${title}`);
    const wanted = samples.filter((sample) => answers(question, sample) === true).map((sample) => sample.name);
    const judged = samples.filter((sample) => answers(question, sample) !== undefined);
    expect(judged.filter((sample) => foundBy(sample.raw).includes(title)).map((sample) => sample.name)).toEqual(wanted);
  });

  it.each(kql(catalog, stream).map(({ title, search }) => [title, search] as const))(
    '%s, in KQL, finds what it should',
    (title, search) => {
      const question = questions.get(title);
      if (question === undefined) throw new Error(`no question: ${title}`);
      const fits = fitsKql(search);
      const judged = accepted.filter(([sample]) => answers(question, sample) !== undefined);
      const wanted = judged.filter(([sample]) => answers(question, sample) === true).map(([sample]) => sample.name);
      expect(judged.filter(([, doc]) => fits(doc)).map(([sample]) => sample.name)).toEqual(wanted);
    },
  );
});

function withDataset(doc: Json, dataset: string): Json {
  return { ...doc, event: { ...(doc.event as Json | undefined), dataset } };
}

it.each(['versasec-cms', 'xroad'])('no question of %s is without an answer among the samples', (id) => {
  const [product] = shipped.filter((each) => each.catalog.id === id);
  if (product === undefined) throw new Error(`the catalog ${id} is not there`);
  const asked = new Set(spl(product.catalog, product.stream).map(({ title }) => title));
  const questions = auditQuestions(product.catalog, product.stream).filter(({ title }) => asked.has(title));
  const unanswered = questions.filter((question) => !product.samples.some((sample) => answers(question, sample) === true));
  expect(unanswered.map(({ title }) => title)).toEqual([]);
  expect(questions.length).toBeGreaterThan(8);
});
