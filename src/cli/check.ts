import { type Command, Option } from 'commander';
import { planProducts } from '../build/planning.js';
import { type Finding, hasErrors } from '../diagnostics/finding.js';
import { chooseCatalogs } from './catalog-choice.js';
import { EXIT_OK, type FindingFormat, findingFormats, type Io, planningOf, tell, tellProgram } from './io.js';

interface CheckOptions {
  readonly catalogs?: string;
  readonly format: FindingFormat;
}

/** Adds `check` to the program. */
export function addCheck(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command('check')
    .summary('say what is wrong with the catalogs')
    .description('Reads catalogs and says all that is wrong with them, and all that a target cannot make of them. Writes nothing.')
    .argument('[catalog...]', 'names of catalogs; all when none is named')
    .option('--catalogs <directory>', 'where the catalogs are (default: ./catalogs, else those that come with addonsmith)')
    .addOption(new Option('--format <name>', 'how to print findings').choices(findingFormats).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (ids: string[], options: CheckOptions) => done(await check(io, ids, options)));
}

const EXAMPLES = `
Examples:
  $ addonsmith check                          all catalogs
  $ addonsmith check dogtag --format json     for an editor or a script
  $ addonsmith check --format github          in a workflow of GitHub: findings at the lines of a change
  $ addonsmith check --format sarif           for code scanning`;

async function check(io: Io, ids: readonly string[], options: CheckOptions): Promise<number> {
  const engine = await io.engine();
  const chosen = chooseCatalogs(io, engine, ids, options.catalogs);
  const findings: Finding[] = [...chosen.findings];
  // What a target says of a catalog that is wrong already would only repeat it in other words.
  if (!hasErrors(findings)) {
    const products = planProducts(planningOf(io), engine.targets, chosen.catalogs, chosen.directory, 'private');
    findings.push(...products.flatMap(({ plan }) => plan.findings));
  }
  if (options.format !== 'text') return tellProgram(io, findings, options.format, engine.codes());
  const exitCode = tell(io, findings);
  if (exitCode === EXIT_OK) io.out(chosen.catalogs.map((catalog) => `${catalog.id} ${catalog.version}  no errors\n`).join(''));
  return exitCode;
}
