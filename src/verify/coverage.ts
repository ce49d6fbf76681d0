import type { Catalog, Enumeration, EventDefinition, Field, Stream } from '../catalog/model.js';
import { families, meaningOf, outcomes } from '../catalog/rows.js';
import { type Finding, hasErrors } from '../diagnostics/finding.js';
import { Budget } from '../evaluate/budget.js';
import type { Host } from '../source/host.js';
import { valueAt } from '../source/yaml-document.js';
import { type Facts, listOf } from './facts.js';
import { RECORD_MILLISECONDS, type RenderedStream } from './rendered-add-on.js';
import { openProof, type ProofOrigin, type ProofPlaces, type ProofRecord, proofOrigins, proofRecords } from './sample-test.js';

/** One thing that records can show, and how many of each origin do. */
export interface Covered {
  readonly name: string;
  readonly counts: Readonly<Record<ProofOrigin, number>>;
}

/** What the records of a stream show of its catalog; each is counted only where both rendered sides read it alike. */
export interface StreamCoverage {
  readonly stream: Stream;
  /** Each definition of the document: an event, or an event with one outcome. */
  readonly events: readonly (Covered & { readonly event: EventDefinition })[];
  readonly outcomes: readonly Covered[];
  readonly fields: readonly Covered[];
  /** Each code of an enumeration as `enumeration: code`. */
  readonly values: readonly Covered[];
  readonly carriers: readonly Covered[];
  /** CIM data sets, by the events that reach them. */
  readonly cim: readonly Covered[];
  /** ECS categories, by the events that reach them. */
  readonly ecs: readonly Covered[];
}

export interface CatalogCoverage {
  readonly catalog: Catalog;
  readonly streams: readonly StreamCoverage[];
  readonly skipped: number;
  readonly findings: readonly Finding[];
}

/** Lets both rendered sides read all records of a catalog and counts what they show of it. */
export function catalogCoverage(host: Host, places: ProofPlaces, catalog: Catalog): CatalogCoverage {
  const proof = openProof(host, places, catalog);
  const { findings, skipped } = proof;
  if (hasErrors(findings)) return { catalog, streams: [], skipped, findings };
  const streams = proof.streams.map((each) => streamCoverage(each.rendered, proofRecords(each)));
  return { catalog, streams, skipped, findings };
}

class Count {
  readonly #counts = new Map<string, Record<ProofOrigin, number>>();

  /** Things that can be shown, whether or not any record does. */
  constructor(names: Iterable<string>) {
    for (const name of names) this.#counts.set(name, none());
  }

  add(name: string, origin: ProofOrigin): void {
    const counts = this.#counts.get(name) ?? none();
    counts[origin] += 1;
    this.#counts.set(name, counts);
  }

  /** Counts only what can be shown. */
  addKnown(name: string, origin: ProofOrigin): void {
    if (this.#counts.has(name)) this.add(name, origin);
  }

  get covered(): readonly Covered[] {
    return [...this.#counts].map(([name, counts]) => ({ name, counts }));
  }
}

function none(): Record<ProofOrigin, number> {
  return { real: 0, documented: 0, synthetic: 0, generated: 0 };
}

function streamCoverage(rendered: RenderedStream, records: Iterable<ProofRecord>): StreamCoverage {
  const { catalog, stream } = rendered;
  const definitions = definitionsOf(catalog, stream);
  const events = new Count(definitions.keys());
  const outcomesSeen = new Count(possibleOutcomes(catalog, stream));
  const fields = fieldsOf(catalog, rendered);
  const fieldsSeen = new Count(fields.map(({ name }) => name));
  const codes = new Count(catalog.enumerations.flatMap((each) => each.rows.map(({ code }) => valueName(each, code))));
  const carriers = new Count(stream.carriers.map(({ id }) => id));
  const { cim, ecs } = placesReached(catalog, stream);
  const budget = new Budget(RECORD_MILLISECONDS);
  const all = budget.each(records, ({ raw, winlog }) => alike(rendered, raw, winlog));
  for (const [{ origin, carrier, winlog }, read] of all) {
    if (!read.done || read.value === undefined) continue;
    const { facts, tags, categories } = read.value;
    carriers.addKnown(stream.carriers.some(({ id }) => id === carrier) ? carrier : (stream.carriers[0]?.id ?? ''), origin);
    // One sample can show two: what Splunk's input writes, and the document of the same event.
    if (winlog !== undefined) carriers.addKnown('winlog', origin);
    countEvent(facts, origin, events, outcomesSeen, definitions);
    for (const field of fields) {
      const values = listOf(facts.get(factOf(field, facts)));
      const shown = field.type === 'list' ? values.flatMap((each) => each.split(/, */)) : values;
      if (shown.length > 0) fieldsSeen.add(field.name, origin);
      const enumeration = catalog.enumerations.find((each) => each.name === field.enumeration);
      if (enumeration !== undefined) for (const code of shown) codes.addKnown(valueName(enumeration, code), origin);
    }
    const dataset = datasetOf(catalog, facts, tags);
    if (dataset !== undefined) cim.add(dataset, origin);
    for (const category of categories) ecs.add(category, origin);
  }
  return {
    stream,
    events: events.covered.map((each) => ({ ...each, event: definitions.get(each.name) as EventDefinition })),
    outcomes: outcomesSeen.covered,
    fields: fieldsSeen.covered,
    values: codes.covered,
    carriers: carriers.covered,
    cim: cim.covered,
    ecs: ecs.covered,
  };
}

interface ReadAlike {
  readonly facts: Facts;
  readonly tags: readonly string[];
  readonly categories: readonly string[];
}

/** What a record shows, where both sides take it for the same event with the same outcome. */
function alike(rendered: RenderedStream, raw: string, winlog: Readonly<Record<string, unknown>> | undefined): ReadAlike | undefined {
  const splunk = rendered.splunk(raw);
  const elastic = rendered.elastic(raw, winlog);
  const isSame = ['event.name', 'outcome', 'class'].every((fact) => splunk.facts.get(fact) === elastic.facts.get(fact));
  if (!isSame || splunk.state === 'unparsed') return undefined;
  const categories = valueAt(elastic.document, ['event', 'category']);
  return {
    facts: elastic.facts,
    tags: splunk.records[0]?.tags ?? [],
    categories: Array.isArray(categories) ? categories.map(String) : [],
  };
}

/** Definitions by the name under which they are listed. */
function definitionsOf(catalog: Catalog, stream: Stream): ReadonlyMap<string, EventDefinition> {
  const all = families(catalog, stream).flatMap((family) =>
    family.definitions.map((each) => [each.outcome === undefined ? family.name : `${family.name} (${each.outcome})`, each] as const),
  );
  return new Map(all);
}

function countEvent(
  facts: Facts,
  origin: ProofOrigin,
  events: Count,
  seen: Count,
  definitions: ReadonlyMap<string, EventDefinition>,
): void {
  const name = facts.get('event.name');
  const outcome = facts.get('outcome');
  if (typeof name !== 'string' || typeof outcome !== 'string') return;
  const exact = `${name} (${outcome})`;
  events.addKnown(definitions.has(exact) ? exact : name, origin);
  seen.addKnown(exact, origin);
}

/** Each outcome that the records of an event can have. */
function possibleOutcomes(catalog: Catalog, stream: Stream): readonly string[] {
  return families(catalog, stream).flatMap((family) => {
    const said = family.definitions.flatMap((each) => each.outcome ?? []);
    const all = said.length === family.definitions.length ? said : outcomes.filter((each) => each !== 'unknown');
    const possible = family.definitions.every((each) => each.onlyFailed) ? (['failure'] as const) : all;
    return [...new Set(possible)].map((outcome) => `${family.name} (${outcome})`);
  });
}

function fieldsOf(catalog: Catalog, { table }: RenderedStream): readonly Field[] {
  const named = new Set(table.facts.map(({ fact }) => fact));
  return catalog.fields.filter((field) => named.has(`field.${field.name}`) || named.has(field.name));
}

function factOf({ name }: Field, facts: Facts): string {
  return facts.has(`field.${name}`) ? `field.${name}` : name;
}

function valueName({ name }: Enumeration, code: string): string {
  return `${name}: ${code}`;
}

/** The data sets and categories that the classes of a stream's events lead to. */
function placesReached(catalog: Catalog, stream: Stream): { readonly cim: Count; readonly ecs: Count } {
  const meanings = families(catalog, stream).flatMap((family) =>
    outcomes.flatMap((outcome) => [undefined, ...family.cases].map((variant) => meaningOf(family, outcome, variant).classMeaning)),
  );
  return {
    cim: new Count(meanings.flatMap(({ cim }) => ('dataset' in cim ? [cim.dataset] : []))),
    ecs: new Count(meanings.flatMap(({ ecs }) => ecs.category)),
  };
}

/** The data set that a record reaches: that of its class, if it has the tags that lead there. */
function datasetOf(catalog: Catalog, facts: Facts, tags: readonly string[]): string | undefined {
  const name = String(facts.get('class'));
  const cim = Object.hasOwn(catalog.classes, name) ? catalog.classes[name]?.cim : undefined;
  if (cim === undefined || !('dataset' in cim)) return undefined;
  return cim.tags.every((tag) => tags.includes(tag)) ? cim.dataset : undefined;
}

/** How many of the things are shown by a record of one of the origins. */
export function shownBy(all: readonly Covered[], origins: readonly ProofOrigin[]): number {
  return all.filter(({ counts }) => origins.some((origin) => counts[origin] > 0)).length;
}

/** Origins of records that somebody chose, in place of a generator. */
export const sampleOrigins: readonly ProofOrigin[] = proofOrigins.filter((origin) => origin !== 'generated');
