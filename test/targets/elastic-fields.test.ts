import { describe, expect, it } from 'vitest';
import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog, Field } from '../../src/catalog/model.js';
import { nodeHost } from '../../src/source/node-host.js';
import { ownMembers } from '../../src/targets/elastic/fields.js';
import { pipelineTestConfig } from '../../src/targets/elastic/input-fields.js';

const host = nodeHost(new URL('../../', import.meta.url).pathname);

function load(id: string): Catalog {
  const [catalog] = loadCatalogs(host, 'catalogs', [id]).catalogs;
  if (catalog === undefined) throw new Error(`no catalog ${id}`);
  return catalog;
}

interface Declared {
  readonly name: string;
  readonly type: string;
  readonly fields?: readonly Declared[];
}

/** Names and types of what is declared below a name, groups with what they hold. */
function outline({ name, type, fields }: Declared): unknown {
  return fields === undefined ? `${name}: ${type}` : { [`${name}: ${type}`]: fields.map(outline) };
}

// elastic-package 0.126.0: "is used as array of objects, expected explicit definition with type group or nested".
describe('fields of a package', () => {
  it('declare a list of objects as a group, and one inside of it too', () => {
    const catalog = load('xroad');
    const member = (name: string): Field => {
      const like = catalog.fields.find((each) => each.name === 'data.services.id');
      if (like === undefined) throw new Error('the catalog has no data.services.id');
      return { ...like, name };
    };
    const deeper = { ...catalog, fields: [...catalog.fields, member('data.services.endpoints'), member('data.services.endpoints.path')] };
    const [stream] = deeper.streams;
    const members = (stream === undefined ? [] : ownMembers(deeper, stream)) as readonly (Declared & object)[];
    const fields = members.find(({ name }) => name === 'fields')?.fields ?? [];
    expect(fields.filter(({ name }) => name.startsWith('data.services')).map(outline)).toEqual([
      {
        'data.services: group': [
          'id: keyword',
          'url: keyword',
          'timeout: keyword',
          'tlsAuth: keyword',
          { 'endpoints: group': ['path: keyword'] },
        ],
      },
    ]);
  });

  it('that are keywords may be numbers in documents of Winlogbeat', () => {
    const [windows] = load('versasec-cms').streams;
    const [json] = load('xroad').streams;
    expect(windows && pipelineTestConfig(windows)).toEqual({ numeric_keyword_fields: ['winlog.event_id', 'winlog.record_id'] });
    expect(json && pipelineTestConfig(json)).toBeUndefined();
  });
});
