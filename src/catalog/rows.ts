import { type Action, actions } from '../vocab/actions.js';
import type { ClassMeaning, EventClass } from '../vocab/classes.js';
import type { Severity } from '../vocab/severities.js';
import { classMeaning } from './classes.js';
import type { Alias, Catalog, EventCase, EventDefinition, ObjectRule, Outcome, Stream } from './model.js';
import { remembered } from './remembered.js';

/** What a record's outcome field says: one of the outcomes, something nobody understands or that contradicts itself, or nothing at all. */
export type OutcomeRead = Outcome | 'none';

const outcomesRead: readonly OutcomeRead[] = ['success', 'failure', 'unknown', 'none'];

export const outcomes: readonly Outcome[] = ['success', 'failure', 'unknown'];

/** What an event means once its outcome and its variant are known. */
export interface Meaning {
  readonly title: string;
  readonly description: string;
  readonly class: EventClass;
  /** What the class says of all its events. */
  readonly classMeaning: ClassMeaning;
  readonly action: Action;
  readonly severity: Severity;
  readonly objectCategory: string | undefined;
  readonly object: ObjectRule;
}

/** All definitions of one event name, with every name it is written under. */
export interface EventFamily {
  readonly catalog: Pick<Catalog, 'classes'>;
  /** What tells the event from all others of its stream: its key, after its scope where it has one. */
  readonly name: string;
  readonly scope: string | undefined;
  /** The vendor's own key. */
  readonly code: string;
  /** The outcome of an event that says it by itself, in a stream whose records have no field for it. */
  readonly outcome: Outcome | undefined;
  readonly definitions: readonly EventDefinition[];
  readonly aliases: readonly Alias[];
  readonly cases: readonly EventCase[];
}

/** Returns the events of a stream, one family a name, in the catalog's order. */
export const families = remembered((catalog: Catalog, stream: Stream): readonly EventFamily[] => {
  const byName = new Map<string, EventDefinition[]>();
  for (const event of catalog.events) {
    if (event.stream !== stream.id) continue;
    const name = identity(event.scope, event.key);
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [event]);
    else known.push(event);
  }
  return [...byName].map(([name, definitions]) => ({
    catalog,
    name,
    scope: definitions[0]?.scope,
    code: definitions[0]?.key ?? name,
    outcome: stream.outcome === undefined ? definitions[0]?.outcome : undefined,
    definitions,
    aliases: definitions.flatMap((each) => each.aliases),
    cases: mergeCases(definitions),
  }));
});

/** Of the definitions of an event, the one of an outcome; where there is none, the one of any outcome, then the first. */
export function definitionFor({ definitions }: EventFamily, outcome: string | undefined): EventDefinition | undefined {
  return definitions.find((each) => each.outcome === outcome) ?? definitions.find((each) => each.outcome === undefined) ?? definitions[0];
}

/** Takes the parts of a compound key and returns the one text that stands for both. */
export function identity(scope: string | undefined, key: string): string {
  return scope === undefined ? key : `${scope}:${key}`;
}

/** The form in which keys are compared: as written, or in lower case where letter case does not count. */
export function comparedKey(stream: Stream, key: string): string {
  return stream.body.form === 'json' && stream.body.ignoresCase ? key.toLowerCase() : key;
}

/** Returns every key that a family is written under, as it is compared: its own and those of its older names. */
export function writtenKeys(stream: Stream, family: EventFamily): readonly string[] {
  const names = [family.name, ...family.aliases.map((alias) => identity(family.scope, alias.name))];
  return names.map((each) => comparedKey(stream, each));
}

/** Returns what a record of the stream can say of its outcome. */
export function outcomesReadOf(stream: Stream): readonly OutcomeRead[] {
  if (stream.outcome !== undefined) return outcomesRead;
  if (stream.body.form !== 'json' || Object.keys(stream.body.suffixes).length === 0) return ['none'];
  return [...new Set<OutcomeRead>(['success', ...Object.values(stream.body.suffixes)])];
}

function mergeCases(definitions: readonly EventDefinition[]): readonly EventCase[] {
  const merged: EventCase[] = [];
  for (const each of definitions.flatMap((definition) => definition.cases)) {
    if (!merged.some((other) => other.name === each.name)) merged.push(each);
  }
  return merged;
}

/** Takes what the outcome field says and what the name says by itself; an agreement stands, a contradiction is unknown. */
export function outcomeOf(read: OutcomeRead, constant: Outcome | undefined): Outcome {
  if (constant === undefined) return read === 'none' ? 'unknown' : read;
  return read === 'none' || read === constant ? constant : 'unknown';
}

/** Returns what an event means with the given outcome, in the given variant. */
export function meaningOf(family: EventFamily, outcome: Outcome, variant: EventCase | undefined): Meaning {
  const exact =
    family.definitions.find((each) => each.outcome === outcome) ?? family.definitions.find((each) => each.outcome === undefined);
  const definition = exact ?? family.definitions.find((each) => each.outcome === 'failure') ?? family.definitions[0];
  if (definition === undefined) throw new Error(`the event ${family.name} has no definition`);
  const applies =
    variant !== undefined && (exact === undefined || exact.cases.some((each) => each.name === variant.name)) ? variant : undefined;
  const own = outcome === 'failure' && definition.failureClass !== undefined ? definition.failureClass : definition.class;
  const eventClass = applies?.class ?? own;
  const object: ObjectRule = { ...definition.object, ...applies?.object };
  const ofClass = classMeaning(family.catalog, eventClass);
  return {
    title: titleOf(definition, exact === undefined ? family.name : definition.name, outcome, applies),
    description: definition.description,
    class: eventClass,
    classMeaning: ofClass,
    action: applies?.action ?? definition.action,
    severity: applies?.severity ?? definition.severity[outcome],
    objectCategory: object.category ?? ofClass.objectCategory,
    object,
  };
}

// A definition of one outcome is named for it; what covers both outcomes is named for success, and must not read like one when it failed.
function titleOf(definition: EventDefinition, name: string, outcome: Outcome, variant: EventCase | undefined): string {
  const plain = variant?.title ?? name;
  if (outcome !== 'failure' || definition.outcome !== undefined) return plain;
  const failed = variant?.title === undefined ? definition.failureName : variant.failureTitle;
  return failed ?? `${plain}: failed`;
}

/** Returns CIM `action` of an event, or undefined where its data model has none. */
export function cimAction(meaning: Meaning, outcome: Outcome): string | undefined {
  const verb = actions[meaning.action];
  switch (meaning.classMeaning.cimAction) {
    case 'outcome':
      return outcome === 'unknown' ? undefined : outcome;
    case 'change':
      return verb.change;
    case 'session':
      return outcome === 'failure' ? 'blocked' : (verb.session ?? 'started');
    case 'service':
    case 'none':
      return undefined;
  }
}
