import type { Catalog, Sample, Stream } from '../../src/catalog/model.js';
import { openSplunkApps } from '../../src/evaluate/splunk/splunk-apps.js';
import { nodeHost } from '../../src/source/node-host.js';
import type { PackageFiles } from '../../src/source/package-files.js';
import { installedWith, openRenderedStream, type RenderedStream, readRenderedAddOn } from '../../src/verify/rendered-add-on.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';
import { appOf, repository } from './rendered-app.js';

/** A stream of a catalog of the repository, beside what is rendered of it. */
export interface Shipped {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly samples: readonly Sample[];
  readonly rendered: RenderedStream;
  readonly app: PackageFiles;
}

const host = nodeHost(repository);

/** Every stream of every catalog of the repository. */
export const shipped: readonly Shipped[] = shippedCatalogs.flatMap((catalog) => {
  const addOn = readRenderedAddOn(host, 'dist-addon', catalog).rendered;
  return catalog.streams.map((stream) => {
    const rendered = addOn && openRenderedStream(addOn, catalog, stream).rendered;
    if (addOn === undefined || rendered === undefined) throw new Error(`${catalog.id} is not built`);
    return { catalog, stream, samples: catalog.samples.filter((sample) => sample.stream === stream.id), rendered, app: addOn.splunk };
  });
});

/** The first stream of a catalog of the repository. */
export function shippedStream(id: string): Shipped {
  const found = shipped.find(({ catalog }) => catalog.id === id);
  if (found === undefined) throw new Error(`the catalog ${id} is not there`);
  return found;
}

/**
 * Takes searches by name and returns what says which of them find a record: they are installed beside the app as event types. Throws on what
 * is not understood of a search, or not decided of a record.
 */
export function finding({ app, stream, rendered }: Shipped, searches: ReadonlyMap<string, string>): (raw: string) => readonly string[] {
  const eventtypes = [...searches].map(([name, search]) => `[${name}]\nsearch = ${search}\n`).join('\n');
  const apps = openSplunkApps([...installedWith(app, stream), appOf('asked', { 'default/eventtypes.conf': eventtypes })]);
  if (apps.findings.length > 0) throw new Error(apps.findings.map(({ message }) => message).join('\n'));
  return (raw) => {
    const [record] = apps.reader(rendered.origin(raw)).read(raw);
    const undecided = record?.notes?.filter(({ message }) => message.includes('of the eventtype')) ?? [];
    if (undecided.length > 0) throw new Error(undecided.map(({ message }) => message).join('\n'));
    return record?.eventtypes.filter((each) => searches.has(each)) ?? [];
  };
}
