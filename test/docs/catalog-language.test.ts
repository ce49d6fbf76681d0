import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonSchemas } from '../../src/catalog/schema.js';
import { actionNames } from '../../src/vocab/actions.js';
import { classes, classNames } from '../../src/vocab/classes.js';
import { hazardNames, hazards } from '../../src/vocab/hazards.js';
import { roleNames, roles } from '../../src/vocab/roles.js';

const guide = readFileSync(new URL('../../docs/catalog-language.md', import.meta.url), 'utf8');

/** All keys that a file may have, as its JSON Schema lists them. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'properties' && typeof value === 'object')
      return Object.entries(value ?? {}).flatMap(([name, inner]) => [name, ...keysOf(inner)]);
    return keysOf(value);
  });
}

describe('docs/catalog-language.md', () => {
  it('explains every key', () => {
    const keys = [...new Set(Object.values(jsonSchemas()).flatMap(keysOf))].filter((key) => !roleNames.some((role) => role === key));
    expect(keys.filter((key) => !new RegExp(`\`(?:[a-z]+\\.)?${key}\`|[{,] ${key}[,:} ]`).test(guide))).toEqual([]);
  });

  it('lists every role, class and hazard with its meaning, and every action', () => {
    const rows = [...roleNames.map((role) => [role, roles[role].title]), ...classNames.map((each) => [each, classes[each].title])];
    expect(rows.filter(([name, title]) => !guide.includes(`| \`${name}\` | ${title} |`))).toEqual([]);
    expect(hazardNames.filter((each) => !guide.includes(`| \`${each}\` | ${hazards[each]} |`))).toEqual([]);
    expect(actionNames.filter((action) => !guide.includes(`\`${action}\``))).toEqual([]);
  });
});
