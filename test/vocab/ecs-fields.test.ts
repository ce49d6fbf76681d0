import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { EcsFlat, EcsVersion } from '@elastic/ecs';
import { describe, expect, it } from 'vitest';
import { ecsField, ecsVersion, expectedTypes } from '../../src/vocab/ecs.js';

interface PublishedField {
  readonly type: string;
  readonly description: string;
  readonly ignore_above?: number;
  readonly normalize?: readonly string[];
  readonly allowed_values?: readonly { readonly name: string; readonly expected_event_types?: readonly string[] }[];
}

const published = EcsFlat as unknown as Readonly<Record<string, PublishedField>>;
const file = join(import.meta.dirname, '../../src/vocab/ecs-fields.ts');

/** The module that holds of the published schema what the tool needs: the whole takes longer to load than a catalog to read. */
function rendered(): string {
  const rows = Object.entries(published).map(([name, { type, description, ignore_above: above = 0, normalize }]) =>
    JSON.stringify([name, type, description, above, normalize?.includes('array') === true]),
  );
  const values = Object.entries(published).flatMap(([name, { allowed_values: allowed }]) =>
    allowed === undefined
      ? []
      : [`  ${JSON.stringify(name)}: ${JSON.stringify(allowed.map((each) => [each.name, ...(each.expected_event_types ?? [])]))},`],
  );
  return `// Facts of the Elastic Common Schema ${EcsVersion}, as the package @elastic/ecs publishes them under the Apache License 2.0; made by a test.

/** The release that the facts are taken from. */
export const ecsRelease = ${JSON.stringify(EcsVersion)};

/** Name, type, description, \`ignore_above\` (0: none), whether the value is always a list. */
export type EcsRow = readonly [name: string, type: string, description: string, ignoreAbove: number, list: boolean];

export const ecsRows: readonly EcsRow[] = [
${rows.map((row) => `  ${row},`).join('\n')}
];

/** Allowed values of a field; behind each value of \`event.category\` the values of \`event.type\` that go with it. */
export const ecsAllowed: Readonly<Record<string, readonly (readonly string[])[]>> = {
${values.join('\n')}
};
`;
}

describe('the Elastic Common Schema', () => {
  it('is that of the package @elastic/ecs', () => {
    if (process.env.UPDATE_ECS === '1') writeFileSync(file, rendered());
    expect(readFileSync(file, 'utf8') === rendered(), 'UPDATE_ECS=1 writes src/vocab/ecs-fields.ts anew').toBe(true);
  });

  it('gives every field as it is published', () => {
    expect(ecsVersion).toBe(EcsVersion);
    for (const [name, { type, description, ignore_above: ignoreAbove, normalize }] of Object.entries(published)) {
      const list = normalize?.includes('array') === true;
      expect(ecsField(name)).toEqual({ name, type, description, list, ...(ignoreAbove === undefined ? {} : { ignoreAbove }) });
    }
    expect(ecsField('no.such.field')).toBeUndefined();
  });

  it('knows which types go with a category', () => {
    expect(expectedTypes(['authentication'])).toEqual(['start', 'end', 'info']);
    expect(expectedTypes([])).toEqual([]);
  });
});
