import { createRequire } from 'node:module';

/** One field of the Elastic Common Schema, as far as an integration package says of it. */
export interface EcsField {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly ignoreAbove?: number;
  /** The value is always a list. */
  readonly list: boolean;
}

interface PublishedField {
  readonly type: string;
  readonly description: string;
  readonly ignore_above?: number;
  readonly normalize?: readonly string[];
  readonly allowed_values?: readonly { readonly name: string; readonly expected_event_types?: readonly string[] }[];
}

// The one module of the package that lists the fields flat. The package's face also loads each field set again as an object: that takes three
// times as long as this, and longer than a catalog takes to read. Its only module form that loads in Node by path is CommonJS.
const fromPackage = createRequire(import.meta.url);
const { EcsFlat: published } = fromPackage('@elastic/ecs/build/commonjs/ecs_flat.js') as {
  readonly EcsFlat: Readonly<Record<string, PublishedField>>;
};
const { version } = fromPackage('@elastic/ecs/package.json') as { readonly version: string };

/** The ECS release whose values are used; what a pipeline writes into `ecs.version`. The package has the version of the schema. */
export const ecsVersion = version;

/** Returns the ECS field of that name, or undefined where the schema has none. */
export function ecsField(name: string): EcsField | undefined {
  if (!Object.hasOwn(published, name)) return undefined;
  const field = published[name];
  if (field === undefined) return undefined;
  const { type, description, ignore_above: ignoreAbove, normalize } = field;
  return { name, type, description, list: normalize?.includes('array') === true, ...(ignoreAbove === undefined ? {} : { ignoreAbove }) };
}

/** Returns the values of `event.type` that ECS expects with any of the categories. */
export function expectedTypes(categories: readonly string[]): readonly string[] {
  const allowed = published['event.category']?.allowed_values ?? [];
  return [...new Set(allowed.filter(({ name }) => categories.includes(name)).flatMap((each) => each.expected_event_types ?? []))];
}

/** Every value of `event.category` that ECS allows. */
export const ecsCategories: readonly string[] = allowedValues('event.category');

/** Every value of `event.type` that ECS allows. */
export const ecsTypes: readonly string[] = allowedValues('event.type');

function allowedValues(field: string): readonly string[] {
  return (published[field]?.allowed_values ?? []).map(({ name }) => name);
}
