import { type Command, Option } from 'commander';
import type { CodeInfo } from '../diagnostics/finding.js';
import { unknownName } from './catalog-choice.js';
import { EXIT_OK, type Io, UsageError } from './io.js';
import { rulesJson, rulesPage, rulesText, ruleText } from './rules-page.js';

interface RulesOptions {
  readonly format: 'text' | 'json' | 'markdown';
}

/** Adds `rules` to the program. */
export function addRules(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command('rules')
    .summary('list what can be found, or explain one finding')
    .description(
      'Lists the codes of all findings, or says of one what it means, why it matters and how to mend it, with lines wrong and right.',
    )
    .argument('[code]', 'the code of a finding; all when none is named')
    .addOption(new Option('--format <name>', 'how to print').choices(['text', 'json', 'markdown']).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (code: string | undefined, options: RulesOptions) => done(await rules(io, code, options)));
}

const EXAMPLES = `
Examples:
  $ addonsmith rules                                 all codes
  $ addonsmith rules event-twice                     what it means, and how to mend it
  $ addonsmith rules --format markdown > rules.md    the page of the documentation`;

async function rules(io: Io, code: string | undefined, { format }: RulesOptions): Promise<number> {
  const all = (await io.engine()).codes();
  const chosen = code === undefined ? all : [one(all, code)];
  io.out(printed(chosen, code !== undefined, format));
  return EXIT_OK;
}

function one(all: readonly CodeInfo[], code: string): CodeInfo {
  const found = all.find((each) => each.code === code);
  if (found !== undefined) return found;
  // A list of all codes would not fit into the message.
  const names = all.map((each) => each.code);
  const message = unknownName('code', code, names);
  throw new UsageError(message.includes('Did you mean') ? message : `unknown code '${code}'; \`addonsmith rules\` lists them`);
}

function printed(codes: readonly CodeInfo[], isOne: boolean, format: RulesOptions['format']): string {
  if (format === 'json') return rulesJson(codes);
  if (format === 'markdown') return rulesPage(codes);
  return isOne ? codes.map(ruleText).join('') : rulesText(codes);
}
