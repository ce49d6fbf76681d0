import type { Catalog, Stream } from '../../catalog/model.js';

/** Takes the catalog, returns the name of its package: lower case letters, digits, underscores. */
export function packageName(catalog: Catalog): string {
  return catalog.id.replaceAll('-', '_');
}

/** Takes the catalog and a stream, returns the data set that its documents are stored in: `<package>.<data stream>`. */
export function datasetName(catalog: Catalog, stream: Stream): string {
  return `${packageName(catalog)}.${stream.dataStream}`;
}
