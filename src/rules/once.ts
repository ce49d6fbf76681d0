import type { CatalogFiles } from '../catalog/load.js';
import type { Subject } from './subject.js';

/**
 * Takes a function of a catalog's files and returns one that asks it once a catalog: several rules look at the same things, and files do not
 * change, so nobody can tell the difference but by the clock.
 */
export function once<Result>(derive: (subject: Subject) => Result): (subject: Subject) => Result {
  const known = new WeakMap<CatalogFiles, { readonly result: Result }>();
  return (subject) => {
    const found = known.get(subject.files);
    if (found !== undefined) return found.result;
    const result = derive(subject);
    known.set(subject.files, { result });
    return result;
  };
}
