import type { z } from 'zod';
import { closest } from '../diagnostics/did-you-mean.js';
import { type Finding, finding, hasErrors, Reporter } from '../diagnostics/finding.js';
import { type Host, joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import { readYaml, type SourceDocument } from '../source/yaml-document.js';
import { catalogCodes } from './catalog-codes.js';
import { schemaFindings } from './issues.js';
import type { Catalog } from './model.js';
import { checkReferences } from './references.js';
import { resolveCatalog } from './resolve.js';
import { type CatalogFile, catalogSchema, type EventsFile, eventsSchema, type SamplesFile, samplesSchema } from './schema.js';
import { checkTexts } from './texts.js';

/** A file of a catalog: what it says, and where each value stands. */
export interface Parsed<T> {
  readonly document: SourceDocument;
  readonly value: T;
}

/** The files that make one catalog. */
export interface CatalogFiles {
  readonly catalog: Parsed<CatalogFile>;
  readonly events: readonly Parsed<EventsFile>[];
  readonly samples: readonly Parsed<SamplesFile>[];
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
 * A catalog with an error is left out; everything that is wrong with any of them is among the findings.
 */
export function loadCatalogs(host: Host, directory: string, ids: readonly string[] = []): LoadResult {
  const reporter = new Reporter();
  const existing = catalogIds(host, directory);
  if (existing.length === 0) {
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
    const { catalog, findings } = loadCatalog(host, joinPath(directory, id), id);
    reporter.addAll(findings);
    if (catalog !== undefined) catalogs.push(catalog);
  }
  return { catalogs, findings: reporter.findings };
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
): { readonly catalog: Catalog | undefined; readonly findings: readonly Finding[] } {
  const reporter = new Reporter();
  const catalog = parse(host, joinPath(folder, 'catalog.yaml'), catalogSchema, reporter);
  const events = yamlFiles(host, joinPath(folder, 'events')).map((file) => parse(host, file, eventsSchema, reporter));
  const samples = sampleFiles(host, joinPath(folder, 'samples')).map((file) => parse(host, file, samplesSchema, reporter));
  if (catalog === undefined || reporter.hasErrors) return { catalog: undefined, findings: reporter.findings };
  const files: CatalogFiles = { catalog, events: events.filter(isThere), samples: samples.filter(isThere) };
  if (catalog.value.catalog !== id) {
    reporter.report(catalogCodes['catalog-folder'], {
      message: `the catalog \`${catalog.value.catalog}\` stands in the folder \`${id}\``,
      span: catalog.document.span(['catalog']),
    });
  }
  reporter.addAll(checkReferences(files));
  if (reporter.hasErrors) return { catalog: undefined, findings: reporter.findings };
  return { catalog: resolveCatalog(files), findings: reporter.findings };
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function yamlFiles(host: Host, folder: string): readonly string[] {
  return host
    .list(folder)
    .filter((entry) => /\.ya?ml$/.test(entry.name))
    .map((entry) => joinPath(folder, entry.name));
}

function sampleFiles(host: Host, folder: string): readonly string[] {
  return host.list(folder).flatMap((entry) => (entry.kind !== 'file' ? yamlFiles(host, joinPath(folder, entry.name)) : []));
}

function parse<T>(host: Host, file: string, schema: z.ZodType<T>, reporter: Reporter): Parsed<T> | undefined {
  const { document, findings } = readYaml(host, file);
  reporter.addAll(findings);
  if (document === undefined || hasErrors(findings)) return undefined;
  if (document.data === null || document.data === undefined) {
    reporter.report(catalogCodes['schema-missing'], {
      message: 'the file is empty',
      span: startOf(file),
      fix: 'write the catalog, or remove the file',
    });
    return undefined;
  }
  const texts = checkTexts(document, Object.is(schema, samplesSchema));
  reporter.addAll(texts);
  const result = schema.safeParse(document.data);
  if (result.success) return { document, value: result.data };
  reporter.addAll(schemaFindings(document, schema, result.error.issues));
  return undefined;
}
