import type { Command } from 'commander';
import { type Finding, hasErrors } from '../diagnostics/finding.js';
import { jsonFindings } from '../diagnostics/print-json.js';
import type { ProofPlaces } from '../verify/sample-test.js';
import { type ChosenCatalogs, chooseCatalogs } from './catalog-choice.js';
import { EXIT_FINDINGS, EXIT_OK, type Io, UsageError } from './io.js';

/** What all commands that prove something are told. */
export interface ProofOptions {
  readonly catalogs?: string;
  readonly from: string;
  readonly external?: string;
}

/** Gives a command the arguments and options that all proofs have. */
export function proofCommand(program: Command, name: string): Command {
  return program
    .command(name)
    .argument('[catalog...]', 'names of catalogs; all when none is named')
    .option('--catalogs <directory>', 'where the catalogs are (default: ./catalogs, else those that come with addonsmith)')
    .option('--from <directory>', 'where `build` wrote the add-ons', 'dist-addon')
    .option('--external <directory>', 'where the real lines are that may not be copied, as <catalog>/<file>; without it they are skipped');
}

/** The catalogs that are to be proved, and where all that is read lies. */
export interface ChosenProof extends ChosenCatalogs {
  readonly places: ProofPlaces;
}

/** Loads the catalogs that a command line names. */
export async function chooseProof(io: Io, ids: readonly string[], options: ProofOptions): Promise<ChosenProof> {
  const engine = await io.engine();
  const { external } = options;
  if (external !== undefined && io.host.list(external).length === 0) throw new UsageError(`there is no directory '${external}'`);
  const chosen = chooseCatalogs(io, engine, ids, options.catalogs);
  return { ...chosen, places: { catalogs: chosen.directory, rendered: options.from, external } };
}

/** Prints what a proof counted, and then its findings, as one JSON object to standard output; returns the exit code that goes with them. */
export function tellCounts(io: Io, counts: Readonly<Record<string, unknown>>, findings: readonly Finding[]): number {
  io.out(`${JSON.stringify({ ...counts, findings: jsonFindings(findings) }, null, 2)}\n`);
  return hasErrors(findings) ? EXIT_FINDINGS : EXIT_OK;
}
