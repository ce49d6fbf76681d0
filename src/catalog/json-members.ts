import type { Catalog, Field, JsonBody } from './model.js';

/** Where a JSON record may hold a member: the names from the outside in. */
export type Place = readonly string[];

/** A documented member of a JSON body. */
export interface JsonMember {
  readonly field: Field;
  /** Every place in which records have it, the documented one first. */
  readonly places: readonly Place[];
  /** Other members stand below it. */
  readonly isContainer: boolean;
}

/** An object of a JSON body of which members are documented: the record itself, or a member that holds an object or a list of objects. */
export interface JsonLevel {
  /** The path by which its members are named; empty for the record. */
  readonly path: string;
  readonly places: readonly Place[];
  readonly isList: boolean;
  /** Names that documented members have here, older places and other spellings included. */
  readonly names: readonly string[];
}

/** Takes a catalog and returns the documented members of its JSON bodies, in the catalog's order. */
export function jsonMembers(catalog: Catalog): readonly JsonMember[] {
  const containers = containerPaths(catalog);
  return catalog.fields.map((field) => ({ field, places: placesOf(catalog, field.name), isContainer: containers.has(field.name) }));
}

/** Takes a catalog and returns the objects of its JSON bodies, the record first, an outer one before those inside it. */
export function jsonLevels(catalog: Catalog): readonly JsonLevel[] {
  const all = jsonMembers(catalog).flatMap((member) => member.places);
  return ['', ...containerPaths(catalog)].map((path) => {
    const places = path === '' ? [[]] : placesOf(catalog, path);
    const below = all.flatMap((place) => places.flatMap((level) => (isBelow(place, level) ? [place[level.length] ?? ''] : [])));
    return { path, places, isList: fieldNamed(catalog, path)?.type === 'list', names: [...new Set(below)] };
  });
}

/** Takes a catalog and a path, and returns whether several objects stand there. */
export function isListOfObjects(catalog: Catalog, path: string): boolean {
  return fieldNamed(catalog, path)?.type === 'list' && containerPaths(catalog).has(path);
}

/** The member that holds the event's name, below the ending of which its outcome may stand. */
export function keyPlace(body: JsonBody): Place {
  return body.key.split('.');
}

function isBelow(place: Place, level: Place): boolean {
  return place.length > level.length && level.every((step, index) => step === place[index]);
}

function fieldNamed(catalog: Catalog, name: string): Field | undefined {
  return catalog.fields.find((field) => field.name === name);
}

// Every path that some field's path, or an older place of a field, begins with.
function containerPaths(catalog: Catalog): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { name, alsoAt } of catalog.fields) {
    for (const path of [name, ...alsoAt]) {
      const steps = path.split('.');
      for (let length = 1; length < steps.length; length++) paths.add(steps.slice(0, length).join('.'));
    }
  }
  return paths;
}

function placesOf(catalog: Catalog, path: string): readonly Place[] {
  const steps = path.split('.');
  const last = steps.at(-1) ?? '';
  const field = fieldNamed(catalog, path);
  const parents = steps.length === 1 ? [[]] : placesOf(catalog, steps.slice(0, -1).join('.'));
  const named = parents.flatMap((parent) => [last, ...(field?.names ?? [])].map((name) => [...parent, name]));
  return [...named, ...(field?.alsoAt ?? []).map((older) => older.split('.'))];
}
