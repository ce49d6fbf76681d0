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
