import { type Command, Option } from 'commander';
import { unknownName } from './catalog-choice.js';
import { addEvaluateElastic } from './evaluate-elastic.js';
import { addEvaluateSplunk } from './evaluate-splunk.js';
import { EXIT_OK, type Io, UsageError } from './io.js';

interface EvaluateOptions {
  readonly support?: boolean;
  readonly format: 'text' | 'json' | 'markdown';
}

/** Adds `evaluate` to the program. */
export function addEvaluate(program: Command, io: Io, done: (exitCode: number) => void): void {
  const evaluate = program
    .command('evaluate')
    .summary('read records as Splunk or Elasticsearch would')
    .description(
      'Applies a Splunk app or an Elastic package, of any author, to records, offline: what would a search find, what would be indexed? What cannot be done as the real engine does it is refused by name, and never guessed.',
    )
    .option('--support', 'say what of Splunk and Elasticsearch is implemented, partial, refused')
    .addOption(new Option('--format <name>', 'how to print --support').choices(['text', 'json', 'markdown']).default('text'))
    // So that `--format` behind `splunk` is the one of `splunk`.
    .enablePositionalOptions()
    .allowExcessArguments()
    .addHelpText('after', EXAMPLES)
    .action(async (options: EvaluateOptions, command: Command) => done(await evaluateAlone(io, options, command)));
  addEvaluateSplunk(evaluate, io, done);
  addEvaluateElastic(evaluate, io, done);
}

const EXAMPLES = `
Examples:
  $ addonsmith evaluate splunk --app dist-addon/splunk/TA-dogtag --sourcetype dogtag:audit < audit.log
  $ addonsmith evaluate elastic --package dist-addon/elastic/dogtag --data-stream audit < audit.log
  $ addonsmith evaluate --support`;

async function evaluateAlone(io: Io, { support, format }: EvaluateOptions, command: Command): Promise<number> {
  const [side] = command.args;
  if (side !== undefined) throw new UsageError(unknownName('evaluator', side, ['splunk', 'elastic']));
  if (support !== true) throw new UsageError('which evaluator? `evaluate splunk` or `evaluate elastic`; or `evaluate --support`');
  const [{ supportJson, supportPage, supportText }, { supportRows }] = await Promise.all([
    import('./evaluate-support.js'),
    import('../evaluate/support-rows.js'),
  ]);
  io.out({ text: supportText, json: supportJson, markdown: supportPage }[format](supportRows()));
  return EXIT_OK;
}
