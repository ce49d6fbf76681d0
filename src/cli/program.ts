import { Command, CommanderError, Option } from 'commander';
import { HostError } from '../source/host.js';
import { addBuild } from './build.js';
import { addCatalog } from './catalog.js';
import { addCheck } from './check.js';
import { addCoverage } from './coverage.js';
import { addEvaluate } from './evaluate.js';
import { addExplain } from './explain.js';
import { addInit } from './init.js';
import { EXIT_BUG, EXIT_FINDINGS, EXIT_OK, EXIT_USAGE, type Io, UsageError } from './io.js';
import { addParity } from './parity.js';
import { addRoundTrip } from './roundtrip.js';
import { addRules } from './rules.js';
import { addSchema } from './schema.js';
import { addTest } from './test.js';

/** The whole command line. `run` takes the arguments after the program's name and returns the exit code; it never exits. */
export interface Program {
  run(args: readonly string[]): Promise<number>;
}

/** Makes the command line over the given world. */
export function createProgram(io: Io): Program {
  return { run: (args) => run(io, args) };
}

const EXAMPLES = `
Examples:
  $ addonsmith init my-product  begin a catalog of your own
  $ addonsmith build            render and pack all catalogs into dist-addon/
  $ addonsmith check            say what is wrong with the catalogs
  $ addonsmith test             let the rendered add-ons read all samples
  $ addonsmith build --check    in CI: is dist-addon/ what the catalogs say?

Exit codes: 0 fine, 1 something was found or is stale, 2 the command line is wrong, 70 a bug in addonsmith.`;

async function run(io: Io, args: readonly string[]): Promise<number> {
  let exitCode = EXIT_OK;
  try {
    await command(io, (code) => {
      exitCode = code;
    }).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return failure(io, error);
  }
}

function command(io: Io, done: (exitCode: number) => void): Command {
  const program = new Command('addonsmith')
    .description('Reads event catalogs; makes Splunk add-ons and Elastic packages that read the same facts from every line.')
    .version(io.version, '-V, --version')
    .configureOutput({ writeOut: io.out, writeErr: io.err, getOutHasColors: () => false, getErrHasColors: () => io.colour })
    .exitOverride()
    // `evaluate` and `evaluate splunk` have both a `--format`: whose it is says its place, which only the outermost command sees.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText('after', EXAMPLES);
  // Commands take these settings over when they are added, so they come last.
  for (const add of [
    addInit,
    addCheck,
    addBuild,
    addTest,
    addParity,
    addRoundTrip,
    addCoverage,
    addEvaluate,
    addExplain,
    addCatalog,
    addSchema,
    addRules,
  ])
    add(program, io, done);
  for (const each of program.commands) answerVersion(each, io);
  return program;
}

/** `--version` behind a command prints the version too; help speaks of it once, where it stands in front. */
function answerVersion(command: Command, io: Io): void {
  command.addOption(new Option('--version').hideHelp()).on('option:version', () => {
    io.out(`${io.version}\n`);
    throw new CommanderError(EXIT_OK, 'commander.version', io.version);
  });
  for (const each of command.commands) answerVersion(each, io);
}

function failure(io: Io, error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
  if (error instanceof UsageError) {
    io.err(`error: ${error.message}\n`);
    return EXIT_USAGE;
  }
  if (error instanceof HostError) {
    io.err(`error: ${error.message}\n`);
    return EXIT_FINDINGS;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(
    `addonsmith ${io.version} has a bug: this is our mistake, not yours.\nPlease report it with the command and these lines:\n\n${detail}\n`,
  );
  return EXIT_BUG;
}
