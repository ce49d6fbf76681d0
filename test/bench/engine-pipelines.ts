import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { Catalog, Sample } from '../../src/catalog/model.js';
import { namespace } from '../../src/catalog/names.js';
import { openDefinitions } from '../../src/evaluate/elastic/elastic-reader.js';
import { readPipelineFile } from '../../src/evaluate/elastic/pipeline-file.js';
import { fromPlain, JavaMap, printJson } from '../../src/evaluate/elastic/values.js';
import { loadCatalogs } from '../../src/rules/load-catalogs.js';
import { nodeHost } from '../../src/source/node-host.js';
import { inputOf } from '../../src/verify/accepted-results.js';
import { elasticsearch8 } from '../conformance/engines/ingest-judge.js';
import { type EngineOptions, placeOf } from './engine-place.js';
import { floorOf, syntheticFloors } from './pipeline-floors.js';
import { conditionalPipeline } from './pipeline-stand-in.js';
import { type Form, forms, recordOf, syntheticCatalog } from './synthetic-catalog.js';

type Json = Readonly<Record<string, unknown>>;

/** Pipelines by name, as JSON, the first of which the others are compared with, and the documents that all of them are given. */
interface Contest {
  readonly pipelines: Readonly<Record<string, string>>;
  readonly documents: readonly Json[];
}

interface Result {
  readonly name: string;
  /** Microseconds a document: the middle of the rounds, and the best of them. */
  readonly median: number;
  readonly best: number;
  /** Of the results, those with `error`, and documents that failed. */
  readonly bad: number;
  readonly dearest: readonly string[];
}

const HEADING = `${''.padEnd(44)} documents/s   median      best   of the floor`;
const FLOOR = 'floor';
const SIZES = [10, 100, 1000, 5000];
/** Events of a synthetic catalog whose records are read: the same number of each size. */
const READ = 10;

/**
 * What a document costs in each generated pipeline inside Elasticsearch, on one thread: beside a pipeline that only reads the frame and the
 * date of the same records, beside one written by hand in the usual way, and with more and more events in a catalog.
 */
export async function enginePipelines(options: EngineOptions): Promise<void> {
  const { root, print } = options;
  const place = await placeOf(elasticsearch8, options);
  if (place === undefined) return;
  print(
    `\npipelines inside ${elasticsearch8.name} ${elasticsearch8.version}, one thread; floor: the frame and the date of the same records alone`,
  );
  print(HEADING);
  for (const catalog of loadCatalogs(nodeHost(root), 'catalogs').catalogs) shipped(catalog, place, options);
  print(`\ncatalogs that grow: plain pipelines, records of ${READ} events of each`);
  print(HEADING);
  for (const form of forms) growth(form, place, options);
}

/** The pipelines of each stream of a catalog, as they stand in `dist-addon`. */
function shipped(catalog: Catalog, place: string, options: EngineOptions): void {
  for (const stream of catalog.streams) {
    const name = `${namespace(catalog)}-${stream.dataStream}`;
    const floor = JSON.stringify(floorOf(name));
    const samples = catalog.samples.filter((each) => each.stream === stream.id && each.expect.state === 'read');
    const folder = join('elastic', namespace(catalog), 'data_stream', stream.dataStream, 'elasticsearch/ingest_pipeline');
    const read = samplesOfFloor(floor, samples);
    const pipelines = {
      [FLOOR]: floor,
      'package pipeline': definitionIn(options.root, join('dist-addon', folder, 'default.yml')),
      'plain pipeline': definitionIn(options.root, join('dist-addon/pipelines', `${name}.json`)),
      ...(name === 'dogtag-audit' ? { 'written by hand (stand-in)': JSON.stringify(conditionalPipeline(catalog)) } : {}),
    };
    const results = contest({ pipelines, documents: read }, name, place, options);
    options.print(`${name}: ${read.length} samples whose frame the floor can read, of ${samples.length}`);
    for (const each of results) {
      options.print(row(`  ${each.name}`, each, results[0]));
      if (each.name === 'package pipeline') for (const line of each.dearest) options.print(`      ${line}`);
    }
  }
}

/** Plain pipelines of synthetic catalogs. */
function growth(form: Form, place: string, options: EngineOptions): void {
  for (const events of SIZES) {
    const folder = join(options.work, 'growth', `${form}-${events}`);
    for (const [path, text] of Object.entries(syntheticCatalog({ form, events, files: Math.ceil(events / 50) }))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const out = join(folder, 'out');
    run(process.execPath, [join(options.root, 'dist/cli/main.js'), 'build', '--catalogs', join(folder, 'catalogs'), '--out', out]);
    const pipelines = { [FLOOR]: JSON.stringify(syntheticFloors[form]), grown: definitionIn(out, 'pipelines/synthetic-audit.json') };
    const numbers = Array.from({ length: READ }, (_unused, index) => Math.round((index * (events - 1)) / (READ - 1)));
    const documents = numbers.map((number) => ({ message: recordOf(form, number) }));
    const results = contest({ pipelines, documents }, `${form}-${events}`, place, options);
    for (const each of results.slice(1)) options.print(row(`${form}, ${events} events`, each, results[0]));
  }
}

/** Inputs of the samples that the floor reads: of some streams the records come in several frames. Records that have no message are left out. */
function samplesOfFloor(floor: string, samples: readonly Sample[]): readonly Json[] {
  const { pipeline } = readPipelineFile({ name: 'floor.json', bytes: new TextEncoder().encode(floor) }, FLOOR);
  const { reader } = openDefinitions(pipeline === undefined ? [] : [pipeline], { index: '_index' });
  if (reader === undefined) throw new Error('the floor is no pipeline');
  const inputs = samples.map(inputOf).filter((input) => typeof input.message === 'string');
  return inputs.filter((input) => reader.run(documentOf(input)).kind === 'doc');
}

function documentOf(input: Json): JavaMap {
  const value = fromPlain(JSON.parse(JSON.stringify(input)));
  if (!(value instanceof JavaMap)) throw new Error('a document is an object');
  return value;
}

function definitionIn(folder: string, path: string): string {
  const { pipeline } = readPipelineFile({ name: path, bytes: readFileSync(join(folder, path)) }, path);
  if (pipeline === undefined) throw new Error(`no pipeline in ${path}`);
  return printJson(pipeline.definition);
}

/** Lets the engine run the pipelines in turns over the documents; throws where one of them is not read. */
function contest({ pipelines, documents }: Contest, name: string, place: string, { work, quick }: EngineOptions): readonly Result[] {
  const [definitions, lines] = [join(work, `${name}.pipelines.json`), join(work, `${name}.documents.ndjson`)];
  // The program wants names without blanks; a document is told from a line by its first member.
  const numbered = Object.entries(pipelines).map(([each, definition], index) => [`p${index}`, each, definition] as const);
  writeFileSync(definitions, `{${numbered.map(([number, , definition]) => `"${number}":${definition}`).join(',')}}`);
  writeFileSync(lines, documents.map(({ message, ...rest }) => `${JSON.stringify({ message, ...rest })}\n`).join(''));
  const java = ['-XX:+UseSerialGC', '-Xmx1g', `-Drounds=${quick ? 100 : 400}`, '-Ddocs=1000', '-Dtop=4'];
  const numbers = numbered.map(([number]) => number);
  const [command, ...args] = elasticsearch8.command(place, java, ['--bench', definitions, lines, ...numbers]);
  const said = run(command, args);
  return numbered.map(([number, each]) => resultIn(said, number, each));
}

function resultIn(said: string, number: string, name: string): Result {
  const found = new RegExp(`^${number} .*exceptions=(\\d+) with_error_field=(\\d+)`, 'm').exec(said);
  const times = new RegExp(`^${number} +median +([\\d.]+) us/event.* min ([\\d.]+)`, 'm').exec(said);
  const dearest = new RegExp(`^${number}:\\n((?:  .*\\n?)*)`, 'm').exec(said)?.[1] ?? '';
  if (found === null || times === null) throw new Error(`no answer for ${name}:\n${said.slice(-2000)}`);
  const lines = dearest.split('\n').filter((line) => line.trim() !== '');
  return {
    name,
    median: Number(times[1]),
    best: Number(times[2]),
    bad: Number(found[1]) + Number(found[2]),
    dearest: lines.map((line) => line.trim().replace(/ +/g, ' ')),
  };
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${command}: exit code ${String(status)}\n${stderr.slice(-2000)}`);
  return stdout;
}

/** The ratio is that of the best rounds, which other work on the machine disturbs least. */
function row(title: string, { median, best, bad }: Result, floor: Result | undefined): string {
  const cells = `${Math.round(1e6 / median)
    .toLocaleString('en')
    .padStart(11)} ${median.toFixed(2).padStart(8)} ${best.toFixed(2).padStart(9)} us`;
  const ratio = (best / (floor?.best ?? Number.NaN)).toFixed(2).padStart(6);
  return `${title.padEnd(44)} ${cells} ${ratio} x${bad === 0 ? '' : `   ${bad} NOT READ`}`;
}
