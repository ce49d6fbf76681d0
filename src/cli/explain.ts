import { type Command, Option } from 'commander';
import { cuttings } from '../source/record-cutter.js';
import { catalogIds, catalogsDirectory } from './catalog-choice.js';
import { type Io, UsageError } from './io.js';

/** What a command line asks to be explained. */
export interface ExplainOptions {
  readonly catalog?: string;
  readonly stream?: string;
  readonly event?: string;
  readonly catalogs?: string;
  readonly from: string;
  readonly input?: string;
  readonly eventsFrom: string;
  readonly format: 'text' | 'json' | 'jsonl';
}

/** Adds `explain` to the program. */
export function addExplain(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command('explain')
    .summary('say what both sides see in a record, and why')
    .description(
      'Reads a record with the rendered add-ons: what Splunk and what Elastic will see, where in it each value stands, which line of the catalog and of the document is behind it, what stayed unread, which time was read and why.',
    )
    .argument('[words...]', 'name of a catalog, if wanted; a record, in quotes; without one, records are read from standard input')
    .option('--catalog <id>', 'the catalog; without it the stream is found by reading the record with all')
    .option('--stream <id>', 'the stream of the catalog, where it has several')
    .option('--event <key>', 'all that is known of an event, by its key or an older name, in place of a record')
    .option('--catalogs <directory>', 'where the catalogs are (default: ./catalogs, else those that come with addonsmith)')
    .option('--from <directory>', 'where `build` wrote the add-ons', 'dist-addon')
    .option('--input <file>', 'file that holds records')
    .addOption(new Option('--events-from <form>', 'how records stand in the input').choices([...cuttings]).default('lines', 'a line each'))
    .addOption(new Option('--format <name>', 'how to print; jsonl is one object a line').choices(['text', 'json', 'jsonl']).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], options: ExplainOptions) => {
      const asked = understood(io, words, options);
      // Late, as what the other commands need not wait for.
      const { runExplain } = await import('./explain-run.js');
      done(await runExplain(io, asked.line, asked.options));
    });
}

const EXAMPLES = `
Examples:
  $ addonsmith explain '0.main - [04/Mar/2026:10:00:05 UTC] [14] [6] [AuditEvent=AUTH]...'
  $ addonsmith explain dogtag --event AUTH          what is known of an event, on both sides
  $ addonsmith explain --format jsonl < audit.log   one JSON object for each record
  $ addonsmith explain versasec-cms --events-from xml --input exported.xml`;

/** A catalog may be named in front of the record, as it is for other commands. */
function understood(
  io: Io,
  words: readonly string[],
  options: ExplainOptions,
): { readonly line: string | undefined; readonly options: ExplainOptions } {
  const [first, second, ...more] = words;
  const isCatalog = first !== undefined && catalogIds(io, catalogsDirectory(io, options.catalogs)).includes(first);
  const line = isCatalog ? second : first;
  const rest = isCatalog ? more : words.slice(1);
  if (rest.length > 0) throw new UsageError('a record with blanks has to stand in quotes, or come from standard input');
  if (isCatalog && options.catalog !== undefined && options.catalog !== first)
    throw new UsageError(`two catalogs are named, '${first}' and '${options.catalog}'`);
  if (line !== undefined && options.event !== undefined) throw new UsageError('give a record or --event, not both');
  return { line: line === '-' ? undefined : line, options: isCatalog ? { ...options, catalog: first } : options };
}
