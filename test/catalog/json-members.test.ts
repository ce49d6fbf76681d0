import { expect, it } from 'vitest';
import { jsonLevels, jsonMembers } from '../../src/catalog/json-members.js';
import type { Catalog, Field } from '../../src/catalog/model.js';

const span = { file: 'c.yaml', start: 0, end: 1, line: 1, column: 1, endLine: 1, endColumn: 2 };

function field(name: string, more: Partial<Field> = {}): Field {
  return { name, type: 'text', role: null, description: name, source: 'x', roles: [], names: [], alsoAt: [], members: [], span, ...more };
}

const catalog = {
  fields: [
    field('event'),
    field('data.client', { type: 'object', names: ['customer'] }),
    field('data.client.code', { names: ['Code'] }),
    field('data.status', { alsoAt: ['data.client.status'] }),
    field('data.items', { type: 'list' }),
    field('data.items.url', { type: 'list' }),
  ],
} as unknown as Catalog;

it('a member has every place that a record may have it in, the documented one first', () => {
  const places = Object.fromEntries(
    jsonMembers(catalog).map((member) => [member.field.name, member.places.map((place) => place.join('.'))]),
  );
  expect(places).toEqual({
    event: ['event'],
    'data.client': ['data.client', 'data.customer'],
    'data.client.code': ['data.client.code', 'data.client.Code', 'data.customer.code', 'data.customer.Code'],
    'data.status': ['data.status', 'data.client.status'],
    'data.items': ['data.items'],
    'data.items.url': ['data.items.url'],
  });
});

it('an object knows the names that documented members have in it', () => {
  expect(jsonLevels(catalog).map(({ path, isList, names }) => [path, isList, names])).toEqual([
    ['', false, ['event', 'data']],
    ['data', false, ['client', 'customer', 'status', 'items']],
    ['data.client', false, ['code', 'Code', 'status']],
    ['data.items', true, ['url']],
  ]);
});
