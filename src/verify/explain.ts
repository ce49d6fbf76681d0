import type { Catalog, EventDefinition, SourceDocumentReference, Stream } from '../catalog/model.js';
import { rememberedOf } from '../catalog/remembered.js';
import { definitionFor, type EventFamily, families } from '../catalog/rows.js';
import type { Span } from '../diagnostics/finding.js';
import type { Budget } from '../evaluate/budget.js';
import type { SplunkRecord } from '../evaluate/splunk/splunk-apps.js';
import { valueAt } from '../source/yaml-document.js';
import { type ComparedFact, compareFacts, countsUnread } from './compare.js';
import { FactNames, keyField, toldBy } from './fact-names.js';
import { type Facts, type FactTable, listOf, type State } from './facts.js';
import { type FrameMatch, matchFrame } from './frame-match.js';
import type { ElasticReading, RenderedStream, SplunkReading } from './rendered-add-on.js';
import { type TimeRead, timeRead } from './time-read.js';
import { unreadParts } from './unread-parts.js';
import { extractedParts, fieldsBehind, type JsonLeaf, joined, jsonLeaves, onlyPart, type Part } from './value-places.js';

/** What both sides see in one record, where in it each value stands, and which line of which document is behind it. */
export interface Explanation {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly raw: string;
  readonly states: { readonly splunk: State; readonly elastic: State };
  readonly event: ExplainedEvent | undefined;
  readonly facts: readonly ExplainedFact[];
  readonly time: TimeRead | undefined;
  readonly splunk: { readonly eventtypes: readonly string[]; readonly tags: readonly string[] };
  /** `event.kind` and its kin, as the document has them. */
  readonly elastic: Readonly<Record<string, unknown>>;
  /** Why there is no document, or what went wrong on the way to it. */
  readonly elasticError: unknown;
  /** Parts of the record that no value covers, and that are no fixed text of its form. */
  readonly unread: readonly Part[];
}

export interface ExplainedEvent {
  readonly family: EventFamily;
  readonly definition: EventDefinition;
  /** The vendor's own key, each part under the name that the product gives it. */
  readonly key: Readonly<Record<string, string>>;
  readonly name: string;
}

/** A name and a value of one side, as that side shows them. */
export interface SideValue {
  readonly name: string;
  readonly value: unknown;
}

export interface ExplainedFact {
  readonly fact: string;
  /** The field whose value this is, as the product writes its name. */
  readonly field: string | undefined;
  readonly splunk: (SideValue & { readonly place: Span | undefined; readonly directive: string | undefined }) | undefined;
  readonly elastic: SideValue | undefined;
  /** Whether both sides state the same, whatever form each gives it. */
  readonly same: boolean;
  /** Whether it matters that both sides state the same: not where neither could read the record, and one alone still says something of it. */
  readonly isCompared: boolean;
  /** Why the catalog says that the sides may differ here. */
  readonly declared: string | undefined;
  /** Where the value stands in the record; empty for what is derived. */
  readonly parts: readonly Part[];
  /** The product's fields that a derived value comes from; empty for one that stands in the record as it is. */
  readonly from: readonly string[];
  /** The line of the catalog, and the place in the vendor's document, that it rests on. */
  readonly behind: { readonly span: Span | undefined; readonly source: string | undefined };
}

export interface ExplainOptions {
  /** The document in which Winlogbeat sends the record. */
  readonly winlog?: Readonly<Record<string, unknown>>;
  readonly budget?: Budget;
}

/** Lets both rendered sides of a stream read a record, and says of each value all that is known. */
export function explain(rendered: RenderedStream, raw: string, { winlog, budget }: ExplainOptions = {}): Explanation {
  const limit = budget === undefined ? {} : { budget };
  const splunk = rendered.splunk(raw, { trace: true, ...limit });
  const elastic = rendered.elastic(raw, rendered.stream.body.form === 'windows-event' ? winlog : undefined, limit);
  return new Explained(rendered, raw, splunk, elastic).explanation();
}

// Names stay the same for all records of a stream.
const factNames = rememberedOf((table: FactTable) => new FactNames(table));

/** One record on both sides, on the way to its explanation. */
class Explained {
  readonly #rendered: RenderedStream;
  readonly #names: FactNames;
  readonly #raw: string;
  readonly #splunk: SplunkReading;
  readonly #elastic: ElasticReading;
  readonly #record: SplunkRecord | undefined;
  readonly #event: ExplainedEvent | undefined;
  readonly #time: TimeRead | undefined;
  readonly #frame: FrameMatch | undefined;
  readonly #leaves: readonly JsonLeaf[];
  /** What the product wrote, by fact: all other values are traced back to it. */
  readonly #written: ReadonlyMap<string, WrittenFact>;
  readonly #compared: readonly ComparedFact[];

  constructor(rendered: RenderedStream, raw: string, splunk: SplunkReading, elastic: ElasticReading) {
    const { catalog, stream, table } = rendered;
    this.#rendered = rendered;
    this.#names = factNames(table);
    this.#raw = raw;
    this.#splunk = splunk;
    this.#elastic = elastic;
    this.#record = splunk.records[0];
    this.#event = eventOf(catalog, stream, splunk.facts, elastic.facts);
    this.#time = timeRead(stream, raw);
    this.#frame = matchFrame(stream, raw);
    this.#leaves = stream.body.form === 'json' ? jsonLeaves(raw, stream.body.envelope?.body) : [];
    this.#compared = [...oneSided(table, elastic.facts), ...compareFacts(splunk.facts, elastic.facts, table)];
    const written = this.#compared.filter(({ fact }) => this.#names.written(fact) !== undefined);
    this.#written = new Map(written.map((each) => [each.fact, { values: valuesOf(each), parts: this.#partsOf(each) }]));
  }

  explanation(): Explanation {
    const { catalog, stream } = this.#rendered;
    const facts = this.#compared.map((each) => this.#fact(each));
    const covered = joined([...facts.flatMap(({ parts }) => parts), ...(this.#frame?.literals ?? [])]);
    return {
      catalog,
      stream,
      raw: this.#raw,
      states: { splunk: this.#splunk.state, elastic: this.#elastic.state },
      event: this.#event,
      facts,
      time: this.#time,
      splunk: { eventtypes: this.#record?.eventtypes ?? [], tags: this.#record?.tags ?? [] },
      elastic: ecsMarks(this.#elastic.document),
      elasticError: this.#elastic.error ?? valueAt(this.#elastic.document, ['error', 'message']),
      unread: unreadParts({ stream, raw: this.#raw, covered, leaves: this.#leaves }),
    };
  }

  #fact(compared: ComparedFact): ExplainedFact {
    const { fact, agreement, declared } = compared;
    const own = this.#names.written(fact);
    const copied = own === undefined ? this.#copiedFrom(compared) : undefined;
    const field = own ?? copied;
    const parts = this.#writtenAs(own === undefined ? copied : fact)?.parts ?? this.#partsOf(compared);
    const isDerived = field === undefined && fact !== 'time';
    return {
      fact,
      field,
      splunk: this.#splunkValue(compared),
      elastic: this.#elasticValue(compared),
      same: agreement === 'equal',
      isCompared: !this.#isUnread || countsUnread(compared),
      declared,
      parts,
      from: isDerived ? this.#derivedFrom(fact) : [],
      behind: this.#behind(fact, field),
    };
  }

  get #isUnread(): boolean {
    return this.#splunk.state === 'unparsed' && this.#elastic.state === 'unparsed';
  }

  /** What the product wrote under a name of its own, or as a fact. */
  #writtenAs(name: string | undefined): WrittenFact | undefined {
    return name === undefined
      ? undefined
      : (this.#written.get(`field.${name}`) ?? this.#written.get(name) ?? this.#written.get(`pair.${name}`));
  }

  /** Where the value of a fact stands: as the expression says that read it, as frame or JSON say, or where alone its text is found. */
  #partsOf(compared: ComparedFact): readonly Part[] {
    const { fact } = compared;
    if (fact === 'time') return this.#time === undefined ? [] : [this.#time.part];
    const record = this.#record;
    const extracted = record === undefined ? [] : this.#splunkNames(fact).flatMap((name) => extractedParts(record, name));
    if (extracted.length > 0) return joined(extracted);
    const path = fact.replace(/^field\./, '');
    const inFrame = this.#frame?.values.get(path);
    if (inFrame !== undefined) return [inFrame];
    const leaves = this.#leaves.filter((leaf) => leaf.name === path);
    if (leaves.length > 0) return joined(leaves.map(({ part }) => part));
    if (this.#names.written(fact) === undefined) return [];
    return joined(valuesOf(compared).flatMap((text) => this.#onlyPart(text)));
  }

  #onlyPart(text: string): readonly Part[] {
    const part = onlyPart(this.#raw, text);
    return part === undefined ? [] : [part];
  }

  /** The field of the search that holds a fact, if the record has it. */
  #splunkNames(fact: string): readonly string[] {
    const first = this.#names.splunk(fact).find((name) => this.#record?.fields.has(name) === true);
    return first === undefined ? [] : [first];
  }

  /** The product's field whose value a fact repeats: one that Splunk made it of, else one that has the role. */
  #copiedFrom(compared: ComparedFact): string | undefined {
    const values = valuesOf(compared);
    const object = compared.fact.startsWith('object.') ? this.#event?.definition.object : undefined;
    const named = [...(object?.id ?? []), ...(object?.name ?? [])];
    return [...this.#productFieldsBehind(compared.fact), ...named, ...this.#names.withRoleOf(compared.fact)].find((name) => {
      const own = this.#writtenAs(name)?.values ?? [];
      return own.length > 0 && own.length === values.length && own.every((each, index) => each === values[index]);
    });
  }

  #fieldsBehind(fact: string): readonly string[] {
    const record = this.#record;
    return record === undefined ? [] : this.#splunkNames(fact).flatMap((name) => fieldsBehind(record, name));
  }

  /** The product's fields that Splunk reads, directly or through fields of the add-on's own, to calculate a fact. */
  #productFieldsBehind(fact: string): readonly string[] {
    const facts = this.#fieldsBehind(fact).flatMap((name) => this.#names.factsOf(name).find((each) => this.#written.has(each)) ?? []);
    return [...new Set(facts.map((each) => each.replace(/^(?:field|pair)\./, '')))];
  }

  /** What the event is told by, for all that follows from the event; for all else the fields that Splunk reads. */
  #derivedFrom(fact: string): readonly string[] {
    const read = this.#productFieldsBehind(fact);
    if (isOfEvent(fact) && this.#event !== undefined) {
      const { catalog, stream } = this.#rendered;
      const isThere = (name: string) => name === 'text' || name === 'id' || this.#writtenAs(name) !== undefined;
      return [...new Set([...toldBy(catalog, stream), ...read].filter(isThere))];
    }
    return read.length > 0 ? read : this.#fieldsBehind(fact).filter((name) => BESIDE.includes(name));
  }

  #splunkValue({ fact, splunk }: ComparedFact): ExplainedFact['splunk'] {
    if (splunk === undefined || this.#record === undefined) return undefined;
    const named = this.#names.named(fact);
    if (named?.kind === 'time' && named.splunk.includes('_time'))
      return { name: '_time', value: this.#record.time, place: undefined, directive: undefined };
    const [name = fact] = this.#splunkNames(fact);
    const values = this.#record.fields.get(name) ?? listOf(splunk);
    const origin = this.#record.origins?.get(name);
    return { name, value: values.length === 1 ? values[0] : values, place: origin?.place, directive: origin?.directive };
  }

  #elasticValue({ fact, elastic }: ComparedFact): SideValue | undefined {
    if (elastic === undefined) return undefined;
    const paths = this.#names.elastic(fact).map((path) => ({ name: path.join('.'), value: valueAt(this.#elastic.document, path) }));
    // Below a list of objects there is no one value; the fact has them all.
    return paths.find((each) => each.value !== undefined) ?? { name: paths[0]?.name ?? fact, value: elastic };
  }

  /** A value that the product writes rests on the field's line; what an event means, on the event's. */
  #behind(fact: string, field: string | undefined): ExplainedFact['behind'] {
    const own = field === undefined ? undefined : this.#names.field(field);
    if (own !== undefined) return { span: own.span, source: own.source };
    const enumeration = /^enumeration\.([^.]+)/.exec(fact)?.[1];
    const codes = this.#rendered.catalog.enumerations.find((each) => each.name === enumeration);
    if (codes !== undefined) return { span: undefined, source: codes.source };
    if (!(isOfEvent(fact) || fact === 'text') || this.#event === undefined) return { span: undefined, source: undefined };
    return { span: this.#event.definition.span, source: this.#event.definition.source };
  }
}

/** What only Elastic's package states, because Splunk has it from elsewhere: the time of a Windows event, which is no matter for comparing. */
function oneSided({ facts }: FactTable, elastic: Facts): readonly ComparedFact[] {
  const declared = "Splunk's own input gives it, and not the add-on";
  return facts
    .filter(({ fact, splunk }) => splunk.length === 0 && elastic.has(fact))
    .map(({ fact }) => ({ fact, agreement: 'elastic only', splunk: undefined, elastic: elastic.get(fact), declared }));
}

interface WrittenFact {
  readonly values: readonly string[];
  readonly parts: readonly Part[];
}

function valuesOf({ splunk, elastic }: ComparedFact): readonly string[] {
  return listOf(splunk ?? elastic);
}

/** What Splunk knows of a record beside its text. */
const BESIDE: readonly string[] = ['host', 'source', 'sourcetype'];

/** Whether a fact follows from which event it is, and how that ended. */
function isOfEvent(fact: string): boolean {
  return /^(?:event\.(?:code|name)|title|description|class|action|outcome|severity|object\.category)$/.test(fact);
}

/** Returns the event that the facts of either side name, and the definition that fits the outcome they state. */
function eventOf(catalog: Catalog, stream: Stream, splunk: Facts, elastic: Facts): ExplainedEvent | undefined {
  const facts = splunk.has('event.name') ? splunk : elastic;
  const name = facts.get('event.name');
  const family = families(catalog, stream).find((each) => each.name === name);
  if (family === undefined) return undefined;
  const definition = definitionFor(family, String(facts.get('outcome') ?? 'unknown'));
  if (definition === undefined) return undefined;
  const title = facts.get('title');
  return {
    family,
    definition,
    key: eventKey(catalog, stream, definition, facts),
    name: typeof title === 'string' ? title : definition.name,
  };
}

/** The vendor's own key of a definition: what the product's documentation looks an event up by. */
export function eventKey(catalog: Catalog, stream: Stream, definition: EventDefinition, facts?: Facts): Readonly<Record<string, string>> {
  const scope: Record<string, string> =
    definition.scope === undefined ? {} : { [stream.body.form === 'windows-event' ? 'provider' : 'scope']: definition.scope };
  if (stream.body.form === 'windows-event') return { ...scope, id: definition.key };
  if (stream.body.form === 'text') return { ...scope, text: definition.key };
  const field = keyField(catalog) ?? 'key';
  const from = stream.outcome?.from;
  if (from === undefined || definition.outcome === undefined) return { ...scope, [field]: definition.key };
  const [printed = definition.outcome] = listOf(facts?.get(`field.${from}`));
  return { ...scope, [field]: definition.key, [from]: printed };
}

const ECS_MARKS = ['kind', 'category', 'type', 'outcome'] as const;

function ecsMarks(document: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    ECS_MARKS.map((name) => [`event.${name}`, valueAt(document, ['event', name])] as const).filter(([, value]) => value !== undefined),
  );
}

/** The document that a place such as `rhcs:15#AUTH` lies in, and the rest of the place. */
export function documentOf(
  catalog: Catalog,
  source: string,
): { readonly document: SourceDocumentReference | undefined; readonly place: string } {
  const colon = source.indexOf(':');
  const id = source.slice(0, colon);
  return { document: catalog.sources.find((each) => each.id === id), place: source.slice(colon + 1) };
}
