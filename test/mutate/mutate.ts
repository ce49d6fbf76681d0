import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { loadCatalogs } from '../../src/rules/load-catalogs.js';
import { nodeHost } from '../../src/source/node-host.js';
import { elasticMutants } from './elastic-mutants.js';
import { explanations } from './explained.js';
import { type Options, readOptions, USAGE } from './mutate-options.js';
import { Oracle, proofPlaces, type Verdict } from './oracle.js';
import { splunkMutants } from './splunk-mutants.js';

// Drops and alters what is rendered, one thing at a time, and asks whether `test` or `parity` notice: `npm run mutate`, or
// `npm run mutate -- --catalog xroad --side elastic`. With `--deep` also each alternative of an expression, each text of an eval
// expression and each cell of a table, which nobody is asked to notice; `--list` prints each mutant and what noticed it.

interface Work extends Options {
  readonly thread: number;
  readonly threads: number;
}

interface Told {
  readonly kind: string;
  readonly place: string;
  readonly what: string;
  readonly deep: boolean;
  readonly verdict: Verdict;
}

type Message = { readonly told: Told } | { readonly opened: string; readonly records: number; readonly mutants: number };

function work({ catalogs, sides, deep, thread, threads }: Work): void {
  const host = nodeHost(process.cwd());
  const send = (message: Message): void => parentPort?.postMessage(message);
  for (const catalog of loadCatalogs(host, 'catalogs', catalogs).catalogs) {
    const oracle = Oracle.open(host, proofPlaces(), catalog);
    const mutants = [
      ...(sides.includes('splunk') ? splunkMutants(oracle.files.splunk) : []),
      ...(sides.includes('elastic') ? elasticMutants(oracle.files.elastic) : []),
    ].filter((each) => deep || !each.deep);
    if (thread === 0) send({ opened: catalog.id, records: oracle.records, mutants: mutants.length });
    for (let index = thread; index < mutants.length; index += threads) {
      const mutant = mutants[index];
      if (mutant === undefined) continue;
      const { kind, place, what } = mutant;
      send({ told: { kind, place, what, deep: mutant.deep, verdict: oracle.judge(mutant) } });
    }
  }
}

async function main(): Promise<void> {
  const known = nodeHost(process.cwd()).list('catalogs');
  const chosen = readOptions(
    process.argv.slice(2),
    known.map(({ name }) => name),
  );
  if (chosen === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  if ('wrong' in chosen) {
    process.stderr.write(`error: ${chosen.wrong}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  const start = performance.now();
  const told: Told[] = [];
  const progress = new Progress();
  const hear = (message: Message): void => {
    if ('opened' in message) progress.opened(message.opened, message.records, message.mutants);
    else {
      told.push(message.told);
      progress.done(told.length);
      if (chosen.list) process.stdout.write(`${line(message.told)}\n`);
    }
  };
  const threads = availableParallelism();
  await Promise.all(Array.from({ length: threads }, (_unused, thread) => oneThread({ ...chosen, thread, threads }, hear)));
  const seconds = Math.round((performance.now() - start) / 1000);
  process.exitCode = report(told, seconds) === 0 ? 0 : 1;
}

function oneThread(workerWork: Work, hear: (message: Message) => void): Promise<void> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: workerWork });
  return new Promise((resolve, reject) => {
    worker.on('message', hear);
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}

/** One line on standard error that says how far it is. */
class Progress {
  #expected = 0;
  #last = 0;

  opened(catalog: string, records: number, mutants: number): void {
    this.#expected += mutants;
    process.stderr.write(`${catalog}: ${mutants} mutants, ${records} records\n`);
  }

  done(count: number): void {
    const now = performance.now();
    if (now - this.#last < 5000) return;
    this.#last = now;
    process.stderr.write(`${count} of at least ${this.#expected}\n`);
  }
}

/** Prints what was noticed by kind and what was not; returns how many survive without an explanation. */
function report(all: readonly Told[], seconds: number): number {
  const kinds = [...new Set(all.map((each) => each.kind))].sort();
  const rows = kinds.map((kind) => {
    const own = all.filter((each) => each.kind === kind);
    const by = (name: Verdict['by']) => own.filter((each) => each.verdict.by === name).length;
    const survived = own.filter((each) => each.verdict.by === undefined);
    const explained = survived.filter((each) => reasonOf(each) !== undefined).length;
    return [kind, own.length, by('test'), by('parity'), by('opening') + by('budget'), survived.length, explained].map(String);
  });
  process.stdout.write(`\n${table([['dropped or altered', 'mutants', 'test', 'parity', 'refused', 'survived', 'explained'], ...rows])}\n`);
  const survivors = all.filter((each) => each.verdict.by === undefined);
  const unexplained = survivors.filter((each) => reasonOf(each) === undefined);
  const asked = unexplained.filter((each) => !each.deep);
  for (const { reason, fits } of explanations) {
    const count = survivors.filter((each) => fits.test(textOf(each))).length;
    process.stdout.write(count === 0 ? `\nexplains nothing: ${reason}\n` : `\n${count} survive: ${reason}\n`);
  }
  if (unexplained.length > 0) process.stdout.write(`\nsurvive, and nobody said why:\n${unexplained.map(line).sort().join('\n')}\n`);
  process.stdout.write(`\n${all.length - survivors.length} of ${all.length} noticed, ${asked.length} to explain, ${seconds} seconds\n`);
  return asked.length;
}

function textOf({ place, what }: Told): string {
  return `${place}  ${what}`;
}

function reasonOf(told: Told): string | undefined {
  return explanations.find((each) => each.fits.test(textOf(told)))?.reason;
}

function line(told: Told): string {
  const { by, record, fact } = told.verdict;
  const noticed = by === undefined ? '' : ` <- ${by}: ${[record, fact].filter((each) => each !== undefined).join(', ')}`;
  return `${told.kind}: ${textOf(told)}${noticed}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
    .join('\n');
}

if (isMainThread) await main();
else work(workerData as Work);
