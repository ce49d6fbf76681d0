import type { Catalog, Stream } from '../catalog/model.js';
import { namespace } from '../catalog/names.js';
import { readCsv } from '../evaluate/splunk/csv-table.js';
import { canonicalPairs, canonicalText, type FactKind, kindOf } from './canonical-text.js';

/** Which facts both sides of a stream state, and what each calls them. Of several names the first that a record has counts. */
export interface FactTable {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly facts: readonly NamedFact[];
}

export interface NamedFact {
  readonly fact: string;
  readonly kind: FactKind;
  /** Fields that a search sees; none where the add-on has no say in it. */
  readonly splunk: readonly string[];
  /** Paths in a document. */
  readonly elastic: readonly string[];
}

export type FactValue = string | readonly string[];

/** What a side states of one record: the canonical text of each fact, a list where there are several. What is absent is no key. */
export type Facts = ReadonlyMap<string, FactValue>;

/** How a record was taken: read, of an event that the catalog does not know, or not understood. */
export type State = 'read' | 'unknown_event' | 'unparsed';

/** What is asked of a record in a search; `SplunkRecord` is one. */
export interface SearchedRecord {
  /** Seconds since 1970. */
  readonly time: number | null;
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly tags: readonly string[];
}

/**
 * Takes the text of the rendered `docs/<catalog>/fields.csv` and returns the facts of one stream. That file alone says what the sides call a
 * fact: nothing is asked of what rendered it.
 */
export function readFactTable(catalog: Catalog, stream: Stream, text: string): FactTable {
  const prefix = catalog.streams.length > 1 ? `${stream.id}:` : '';
  const facts = readCsv(text).rows.flatMap(([name = '', splunk = '', elastic = '']) => {
    if (name === '' || !name.startsWith(prefix)) return [];
    const fact = name.slice(prefix.length);
    // The time of a Windows event is given by Splunk's input, and not by what was rendered.
    const inSplunk = stream.body.form === 'windows-event' && splunk === '_time' ? [] : splunk.split('|');
    return [{ fact, kind: kindOf(catalog, fact), splunk: inSplunk, elastic: elastic.split('|') }];
  });
  return { catalog, stream, facts };
}

/** Takes a record as a search sees it and returns the facts it states. */
export function splunkFacts(record: SearchedRecord, table: FactTable): Facts {
  const { fields, time } = record;
  const facts = new Map<string, FactValue>();
  for (const each of table.facts) {
    if (each.kind === 'time' && each.splunk.includes('_time')) {
      if (time !== null) facts.set(each.fact, isoTime(time));
      continue;
    }
    const values = namesIn(record, each.splunk)
      .map((name) => fields.get(name))
      .find((found) => found !== undefined && found.length > 0);
    if (values !== undefined) facts.set(each.fact, canonical(table, each.kind, values));
  }
  for (const name of undocumented(table, facts)) {
    const values = fields.get(`${namespace(table.catalog)}_raw_${name}`) ?? fields.get(name);
    if (values !== undefined && values.length > 0) facts.set(`field.${name}`, canonical(table, 'text', values));
  }
  return facts;
}

// The Common Information Model means by `user` of a change of an account the account, and by `src_user` who changed it.
function namesIn({ tags }: SearchedRecord, names: readonly string[]): readonly string[] {
  const isAccountChange = tags.includes('account') && tags.includes('change');
  return isAccountChange && names.includes('src_user') ? names.filter((name) => name !== 'user') : names;
}

/** Takes a document as JSON has it (whole numbers may be bigints) and returns the facts it states. */
export function elasticFacts(document: unknown, table: FactTable): Facts {
  const facts = new Map<string, FactValue>();
  for (const each of table.facts) {
    const values = each.elastic.map((path) => valuesAt(document, path, each.kind, table)).find((found) => found.length > 0);
    if (values !== undefined) facts.set(each.fact, canonical(table, each.kind, values));
  }
  for (const name of undocumented(table, facts)) {
    const values = texts(at(document, [...ownPath(table), 'undocumented', name]));
    if (values.length > 0) facts.set(`field.${name}`, canonical(table, 'text', values));
  }
  return facts;
}

/** Takes the facts of a record and returns how it was taken: what could be read has a class, and a name where the catalog knows the event. */
export function stateOf(facts: Facts): State {
  if (!facts.has('class')) return 'unparsed';
  return facts.has('event.name') ? 'read' : 'unknown_event';
}

/** The path under which a document keeps what only this stream has. */
export function ownPath({ catalog, stream }: FactTable): readonly string[] {
  return [namespace(catalog), stream.dataStream];
}

// Where a record names its fields itself, those that nobody documented are kept too, under their names; the table cannot know them.
function undocumented({ stream }: FactTable, facts: Facts): readonly string[] {
  return stream.body.form === 'brackets' ? listOf(facts.get('unknown_field')) : [];
}

/** Returns the values of a fact as a list: none where it is absent. */
export function listOf(value: FactValue | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** Takes the values of a fact and returns their canonical form: a list of one is its value. */
export function canonical({ stream }: Pick<FactTable, 'stream'>, kind: FactKind, values: readonly string[]): FactValue {
  const all = kind === 'pairs' ? canonicalPairs(stream, values) : values.map((each) => canonicalText(kind, each));
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : all;
}

// Splunk keeps microseconds, documents milliseconds.
function isoTime(seconds: number): string {
  return new Date(Math.floor(Math.round(seconds * 1e6) / 1000)).toISOString();
}

function valuesAt(document: unknown, path: string, kind: FactKind, { stream }: FactTable): readonly string[] {
  const value = at(document, path.split('.'));
  if (kind !== 'pairs' || !isObject(value)) return texts(value);
  return Object.entries(value).flatMap(([name, each]) => texts(each).map((text) => `${name}${stream.pairs.assign}${text}`));
}

// Below a list of objects a path leads to every value there.
function at(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.map((each) => at(each, path)).filter((each) => each !== undefined);
  return isObject(value) && Object.hasOwn(value, step) ? at(value[step], rest) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return [isObject(value) ? JSON.stringify(value) : String(value)];
}
