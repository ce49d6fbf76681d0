import { type Command, Option } from 'commander';
import { hasErrors } from '../diagnostics/finding.js';
import { type Io, tell } from './io.js';
import { chooseProof, type ProofOptions, proofCommand, tellCounts } from './proof-options.js';

const formats = ['text', 'json', 'markdown'] as const;

interface ParityOptions extends ProofOptions {
  readonly format: (typeof formats)[number];
}

/** Adds `parity` to the program. */
export function addParity(program: Command, io: Io, done: (exitCode: number) => void): void {
  proofCommand(program, 'parity')
    .summary('compare what the two sides state, fact by fact')
    .description(
      'Lets both rendered add-ons read every sample and a line made of every documented event, and compares each fact. A difference that the catalog does not declare fails.',
    )
    .addOption(new Option('--format <name>', 'how to print').choices(formats).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (ids: string[], options: ParityOptions) => done(await parity(io, ids, options)));
}

const EXAMPLES = `
Examples:
  $ addonsmith build && addonsmith parity       all catalogs
  $ addonsmith parity dogtag --format markdown  a table for a page`;

async function parity(io: Io, ids: readonly string[], options: ParityOptions): Promise<number> {
  const chosen = await chooseProof(io, ids, options);
  if (hasErrors(chosen.findings)) return tell(io, chosen.findings);
  const [{ catalogParity }, report] = await Promise.all([import('../verify/parity.js'), import('../verify/parity-report.js')]);
  const all = chosen.catalogs.map((catalog) => {
    io.step?.(`comparing the sides of ${catalog.id}`);
    return catalogParity(io.host, chosen.places, catalog);
  });
  const findings = all.flatMap((each) => each.findings);
  if (options.format === 'json') return tellCounts(io, { catalogs: report.parityJson(all) }, findings);
  const exitCode = tell(io, findings);
  io.out(options.format === 'text' ? report.parityText(all) : report.parityMarkdown(all));
  return exitCode;
}
