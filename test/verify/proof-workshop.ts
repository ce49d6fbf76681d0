import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog } from '../../src/catalog/model.js';
import { type MemoryHost, memoryHost } from '../../src/source/memory-host.js';
import { nodeHost } from '../../src/source/node-host.js';
import { type SampleTest, testSamples } from '../../src/verify/sample-test.js';

const disk = nodeHost(new URL('../../', import.meta.url).pathname);

function below(folder: string): readonly string[] {
  return disk.list(folder).flatMap(({ name, kind }) => (kind === 'directory' ? below(`${folder}/${name}`) : [`${folder}/${name}`]));
}

type Files = Readonly<Record<string, Uint8Array>>;

const filesRead = new Map<string, Files>();

function shippedFiles(id: string): Files {
  const folders = [
    `catalogs/${id}`,
    `dist-addon/docs/${id}`,
    `dist-addon/splunk/TA-${id}`,
    `dist-addon/elastic/${id.replaceAll('-', '_')}`,
  ];
  const read = () => Object.fromEntries(folders.flatMap(below).map((path) => [path, disk.readFile(path) ?? new Uint8Array()] as const));
  const files = filesRead.get(id) ?? read();
  filesRead.set(id, files);
  return files;
}

/** A change of one file: what stands there, and what stands there instead. */
export type Change = readonly [path: string, from: string, to: string];

/** A shipped catalog with what is rendered of it, in memory, some files changed. Throws where there is nothing to change. */
export function proofWorkshop(id: string, changes: readonly Change[] = []): MemoryHost {
  const host = memoryHost(shippedFiles(id));
  for (const [path, from, to] of changes) {
    const text = Buffer.from(host.readFile(path) ?? []).toString('utf8');
    if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
    host.writeFile(path, Buffer.from(text.replace(from, () => to)), 0o644);
  }
  return host;
}

const places = { catalogs: 'catalogs', rendered: 'dist-addon', external: undefined };

/** Lets the two sides that stand in a workshop read all samples. */
export function tested(host: MemoryHost): SampleTest {
  const { catalogs } = loadCatalogs(host, 'catalogs');
  const [catalog] = catalogs as readonly [Catalog];
  return testSamples(host, places, catalog);
}
