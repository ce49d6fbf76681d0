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

describe('the Elastic Common Schema', () => {
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
