import type { Catalog, Stream } from './model.js';

type OfStream<Result> = (catalog: Catalog, stream: Stream) => Result;

/**
 * Takes a function of a catalog's stream and returns one that asks it once a stream. Catalogs are frozen and what is derived from them changes
 * nothing, so nobody can tell the difference but by the clock: many files are written from the same few derivations.
 */
export function remembered<Result>(derive: OfStream<Result>): OfStream<Result> {
  const known = new WeakMap<Catalog, Map<Stream, Result>>();
  return (catalog, stream) => {
    const ofCatalog = known.get(catalog) ?? new Map<Stream, Result>();
    known.set(catalog, ofCatalog);
    const found = ofCatalog.get(stream);
    if (found !== undefined) return found;
    const result = derive(catalog, stream);
    ofCatalog.set(stream, result);
    return result;
  };
}

/** The same for a function of one thing that does not change: a catalog, a stream, or what is made of one. */
export function rememberedOf<Thing extends object, Result extends object>(derive: (thing: Thing) => Result): (thing: Thing) => Result {
  const known = new WeakMap<Thing, Result>();
  return (thing) => {
    const result = known.get(thing) ?? derive(thing);
    known.set(thing, result);
    return result;
  };
}
