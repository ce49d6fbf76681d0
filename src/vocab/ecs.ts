import { EcsFlat, EcsVersion } from '@elastic/ecs';

/** One field of the Elastic Common Schema, as far as an integration package says of it. */
export interface EcsField {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly ignoreAbove?: number;
  /** The value is always a list. */
  readonly list: boolean;
}

/** The ECS release whose values are used; what a pipeline writes into `ecs.version`. */
export const ecsVersion = EcsVersion.replace(/[^0-9.].*$/, '');

interface RawField {
  readonly flat_name: string;
  readonly type: string;
  readonly description: string;
  readonly ignore_above?: number;
  readonly normalize?: readonly string[];
  readonly allowed_values?: readonly { readonly name: string; readonly expected_event_types?: readonly string[] }[];
}

function raw(name: string): RawField | undefined {
  return (EcsFlat as unknown as Readonly<Record<string, RawField>>)[name];
}

/** Returns the ECS field of that name, or undefined where the schema has none. */
export function ecsField(name: string): EcsField | undefined {
  const found = raw(name);
  if (found === undefined) return undefined;
  return {
    name,
    type: found.type,
    description: found.description,
    list: found.normalize?.includes('array') === true,
    ...(found.ignore_above === undefined ? {} : { ignoreAbove: found.ignore_above }),
  };
}

/** Returns the values of `event.type` that ECS expects with any of the categories. */
export function expectedTypes(categories: readonly string[]): readonly string[] {
  const allowed = raw('event.category')?.allowed_values ?? [];
  return [...new Set(allowed.filter((each) => categories.includes(each.name)).flatMap((each) => each.expected_event_types ?? []))];
}
