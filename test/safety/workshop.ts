import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import process from 'node:process';
import { type Engine, loadEngine } from '../../src/cli/engine.js';
import { EXIT_BUG } from '../../src/cli/io.js';
import type { Finding } from '../../src/diagnostics/finding.js';
import type { Host } from '../../src/source/host.js';
import { type MemoryHost, memoryHost } from '../../src/source/memory-host.js';
import { commandLine, type Said } from '../cli/command-line.js';

/** Path below the working directory -> content. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What a command did. */
export interface Run extends Said {
  /** What the catalogs and the targets were found to have wrong. */
  readonly findings: readonly Finding[];
  /** What the targets would write: path below the output directory -> bytes. */
  readonly planned: ReadonlyMap<string, Uint8Array>;
}

const TEMPLATES = '/package/templates';
const templates = treeBelow('templates', TEMPLATES);

/** The files of the repository below a folder, under another name; npm runs scripts in the package's folder. */
export function treeBelow(folder: string, as = folder): Readonly<Record<string, Uint8Array>> {
  const root = join(process.cwd(), folder);
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
  return Object.fromEntries(paths.map((path) => [`${as}/${path}`, readFileSync(join(root, path))]));
}

/** A machine in memory that holds the package's templates and the given files. */
export function machine(files: Files): MemoryHost {
  return memoryHost({ ...templates, ...files });
}

/** Runs one command line on a machine, and remembers what was found on the way. */
export async function run(host: Host, ...args: readonly string[]): Promise<Run> {
  const findings: Finding[] = [];
  const planned = new Map<string, Uint8Array>();
  const engine = async () => listening(await loadEngine(), findings, planned);
  const said = await commandLine({ host, templatesDirectory: TEMPLATES, engine }, args);
  return { ...said, findings, planned };
}

function listening(engine: Engine, findings: Finding[], planned: Map<string, Uint8Array>): Engine {
  return {
    ...engine,
    loadCatalogs: (host, directory, ids) => {
      const loaded = engine.loadCatalogs(host, directory, ids);
      findings.push(...loaded.findings);
      return loaded;
    },
    targets: engine.targets.map((target) => ({
      name: target.name,
      plan: (catalog, context) => {
        const plan = target.plan(catalog, context);
        findings.push(...plan.findings);
        for (const file of plan.files) planned.set(file.path, file.bytes);
        return plan;
      },
    })),
  };
}

/** What was built into `out`: path below it -> bytes. */
export function built(host: MemoryHost): ReadonlyMap<string, Uint8Array> {
  const paths = Object.keys(host.files()).filter((path) => path.startsWith('out/'));
  return new Map(paths.map((path) => [path.slice('out/'.length), host.readFile(path) ?? new Uint8Array()] as const));
}

/** What must hold of any run over any catalog, in words; empty where all of it does. */
export function misbehaviour(host: MemoryHost, before: Readonly<Record<string, string>>, result: Run): readonly string[] {
  const faults: string[] = [];
  const errors = result.findings.filter((each) => each.severity === 'error');
  if (result.code === EXIT_BUG) faults.push(`crashed: ${result.err}`);
  if (![0, 1, 2, EXIT_BUG].includes(result.code)) faults.push(`exit code ${result.code}`);
  if (result.code === 0 && errors.length > 0) faults.push('went on in spite of an error');
  if (result.code === 1 && !/^(?:\S+ )?error /m.test(result.err)) faults.push('failed without saying why');
  if (result.code !== 0 && host.takeLog().length > 0) faults.push('wrote although it failed');
  const after = host.files();
  for (const path of Object.keys(after)) if (!path.startsWith('out/') && !(path in before)) faults.push(`wrote ${path}`);
  for (const [path, text] of Object.entries(before)) if (after[path] !== text) faults.push(`changed ${path}`);
  for (const each of result.findings) faults.push(...spanFaults(host, each));
  return faults;
}

function spanFaults(host: Host, { code, severity, span }: Finding): readonly string[] {
  if (span === undefined) return severity === 'error' && code !== 'catalog-missing' ? [`${code} points nowhere`] : [];
  const bytes = host.readFile(span.file);
  if (bytes === undefined) return span.start === 0 && span.end === 0 ? [] : [`${code} points into ${span.file}, which is not there`];
  const text = Buffer.from(bytes).toString('utf8');
  const inside = span.start >= 0 && span.start <= span.end && span.end <= text.length + 1;
  const lines = text.split('\n').length;
  return inside && span.line >= 1 && span.line <= lines + 1 && span.column >= 1 ? [] : [`${code} points outside of ${span.file}`];
}
