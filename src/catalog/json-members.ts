import type { Catalog, Field, JsonBody } from './model.js';
import { rememberedOf } from './remembered.js';

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
  return shapeOf(catalog).members;
}

/** Takes a catalog and returns the objects of its JSON bodies, the record first, an outer one before those inside it. */
export function jsonLevels(catalog: Catalog): readonly JsonLevel[] {
  return shapeOf(catalog).levels;
}

/** Takes a catalog and a path, and returns whether several objects stand there. */
export function isListOfObjects(catalog: Catalog, path: string): boolean {
  const { fields, containers } = shapeOf(catalog);
  return fields.get(path)?.type === 'list' && containers.has(path);
}

/** The member that holds the event's name, below the ending of which its outcome may stand. */
export function keyPlace(body: JsonBody): Place {
  return body.key.split('.');
}

interface Shape {
  readonly fields: ReadonlyMap<string, Field>;
  /** Paths below which other members stand. */
  readonly containers: ReadonlySet<string>;
  readonly members: readonly JsonMember[];
  readonly levels: readonly JsonLevel[];
}

// Asked for each member of each file that is written.
const shapeOf = rememberedOf((catalog: Catalog): Shape => {
  const fields = new Map(catalog.fields.map((field) => [field.name, field]));
  const containers = containerPaths(catalog);
  const members = membersOf(catalog, fields, containers);
  return { fields, containers, members, levels: levelsOf(fields, containers, members) };
});

function membersOf(catalog: Catalog, fields: Shape['fields'], containers: Shape['containers']): readonly JsonMember[] {
  return catalog.fields.map((field) => ({ field, places: placesOf(fields, field.name), isContainer: containers.has(field.name) }));
}

function levelsOf(fields: Shape['fields'], containers: Shape['containers'], members: readonly JsonMember[]): readonly JsonLevel[] {
  const all = members.flatMap((member) => member.places);
  return ['', ...containers].map((path) => {
    const places = path === '' ? [[]] : placesOf(fields, path);
    const below = all.flatMap((place) => places.flatMap((level) => (isBelow(place, level) ? [place[level.length] ?? ''] : [])));
    return { path, places, isList: fields.get(path)?.type === 'list', names: [...new Set(below)] };
  });
}

function isBelow(place: Place, level: Place): boolean {
  return place.length > level.length && level.every((step, index) => step === place[index]);
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

function placesOf(fields: Shape['fields'], path: string): readonly Place[] {
  const steps = path.split('.');
  const last = steps.at(-1) ?? '';
  const field = fields.get(path);
  const parents = steps.length === 1 ? [[]] : placesOf(fields, steps.slice(0, -1).join('.'));
  const named = parents.flatMap((parent) => [last, ...(field?.names ?? [])].map((name) => [...parent, name]));
  return [...named, ...(field?.alsoAt ?? []).map((older) => older.split('.'))];
}
