import type { Catalog } from '../catalog/model.js';
import type { ClassMeaning } from '../vocab/classes.js';
import { keyOf, type Place, type Subject } from './subject.js';

/** A class of the catalog's own, what it means, and where that stands. */
export interface OwnClass {
  readonly name: string;
  readonly meaning: ClassMeaning;
  readonly at: (...path: readonly (string | number)[]) => Place;
  readonly key: Place;
}

/** Returns the classes that a catalog adds to those that come with the tool. */
export function ownClasses({ files: { vocabulary } }: Subject, { classes }: Pick<Catalog, 'classes'>): readonly OwnClass[] {
  if (vocabulary === undefined) return [];
  const { document, value } = vocabulary;
  return Object.keys(value.classes).flatMap((name) => {
    const meaning = classes[name];
    const at: OwnClass['at'] = (...path) => ({ document, path: ['classes', name, ...path] });
    return meaning === undefined ? [] : [{ name, meaning, at, key: keyOf(at()) }];
  });
}
