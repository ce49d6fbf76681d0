import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namespace } from '../../src/catalog/names.js';
import { type ElasticReader, openElasticPackage } from '../../src/evaluate/elastic/elastic-package.js';
import { openDefinitions } from '../../src/evaluate/elastic/elastic-reader.js';
import { readPipelineFile } from '../../src/evaluate/elastic/pipeline-file.js';
import { printJson } from '../../src/evaluate/elastic/values.js';
import { readPackageFiles } from '../../src/source/package-files.js';
import { inputOf } from '../../src/verify/accepted-results.js';
import { generatedLines } from '../../src/verify/generated-lines.js';
import { hostileLines } from '../../src/verify/hostile-lines.js';
import type { ProvedStream } from '../../src/verify/sample-test.js';
import { brokenLines } from './broken-lines.js';
import type { Workshop } from './workshop.js';

/** What the engine is given and what our evaluator reads with, of the same files. */
export interface RenderedPipeline {
  /** `dogtag audit` */
  readonly title: string;
  /** The one that is run, which stands first, and those that it calls. */
  readonly definitions: Readonly<Record<string, string>>;
  readonly reader: ElasticReader;
  readonly documents: readonly PipelineDocument[];
}

export interface PipelineDocument {
  readonly place: string;
  /** As JSON. */
  readonly text: string;
}

/** The pipelines of each data stream of the packages in a folder that was built. */
export function packagePipelines(workshop: Workshop, folder: string): readonly RenderedPipeline[] {
  return provedStreams(workshop).map((proved) => {
    const { catalog, stream } = proved.rendered;
    const place = join(folder, 'elastic', namespace(catalog));
    const { files } = readPackageFiles(workshop.host, place);
    if (files === undefined) throw new Error(`no package in ${place}`);
    const { reader } = openElasticPackage(files, stream.dataStream, { index: '_index' });
    const pipelines = join(place, 'data_stream', stream.dataStream, 'elasticsearch/ingest_pipeline');
    const names = readdirSync(pipelines).map((file) => file.replace(/\.yml$/, ''));
    const ordered = ['default', ...names.filter((name) => name !== 'default')];
    const definitions = ordered.map((name) => [name, installed(definitionIn(join(pipelines, `${name}.yml`), name))] as const);
    return rendered(proved, definitions, reader);
  });
}

/** The plain pipelines in a folder that was built, for an engine. */
export function plainPipelines(workshop: Workshop, folder: string, engine: 'elasticsearch' | 'opensearch'): readonly RenderedPipeline[] {
  return provedStreams(workshop).map((proved) => {
    const { catalog, stream } = proved.rendered;
    const name = `${namespace(catalog)}-${stream.dataStream}`;
    const path = join(folder, 'pipelines', `${name}.json`);
    const { pipeline } = readPipelineFile({ name: path, bytes: readFileSync(path) }, name);
    const { reader } = openDefinitions(pipeline === undefined ? [] : [pipeline], { engine });
    return rendered(proved, [[name, definitionIn(path, name)]], reader);
  });
}

/** A pipeline over some of its documents, with a slip in what the engine is given and not in what our evaluator reads. */
export function withSlip(pipelines: readonly RenderedPipeline[], text: string, slip: string): readonly RenderedPipeline[] {
  const [first] = pipelines;
  if (first === undefined) return [];
  const definitions = Object.entries(first.definitions).map(([name, definition]) => [name, definition.replaceAll(text, slip)] as const);
  return [{ ...first, definitions: Object.fromEntries(definitions), documents: first.documents.slice(0, 100) }];
}

function rendered(
  proved: ProvedStream,
  definitions: readonly (readonly [string, string])[],
  reader: ElasticReader | undefined,
): RenderedPipeline {
  const title = `${proved.rendered.catalog.id} ${proved.rendered.stream.id}`;
  if (reader === undefined) throw new Error(`our evaluator does not open the pipelines of ${title}`);
  return { title, definitions: Object.fromEntries(definitions), reader, documents: documentsOf(proved) };
}

function provedStreams(workshop: Workshop): readonly ProvedStream[] {
  return workshop.proofs().flatMap(({ streams }) => streams);
}

function definitionIn(path: string, name: string): string {
  const { pipeline } = readPipelineFile({ name: path, bytes: readFileSync(path) }, name);
  if (pipeline === undefined) throw new Error(`no pipeline in ${path}`);
  return printJson(pipeline.definition);
}

/** Fleet writes the name of the installed pipeline where a package names one of its files. */
function installed(definition: string): string {
  return definition.replace(/\{\{\s*IngestPipeline\s+\\?["']([^"'\\]+)\\?["']\s*\}\}/g, '$1');
}

/** Documents of each sample, of each line that the catalog can tell of, hostile ones, and broken ones: the same on each machine. */
function documentsOf({ rendered: { catalog, stream }, samples, external }: ProvedStream): readonly PipelineDocument[] {
  // Real lines from outside are not on each machine, and the report counts.
  const shipped = samples.filter((sample) => !external.includes(sample));
  const documents: PipelineDocument[] = shipped.map((sample) => ({
    place: `sample ${sample.name}`,
    text: JSON.stringify(inputOf(sample)),
  }));
  for (const line of [...generatedLines(catalog, stream), ...hostileLines(catalog, stream, { cases: 2, seed: 1 })]) {
    documents.push({ place: line.name, text: JSON.stringify(line.winlog ?? { message: line.raw }) });
  }
  const lines = [...new Set([...shipped.map(({ raw }) => raw), ...[...generatedLines(catalog, stream)].map(({ raw }) => raw)])];
  for (const line of brokenLines(lines))
    documents.push({ place: `broken ${JSON.stringify(line.slice(0, 60))}`, text: JSON.stringify({ message: line }) });
  documents.push(...oddDocuments(shipped.map((sample) => inputOf(sample))));
  return documents;
}

/** Documents that no agent sends: each member in turn is away, null, a list, a number, an object. */
function* oddDocuments(inputs: readonly Readonly<Record<string, unknown>>[]): Generator<PipelineDocument> {
  const shapes = new Map(inputs.map((input) => [leaves(input).join(' '), input]));
  for (const input of shapes.values()) {
    for (const path of leaves(input)) {
      for (const value of [undefined, null, [], ['a', 'b'], 7, -1.5, true, {}, { message: 'x' }, '']) {
        yield { place: `${path} is ${JSON.stringify(value) ?? 'away'}`, text: JSON.stringify(changed(input, path.split('.'), value)) };
      }
    }
  }
}

type Json = Readonly<Record<string, unknown>>;

/** Paths of all members of objects, containers too. */
function leaves(value: Json, before = ''): readonly string[] {
  return Object.entries(value).flatMap(([name, each]) => {
    const path = `${before}${name}`;
    return isObject(each) ? [path, ...leaves(each, `${path}.`)] : [path];
  });
}

function changed(value: Json, [step = '', ...rest]: readonly string[], into: unknown): Json {
  const below = value[step];
  return { ...value, [step]: rest.length === 0 || !isObject(below) ? into : changed(below, rest, into) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
