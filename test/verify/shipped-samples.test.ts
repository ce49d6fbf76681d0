import { expect, it } from 'vitest';
import { nodeHost } from '../../src/source/node-host.js';
import { testSamples } from '../../src/verify/sample-test.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';

const host = nodeHost(new URL('../../', import.meta.url).pathname);
const realLines = '../shared/samples';
const external = host.list(realLines).length === 0 ? undefined : realLines;

// What `addonsmith test` says of the shipped catalogs: every sample, and the real lines where they are at hand.
it.each(shippedCatalogs.map((catalog) => [catalog.id, catalog] as const))(
  'both sides of %s read all samples as expected and as accepted',
  { timeout: 60_000 },
  (_, catalog) => {
    const { findings, trials, skipped } = testSamples(host, { catalogs: 'catalogs', rendered: 'dist-addon', external }, catalog);
    if (skipped > 0) console.warn(`${skipped} real lines of ${catalog.id} skipped: they are not there`);
    expect(findings.map(({ message, notes = [] }) => [message, ...notes].join('\n'))).toEqual([]);
    expect(trials.length).toBeGreaterThan(50);
    expect(external === undefined || skipped === 0).toBe(true);
  },
);
