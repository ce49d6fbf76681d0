import type { Expectation } from '../../src/catalog/schema.js';
import type { Seen } from './search-time.js';

/** A fact that the app yields otherwise than expected. */
export interface Difference {
  readonly fact: string;
  readonly expected: unknown;
  readonly seen: unknown;
}

/** How a catalog's facts are named in its app. */
export interface Naming {
  readonly prefix: string;
  /** The field that holds the event's name in each record. */
  readonly key: string;
  readonly host: string;
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
  api_key: ['account', 'change'],
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
  alarm: ['alert'],
  unknown: [],
};

const defaults = new Set(['_raw', 'host', 'source', 'sourcetype']);

/** Takes what a search sees of a record and what is expected, returns every difference: a fact that is missing, other, or too much. */
export function differences(expected: Expectation, seen: Seen, naming: Naming): readonly Difference[] {
  const all = [...wantedFields(expected, seen, naming), ...wantedFacts(expected, seen, naming), ...wantedTypes(expected, seen, naming)];
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
  for (const [name, values] of fields) {
    if (name.startsWith(`${naming.prefix}raw_`)) seen.set(name.slice(naming.prefix.length + 4), values);
    else if (!defaults.has(name) && !name.startsWith(naming.prefix) && !naming.given.has(name) && name !== naming.key)
      seen.set(name, values);
  }
  const names = [...new Set([...Object.keys(wanted), ...seen.keys()])];
  return names.map((name) => ({ fact: `fields.${name}`, expected: list(wanted[name]), seen: seen.get(name) }));
}

function wantedFacts(expected: Expectation, { fields }: Seen, naming: Naming): readonly Difference[] {
  const own = (name: string) => fields.get(`${naming.prefix}${name}`);
  const fact = (name: string, wanted: string | readonly string[] | undefined, seen: readonly string[] | undefined) => ({
    fact: name,
    expected: list(wanted),
    seen,
  });
  // In changes of accounts CIM means by `user` the account, and by `src_user` who changed it.
  const account = expected.class === 'account' ? expected.target_user : undefined;
  return [
    { fact: 'state', expected: expected.state, seen: stateOf(fields, naming) },
    fact('event', expected.event, own('event')),
    fact('outcome', expected.outcome, own('outcome')),
    fact('class', expected.class, own('class')),
    fact('action', expected.action, own('action')),
    fact('severity', expected.severity, fields.get('severity')),
    fact('text', expected.text, own('text')),
    fact('user', account ?? expected.user, fields.get('user')),
    fact('src_user', account === undefined ? undefined : expected.user, fields.get('src_user')),
    fact('target_user', expected.target_user, own('target_user')),
    fact('src', expected.src, fields.get('src')),
    fact('dest', expected.dest ?? naming.host, fields.get('dest')),
    fact('reason', expected.reason, fields.get('reason')),
    fact('serial_hex', serialOf(expected, naming), own('serial_hex')),
    fact('roles', expected.roles, own('role')),
    fact('unknown_field', expected.unknown_field, own('unknown_field')),
    fact('duplicate_field', expected.duplicate_field, own('duplicate_field')),
    ...['pid', 'thread', 'log_source', 'log_level'].map((name) => fact(`frame.${name}`, expected.frame?.[name], own(name))),
    {
      fact: 'pairs',
      expected: expected.pairs === undefined ? undefined : wantedPairs(expected.pairs),
      seen: pairsOf(fields.get('object_attrs')),
    },
    fact('helpers', undefined, own('body') ?? own('unclosed')),
  ];
}

function stateOf(fields: Seen['fields'], naming: Naming): Expectation['state'] {
  if (!fields.has(naming.key)) return 'unparsed';
  return fields.has(`${naming.prefix}event`) ? 'read' : 'unknown_event';
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
