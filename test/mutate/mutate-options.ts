import { parseArgs } from 'node:util';
import type { Mutant } from './mutant.js';

export interface Options {
  readonly catalogs: readonly string[];
  readonly sides: readonly Mutant['side'][];
  readonly deep: boolean;
  readonly list: boolean;
}

export const USAGE = `Drops and alters what is rendered, one thing at a time, and asks whether \`test\` or \`parity\` notice.

Usage: npm run mutate -- [options]

  --catalog ID  this catalog alone; may be given more than once (default: all)
  --side SIDE   splunk or elastic alone (default: both)
  --deep        also each alternative of an expression, each text of an eval expression, each cell of a table
  --list        print each mutant and what noticed it
  --help        print this

Examples:
  npm run mutate
  npm run mutate -- --catalog xroad --side elastic
  npm run mutate -- --catalog dogtag --deep --list

Build first. Exit codes: 0 each survivor is explained in test/mutate/explained.ts, 1 one is not, 2 the command line is wrong.
`;

/** What the command line asks for, `help`, or what is wrong with it. */
export function readOptions(args: readonly string[], known: readonly string[]): Options | 'help' | { readonly wrong: string } {
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return 'help';
  const { catalog = [], side, deep = false, list = false } = values;
  if (side !== undefined && side !== 'splunk' && side !== 'elastic') return { wrong: `--side is splunk or elastic, not '${side}'` };
  const unknown = catalog.find((each) => !known.includes(each));
  if (unknown !== undefined) return { wrong: `there is no catalog '${unknown}'; there are ${known.join(', ')}` };
  return { catalogs: catalog, sides: side === undefined ? ['splunk', 'elastic'] : [side], deep, list };
}

function parsed(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      catalog: { type: 'string', multiple: true },
      side: { type: 'string' },
      deep: { type: 'boolean' },
      list: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  return values;
}
