import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalogFiles, templateSource } from '../../src/build/catalog-files.js';
import { nodeHost } from '../../src/source/node-host.js';
import { factTable } from '../../src/targets/docs/docs.js';
import { sharedFacts, statedFacts } from '../../src/targets/fact-names.js';
import { targets } from '../../src/targets/index.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const host = nodeHost(root);
const catalogs = shippedCatalogs;

/** The rendered texts of a catalog by path, as `build` would write them. */
function rendered(catalog: (typeof catalogs)[number]): ReadonlyMap<string, string> {
  const context = {
    profile: 'private' as const,
    templates: templateSource(host, 'templates'),
    catalogFiles: catalogFiles(host, `catalogs/${catalog.id}`),
  };
  const files = targets.flatMap((target) => target.plan(catalog, context).files);
  return new Map(files.map((file) => [file.path, Buffer.from(file.bytes).toString('utf8')]));
}

function textOf(files: ReadonlyMap<string, string>, pattern: RegExp): string {
  return [...files]
    .filter(([path]) => pattern.test(path))
    .map(([, text]) => text)
    .join('\n');
}

interface FieldYaml {
  readonly name: string;
  readonly type?: string;
  readonly fields?: readonly FieldYaml[];
}

/** Declared paths; a flattened object declares everything below it. */
function declaredPaths(fields: readonly FieldYaml[], parent = ''): string[] {
  return fields.flatMap((field) => {
    const path = `${parent}${field.name}`;
    if (field.fields !== undefined) return declaredPaths(field.fields, `${path}.`);
    return [field.type === 'flattened' ? `${path}.*` : path, path];
  });
}

describe.each(catalogs.map((catalog) => [catalog.id, catalog] as const))('names of facts of %s', (_id, catalog) => {
  const files = rendered(catalog);

  it('has no fact twice', () => {
    for (const stream of catalog.streams) {
      const facts = factTable(catalog, stream).map(({ fact }) => fact);
      expect(new Set(facts).size).toBe(facts.length);
    }
  });

  it('names on the Splunk side what the add-on extracts, calculates or looks up', () => {
    const conf = textOf(files, /^splunk\/.*\.conf$/);
    const csv = textOf(files, /^splunk\/.*\.csv$/);
    const unknown = catalog.streams
      .flatMap((stream) => factTable(catalog, stream))
      .filter(({ fact }) => !fact.startsWith('field.'))
      .flatMap(({ splunk }) => splunk.split('|'))
      .filter((name) => name !== '_time')
      .filter((name) => !new RegExp(`^EVAL-${name} =|[(]\\?<${name}>|OUTPUT(?:NEW)? .*\\b${name}\\b`, 'm').test(conf))
      .filter((name) => !csv.includes(name));
    expect(unknown).toEqual([]);
  });

  it('names on the Elastic side what the package declares', () => {
    const paths = new Set(
      [...files]
        .filter(([path]) => /^elastic\/.*\/fields\/.*\.yml$/.test(path))
        .flatMap(([, text]) => declaredPaths(parse(text) as FieldYaml[])),
    );
    const isDeclared = (path: string) => paths.has(path) || paths.has(path.replace(/\.[^.]+$/, '.*'));
    const unknown = catalog.streams
      .flatMap((stream) => factTable(catalog, stream))
      .flatMap(({ elastic }) => elastic.split('|'))
      .filter((path) => !isDeclared(path));
    expect(unknown).toEqual([]);
  });

  it('has every field, every pair with a name and every coded enumeration of the catalog', () => {
    const facts = new Set(catalog.streams.flatMap((stream) => factTable(catalog, stream)).map(({ fact }) => fact));
    const wanted = catalog.fields.flatMap((field) => [`field.${field.name}`, ...field.members.map((member) => `pair.${member.name}`)]);
    // An object whose members are fields is described, and is no field itself.
    const objects = new Set(
      catalog.fields.flatMap((field) => field.name.split('.').map((_, at, steps) => `field.${steps.slice(0, at).join('.')}`)),
    );
    // A field that is a value of the frame goes by its bare name, like every value of a frame.
    expect(wanted.filter((fact) => !facts.has(fact) && !objects.has(fact) && !facts.has(fact.slice('field.'.length)))).toEqual([]);
  });

  it('writes them to fields.csv', () => {
    const csv = files.get(`docs/${catalog.id}/fields.csv`) ?? '';
    const lines = csv.trimEnd().split('\n');
    expect(lines[0]).toBe('fact,splunk,elastic');
    expect(lines).toContain('event.code,signature_id,event.code');
    expect(lines).toContain('time,_time,@timestamp');
    expect(lines.every((line) => line.split(',').length === 3)).toBe(true);
  });
});

describe('a name', () => {
  const [catalog] = catalogs;
  const [stream] = catalog?.streams ?? [];
  if (catalog === undefined || stream === undefined) throw new Error('no catalog is shipped');

  it('that is not rendered is left out, alone or among others', () => {
    const candidates = [
      ['actor.user', 'src_user|user'],
      ['reason', 'reason'],
    ] as const;
    expect(statedFacts(catalog, stream, candidates, (name) => name === 'user')).toEqual([['actor.user', 'user']]);
  });

  it('that no field feeds is left out', () => {
    const bare = { ...catalog, fields: catalog.fields.filter((field) => field.role !== 'reason'), events: [] };
    expect(statedFacts(bare, stream, [['reason', 'reason']], () => true)).toEqual([]);
  });

  it('that one side has is in no table of both', () => {
    expect(sharedFacts([['reason', 'reason']], [['time', '@timestamp']])).toEqual([]);
  });
});
