import { spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { parseDocument } from 'yaml';
import { loadCatalogs } from '../../src/rules/load-catalogs.js';
import { nodeHost } from '../../src/source/node-host.js';
import { engineBuilds } from './engine-builds.js';
import { enginePipelines } from './engine-pipelines.js';
import { evaluatorSpeeds } from './evaluators.js';
import { type Form, forms, type SyntheticCatalog, syntheticCatalog } from './synthetic-catalog.js';

// Times of one machine say little about another, and little about the same machine an hour later. So everything is printed beside a
// reference that was measured in the same run, and in turns with it: the start of Node.js, reading the same YAML with the library alone.

// npm runs scripts in the package's folder.
const root = process.cwd();
const launcher = join(root, 'dist/cli/main.js');
const quick = process.argv.includes('--quick');
const rounds = quick ? 1 : 5;
// Parts to measure, as arguments: all but memory when none is named, which takes minutes.
const parts = ['builds', 'evaluators', 'proof', 'memory', 'pipelines'] as const;
const wantedParts = parts.filter((part) => process.argv.includes(part));
const isWanted = (part: (typeof parts)[number]): boolean => (wantedParts.length === 0 ? part !== 'memory' : wantedParts.includes(part));
// Beside the vendors' own tools, which are installed as for `npm run conformance`, instead of beside ourselves.
const besideEngines = process.argv.includes('--engines');
// Forms of body whose builds are measured, as arguments; all when none is named.
const wanted = forms.filter((form) => process.argv.includes(form));
const measuredForms = wanted.length === 0 ? forms : wanted;
const work = mkdtempSync(join(tmpdir(), 'addonsmith-bench-'));

interface Run {
  readonly seconds: number;
  /** Of all cores together, the kernel included; what is left of other work on the machine. */
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** Runs Node.js, with a file as its input where one is given, and waits; what it used is what the process says of itself when it ends. */
function run(args: readonly string[], file?: string): Run {
  const input = file === undefined ? 'ignore' : openSync(file, 'r');
  const start = performance.now();
  const result = spawnSync(process.execPath, ['--require', usage, ...args], {
    stdio: [input, 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (typeof input === 'number') closeSync(input);
  const seconds = (performance.now() - start) / 1000;
  if (result.status !== 0) throw new Error(`${args.join(' ')}: exit code ${String(result.status)}\n${result.stderr}`);
  const [kilobytes = 0, cpuSeconds = 0] = (result.output[3] ?? '').split(' ').map(Number);
  return { seconds, cpuSeconds, megabytes: kilobytes / 1024 };
}

const usage = join(work, 'usage.cjs');
writeFileSync(
  usage,
  `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  require('node:fs').writeSync(3, [maxRSS, (userCPUTime + systemCPUTime) / 1e6].join(' '));
});
`,
);

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Takes ways of doing things by name and does them in turns; returns the median of each. */
function inTurns<Name extends string>(ways: Readonly<Record<Name, () => Run>>): Readonly<Record<Name, Run>> {
  const names = Object.keys(ways) as Name[];
  const runs = Array.from({ length: rounds }, () => Object.fromEntries(names.map((name) => [name, ways[name]()])) as Record<Name, Run>);
  const medianOf = (name: Name): Run => ({
    seconds: median(runs.map((each) => each[name].seconds)),
    cpuSeconds: median(runs.map((each) => each[name].cpuSeconds)),
    megabytes: median(runs.map((each) => each[name].megabytes)),
  });
  return Object.fromEntries(names.map((name) => [name, medianOf(name)])) as Record<Name, Run>;
}

function yamlFiles(directory: string): readonly string[] {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return names.map((name) => join(directory, name));
}

function inProcess(work: () => void): Run {
  const start = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  return { seconds, cpuSeconds: (user + system) / 1e6, megabytes: process.memoryUsage().rss / 1024 / 1024 };
}

function build(catalogs: string, out: string): Run {
  return run([launcher, 'build', '--catalogs', catalogs, '--out', out]);
}

function buildCold(catalogs: string, out: string): Run {
  rmSync(out, { recursive: true, force: true });
  return build(catalogs, out);
}

function row(name: string, { seconds, cpuSeconds, megabytes }: Run, ratio: string): void {
  const cells = `${seconds.toFixed(3).padStart(8)} s ${cpuSeconds.toFixed(3).padStart(8)} s of processor ${megabytes.toFixed(0).padStart(6)} MB`;
  process.stdout.write(`${name.padEnd(44)} ${cells}   ${ratio}\n`);
}

function times(a: number, b: number): string {
  return `${(a / b).toFixed(2)} x`;
}

/** All shipped catalogs: from nothing, without change, without change under --check. */
function shipped(): void {
  const catalogs = join(root, 'catalogs');
  const out = join(work, 'shipped');
  build(catalogs, out);
  const texts = yamlFiles(catalogs).map((file) => readFileSync(file, 'utf8'));
  const measured = inTurns({
    node: () => run(['-e', '0']),
    version: () => run([launcher, '--version']),
    yaml: () => inProcess(() => texts.map((text) => parseDocument(text).toJS())),
    cold: () => buildCold(catalogs, out),
    unchanged: () => build(catalogs, out),
    check: () => run([launcher, 'build', '--check', '--catalogs', catalogs, '--out', out]),
  });
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  process.stdout.write(`shipped catalogs: ${readdirSync(catalogs).join(', ')}; ${texts.length} files, ${Math.round(bytes / 1000)} kB\n`);
  const ratio = (each: Run) => `${times(each.cpuSeconds, measured.node.cpuSeconds)} the start of Node.js`;
  row('node -e 0', measured.node, '');
  row('addonsmith --version', measured.version, ratio(measured.version));
  row('the same YAML, read by the library alone', measured.yaml, ratio(measured.yaml));
  row('build, from nothing', measured.cold, ratio(measured.cold));
  row(
    'build, without change',
    measured.unchanged,
    `${ratio(measured.unchanged)}, ${times(measured.unchanged.cpuSeconds, measured.cold.cpuSeconds)} from nothing`,
  );
  row('build --check', measured.check, ratio(measured.check));
}

function write(size: SyntheticCatalog): string {
  const directory = join(work, `${size.form}-${size.events}-${size.files}`);
  for (const [path, text] of Object.entries(syntheticCatalog(size))) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return join(directory, 'catalogs');
}

/** Synthetic catalogs that grow: time and memory against those of a tenth of the events. */
function growth(form: Form, title: string, sizes: readonly number[], filesFor: (events: number) => number): void {
  process.stdout.write(`\nsynthetic catalogs of form ${form}, ${title}\n`);
  const places = sizes.map((events) => ({ events, catalogs: write({ form, events, files: filesFor(events) }) }));
  const ways = Object.fromEntries(
    places.flatMap(({ events, catalogs }) => {
      const out = join(catalogs, '../out');
      return [
        [`${events} events, from nothing`, () => buildCold(catalogs, out)],
        [`${events} events, without change`, () => build(catalogs, out)],
      ];
    }),
  );
  const measured = inTurns(ways);
  for (const name of Object.keys(ways)) {
    const [events = '', how = ''] = name.split(' events, ');
    const first = measured[`${sizes[0]} events, ${how}`];
    const each = measured[name];
    if (each === undefined || first === undefined) continue;
    row(name, each, `${Number(events) / (sizes[0] ?? 1)} x the events, ${times(each.cpuSeconds, first.cpuSeconds)} the processor`);
  }
}

/** What packing costs: gzip of Node.js over the same bytes. */
function packing(): void {
  const out = join(work, 'shipped');
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !/\.(?:tgz|zip)$/.test(entry.name),
  );
  const bytes = Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
  const { gzip } = inTurns({ gzip: () => inProcess(() => gzipSync(bytes, { level: 9 })) });
  process.stdout.write(`\nreference: gzip -9 of Node.js over ${Math.round(bytes.length / 1000)} kB of rendered files\n`);
  row('gzip', gzip, '');
}

/** Records a second and core through each evaluator, beside what the machine does with the same lines as JSON. */
function evaluators(): void {
  const cell = (count: number): string => Math.round(count).toLocaleString('en').padStart(10);
  process.stdout.write('\nrecords a second of processor; reference: the same lines written as JSON and read again\n');
  process.stdout.write(`${''.padEnd(44)}  reference     Splunk    Elastic   of the reference\n`);
  for (const { product, records, length, reference, splunk, elastic } of evaluatorSpeeds(root, quick)) {
    const name = `${product}: ${records} samples of ${length} characters`;
    const share = (count: number): string => `1/${Math.round(reference / count)}`;
    process.stdout.write(`${name.padEnd(44)} ${cell(reference)} ${cell(splunk)} ${cell(elastic)}   ${share(splunk)}, ${share(elastic)}\n`);
  }
}

/** What proving all shipped add-ons takes. */
function proof(): void {
  const measured = inTurns({
    node: () => run(['-e', '0']),
    test: () => run([launcher, 'test']),
    parity: () => run([launcher, 'parity']),
  });
  process.stdout.write('\nproof of all shipped add-ons\n');
  row('addonsmith test', measured.test, times(measured.test.cpuSeconds, measured.node.cpuSeconds));
  row('addonsmith parity', measured.parity, times(measured.parity.cpuSeconds, measured.node.cpuSeconds));
}

/** Memory of `evaluate` over a tenth of the lines and over all. */
function memory(): void {
  process.stdout.write('\nmemory of evaluate\n');
  const lines = sampleLines();
  const sizes = quick ? [2000, 20_000] : [100_000, 1_000_000];
  const files = sizes.map((count) => ({ count, file: linesFile(lines, count) }));
  const sides = {
    splunk: ['splunk', '--app', 'dist-addon/splunk/TA-dogtag', '--sourcetype', 'dogtag:audit'],
    elastic: ['elastic', '--package', 'dist-addon/elastic/dogtag', '--data-stream', 'audit'],
  };
  for (const [side, args] of Object.entries(sides)) {
    const [few, many] = files.map(({ count, file }) => ({ count, ...run([launcher, 'evaluate', ...args], file) }));
    if (few === undefined || many === undefined) continue;
    row(`${side}, ${few.count} lines`, few, `${Math.round(few.count / few.cpuSeconds)} a second of processor`);
    const rate = `${Math.round(many.count / many.cpuSeconds)} a second of processor`;
    row(`${side}, ${many.count} lines`, many, `${rate}, ${times(many.megabytes, few.megabytes)} the memory`);
  }
}

/** Records of one line each. */
function sampleLines(): readonly string[] {
  const { samples } = loadCatalogs(nodeHost(root), 'catalogs', ['dogtag']).catalogs[0] ?? { samples: [] };
  return samples.filter(({ raw }) => !/[\r\n]/.test(raw)).map(({ raw }) => raw);
}

function linesFile(lines: readonly string[], count: number): string {
  const file = join(work, `${count}.log`);
  const all = `${lines.join('\n')}\n`;
  const times = Math.floor(count / lines.length);
  writeFileSync(file, '');
  for (let done = 0; done < times; done++) appendFileSync(file, all);
  appendFileSync(
    file,
    lines
      .slice(0, count % lines.length)
      .map((each) => `${each}\n`)
      .join(''),
  );
  return file;
}

function measureOurselves(): void {
  if (isWanted('builds')) {
    shipped();
    packing();
    const sizes = quick ? [10, 100] : [1000, 3000, 10_000];
    growth(measuredForms[0] ?? 'brackets', 'one file', sizes, () => 1);
    for (const form of measuredForms) growth(form, 'a file for every 50 events', sizes, (events) => Math.ceil(events / 50));
  }
  if (isWanted('evaluators')) evaluators();
  if (isWanted('proof')) proof();
  if (isWanted('memory')) memory();
}

try {
  process.stdout.write(`Node.js ${process.version}, median of ${rounds}\n\n`);
  if (besideEngines) {
    const options = { root, work, quick, rounds, print: (line: string) => process.stdout.write(`${line}\n`) };
    if (isWanted('builds')) await engineBuilds(options);
    if (isWanted('pipelines')) await enginePipelines(options);
  } else {
    measureOurselves();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
