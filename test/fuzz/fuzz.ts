import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { chanceOf, mutant, shown } from '../safety/mutations.js';
import { type Seed, shippedSeeds, smallSeeds } from '../safety/seeds.js';
import { survives } from '../safety/survival.js';
import { smallest } from './smallest.js';

// Spoiled catalogs by the hundred thousand: `npm run fuzz`, or `npm run fuzz -- --cases 5000 --seed 7`. Each case follows from the seed and
// its number alone; `npm run fuzz -- --seed 7 --case 123` does one again.

const MOST_SECONDS_WITHOUT_A_WORD = 120;
const MOST_FAILURES = 5;

interface Work {
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** The case in hand, so that whoever waits can name one that never ends. */
  readonly current: Int32Array;
}

interface Failure {
  readonly index: number;
  readonly how: string;
  readonly fault: string;
  readonly files: string;
}

/** A shipped catalog takes twenty times as long as a small one. */
function seedsOf(index: number, shipped: readonly Seed[]): readonly Seed[] {
  return index % 50 === 0 ? shipped : smallSeeds;
}

async function work({ seed, first, step, end, current }: Work): Promise<void> {
  const shipped = shippedSeeds();
  for (let index = first; index < end; index += step) {
    Atomics.store(current, 0, index);
    const { files, how } = mutant(seedsOf(index, shipped), chanceOf(seed + index));
    const whole = index % 10 === 0;
    const fault = await survives(files, whole);
    if (fault === undefined) continue;
    const reduced = await smallest(files, async (fewer) => (await survives(fewer, whole)) !== undefined);
    parentPort?.postMessage({ index, how, fault, files: shown(reduced) } satisfies Failure);
  }
}

function options() {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, cases: { type: 'string' }, case: { type: 'string' } } });
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const first = Number(values.case ?? 0);
  const end = values.case === undefined ? Number(values.cases ?? 100_000) : first + 1;
  if (![seed, first, end].every(Number.isInteger)) throw new Error('--seed, --cases and --case take whole numbers');
  return { seed, first, end };
}

async function main(): Promise<void> {
  const { seed, first, end } = options();
  const threads = Math.min(end - first, availableParallelism());
  process.stdout.write(`seed ${seed}, ${end - first} cases, ${threads} threads\n`);
  let failures = 0;
  const tell = (failure: Failure): void => {
    failures += 1;
    const again = `npm run fuzz -- --seed ${seed} --case ${failure.index}`;
    process.stdout.write(`\ncase ${failure.index} (${failure.how}): ${failure.fault}\n${failure.files}\nagain: ${again}\n`);
    if (failures >= MOST_FAILURES) process.exit(1);
  };
  await Promise.all(
    Array.from({ length: threads }, (_unused, thread) => oneThread({ seed, first: first + thread, step: threads, end }, tell)),
  );
  process.stdout.write(`${failures} of ${end - first} failed\n`);
  process.exitCode = failures === 0 ? 0 : 1;
}

async function oneThread(range: Omit<Work, 'current'>, tell: (failure: Failure) => void): Promise<void> {
  const current = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { ...range, current } satisfies Work });
  let seen = -1;
  let since = Date.now();
  await new Promise<void>((resolve) => {
    const watch = setInterval(() => {
      const index = Atomics.load(current, 0);
      if (index !== seen) [seen, since] = [index, Date.now()];
      if (Date.now() - since < MOST_SECONDS_WITHOUT_A_WORD * 1000) return;
      tell({ index, how: 'no end', fault: `took more than ${MOST_SECONDS_WITHOUT_A_WORD} seconds`, files: '' });
      void worker.terminate();
    }, 1000);
    worker.on('message', tell);
    worker.on('error', (error) => tell({ index: Atomics.load(current, 0), how: 'thrown', fault: String(error), files: '' }));
    worker.on('exit', () => {
      clearInterval(watch);
      resolve();
    });
  });
}

if (isMainThread) await main();
else await work(workerData as Work);
