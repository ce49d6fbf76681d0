import process from 'node:process';
import { openElasticPackage } from '../../src/evaluate/elastic/elastic-package.js';
import { fromPlain, JavaMap } from '../../src/evaluate/elastic/values.js';
import { openSplunkApps } from '../../src/evaluate/splunk/splunk-apps.js';
import { loadCatalogs } from '../../src/rules/load-catalogs.js';
import { nodeHost } from '../../src/source/node-host.js';
import { openRenderedStream, readRenderedAddOn } from '../../src/verify/rendered-add-on.js';

/** How many records a second of processor are read. */
export interface Speed {
  readonly product: string;
  /** Records, and their mean length in characters. */
  readonly records: number;
  readonly length: number;
  /** The same lines written as JSON and read again: what this machine can do at the time. */
  readonly reference: number;
  readonly splunk: number;
  readonly elastic: number;
}

/** Measures each evaluator on the samples of each stream of the shipped catalogs, in turns with a reference. */
export function* evaluatorSpeeds(root: string, quick: boolean): Generator<Speed> {
  const host = nodeHost(root);
  for (const catalog of loadCatalogs(host, 'catalogs').catalogs) {
    const { rendered: files } = readRenderedAddOn(host, 'dist-addon', catalog);
    if (files === undefined) throw new Error(`the add-ons of ${catalog.id} are not built`);
    const apps = openSplunkApps([files.splunk]);
    for (const stream of catalog.streams) {
      const { rendered } = openRenderedStream(files, catalog, stream);
      const { reader: pipeline } = openElasticPackage(files.elastic, stream.dataStream);
      if (rendered === undefined || pipeline === undefined) throw new Error(`the add-ons of ${catalog.id} cannot be opened`);
      const samples = catalog.samples.filter((each) => each.stream === stream.id && each.expect.state === 'read');
      const readers = samples.map(({ raw }) => ({ raw, reader: apps.reader(rendered.origin(raw)) }));
      const ways = {
        reference: () => samples.reduce((sum, { raw, winlog }) => sum + JSON.parse(JSON.stringify(winlog ?? { message: raw })).length, 0),
        splunk: () => readers.reduce((sum, { raw, reader }) => sum + reader.read(raw).length, 0),
        elastic: () => samples.reduce((sum, { raw, winlog }) => sum + pipeline.run(documentOf(winlog ?? { message: raw })).kind.length, 0),
      };
      const speeds = inTurns(ways, samples.length, quick);
      const characters = samples.reduce((sum, { raw }) => sum + raw.length, 0);
      yield { product: catalog.id, records: samples.length, length: Math.round(characters / samples.length), ...speeds };
    }
  }
}

function documentOf(document: Readonly<Record<string, unknown>>): JavaMap {
  const value = fromPlain(document);
  if (!(value instanceof JavaMap)) throw new Error('a document is no object');
  return value;
}

function inTurns<Name extends string>(ways: Readonly<Record<Name, () => number>>, records: number, quick: boolean): Record<Name, number> {
  const names = Object.keys(ways) as Name[];
  const rounds = quick ? 1 : 5;
  const seconds = quick ? 0.1 : 0.5;
  for (const name of names) perSecond(ways[name], records, seconds * 2);
  const measured = Array.from({ length: rounds }, () => names.map((name) => [name, perSecond(ways[name], records, seconds)] as const));
  const median = (name: Name): number => {
    const own = measured.map((round) => round.find(([each]) => each === name)?.[1] ?? 0).sort((a, b) => a - b);
    return own[own.length >> 1] ?? 0;
  };
  return Object.fromEntries(names.map((name) => [name, median(name)])) as Record<Name, number>;
}

// Of one core: what other work on the machine takes away is not counted.
function perSecond(way: () => number, records: number, seconds: number): number {
  const before = process.cpuUsage();
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < seconds * 1000) {
    way();
    done += records;
  }
  const { user, system } = process.cpuUsage(before);
  return done / ((user + system) / 1e6);
}
