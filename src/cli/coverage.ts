import { type Command, InvalidArgumentError, Option } from 'commander';
import { hasErrors } from '../diagnostics/finding.js';
import { type Io, tell } from './io.js';
import { chooseProof, type ProofOptions, proofCommand, tellCounts } from './proof-options.js';

const formats = ['text', 'json', 'markdown'] as const;

interface CoverageOptions extends ProofOptions {
  readonly min?: number;
  readonly format: (typeof formats)[number];
}

/** Adds `coverage` to the program. */
export function addCoverage(program: Command, io: Io, done: (exitCode: number) => void): void {
  proofCommand(program, 'coverage')
    .summary('say what of a catalog is shown by which kind of line')
    .description(
      'Counts which events, outcomes, fields, enumeration values and carriers are shown by real, documented, synthetic and generated lines that both rendered add-ons read alike, and which CIM data sets and ECS categories they reach.',
    )
    .option('--min <percent>', 'fail when samples show less than this part of the documented events', percentage)
    .addOption(new Option('--format <name>', 'how to print').choices(formats).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (ids: string[], options: CoverageOptions) => done(await coverage(io, ids, options)));
}

const EXAMPLES = `
Examples:
  $ addonsmith build && addonsmith coverage     all catalogs
  $ addonsmith coverage dogtag --min 100        in CI: does a sample show every event?`;

function percentage(text: string): number {
  const value = Number(text.replace(/ *%$/, ''));
  if (text.trim() === '' || !(value >= 0 && value <= 100)) throw new InvalidArgumentError('It is a percentage, from 0 to 100.');
  return value;
}

async function coverage(io: Io, ids: readonly string[], options: CoverageOptions): Promise<number> {
  const chosen = await chooseProof(io, ids, options);
  if (hasErrors(chosen.findings)) return tell(io, chosen.findings);
  const [{ catalogCoverage }, report] = await Promise.all([import('../verify/coverage.js'), import('../verify/coverage-report.js')]);
  const all = chosen.catalogs.map((catalog) => {
    io.step?.(`reading the lines of ${catalog.id}`);
    return catalogCoverage(io.host, chosen.places, catalog);
  });
  const findings = [...all.flatMap((each) => each.findings), ...report.coverageFindings(all, options.min ?? 0)];
  if (options.format === 'json') return tellCounts(io, { catalogs: report.coverageJson(all) }, findings);
  const exitCode = tell(io, findings);
  io.out(options.format === 'text' ? report.coverageText(all) : report.coverageMarkdown(all));
  return exitCode;
}
