import type { ClassMeaning, EventClass } from '../vocab/classes.js';
import type { Catalog } from './model.js';

/** Returns what a class means; that it exists was checked when the catalog was loaded. */
export function classMeaning({ classes }: Pick<Catalog, 'classes'>, name: EventClass): ClassMeaning {
  const found = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (found === undefined) throw new Error(`there is no class ${name}`);
  return found;
}

/** The names of all classes of a catalog: those that come with the tool in their order, then its own. */
export function classesOf({ classes }: Pick<Catalog, 'classes'>): readonly EventClass[] {
  return Object.keys(classes);
}

/** Whether events of a class belong to a CIM data model, or to one data set of it (`Model.Dataset`). */
export function isInModel({ cim }: ClassMeaning, modelOrDataset: string): boolean {
  return 'dataset' in cim && (cim.dataset === modelOrDataset || cim.dataset.startsWith(`${modelOrDataset}.`));
}
