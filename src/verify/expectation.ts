import type { Expectation } from '../catalog/schema.js';
import { canonical, type FactTable, type FactValue } from './facts.js';

/** One thing that an expectation says of a record. */
export interface Wanted {
  readonly fact: string;
  /** Undefined where the fact must be absent. */
  readonly value: FactValue | undefined;
  /** Where the expectation says so, below `expect`. */
  readonly path: readonly string[];
}

/** The words of an expectation, each with the fact that it means. */
const facts = {
  event: 'event.name',
  time: 'time',
  outcome: 'outcome',
  class: 'class',
  action: 'action',
  severity: 'severity',
  text: 'text',
  user: 'actor.user',
  target_user: 'target.user',
  src: 'source.address',
  dest: 'destination.address',
  reason: 'reason',
  serial_hex: 'certificate.serial.hex',
  roles: 'actor.role',
  unknown_field: 'unknown_field',
  duplicate_field: 'duplicate_field',
} as const satisfies Partial<Record<keyof Expectation, string>>;

type Word = keyof typeof facts;
const words = Object.keys(facts) as readonly Word[];

/** The word of an expectation that means a fact; undefined where it has none. */
export function wordOf(fact: string): string | undefined {
  return words.find((each) => facts[each] === fact);
}

/** Facts that both sides name, and that are no value of the frame. */
const meanings =
  /[.]|^(?:title|description|class|action|outcome|severity|time|pairs|command|reason|text|unknown_field|duplicate_field|vendor|product)$/;

/** Whether a fact is a value of the frame: one that the catalog names and that is no field of the body. */
export function isFrame(fact: string): boolean {
  return !meanings.test(fact);
}

/**
 * Takes what is expected of a record and returns the facts that must hold. What is stated must be read. `fields`, `pairs` and `frame` are
 * complete where they are stated: no other field, pair or value of the frame may be read. Of a complete expectation every word
 * that is not stated says that there is no such fact.
 */
export function wantedFacts(expected: Expectation, table: FactTable, complete: boolean): readonly Wanted[] {
  const wanted = [...stated(expected, table)];
  const known = new Set(wanted.map((each) => each.fact));
  const absent = absentFacts(expected, table, complete).filter(({ fact }) => !known.has(fact));
  return [...wanted, ...absent];
}

function* stated(expected: Expectation, table: FactTable): Iterable<Wanted> {
  const wanted = (fact: string, value: FactValue, path: readonly string[]): Wanted => ({ fact, value: inWords(table, fact, value), path });
  for (const word of words) {
    const value = expected[word];
    if (value !== undefined) yield wanted(facts[word], value, [word]);
  }
  for (const [name, value] of Object.entries(expected.fields ?? {})) yield wanted(`field.${name}`, value, ['fields', name]);
  for (const [name, value] of Object.entries(expected.frame ?? {})) yield wanted(name, value, ['frame', name]);
  for (const [name, value] of Object.entries(expected.facts ?? {})) yield wanted(name, value, ['facts', name]);
  if (expected.pairs !== undefined) {
    const { assign } = table.stream.pairs;
    const pairs = Object.entries(expected.pairs).flatMap(([name, value]) => [value].flat().map((each) => `${name}${assign}${each}`));
    yield wanted('pairs', pairs, ['pairs']);
  }
}

/** The value of a fact as an expectation writes it, in its canonical form. */
function inWords({ facts: named, stream }: FactTable, fact: string, value: FactValue): FactValue {
  const kind = named.find((each) => each.fact === fact)?.kind ?? 'text';
  return canonical({ stream }, kind, typeof value === 'string' ? [value] : value);
}

function absentFacts(expected: Expectation, table: FactTable, complete: boolean): readonly Wanted[] {
  const { catalog } = table;
  // The record's own name for its event is stated once, as the event.
  const keys = new Set(catalog.fields.filter((field) => field.role === 'event.key').map((field) => `field.${field.name}`));
  const isListed = (fact: string): readonly string[] | undefined => {
    if (fact.startsWith('field.')) return (complete || expected.fields !== undefined) && !keys.has(fact) ? ['fields'] : undefined;
    if (isFrame(fact)) return complete || expected.frame !== undefined ? ['frame'] : undefined;
    if (fact === 'pairs') return complete ? ['pairs'] : undefined;
    const word = wordOf(fact);
    // The time of a record that could not be read is the engine's guess.
    return word !== undefined && complete && !(fact === 'time' && expected.state === 'unparsed') ? [word] : undefined;
  };
  return table.facts.flatMap(({ fact }) => {
    const path = isListed(fact);
    return path === undefined ? [] : [{ fact, value: undefined, path }];
  });
}
