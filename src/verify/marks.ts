import { classMeaning } from '../catalog/classes.js';
import type { Catalog, Stream } from '../catalog/model.js';
import { namespace } from '../catalog/names.js';
import { type Action, actions } from '../vocab/actions.js';
import type { ClassMeaning } from '../vocab/classes.js';
import { expectedTypes } from '../vocab/ecs.js';
import { type Facts, type FactTable, type State, stateOf } from './facts.js';

/** How a record is sorted on each side, in words of that side. */
export interface Marks {
  readonly eventtypes: readonly string[];
  readonly tags: readonly string[];
  readonly kind: readonly string[];
  readonly category: readonly string[];
  readonly type: readonly string[];
  /** Whether a document says what went wrong. */
  readonly error: boolean;
}

/**
 * Takes what a record states and returns how both sides must sort it: what its class means by the Common Information Model and by the
 * Elastic Common Schema. A record of another product is sorted nowhere on Splunk.
 */
export function wantedMarks(table: FactTable, facts: Facts, isForeign: boolean): Marks {
  const state = stateOf(facts);
  const error = isForeign || state === 'unparsed';
  const eventtypes = isForeign ? [] : wantedEventtypes(table, facts, state);
  if (error) return { eventtypes, tags: [], kind: ['pipeline_error'], category: [], type: [], error };
  const known = classNamed(table.catalog, facts);
  if (known === undefined) return { eventtypes, tags: [], kind: ['event'], category: [], type: [], error };
  const { cim, ecs } = known;
  const isTagged = state === 'read' || isUsed(table, String(facts.get('class')));
  const tags = isTagged && 'tags' in cim ? [...cim.tags].sort() : [];
  if (state !== 'read') return { eventtypes, tags, kind: ['event'], category: [], type: [], error };
  return { eventtypes, tags, kind: [ecs.kind], category: ecs.category, type: ecsTypes(ecs, facts), error };
}

function classNamed(catalog: Catalog, facts: Facts) {
  const name = String(facts.get('class'));
  return Object.hasOwn(catalog.classes, name) ? classMeaning(catalog, name) : undefined;
}

function wantedEventtypes(table: FactTable, facts: Facts, state: State): readonly string[] {
  const own = (name: string) => `${namespace(table.catalog)}_${name}`;
  const marks = ['unknown_field', 'duplicate_field'].filter((mark) => facts.has(mark)).map(own);
  const name = facts.get('class');
  if (state === 'unparsed') return [...marks, own('unparsed')].sort();
  const types = state === 'read' ? [String(name)] : ['unknown_event', ...(isUsed(table, String(name)) ? [String(name)] : [])];
  return [...types.map(own), ...marks].sort();
}

// Records of unknown events can have a class of their own, or one that known events have too.
function isUsed({ catalog, stream }: FactTable, name: string): boolean {
  return usedClasses(catalog, stream).has(name);
}

function usedClasses({ events }: Catalog, stream: Stream): ReadonlySet<string> {
  const own = events.filter((event) => event.stream === stream.id);
  return new Set(
    own.flatMap((event) => [event.class, event.failureClass, ...event.cases.map((each) => each.class)].flatMap((each) => each ?? [])),
  );
}

/** ECS `event.type`: what the class always has, what the outcome decides, what the action says if the category permits it; else `info`. */
function ecsTypes({ category, type, byOutcome }: ClassMeaning['ecs'], facts: Facts): readonly string[] {
  const permitted = expectedTypes(category);
  const action = String(facts.get('action'));
  const outcome = facts.get('outcome');
  const decided = outcome === 'success' || outcome === 'failure' ? byOutcome?.[outcome] : undefined;
  const verb = Object.hasOwn(actions, action) ? actions[action as Action].ecs : undefined;
  const types = [...type, decided, verb].filter((each) => each !== undefined && permitted.includes(each)) as readonly string[];
  return types.length === 0 ? ['info'] : [...new Set(types)];
}
