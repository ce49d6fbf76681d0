import { ecsAllowed, ecsRelease, ecsRows } from './ecs-fields.js';

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
export const ecsVersion = ecsRelease.replace(/[^0-9.].*$/, '');

const rows = new Map(ecsRows.map((row) => [row[0], row]));

/** Returns the ECS field of that name, or undefined where the schema has none. */
export function ecsField(name: string): EcsField | undefined {
  const row = rows.get(name);
  if (row === undefined) return undefined;
  const [, type, description, ignoreAbove, list] = row;
  return { name, type, description, list, ...(ignoreAbove === 0 ? {} : { ignoreAbove }) };
}

/** Returns the values of `event.type` that ECS expects with any of the categories. */
export function expectedTypes(categories: readonly string[]): readonly string[] {
  const allowed = ecsAllowed['event.category'] ?? [];
  return [...new Set(allowed.filter(([name = '']) => categories.includes(name)).flatMap(([, ...types]) => types))];
}
