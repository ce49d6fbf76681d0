/** The library's face: load catalogs, plan what the targets make of them. */
export { type LoadResult, loadCatalogs } from './catalog/load.js';
export type { Catalog, EventDefinition, Field, Sample, Stream } from './catalog/model.js';
export { catalogJson, catalogText } from './catalog/print.js';
export { jsonSchemas } from './catalog/schema.js';
export type { Finding, Span } from './diagnostics/finding.js';
export { printJson } from './diagnostics/print-json.js';
export { printText } from './diagnostics/print-text.js';
export { memoryHost } from './source/memory-host.js';
export { nodeHost } from './source/node-host.js';
export { targets } from './targets/index.js';
export type { Target, TargetContext, TargetPlan } from './targets/target.js';
