import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchemas, type SchemaKind, schemaKinds } from '../../src/catalog/schema.js';
import { renderJson } from '../../src/render/json.js';

const repository = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, repository), 'utf8');

function kindOf(path: string): SchemaKind | undefined {
  if (/\/catalog\.yaml$/.test(path)) return 'catalog';
  if (/\/events\/[^/]+\.yaml$/.test(path)) return 'events';
  return /\/samples\/[^/]+\/.+\.yaml$/.test(path) ? 'samples' : undefined;
}

const catalogFiles = readdirSync(new URL('catalogs/', repository), { recursive: true, encoding: 'utf8' })
  .map((path) => `catalogs/${path.replaceAll('\\', '/')}`)
  .filter((path) => kindOf(path) !== undefined)
  .sort();

describe.each(schemaKinds)('docs/schema/%s.schema.json', (kind) => {
  const text = read(`docs/schema/${kind}.schema.json`);

  it('is what `addonsmith schema` prints', () => {
    expect(text).toBe(renderJson(jsonSchemas()[kind]));
  });

  it('is a valid schema of draft 2020-12', () => {
    const schema = JSON.parse(text) as Record<string, unknown>;
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(new Ajv2020({ strict: false }).validateSchema(schema)).toBe(true);
  });
});

describe('files of the shipped catalogs', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  const checks = new Map(schemaKinds.map((kind) => [kind, ajv.compile(JSON.parse(read(`docs/schema/${kind}.schema.json`)) as object)]));

  it.each(catalogFiles)('%s keeps to its schema', (path) => {
    const check = checks.get(kindOf(path) ?? 'catalog');
    // As an editor sees it: plain JSON values.
    check?.(JSON.parse(JSON.stringify(parse(read(path), { merge: true }))));
    expect(check?.errors ?? []).toEqual([]);
  });

  it.each(catalogFiles)('%s names its schema in the first line', (path) => {
    const [, reference = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(path)) ?? [];
    expect(new URL(reference, new URL(path, repository)).href).toBe(
      new URL(`docs/schema/${kindOf(path) ?? ''}.schema.json`, repository).href,
    );
  });

  it('does not accept an unknown key', () => {
    const check = checks.get('samples');
    expect(check?.({ stream: 'audit', samples: [], smaples: [] })).toBe(false);
  });
});
