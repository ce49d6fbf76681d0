import type { Catalog, Field } from '../../catalog/model.js';
import { memberName, namespace } from '../../catalog/names.js';

/** Takes a catalog and returns the function that gives a name of ours its prefix. */
export function own(catalog: Catalog): (name: string) => string {
  const prefix = namespace(catalog);
  return (name) => `${prefix}_${name}`;
}

/** The version without dots, for names of lookup files: a search head cluster keeps an old file of the same name on an upgrade. */
export function versionSuffix(catalog: Catalog): string {
  return catalog.version.replace(/[^0-9]+/g, '');
}

/** `ParamNameValPairs.Resource` -> the name of the extracted pair; any other field keeps the product's name. */
export function fieldReference(catalog: Catalog, reference: string): string {
  const dot = reference.indexOf('.');
  return dot < 0 ? reference : own(catalog)(memberName(reference.slice(dot + 1)));
}

export function isMember(reference: string): boolean {
  return reference.includes('.');
}

export function field(catalog: Catalog, name: string): Field | undefined {
  return catalog.fields.find((each) => each.name === name);
}
