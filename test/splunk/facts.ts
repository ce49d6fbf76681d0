import type { Expectation } from '../../src/catalog/schema.js';
import type { FactNames } from '../fact-table.js';
import type { Seen } from './search-time.js';

/** A fact that the app yields otherwise than expected. */
export interface Difference {
  readonly fact: string;
  readonly expected: unknown;
  readonly seen: unknown;
}

/** How a stream's facts are named in its app. */
export interface Naming {
  readonly prefix: string;
  /** The host that records come from, where they say no other; undefined where each record says its own. */
  readonly host: string | undefined;
  /** Fact -> the fields that state it, of which the first that a record has counts: the app's column of fields.csv. */
  readonly facts: FactNames;
  /** Fields that hold the event's name, which an expectation states once. */
  readonly keys: readonly string[];
  /** Names that the app gives to facts of its own: a record's field of such a name is kept as `<prefix>raw_<name>`. */
  readonly given: ReadonlySet<string>;
  /** The names of fields that hold serial numbers. */
  readonly serials: readonly string[];
}

/** The tags that each class of events must have, by the Common Information Model. */
const tagsByClass: Readonly<Record<string, readonly string[]>> = {
  authentication: ['authentication'],
  logout: ['change'],
  privilege: ['authentication', 'privileged'],
  authorization: ['change'],
  session: ['network', 'session'],
  account: ['account', 'change'],
  role: ['change'],
  access_right: ['change'],
  api_key: ['change'],
  audit_log: ['audit', 'change'],
  audit_configuration: ['audit', 'change'],
  configuration: ['change'],
  backup: ['change'],
  certificate: ['change'],
  key: ['change'],
  token: ['change'],
  revocation_status: [],
  information: [],
  health: [],
  service: ['report', 'service'],
  alarm: ['alert'],
  unknown: [],
};

const defaults = new Set(['_raw', 'host', 'source', 'sourcetype']);

/** Fields of every app of ours that state no fact: keys of lookups, the time as printed, what a record said under a name of the app's own. */
const plumbing = /^(?:key|id|json|time|outcome_read|raw_[A-Za-z0-9_]+|[a-z0-9_]+_code)$/;

/** Takes what a search sees of a record and what is expected, returns every difference: a fact that is missing, other, or too much. */
export function differences(expected: Expectation, seen: Seen, naming: Naming): readonly Difference[] {
  const all = [
    ...wantedFields(expected, seen, naming),
    ...wantedFacts(expected, seen, naming),
    ...wantedTypes(expected, seen, naming),
    ...leftovers(seen, naming),
  ];
  return all
    .filter(({ expected: wanted, seen: found }) => JSON.stringify(wanted) !== JSON.stringify(found))
    .map(({ fact, expected: wanted, seen: found }) => ({ fact, expected: wanted, seen: found }));
}

function list(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value;
}

/** The record's own fields, by the names the product gives them: those expected, and no other. */
function wantedFields(expected: Expectation, { fields }: Seen, naming: Naming): readonly Difference[] {
  const wanted = expected.fields ?? {};
  const seen = new Map<string, readonly string[]>();
  const documented = [...naming.facts].filter(([fact]) => fact.startsWith('field.'));
  for (const [fact, names] of documented) {
    const values = names.map((name) => fields.get(name)).find((each) => each !== undefined);
    if (values !== undefined) seen.set(fact.slice('field.'.length), values);
  }
  const taken = new Set(documented.flatMap(([, names]) => names));
  for (const [name, values] of fields) {
    if (name.startsWith(`${naming.prefix}raw_`)) seen.set(name.slice(naming.prefix.length + 4), values);
    else if (!defaults.has(name) && !name.startsWith(naming.prefix) && !naming.given.has(name) && !taken.has(name)) seen.set(name, values);
  }
  for (const key of naming.keys) seen.delete(key);
  const names = [...new Set([...Object.keys(wanted), ...seen.keys()])];
  return names.map((name) => ({ fact: `fields.${name}`, expected: list(wanted[name]), seen: seen.get(name) }));
}

function wantedFacts(expected: Expectation, { fields }: Seen, naming: Naming): readonly Difference[] {
  const valuesOf = (name: string) =>
    naming.facts
      .get(name)
      ?.map((each) => fields.get(each))
      .find((each) => each !== undefined);
  const fact = (name: string, wanted: string | readonly string[] | undefined, seen = valuesOf(name)) => ({
    fact: name,
    expected: list(wanted),
    seen,
  });
  // In changes of accounts CIM means by `user` the account, and by `src_user` who changed it, if that is known.
  const account = expected.class === 'account' && expected.user !== undefined ? expected.target_user : undefined;
  const frame = [...naming.facts.keys()].filter((each) => isFrame(each));
  const { facts = {} } = expected;
  return [
    { fact: 'state', expected: expected.state, seen: stateOf(valuesOf) },
    fact('event.name', expected.event),
    fact('outcome', expected.outcome),
    fact('class', expected.class),
    fact('action', expected.action),
    fact('severity', expected.severity),
    fact('text', expected.text),
    fact('actor.user', expected.user),
    fact('user', account ?? expected.user, fields.get('user')),
    fact('src_user', account === undefined ? undefined : expected.user, fields.get('src_user')),
    fact('target.user', expected.target_user),
    fact('source.address', expected.src),
    ...(naming.host === undefined ? [] : [fact('destination.address', expected.dest ?? naming.host, fields.get('dest'))]),
    fact('reason', expected.reason),
    fact('certificate.serial.hex', serialOf(expected, naming)),
    fact('actor.role', expected.roles),
    fact('unknown_field', expected.unknown_field),
    fact('duplicate_field', expected.duplicate_field),
    ...[...new Set([...frame, ...Object.keys(expected.frame ?? {})])].map((name) => fact(name, expected.frame?.[name])),
    ...Object.keys(facts).map((name) => fact(name, facts[name])),
    {
      fact: 'pairs',
      expected: expected.pairs === undefined ? undefined : wantedPairs(expected.pairs),
      seen: pairsOf(fields.get('object_attrs')),
    },
  ];
}

/** Facts that both sides name, and that are no value of the frame. */
const meanings =
  /[.]|^(?:title|description|class|action|outcome|severity|time|pairs|command|reason|text|unknown_field|duplicate_field|vendor|product)$/;

/** The facts of fields.csv that state a value of the frame: those that the catalog names and that are no field of the body. */
export function isFrame(fact: string): boolean {
  return !meanings.test(fact);
}

function stateOf(valuesOf: (fact: string) => unknown): Expectation['state'] {
  // A message of unknown shape has no key, but a class like every record that could be read.
  if (valuesOf('class') === undefined) return 'unparsed';
  return valuesOf('event.name') === undefined ? 'unknown_event' : 'read';
}

/** Fields under the app's own prefix that no fact has and nothing needs: helpers that were not put away. */
function leftovers({ fields }: Seen, naming: Naming): readonly Difference[] {
  const known = new Set([...naming.facts.values()].flat());
  return [...fields.keys()]
    .filter((name) => name.startsWith(naming.prefix) && !known.has(name) && !plumbing.test(name.slice(naming.prefix.length)))
    .map((name) => ({ fact: `helper ${name}`, expected: undefined, seen: fields.get(name) }));
}

// Declared difference: Splunk computes with at most 15 decimal digits.
function serialOf(expected: Expectation, naming: Naming): string | undefined {
  const written = naming.serials.map((name) => list(expected.fields?.[name])?.[0]).find((each) => each !== undefined);
  return written !== undefined && /^[0-9]{16,}$/.test(written) ? undefined : expected.serial_hex;
}

function wantedPairs(pairs: Readonly<Record<string, string | readonly string[]>>): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(pairs).map(([name, values]) => [name, list(values) ?? []]);
}

/** Whole pairs `name;;value` by name, in order. */
function pairsOf(attributes: readonly string[] | undefined): readonly (readonly [string, readonly string[]])[] | undefined {
  if (attributes === undefined) return undefined;
  const byName = new Map<string, string[]>();
  for (const each of attributes) {
    const at = each.indexOf(';;');
    const name = each.slice(0, at);
    byName.set(name, [...(byName.get(name) ?? []), each.slice(at + 2)]);
  }
  return [...byName];
}

/** The eventtypes a record must have, no more and no less, and the tags that come with them. */
function wantedTypes(expected: Expectation, seen: Seen, { prefix }: Naming): readonly Difference[] {
  const types = [
    ...(expected.class === undefined ? [] : [expected.class === 'unknown' ? 'unknown_event' : expected.class]),
    ...(expected.unknown_field === undefined ? [] : ['unknown_field']),
    ...(expected.duplicate_field === undefined ? [] : ['duplicate_field']),
    ...(expected.state === 'unparsed' ? ['unparsed'] : []),
  ];
  return [
    { fact: 'eventtypes', expected: types.map((each) => prefix + each), seen: seen.eventtypes },
    { fact: 'tags', expected: expected.class === undefined ? [] : tagsByClass[expected.class], seen: seen.tags },
  ];
}
