import { fileURLToPath } from 'node:url';
import { catalogFiles, templateSource } from '../../src/build/catalog-files.js';
import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog } from '../../src/catalog/model.js';
import { nodeHost } from '../../src/source/node-host.js';
import { splunk } from '../../src/targets/splunk/splunk.js';
import type { App } from './search-time.js';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Reads one of the catalogs of the repository; throws when it has an error. */
export function readCatalog(id: string): Catalog {
  const { catalogs, findings } = loadCatalogs(nodeHost(repository), 'catalogs', [id]);
  const [catalog] = catalogs;
  if (catalog === undefined) throw new Error(findings.map((each) => each.message).join('\n'));
  return catalog;
}

/** Renders a catalog's Splunk app in memory: path below the app's folder -> text. */
export function renderApp(catalog: Catalog): App {
  const host = nodeHost(repository);
  const context = {
    profile: 'private' as const,
    templates: templateSource(host, 'templates'),
    catalogFiles: catalogFiles(host, `catalogs/${catalog.id}`),
  };
  const { files } = splunk.plan(catalog, context);
  return new Map(
    files
      .filter((file) => !file.path.endsWith('.png'))
      .map((file) => [file.path.split('/').slice(2).join('/'), Buffer.from(file.bytes).toString('utf8')] as const),
  );
}

/** The app with one file changed; throws when the text to replace is not there, so that a saboteur cannot miss. */
export function withChange(app: App, path: string, from: string, to: string): App {
  const text = app.get(path) ?? '';
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return new Map([...app, [path, text.replaceAll(from, to)] as const]);
}
