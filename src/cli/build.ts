import { type Command, InvalidArgumentError, Option } from 'commander';
import { inputsDigest, rememberBuild, sameAsLastBuild } from '../build/last-build.js';
import { reconcileOutput } from '../build/output.js';
import { archivePath, archivePlan, type BuildScope, groupName, type PlannedProduct, planProducts, treePlan } from '../build/planning.js';
import { type Finding, hasErrors } from '../diagnostics/finding.js';
import { applyChanges } from '../output/apply.js';
import { checkOutput } from '../output/check.js';
import { ARCHIVE_MANIFEST, TREE_MANIFEST } from '../output/ownership.js';
import { type Change, type ChangeKind, type Reconciliation, reconcile } from '../output/reconcile.js';
import { joinPath } from '../source/host.js';
import type { Profile, Target } from '../targets/target.js';
import { catalogsDirectory, chooseCatalogs, unknownName } from './catalog-choice.js';
import type { Engine } from './engine.js';
import { EXIT_OK, type Io, planningOf, tell, UsageError } from './io.js';

const DEFAULT_OUT = 'dist-addon';

interface BuildOptions {
  readonly target?: string[];
  readonly profile: Profile;
  readonly out: string;
  readonly catalogs?: string;
  readonly check?: boolean;
  readonly list?: boolean;
}

/** Adds `build` to the program. */
export function addBuild(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command('build')
    .summary('render the add-ons and pack them')
    .description(
      'Renders the Splunk add-on, the Elastic package and the event reference of each catalog, and packs the first two as archives.',
    )
    .argument('[catalog...]', 'names of catalogs; all when none is named')
    .option('-t, --target <name>', 'splunk, elastic or docs; several with commas or by repeating; all when none is named', collectNames)
    .addOption(
      new Option('--profile <name>', 'private, or splunkbase (archives only)').choices(['private', 'splunkbase']).default('private'),
    )
    .option('-o, --out <directory>', 'where to write', DEFAULT_OUT)
    .option('--catalogs <directory>', 'where the catalogs are (default: ./catalogs, else those that come with addonsmith)')
    .addOption(new Option('--check', 'write nothing; fail when the output is not what the catalogs say').conflicts(['list']))
    .option('--list', 'write nothing; print which files would be written')
    .addHelpText('after', EXAMPLES)
    .action(async (ids: string[], options: BuildOptions) => done(await build(io, ids, options)));
}

const EXAMPLES = `
Examples:
  $ addonsmith build                            all catalogs, all targets, into dist-addon/
  $ addonsmith build dogtag --target splunk     one catalog, one target; the others stay as they are
  $ addonsmith build --check                    in CI: is the committed output up to date?
  $ addonsmith build --profile splunkbase       archives for Splunkbase, beside the others`;

async function build(io: Io, ids: readonly string[], options: BuildOptions): Promise<number> {
  if (options.check && options.profile !== 'private')
    throw new UsageError('--check compares the committed files, which are of profile private');
  const inputs = memorableInputs(io, ids, options);
  const same = inputs === undefined ? undefined : sameAsLastBuild(io.host, options.out, inputs);
  if (same !== undefined) {
    const exitCode = tell(io, same.findings);
    io.out(same.report);
    return exitCode;
  }
  const engine = await io.engine();
  const targets = chooseTargets(engine, options.target);
  const chosen = chooseCatalogs(io, engine, ids, options.catalogs);
  if (hasErrors(chosen.findings)) return tell(io, chosen.findings);
  // Building nothing would remove all that was built before: never what a wrong folder asks for.
  if (chosen.catalogs.length === 0) throw new UsageError(`there is no catalog in '${chosen.directory}'`);
  const products = planProducts(planningOf(io), targets, chosen.catalogs, chosen.directory, options.profile);
  // What is only worth knowing is told by `check`.
  const findings = [...chosen.findings, ...products.flatMap(({ plan }) => plan.findings)].filter((each) => each.severity !== 'info');
  if (hasErrors(findings)) return tell(io, findings);
  const scope: BuildScope = { targets: options.target, catalogs: ids.length === 0 ? undefined : ids };
  return await buildOutput(io, products, scope, options, findings, inputs);
}

/** The digest of all that decides about a plain build, to know the next one by; what only looks at the output always works in full. */
function memorableInputs(io: Io, ids: readonly string[], options: BuildOptions): string | undefined {
  if (io.ownFiles === undefined || options.check || options.list) return undefined;
  const directory = catalogsDirectory(io, options.catalogs);
  const catalogs = ids.length === 0 ? [directory] : ids.map((id) => joinPath(directory, id));
  return inputsDigest(io.host, { tool: io.ownFiles, catalogs, request: JSON.stringify([io.version, ids, options]) });
}

/** Compares what was planned with the output directory; then checks, lists or writes. */
async function buildOutput(
  io: Io,
  products: readonly PlannedProduct[],
  scope: BuildScope,
  options: BuildOptions,
  findings: readonly Finding[],
  inputs: string | undefined,
): Promise<number> {
  if (options.check) {
    const trees = reconcile(io.host, options.out, treePlan(products, scope), TREE_MANIFEST);
    return check(io, trees, [...findings, ...(await staleArchives(io, products, scope, options))]);
  }
  const output = await reconcileOutput(io.host, products, scope, { directory: options.out, profile: options.profile });
  const allFindings = [...findings, ...output.findings];
  if (hasErrors(allFindings)) return tell(io, allFindings);
  if (options.list) return list(io, output.parts, allFindings);
  const refused = applyChanges(io.host, output.parts);
  if (refused.length > 0) return tell(io, [...allFindings, ...refused]);
  const exitCode = tell(io, allFindings);
  io.out(
    report(
      products,
      output.parts.flatMap((part) => part.changes),
      options,
    ),
  );
  // What is to be said of the output may be otherwise next time, though all that it is made of stays.
  if (inputs !== undefined && output.findings.length === 0) {
    const next = report(products, output.parts.flatMap(unchanged), options);
    rememberBuild(io.host, options.out, inputs, { findings, report: next });
  }
  return exitCode;
}

/** The files as the same build would find them when it is done again. */
function unchanged({ changes }: Reconciliation): readonly Change[] {
  return changes.filter(({ kind }) => kind !== 'removed').map((change): Change => ({ ...change, kind: 'unchanged' }));
}

/** Archives are not committed, so none need be there; those that a build left must be those of the trees. */
async function staleArchives(
  io: Io,
  products: readonly PlannedProduct[],
  scope: BuildScope,
  options: BuildOptions,
): Promise<readonly Finding[]> {
  if (io.host.stat(joinPath(options.out, ARCHIVE_MANIFEST)).kind === 'none') return [];
  const plan = await archivePlan(products, scope, options.profile);
  const archives = reconcile(io.host, options.out, plan, ARCHIVE_MANIFEST);
  return checkOutput({ ...archives, changes: archives.changes.filter(({ kind }) => kind !== 'created') });
}

function check(io: Io, reconciliation: Reconciliation, findings: readonly Finding[]): number {
  const exitCode = tell(io, [...findings, ...checkOutput(reconciliation)]);
  if (exitCode === EXIT_OK) io.out(`${reconciliation.directory} is up to date: ${count(reconciliation.changes.length, 'file')}\n`);
  return exitCode;
}

function list(io: Io, parts: readonly Reconciliation[], findings: readonly Finding[]): number {
  const changes = parts.flatMap((part) =>
    part.changes.map((change) => `${change.kind.padEnd(9)}  ${joinPath(part.directory, change.path)}\n`),
  );
  io.out(changes.join(''));
  return tell(io, findings);
}

/** One line a product, in columns; then what was removed with catalogs that are gone, and whether anything changed at all. */
function report(products: readonly PlannedProduct[], changes: readonly Change[], options: BuildOptions): string {
  const rows = products.map((product) => productRow(product, changes, options));
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const names = new Set(products.map((product) => groupName(product, options.profile)));
  const gone = changes.filter((change) => !names.has(change.group));
  if (gone.length > 0) lines.push(`${count(gone.length, 'file')} removed of catalogs that are no longer there`);
  if (changes.every((change) => change.kind === 'unchanged')) lines.push('nothing changed');
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function productRow(product: PlannedProduct, changes: readonly Change[], options: BuildOptions): readonly string[] {
  const archivePaths = product.plan.archives.map((archive) => archivePath(archive, options.profile));
  const own = changes.filter((change) => change.group === groupName(product, options.profile));
  // The archives stand at the end of the line; counted are the files that a person reviews, or the archives where only they are made.
  const counted = options.profile === 'private' ? own.filter((change) => !archivePaths.includes(change.path)) : own;
  const of = (...kinds: ChangeKind[]): number => counted.filter((change) => kinds.includes(change.kind)).length;
  const noun = options.profile === 'private' ? 'file' : 'archive';
  const total = count(of('created', 'changed', 'unchanged'), noun);
  const numbers = `${total}: ${of('created', 'changed')} written, ${of('unchanged')} unchanged, ${of('removed')} removed`;
  return [
    product.target,
    product.catalog,
    product.plan.summary,
    numbers,
    archivePaths.map((path) => joinPath(options.out, path)).join('  '),
  ];
}

function chooseTargets(engine: Engine, names: readonly string[] | undefined): readonly Target[] {
  const known = engine.targets.map((target) => target.name);
  for (const name of names ?? []) {
    if (!known.includes(name)) throw new UsageError(unknownName('target', name, known));
  }
  return engine.targets.filter((target) => names?.includes(target.name) ?? true);
}

function collectNames(value: string, previous: string[] | undefined): string[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('a name is empty.');
  return [...(previous ?? []), ...names];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
