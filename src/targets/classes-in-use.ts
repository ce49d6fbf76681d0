import { classesOf } from '../catalog/classes.js';
import type { Catalog, Stream } from '../catalog/model.js';
import { remembered } from '../catalog/remembered.js';
import { families, meaningOf, outcomes } from '../catalog/rows.js';
import type { EventClass } from '../vocab/classes.js';

/** The classes that the events of a stream can have, whatever their outcome or variant, in the dictionary's order. */
export const classesInUse = remembered((catalog: Catalog, stream: Stream): readonly EventClass[] => {
  const used = new Set<EventClass>();
  for (const family of families(catalog, stream)) {
    for (const outcome of outcomes) {
      for (const each of [undefined, ...family.cases]) used.add(meaningOf(family, outcome, each).class);
    }
  }
  return classesOf(catalog).filter((each) => used.has(each));
});
