import { type Command, Option } from 'commander';
import { hasErrors } from '../diagnostics/finding.js';
import { chooseCatalogs } from './catalog-choice.js';
import { type Io, tell } from './io.js';

interface CatalogOptions {
  readonly catalogs?: string;
  readonly format: 'text' | 'json';
}

/** Adds `catalog` to the program. */
export function addCatalog(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command('catalog')
    .summary('print a catalog as the tool understands it')
    .description('Prints one catalog, or all, with every default filled in and every reference resolved.')
    .argument('[id]', 'name of a catalog; all when none is named')
    .option('--catalogs <directory>', 'where the catalogs are (default: ./catalogs, else those that come with addonsmith)')
    .addOption(new Option('--format <name>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (id: string | undefined, options: CatalogOptions) => done(await catalog(io, id, options)));
}

const EXAMPLES = `
Examples:
  $ addonsmith catalog                          what there is
  $ addonsmith catalog dogtag --format json     one catalog, resolved, for a program`;

async function catalog(io: Io, id: string | undefined, options: CatalogOptions): Promise<number> {
  const engine = await io.engine();
  const chosen = chooseCatalogs(io, engine, id === undefined ? [] : [id], options.catalogs);
  const exitCode = tell(io, chosen.findings);
  if (hasErrors(chosen.findings)) return exitCode;
  const json = options.format === 'json';
  const text = json ? `${JSON.stringify(engine.catalogJson(chosen.catalogs), null, 2)}\n` : engine.catalogText(chosen.catalogs);
  io.out(text === '' || text.endsWith('\n') ? text : `${text}\n`);
  return exitCode;
}
