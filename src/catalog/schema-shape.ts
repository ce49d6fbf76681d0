import { z } from 'zod';
import type { PathStep } from '../source/yaml-document.js';

type Schema = z.core.$ZodType;

/** Returns the keys that a schema knows at a path of data, as far as mappings and lists go. */
export function keysAt(schema: z.ZodType, path: readonly PathStep[]): readonly string[] {
  return [...new Set(shapesAt(schema, path).flatMap(ownKeys))];
}

function ownKeys(schema: Schema): readonly string[] {
  const def = definition(schema);
  if (def.type !== 'record') return Object.keys(shapeOf(schema));
  const { entries } = definition(def.keyType as Schema) as { readonly entries?: Readonly<Record<string, string>> };
  return Object.values(entries ?? {});
}

/** Returns the values that a schema allows for a key which tells mappings apart, in the mappings at a path. */
export function variantsAt(schema: z.ZodType, path: readonly PathStep[], key: string): readonly string[] {
  const literals = shapesAt(schema, path).flatMap((each) => {
    const member = shapeOf(each)[key] as Schema | undefined;
    return member === undefined ? [] : ((definition(member).values ?? []) as readonly unknown[]);
  });
  return [...new Set(literals.map(String))];
}

/** What is wrong with a value at a path; undefined where the schema accepts it there. */
export function issueAt(schema: z.ZodType, path: readonly PathStep[], value: unknown): z.core.$ZodIssue | undefined {
  const results = shapesAt(schema, path).map((each) => z.core.safeParse(each, value));
  if (results.length === 0 || results.some((each) => each.success)) return undefined;
  return results.flatMap((each) => each.error?.issues ?? [])[0];
}

function shapesAt(schema: z.ZodType, path: readonly PathStep[]): readonly Schema[] {
  let shapes: readonly Schema[] = [schema];
  for (const step of path) shapes = shapes.flatMap((each) => children(each, step));
  return shapes.flatMap((each) => unwrap(each));
}

function children(schema: Schema, step: PathStep): readonly Schema[] {
  return unwrap(schema).flatMap((each) => {
    const def = definition(each);
    if (def.type === 'object') return [shapeOf(each)[String(step)]].filter((one) => one !== undefined) as Schema[];
    if (def.type === 'record') return [def.valueType as Schema];
    if (def.type === 'array') return [def.element as Schema];
    if (def.type === 'tuple') return [(def.items as readonly Schema[])[Number(step)] ?? (def.rest as Schema | null)].filter(isThere);
    return [];
  });
}

function isThere(schema: Schema | null | undefined): schema is Schema {
  return schema !== null && schema !== undefined;
}

function shapeOf(schema: Schema): Readonly<Record<string, unknown>> {
  return (definition(schema).shape ?? {}) as Readonly<Record<string, unknown>>;
}

function unwrap(schema: Schema): readonly Schema[] {
  const def = definition(schema);
  if (def.innerType !== undefined) return unwrap(def.innerType as Schema);
  if (def.type === 'pipe') return unwrap(def.in as Schema);
  if (def.type === 'union') return (def.options as readonly Schema[]).flatMap(unwrap);
  return [schema];
}

function definition(schema: Schema): Readonly<Record<string, unknown>> {
  return (schema._zod as unknown as { readonly def: Readonly<Record<string, unknown>> }).def;
}
