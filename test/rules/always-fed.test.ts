import { expect, it } from 'vitest';
import { loadCatalogs, shippedTemplates, targets } from '../../src/index.js';
import { alwaysFed } from '../../src/rules/cim-required.js';
import { nodeHost } from '../../src/source/node-host.js';

const { catalogs } = loadCatalogs(nodeHost('.'), 'catalogs');
const splunk = targets.find((target) => target.name === 'splunk');

it.each(catalogs.map((catalog) => [catalog.id, catalog] as const))('what the rule takes for given is in the add-on of %s', (_, catalog) => {
  const context = { profile: 'private', templates: shippedTemplates(), catalogFiles: { read: () => undefined, list: () => [] } } as const;
  const props = splunk?.plan(catalog, context).files.find(({ path }) => path.endsWith('/default/props.conf'));
  const text = Buffer.from(props?.bytes ?? []).toString('utf8');
  // Calculated, copied, or put there by a lookup.
  const isGiven = (field: string) => new RegExp(`^EVAL-${field} = |^(?:FIELDALIAS|LOOKUP)-.*\\b${field}\\b`, 'm').test(text);
  expect(alwaysFed.length).toBeGreaterThan(5);
  expect(alwaysFed.filter((field) => !isGiven(field))).toEqual([]);
  expect(isGiven('no_such_field')).toBe(false);
});
