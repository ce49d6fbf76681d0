import type { Sample } from '../catalog/model.js';
import { namespace } from '../catalog/names.js';
import type { Span } from '../diagnostics/finding.js';
import type { Budget, Spent } from '../evaluate/budget.js';
import { valueAt } from '../source/yaml-document.js';
import { type AcceptedResults, acceptedDocument, elasticResult, inputOf, leafDifferences, splunkResult } from './accepted-results.js';
import { declaredDifference, sameValue } from './compare.js';
import { type Wanted, wantedFacts } from './expectation.js';
import type { Facts, FactTable, FactValue } from './facts.js';
import { type Marks, wantedMarks } from './marks.js';
import type { ElasticReading, RenderedStream, Side, SplunkReading } from './rendered-add-on.js';

/** What of a sample is not as it should be. */
export type FailureKind = 'fact' | 'mark' | 'record' | 'accepted' | 'budget';

/** One thing that a rendered side does otherwise than it should. */
export interface Failure {
  readonly kind: FailureKind;
  readonly sample: Sample;
  readonly side: Side;
  /** The fact, or the field or path of the side. */
  readonly fact: string;
  readonly expected: unknown;
  readonly got: unknown;
  /** Where the expectation says so, below `expect`. */
  readonly path: readonly string[];
  /** The parts of the record that were read, as offsets. */
  readonly read: readonly (readonly [number, number])[];
  /** The lines of rendered files that state it, or could. */
  readonly places: readonly Span[];
}

/** What both sides make of one sample, and what is wrong with it. */
export interface Trial {
  readonly sample: Sample;
  readonly table: FactTable;
  readonly splunk: SplunkReading | undefined;
  readonly elastic: ElasticReading | undefined;
  readonly failures: readonly Failure[];
  readonly isAccepted: boolean;
}

/** Lets both rendered sides read samples; holds what they state against the expectations, and all of it against what was accepted. */
export function trySamples(
  rendered: RenderedStream,
  samples: readonly Sample[],
  accepted: AcceptedResults,
  budget: Budget,
): readonly Trial[] {
  const splunk = budget.each(samples, ({ raw }) => rendered.splunk(raw, { budget }));
  const both = budget.each(splunk, ([sample]) => rendered.elasticDocument(inputOf(sample), { budget }));
  return Array.from(both, ([[sample, ofSplunk], ofElastic]) => trial(rendered, sample, accepted, ofSplunk, ofElastic));
}

function trial(
  rendered: RenderedStream,
  sample: Sample,
  accepted: AcceptedResults,
  splunk: Spent<SplunkReading>,
  elastic: Spent<ElasticReading>,
): Trial {
  const overrun = (side: Side, run: Spent<unknown>): readonly Failure[] =>
    run.done ? [] : [failure('budget', sample, side, 'record', 'a reading', undefined, { places: run.at === undefined ? [] : [run.at] })];
  const readings = { splunk: splunk.done ? splunk.value : undefined, elastic: elastic.done ? elastic.value : undefined };
  const about = new Judged(rendered, sample, readings.splunk, readings.elastic);
  const facts = [...about.records(), ...about.states(), ...about.facts(), ...about.marks()];
  const results = [...about.results(accepted, facts)];
  return {
    sample,
    table: rendered.table,
    ...readings,
    failures: [...overrun('splunk', splunk), ...overrun('elastic', elastic), ...facts, ...results],
    isAccepted: accepted.splunk.has(sample.name) && acceptedDocument(accepted, sample) !== undefined,
  };
}

function failure(
  kind: FailureKind,
  sample: Sample,
  side: Side,
  fact: string,
  expected: unknown,
  got: unknown,
  more: Partial<Pick<Failure, 'path' | 'read' | 'places'>> = {},
): Failure {
  return { kind, sample, side, fact, expected, got, path: [], read: [], places: [], ...more };
}

/** One sample and what the sides make of it, as it is judged. */
class Judged {
  readonly #rendered: RenderedStream;
  readonly #sample: Sample;
  readonly #splunk: SplunkReading | undefined;
  readonly #elastic: ElasticReading | undefined;

  constructor(rendered: RenderedStream, sample: Sample, splunk: SplunkReading | undefined, elastic: ElasticReading | undefined) {
    this.#rendered = rendered;
    this.#sample = sample;
    this.#splunk = splunk;
    this.#elastic = elastic;
  }

  get #table(): FactTable {
    return this.#rendered.table;
  }

  /** The side that takes the record otherwise than the other and than expected, where the catalog declares that the sides may. */
  get #excused(): Side | undefined {
    const { state } = this.#sample.expect;
    const isDeclared = ['state', 'event.name'].some((fact) => this.#isDeclared(fact));
    const wrong = sides.filter((side) => this.#reading(side) !== undefined && this.#reading(side)?.state !== state);
    return isDeclared && wrong.length === 1 ? wrong[0] : undefined;
  }

  /** The record is one record, on both sides, and stays one where it stands among others. */
  *records(): Iterable<Failure> {
    const { raw, expect } = this.#sample;
    const count = this.#splunk?.records.length ?? 1;
    if (count !== 1) yield this.#failure('record', 'splunk', 'records', '1', String(count));
    const kind = this.#elastic?.result.kind ?? 'doc';
    if (kind !== 'doc') yield this.#failure('record', 'elastic', 'document', 'doc', kind === 'error' ? this.#elastic?.error : kind);
    if (this.#rendered.stream.body.form === 'windows-event' || expect.time === undefined) return;
    for (const lineEnd of ['\n', '\r\n']) {
      const breaker = this.#rendered.splunkReader(raw).breaker();
      const cut = [...breaker.push(`${raw}${lineEnd}${raw}`), ...breaker.end()];
      if (cut.length === 2 && cut.every((each) => each === raw)) continue;
      yield this.#failure('record', 'splunk', 'line breaks', [raw, raw], cut);
      return;
    }
  }

  /** The record is read, unknown, unparsed, or left alone as its expectation says. */
  *states(): Iterable<Failure> {
    const { state, not_event: others = [] } = this.#sample.expect;
    const wanted = state === 'foreign' ? 'unparsed' : state;
    for (const side of sides) {
      const reading = this.#reading(side);
      if (reading === undefined) continue;
      if (reading.state !== wanted && side !== this.#excused) yield this.#failure('fact', side, 'state', state, reading.state, ['state']);
      const name = reading.facts.get('event.name');
      if (typeof name === 'string' && others.includes(name))
        yield this.#failure('fact', side, 'event.name', `anything but ${name}`, name, ['not_event']);
    }
    if (state === 'foreign') yield* this.#leftAlone();
  }

  // What the add-on shares with others must show nothing of ours in the records of those.
  *#leftAlone(): Iterable<Failure> {
    const prefix = `${namespace(this.#table.catalog)}_`;
    const fields = this.#splunk?.records[0]?.fields ?? new Map<string, readonly string[]>();
    for (const [name, values] of fields) {
      if (name.startsWith(prefix)) yield this.#failure('fact', 'splunk', name, undefined, values, ['state']);
    }
  }

  *facts(): Iterable<Failure> {
    const { expect, complete } = this.#sample;
    if (expect.state === 'foreign') return;
    for (const wanted of wantedFacts(expect, this.#table, complete)) yield* this.#fact(wanted);
  }

  // Where the catalog declares that the sides differ, one of them must state what is expected; the other's value is held by what was accepted.
  *#fact({ fact, value, path }: Wanted): Iterable<Failure> {
    const wrong = sides.filter((side) => {
      const reading = this.#reading(side);
      return reading !== undefined && !sameValue(value, reading.facts.get(fact)) && side !== this.#excused && this.#isNamed(side, fact);
    });
    if (wrong.length === 0) return;
    if (wrong.length < 2 && (this.#isDeclared(fact) || this.#isLeftUnread(wrong, fact))) return;
    for (const side of wrong) yield this.#failure('fact', side, fact, value, this.#reading(side)?.facts.get(fact), path);
  }

  #isDeclared(fact: string): boolean {
    return declaredDifference(this.#rendered.stream.differs, fact) !== undefined;
  }

  // A record that could not be read is kept whole; what a side still shows of it counts where both show it.
  #isLeftUnread([side]: readonly Side[], fact: string): boolean {
    return this.#sample.expect.state === 'unparsed' && side !== undefined && !this.#reading(side)?.facts.has(fact);
  }

  // A fact that is in no table is stated by neither side, and that is told of both.
  #isNamed(side: Side, fact: string): boolean {
    return this.#table.facts.find((each) => each.fact === fact)?.[side].length !== 0;
  }

  /** Both sides sort the record as its class says. */
  *marks(): Iterable<Failure> {
    const isForeign = this.#sample.expect.state === 'foreign';
    if (this.#splunk !== undefined) {
      const { eventtypes, tags } = wantedMarks(this.#table, this.#meant(this.#splunk.facts), isForeign);
      const [record] = this.#splunk.records;
      const own = record?.eventtypes.filter((each) => each.startsWith(`${namespace(this.#table.catalog)}_`)) ?? [];
      yield* this.#mark('splunk', 'eventtypes', eventtypes, own);
      yield* this.#mark('splunk', 'tags', tags, record?.tags ?? []);
    }
    if (this.#elastic !== undefined) yield* this.#ecsMarks(wantedMarks(this.#table, this.#meant(this.#elastic.facts), isForeign));
  }

  *#ecsMarks(wanted: Marks): Iterable<Failure> {
    const texts = (path: readonly string[]) => textsAt(this.#elastic?.document, path);
    for (const name of ['kind', 'category', 'type'] as const)
      yield* this.#mark('elastic', `event.${name}`, wanted[name], texts(['event', name]));
    const error = texts(['error', 'message']);
    const got = error.length > 0;
    if (got !== wanted.error)
      yield this.#failure('mark', 'elastic', 'error.message', wanted.error ? 'a message' : undefined, got ? error : undefined);
  }

  *#mark(side: Side, name: string, wanted: readonly string[], got: readonly string[]): Iterable<Failure> {
    if (!sameValue([...wanted].sort(), [...got].sort())) yield this.#failure('mark', side, name, wanted, got);
  }

  // What decides how a record is sorted: what is expected, and where nothing is, what is read.
  #meant(facts: Facts): Facts {
    const { class: eventClass, action, outcome } = this.#sample.expect;
    const stated = Object.entries({ class: eventClass, action, outcome }).flatMap(([name, value]) =>
      value === undefined || !facts.has('class') ? [] : [[name, value] as const],
    );
    return new Map<string, FactValue>([...facts, ...stated]);
  }

  /** All that the sides make of the sample is what was accepted; what failed as a fact is not told again. */
  *results(accepted: AcceptedResults, told: readonly Failure[]): Iterable<Failure> {
    if (this.#splunk !== undefined && accepted.splunk.has(this.#sample.name))
      yield* this.#result('splunk', accepted.splunk.get(this.#sample.name), splunkResult(this.#splunk), told);
    const document = acceptedDocument(accepted, this.#sample);
    if (this.#elastic !== undefined && document !== undefined) yield* this.#result('elastic', document, elasticResult(this.#elastic), told);
  }

  *#result(side: Side, expected: unknown, got: unknown, told: readonly Failure[]): Iterable<Failure> {
    const ofSide = told.filter((each) => each.side === side);
    const known = new Set(ofSide.flatMap(({ fact }) => [fact, ...(this.#table.facts.find((each) => each.fact === fact)?.[side] ?? [])]));
    for (const leaf of leafDifferences(expected, got)) {
      const path = side === 'splunk' && leaf.path[0] === 'fields' ? leaf.path.slice(1) : leaf.path;
      const name = path.join('.');
      if (!known.has(name)) yield this.#failure('accepted', side, name, leaf.expected, leaf.got);
    }
  }

  #reading(side: Side): SplunkReading | ElasticReading | undefined {
    return side === 'splunk' ? this.#splunk : this.#elastic;
  }

  #failure(kind: FailureKind, side: Side, fact: string, expected: unknown, got: unknown, path: readonly string[] = []): Failure {
    return failure(kind, this.#sample, side, fact, expected, got, { path });
  }
}

const sides: readonly Side[] = ['splunk', 'elastic'];

function textsAt(document: unknown, path: readonly string[]): readonly string[] {
  const value = valueAt(document, path);
  return value === undefined ? [] : [value].flat().map(String);
}

/** Takes a failure and returns it with the parts of the record that were read and the rendered lines that are to be looked at. */
export function located(rendered: RenderedStream, failure: Failure): Failure {
  if (failure.kind === 'budget') return failure;
  // How a record is taken follows from whether an event is named.
  const fact = failure.fact === 'state' ? 'event.name' : failure.fact;
  if (failure.side === 'elastic') return { ...failure, places: unique(rendered.writers('elastic', fact)) };
  const settings = settingsOf(rendered, failure);
  if (settings.length > 0) return { ...failure, places: unique(settings) };
  const [record] = rendered.splunk(failure.sample.raw, { trace: true }).records;
  const names = rendered.table.facts.find((each) => each.fact === fact)?.splunk ?? [fact];
  const origin = names.flatMap((name) => record?.origins?.get(name) ?? [])[0];
  const writers = naming(rendered, rendered.writers('splunk', fact), names);
  if (origin === undefined) return { ...failure, places: unique(writers) };
  const keys = origin.from.flatMap((name) => record?.fields.get(name) ?? []);
  const rows = origin.directive.startsWith('LOOKUP-')
    ? rendered.writers('splunk', fact).flatMap((place) => rowsOf(rendered, place, keys))
    : [];
  return { ...failure, read: origin.spans ?? [], places: unique([...rows, origin.place]) };
}

/** Of the lines that can write a field those that name it, where any does: some write a field of any name. */
function naming(rendered: RenderedStream, places: readonly Span[], names: readonly string[]): readonly Span[] {
  const named = places.filter(({ file, line }) =>
    rendered.splunkLines(file, (text) => names.some((name) => text.includes(name))).some((place) => place.line === line),
  );
  return named.length === 0 ? places : named;
}

/** The lines of a lookup file that hold a key; none in another file. */
function rowsOf(rendered: RenderedStream, { file }: Span, keys: readonly string[]): readonly Span[] {
  if (!file.endsWith('.csv')) return [];
  return rendered.splunkLines(file, (line) => keys.every((key) => `,${line},`.includes(`,${key},`)));
}

/** The lines that decide about what is no field: where a record begins, its time, its event types and tags. */
function settingsOf(rendered: RenderedStream, { fact, expected, got }: Failure): readonly Span[] {
  const inProps = (...keys: readonly string[]) =>
    rendered.splunkLines('default/props.conf', (line) => keys.some((key) => line.startsWith(`${key} =`)));
  const named = [expected, got].flatMap((each) => (Array.isArray(each) ? each.map(String) : []));
  switch (fact) {
    case 'line breaks':
      return inProps('LINE_BREAKER', 'SHOULD_LINEMERGE', 'TRUNCATE');
    case 'time':
      return inProps('TIME_PREFIX', 'TIME_FORMAT', 'TZ', 'TZ_ALIAS', 'MAX_TIMESTAMP_LOOKAHEAD');
    case 'eventtypes':
      return rendered.splunkLines('default/eventtypes.conf', (line) => named.some((each) => line === `[${each}]`));
    case 'tags':
      return rendered.splunkLines('default/tags.conf', (line) => named.some((each) => line.startsWith(`${each} =`)));
    default:
      return [];
  }
}

function unique(places: readonly Span[]): readonly Span[] {
  return places.filter((place, index) => places.findIndex((each) => each.file === place.file && each.line === place.line) === index);
}
