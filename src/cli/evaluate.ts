import type { Command } from 'commander';
import { unknownName } from './catalog-choice.js';
import { addEvaluateSplunk } from './evaluate-splunk.js';
import { type Io, UsageError } from './io.js';

/** Adds `evaluate` to the program. */
export function addEvaluate(program: Command, io: Io, done: (exitCode: number) => void): void {
  const evaluate = program
    .command('evaluate')
    .summary('read records as Splunk or Elasticsearch would')
    .description(
      'Applies a Splunk app or an Elastic package, of any author, to records, offline: what would a search find, what would be indexed? What cannot be done as the real engine does it is refused by name, and never guessed.',
    )
    .allowExcessArguments()
    .addHelpText('after', EXAMPLES)
    .action((_: unknown, command: Command) => refuseAlone(command));
  addEvaluateSplunk(evaluate, io, done);
}

const EXAMPLES = `
Examples:
  $ addonsmith evaluate splunk --app dist-addon/splunk/TA-dogtag --sourcetype dogtag:audit < audit.log`;

function refuseAlone({ args: [side] }: Command): never {
  if (side !== undefined) throw new UsageError(unknownName('evaluator', side, ['splunk']));
  throw new UsageError('which evaluator? `evaluate splunk`');
}
