import type { Wanted } from './expectation.js';
import type { Facts, FactTable, FactValue } from './facts.js';

/** A fact that a side states otherwise than expected; undefined is absent. */
export interface Difference {
  readonly fact: string;
  readonly expected: FactValue | undefined;
  readonly got: FactValue | undefined;
}

/** How the two sides stand to each other in one fact of one record. */
export type Agreement = 'equal' | 'splunk only' | 'elastic only' | 'different';

export interface ComparedFact {
  readonly fact: string;
  readonly agreement: Agreement;
  readonly splunk: FactValue | undefined;
  readonly elastic: FactValue | undefined;
  /** Why the catalog says that the sides may differ here. */
  readonly declared: string | undefined;
}

/** Whether a fact counts of a record that neither side could read. Such a record is kept whole; what a side still shows of it counts where both do. */
export function countsUnread({ agreement }: Pick<ComparedFact, 'agreement'>): boolean {
  return agreement === 'equal' || agreement === 'different';
}

/** Whether two values of a fact are the same. */
export function sameValue(a: FactValue | undefined, b: FactValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

/** Takes the facts of both sides and returns each fact that any of them states, in the order of the table. */
export function compareFacts(splunk: Facts, elastic: Facts, { facts, stream }: FactTable): readonly ComparedFact[] {
  const ofOneSide = new Set(facts.filter((each) => each.splunk.length === 0 || each.elastic.length === 0).map((each) => each.fact));
  const inTable = facts.map((each) => each.fact).filter((fact) => splunk.has(fact) || elastic.has(fact));
  const names = new Set([...inTable, ...splunk.keys(), ...elastic.keys()]);
  return [...names].flatMap((fact) => {
    if (ofOneSide.has(fact)) return [];
    const [left, right] = [splunk.get(fact), elastic.get(fact)];
    const declared = declaredDifference(stream.differs, fact);
    return [{ fact, agreement: agreement(left, right), splunk: left, elastic: right, declared }];
  });
}

function agreement(splunk: FactValue | undefined, elastic: FactValue | undefined): Agreement {
  if (elastic === undefined) return 'splunk only';
  if (splunk === undefined) return 'elastic only';
  return sameValue(splunk, elastic) ? 'equal' : 'different';
}

/** Returns the reason that a catalog gives for a difference in a fact, if it declares one. */
export function declaredDifference(differs: Readonly<Record<string, string>>, fact: string): string | undefined {
  return Object.hasOwn(differs, fact) ? differs[fact] : undefined;
}

/** Takes what must hold and what a side states, and returns every difference. */
export function differencesFrom(wanted: readonly Wanted[], facts: Facts): readonly (Difference & Pick<Wanted, 'path'>)[] {
  return wanted
    .map(({ fact, value, path }) => ({ fact, expected: value, got: facts.get(fact), path }))
    .filter(({ expected, got }) => !sameValue(expected, got));
}
