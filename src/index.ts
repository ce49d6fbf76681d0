import { fileURLToPath } from 'node:url';
import { type BuildRequest, type BuildResult, build as buildWith } from './build/build.js';
import { templateSource } from './build/catalog-files.js';
import { nodeHost } from './source/node-host.js';
import { targets as shippedTargets } from './targets/index.js';
import type { TemplateSource } from './targets/target.js';

/** The library's face: load catalogs, plan what the targets make of them, build them as the command line does. */
export type { BuildRequest, BuildResult } from './build/build.js';
export type { LoadResult } from './catalog/load.js';
export type { Catalog, EventDefinition, Field, Sample, Stream } from './catalog/model.js';
export { catalogJson, catalogText } from './catalog/print.js';
export { jsonSchemas } from './catalog/schema.js';
export type { Finding, Span } from './diagnostics/finding.js';
export { printGithub } from './diagnostics/print-github.js';
export { printJson } from './diagnostics/print-json.js';
export { printSarif } from './diagnostics/print-sarif.js';
export { printText } from './diagnostics/print-text.js';
export type { Change } from './output/reconcile.js';
export { loadCatalogs } from './rules/load-catalogs.js';
export type { Host } from './source/host.js';
export { memoryHost } from './source/memory-host.js';
export { nodeHost } from './source/node-host.js';
export { targets } from './targets/index.js';
export type { Target, TargetContext, TargetPlan } from './targets/target.js';

/** The templates that come with the package; it lies above the folder of the compiled code. */
export function shippedTemplates(): TemplateSource {
  return templateSource(nodeHost(fileURLToPath(new URL('../', import.meta.url))), 'templates');
}

/**
 * Builds the catalogs of a folder with the shipped templates, for all targets unless told otherwise: what `addonsmith build` does.
 * Takes the host that reads and writes, the folder of catalogs and that of the output; reports all that is wrong as findings.
 */
export async function build(
  request: Omit<BuildRequest, 'targets' | 'templates'> & Partial<Pick<BuildRequest, 'targets' | 'templates'>>,
): Promise<BuildResult> {
  return await buildWith({ templates: shippedTemplates(), targets: shippedTargets, ...request });
}
