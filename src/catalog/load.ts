import { closest } from '../diagnostics/did-you-mean.js';
import { type Finding, finding, Reporter } from '../diagnostics/finding.js';
import { type Host, joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import { catalogCodes } from './catalog-codes.js';
import { type CatalogFiles, readCatalogFiles } from './files.js';
import type { Catalog } from './model.js';
import { resolveCatalog } from './resolve.js';

export type { CatalogFiles, Parsed } from './files.js';

/** What is asked of a catalog beyond its shape; the rules lie above this layer, so they are handed in. */
export interface CatalogChecks {
  /** Asked of the files; an error ends the reading of this catalog. */
  readonly names: (files: CatalogFiles) => readonly Finding[];
  /** Asked of a catalog whose names are right. */
  readonly meaning: (files: CatalogFiles, catalog: Catalog) => readonly Finding[];
}

export interface LoadResult {
  readonly catalogs: readonly Catalog[];
  readonly findings: readonly Finding[];
}

/** Returns the names of the catalogs in a folder: its folders that hold a catalog.yaml, whatever that is, in byte order. */
export function catalogIds(host: Host, directory: string): readonly string[] {
  return host
    .list(directory)
    .filter((entry) => entry.kind !== 'file' && host.stat(joinPath(directory, entry.name, 'catalog.yaml')).kind !== 'none')
    .map((entry) => entry.name);
}

/**
 * Reads the catalogs of a folder, all of them or those named, and resolves each into one frozen {@link Catalog}.
 * A catalog with an error is left out; everything that is wrong with any of them is among the findings. Without checks only the shape
 * of the files is judged: enough for catalogs that were checked before.
 */
export function loadCatalogs(host: Host, directory: string, ids: readonly string[] = [], checks?: CatalogChecks): LoadResult {
  const reporter = new Reporter();
  const existing = catalogIds(host, directory);
  const unnamed = host.list(directory).flatMap((entry) => (entry.kind === 'directory' ? withoutCatalog(host, directory, entry.name) : []));
  if (ids.length === 0) reporter.addAll(unnamed);
  if (existing.length === 0 && unnamed.length === 0) {
    reporter.report(catalogCodes['catalog-missing'], {
      message: `there is no catalog in ${directory}`,
      fix: 'name the folder of catalogs with --catalogs',
    });
  }
  const catalogs: Catalog[] = [];
  for (const id of ids.length === 0 ? existing : [...new Set(ids)]) {
    if (!existing.includes(id)) {
      if (existing.length > 0) reporter.addAll([missing(directory, id, existing)]);
      continue;
    }
    const { catalog, findings } = loadCatalog(host, joinPath(directory, id), id, checks);
    reporter.addAll(findings);
    if (catalog !== undefined) catalogs.push(catalog);
  }
  return { catalogs, findings: reporter.findings };
}

/** A folder that has the files of a catalog, but no catalog.yaml. */
function withoutCatalog(host: Host, directory: string, name: string): readonly Finding[] {
  const entries = host.list(joinPath(directory, name));
  if (entries.some((entry) => entry.name === 'catalog.yaml')) return [];
  const files = entries.filter((entry) => entry.kind === 'file' && /\.(?:ya?ml|ya?m|json)$/i.test(entry.name)).map((entry) => entry.name);
  const near = closest('catalog.yaml', files);
  if (near === undefined && !entries.some((entry) => entry.kind === 'directory' && entry.name === 'events')) return [];
  const span = startOf(joinPath(directory, name, near ?? 'catalog.yaml'));
  const fix = near === undefined ? 'write `catalog.yaml` beside `events/`' : `rename \`${near}\` to \`catalog.yaml\``;
  return [finding(catalogCodes['catalog-file-missing'], { message: `the folder \`${name}\` has no catalog.yaml`, span, fix })];
}

function missing(directory: string, id: string, existing: readonly string[]): Finding {
  const meant = closest(id, existing);
  return finding(catalogCodes['catalog-missing'], {
    message: `there is no catalog \`${id}\` in ${directory}`,
    fix: meant === undefined ? `use one of: ${existing.join(', ')}` : `did you mean \`${meant}\`?`,
  });
}

function loadCatalog(
  host: Host,
  folder: string,
  id: string,
  checks: CatalogChecks | undefined,
): { readonly catalog: Catalog | undefined; readonly findings: readonly Finding[] } {
  const { files, findings } = readCatalogFiles(host, folder);
  const reporter = new Reporter();
  reporter.addAll(findings);
  if (files === undefined) return { catalog: undefined, findings: reporter.findings };
  const { document, value } = files.catalog;
  if (value.catalog !== id) {
    reporter.report(catalogCodes['catalog-folder'], {
      message: `the catalog \`${value.catalog}\` stands in the folder \`${id}\``,
      span: document.span(['catalog']),
    });
  }
  reporter.addAll(checks?.names(files) ?? []);
  if (reporter.hasErrors) return { catalog: undefined, findings: reporter.findings };
  const resolved = resolveCatalog(files);
  reporter.addAll(checks?.meaning(files, resolved) ?? []);
  return { catalog: reporter.hasErrors ? undefined : resolved, findings: reporter.findings };
}
