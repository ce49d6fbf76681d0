import { type LoadResult, loadCatalogs as load } from '../catalog/load.js';
import type { Host } from '../source/host.js';
import { catalogChecks } from './check-catalog.js';

/**
 * Reads the catalogs of a folder, all of them or those named, asks every rule of each, and resolves it. A catalog with an error is left out;
 * everything that is wrong with any of them is among the findings.
 */
export function loadCatalogs(host: Host, directory: string, ids: readonly string[] = []): LoadResult {
  return load(host, directory, ids, catalogChecks);
}
