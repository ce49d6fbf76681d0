import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Engine, installEngine } from './engine.js';
import { conformanceReport } from './report.js';
import type { Row } from './row.js';
import { rows } from './rows.js';
import { concluded, isGood, isNoticed, judgedLine, type Verdict } from './verdict.js';
import { Workshop } from './workshop.js';

const HELP = `Usage: npm run conformance -- [--only <row>]... [--engines <folder>]

Puts what Addonsmith makes, and what its evaluators claim, before the real engines. Engines that are missing are installed, at pinned
versions, into a folder that git ignores, and used again when they are there.

  --only <row>        this row alone, without writing docs/conformance.md; may be repeated
  --engines <folder>  where the engines are (default: .engines, or what ADDONSMITH_ENGINES names)
  --list              what rows there are

Exit code 0: nothing found; 1: an engine found something, or with CI=true an engine is missing; 2: wrong options.

Examples:
  npm run conformance
  npm run conformance -- --only splunk-packaging --only elastic-package
`;

const REPORT = 'docs/conformance.md';
/** Differences of one kind are usually of one cause: the first ones tell. */
const MOST_SHOWN = 20;

interface Options {
  readonly only: readonly string[];
  readonly engines: string;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const chosen = options();
  if (typeof chosen === 'number') return chosen;
  const root = process.cwd();
  const wanted = chosen.only.length === 0 ? rows : rows.filter(({ id }) => chosen.only.includes(id));
  const { places, missing } = await installed(wanted, resolve(root, chosen.engines));
  const workshop = await Workshop.open(root, places);
  try {
    const verdicts = await inTurns(wanted, async (row) => {
      const verdict = await judge(row, workshop, missing);
      tell(verdict);
      return verdict;
    });
    return conclusion(verdicts, chosen.only.length === 0 ? root : undefined);
  } finally {
    workshop.close();
  }
}

function options(): Options | number {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        engines: { type: 'string' },
        list: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true || values.list === true) {
      process.stdout.write(values.help === true ? HELP : `${rows.map(({ id, title }) => `${id.padEnd(28)} ${title}`).join('\n')}\n`);
      return 0;
    }
    const unknown = values.only?.find((id) => rows.every((row) => row.id !== id));
    if (unknown !== undefined) throw new Error(`there is no row \`${unknown}\`: --list shows them`);
    return { only: values.only ?? [], engines: values.engines ?? process.env.ADDONSMITH_ENGINES ?? '.engines' };
  } catch (error) {
    process.stderr.write(`conformance: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

/** Installs what the rows need; the first engine of each kind of installer beside those of others. */
async function installed(
  wanted: readonly Row[],
  folder: string,
): Promise<{ readonly places: ReadonlyMap<string, string>; readonly missing: ReadonlyMap<string, string> }> {
  const engines = new Map(wanted.flatMap((row) => row.engines.map((engine) => [engine.id, engine] as const)));
  const places = new Map<string, string>();
  const missing = new Map<string, string>();
  await inTurns([...engines.values()], async (engine: Engine) => {
    const result = await installEngine(engine, folder, print);
    if ('place' in result) places.set(engine.id, result.place);
    else missing.set(engine.id, `${engine.name} ${engine.version}: ${result.missing}`);
  });
  return { places, missing };
}

/** Does the work for each thing, as many at once as there are cores; the results stand in the order of the things. */
async function inTurns<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<T, R>();
  const waiting = [...things];
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.set(next, await work(next));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, one));
  return things.map((thing) => results.get(thing) as R);
}

async function judge(row: Row, workshop: Workshop, absent: ReadonlyMap<string, string>): Promise<Verdict> {
  const missing = row.engines.flatMap(({ id }) => absent.get(id) ?? []);
  const nothing = { row, judged: [], unnoticed: [], broken: undefined, missing };
  if (missing.length > 0) return nothing;
  try {
    const judged = (await row.judge(workshop)).map((each) => judgedLine(row, each));
    const unnoticed: string[] = [];
    for (const saboteur of row.saboteurs) {
      const noticed = (await saboteur.judge(workshop)).map((each) => judgedLine(row, each));
      if (!isNoticed(saboteur, noticed)) unnoticed.push(saboteur.breaks);
    }
    return { ...nothing, judged, unnoticed };
  } catch (error) {
    return { ...nothing, broken: error instanceof Error ? error.message : String(error) };
  }
}

function tell(verdict: Verdict): void {
  const { row, judged, unnoticed, broken, missing } = verdict;
  for (const each of missing) print(`SKIPPED ${row.id}: ${each}`);
  if (broken !== undefined) print(`FAILED  ${row.id}: ${broken}`);
  for (const line of judged) {
    const { engine, what, cases, differences, known } = line;
    const knownText = known.length === 0 ? '' : `, ${known.length} known`;
    print(`${isGood(line) ? 'passed ' : 'FAILED '} ${engine}: ${what}: ${cases} cases, ${differences.length} differences${knownText}`);
    for (const { place, what: said } of differences.slice(0, MOST_SHOWN)) print(`          ${place}: ${said}`);
    if (differences.length > MOST_SHOWN) print(`          and ${differences.length - MOST_SHOWN} more`);
  }
  for (const breaks of unnoticed) print(`FAILED  ${row.id}: nobody noticed: ${breaks}`);
  const noticed = judged.length === 0 ? 0 : row.saboteurs.length - unnoticed.length;
  if (noticed > 0) print(`passed  ${row.id}: ${noticed} of ${row.saboteurs.length} slips noticed`);
}

/** Prints the closing line and returns the exit code; of a whole run in which nothing was found also writes the report. */
function conclusion(verdicts: readonly Verdict[], root: string | undefined): number {
  const inCi = process.env.CI === 'true';
  const { passed, failed, skipped, stale } = concluded(verdicts, inCi);
  for (const { row, reason } of stale) print(`FAILED  ${row}: a known difference is not seen any more: ${reason}`);
  const isReported = root !== undefined && failed === 0 && skipped === 0;
  const isStaleReport = isReported && !writeReport(join(root, REPORT), conformanceReport(verdicts)) && inCi;
  if (isStaleReport) print(`FAILED  ${REPORT} was not what this run found: commit it as it is written now`);
  const allFailed = failed + (isStaleReport ? 1 : 0);
  print(`${passed} passed, ${allFailed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
  return allFailed === 0 ? 0 : 1;
}

/** Returns whether the report said the same before. */
function writeReport(path: string, text: string): boolean {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (before !== text) writeFileSync(path, text);
  return before === text;
}

process.exitCode = await main();
