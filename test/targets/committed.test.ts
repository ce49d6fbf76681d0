import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/model.js';
import { nodeHost } from '../../src/source/node-host.js';
import { targets } from '../../src/targets/index.js';
import type { TargetContext } from '../../src/targets/target.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';

function context(catalog: Catalog): TargetContext {
  const folder = `catalogs/${catalog.id}`;
  const host = nodeHost('.');
  const list = (directory: string): readonly string[] =>
    host
      .list(`${folder}/${directory}`)
      .flatMap((entry) => (entry.kind === 'directory' ? list(`${directory}/${entry.name}`) : [`${directory}/${entry.name}`]));
  return {
    profile: 'private',
    templates: (name) => readFileSync(`templates/${name}`, 'utf8'),
    catalogFiles: { read: (path) => host.readFile(`${folder}/${path}`), list },
  };
}

function render(catalog: Catalog): ReadonlyMap<string, Uint8Array> {
  return new Map(targets.flatMap((target) => target.plan(catalog, context(catalog)).files.map((file) => [file.path, file.bytes] as const)));
}

/** Paths of the files that differ between two renderings, told without version suffixes. */
function changed(before: Catalog, after: Catalog): readonly string[] {
  const [old, fresh] = [render(before), render(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])];
  return paths.filter((path) => Buffer.compare(old.get(path) ?? Buffer.of(), fresh.get(path) ?? Buffer.of()) !== 0).sort();
}

test('what is committed is what the catalogs render to, byte for byte', () => {
  for (const catalog of shippedCatalogs) {
    for (const [path, bytes] of render(catalog)) expect(Buffer.compare(readFileSync(`dist-addon/${path}`), bytes), path).toBe(0);
  }
});

function dogtag(): Catalog {
  const found = shippedCatalogs.find((each) => each.id === 'dogtag');
  if (found === undefined) throw new Error('no dogtag');
  return found;
}

test('a row of an enumeration changes its lookup, the tables of the pipeline and the documentation', () => {
  const before = dogtag();
  const enumerations = before.enumerations.map((each) =>
    each.name === 'revoke_reason'
      ? { ...each, rows: each.rows.map((row) => (row.code === '1' ? { ...row, names: ['Key stolen'] } : row)) }
      : each,
  );
  expect(changed(before, { ...before, enumerations })).toEqual([
    'docs/dogtag/events.md',
    'elastic/dogtag/data_stream/audit/elasticsearch/ingest_pipeline/default.yml',
    'elastic/dogtag/docs/README.md',
    'pipelines/dogtag-audit.json',
    'splunk/TA-dogtag/README.md',
    'splunk/TA-dogtag/lookups/dogtag_revoke_reason_100.csv',
  ]);
});

test('the meaning of one event changes the lookup of events, the tables of the pipeline and the documentation', () => {
  const before = dogtag();
  const events = before.events.map((each) => (each.key === 'CERT_SIGNING_INFO' ? { ...each, name: 'Another name' } : each));
  expect(changed(before, { ...before, events })).toEqual([
    'docs/dogtag/events.md',
    'elastic/dogtag/data_stream/audit/elasticsearch/ingest_pipeline/default.yml',
    'elastic/dogtag/docs/README.md',
    'pipelines/dogtag-audit.json',
    'splunk/TA-dogtag/README.md',
    'splunk/TA-dogtag/lookups/dogtag_events_100.csv',
  ]);
});
