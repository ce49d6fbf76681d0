import { catalogFiles, templateSource } from '../src/build/catalog-files.js';
import type { Catalog, Stream } from '../src/catalog/model.js';
import { nodeHost } from '../src/source/node-host.js';
import { docs } from '../src/targets/docs/docs.js';
import { readCsv } from './splunk/conf-reader.js';

export type FactNames = ReadonlyMap<string, readonly string[]>;

/** Takes a catalog's stream and returns the names of its facts on one side, as the rendered `docs/<catalog>/fields.csv` says them. */
export function factNames(catalog: Catalog, stream: Stream, side: 'splunk' | 'elastic'): FactNames {
  const host = nodeHost('.');
  const context = {
    profile: 'private' as const,
    templates: templateSource(host, 'templates'),
    catalogFiles: catalogFiles(host, `catalogs/${catalog.id}`),
  };
  const table = docs.plan(catalog, context).files.find((file) => file.path.endsWith('/fields.csv'));
  const prefix = catalog.streams.length > 1 ? `${stream.id}:` : '';
  return new Map(
    readCsv(Buffer.from(table?.bytes ?? []).toString('utf8'))
      .filter((row) => row.fact?.startsWith(prefix))
      .map((row) => [(row.fact ?? '').slice(prefix.length), (row[side] ?? '').split('|')] as const),
  );
}
