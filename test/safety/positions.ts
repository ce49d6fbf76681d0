import type { schemaKinds } from '../../src/catalog/schema.js';
import type { Seed } from './seeds.js';

export type Step = string | number;

/** A text in the data of a catalog: a value, or the key that leads to one. */
export interface Position {
  readonly file: string;
  readonly path: readonly Step[];
  readonly which: 'value' | 'key';
  readonly text: string;
}

/** Every text of a seed, keys that are the language's own words included. */
export function positionsOf(seed: Seed): readonly Position[] {
  return Object.entries(seed.files).flatMap(([file, data]) => below(file, data, []));
}

function below(file: string, value: unknown, path: readonly Step[]): readonly Position[] {
  if (typeof value === 'string') return [{ file, path, which: 'value', text: value }];
  if (Array.isArray(value)) return value.flatMap((each, index) => below(file, each, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    { file, path: [...path, key], which: 'key' as const, text: key },
    ...below(file, each, [...path, key]),
  ]);
}

/** The seed with another text at one position. */
export function replacedAt(seed: Seed, { file, path, which }: Position, text: string): Seed {
  const change = (value: unknown, depth: number): unknown => {
    if (depth === path.length) return which === 'value' ? text : value;
    const step = path[depth];
    const last = depth === path.length - 1;
    if (Array.isArray(value)) return value.map((each, index) => (index === step ? change(each, depth + 1) : each));
    const entries = Object.entries(value as object).map(([key, each]) => {
      if (key !== step) return [key, each] as const;
      return [which === 'key' && last ? text : key, change(each, depth + 1)] as const;
    });
    return fromEntries(entries);
  };
  return { ...seed, files: { ...seed.files, [file]: change(seed.files[file], 0) } };
}

/** The seed with another text wherever one stands as a whole, so that what is defined is still what is used. */
export function replacedEverywhere(seed: Seed, from: string, to: string): Seed {
  const change = (value: unknown): unknown => {
    if (typeof value === 'string') return value === from ? to : value;
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== 'object' || value === null) return value;
    return fromEntries(Object.entries(value).map(([key, each]) => [key === from ? to : key, change(each)] as const));
  };
  return { ...seed, files: Object.fromEntries(Object.entries(seed.files).map(([file, data]) => [file, change(data)])) };
}

// `__proto__` as a key of its own, as YAML and JSON readers make it.
function fromEntries(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [key, value] of entries) Object.defineProperty(made, key, { value, enumerable: true, writable: true, configurable: true });
  return made;
}

/** The words for one kind of file in the names of paths: `catalog streams * body start`. */
export function kindOf(file: string): (typeof schemaKinds)[number] {
  if (/\/events\//.test(file)) return 'events';
  return /\/samples\//.test(file) ? 'samples' : 'catalog';
}
