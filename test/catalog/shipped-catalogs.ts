import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog } from '../../src/catalog/model.js';
import { nodeHost } from '../../src/source/node-host.js';

/** The catalogs of the repository, loaded once for all tests that a worker runs. */
export const shippedCatalogs: readonly Catalog[] = loadCatalogs(nodeHost(new URL('../../', import.meta.url).pathname), 'catalogs').catalogs;
