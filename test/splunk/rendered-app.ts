import { fileURLToPath } from 'node:url';
import { catalogFiles, templateSource } from '../../src/build/catalog-files.js';
import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog } from '../../src/catalog/model.js';
import { nodeHost } from '../../src/source/node-host.js';
import type { PackageFiles } from '../../src/source/package-files.js';
import { splunk } from '../../src/targets/splunk/splunk.js';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Reads one of the catalogs of the repository; throws when it has an error. */
export function readCatalog(id: string): Catalog {
  const { catalogs, findings } = loadCatalogs(nodeHost(repository), 'catalogs', [id]);
  const [catalog] = catalogs;
  if (catalog === undefined) throw new Error(findings.map((each) => each.message).join('\n'));
  return catalog;
}

/** Renders a catalog's Splunk app in memory. */
export function renderApp(catalog: Catalog): PackageFiles {
  const host = nodeHost(repository);
  const context = {
    profile: 'private' as const,
    templates: templateSource(host, 'templates'),
    catalogFiles: catalogFiles(host, `catalogs/${catalog.id}`),
  };
  const { files } = splunk.plan(catalog, context);
  const below = files.map((file) => [file.path.split('/').slice(2).join('/'), file.bytes] as const);
  return { name: `TA-${catalog.id}`, files: new Map(below) };
}

/** An app in memory, of texts by path. */
export function appOf(name: string, texts: Readonly<Record<string, string>>): PackageFiles {
  return { name, files: new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)])) };
}

/** The text of a file of an app; throws where it is not there. */
export function textOf({ name, files }: PackageFiles, path: string): string {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`${name} has no ${path}`);
  return Buffer.from(bytes).toString('utf8');
}
