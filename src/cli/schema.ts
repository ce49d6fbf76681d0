import type { Command } from 'commander';
import { renderJson } from '../render/json.js';
import { unknownName } from './catalog-choice.js';
import { EXIT_OK, type Io, UsageError } from './io.js';

/** Adds `schema` to the program. */
export function addSchema(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command('schema')
    .summary('print the JSON Schema of catalog files')
    .description(
      'Prints the JSON Schema of one kind of catalog file, or of all kinds in one object, so that an editor can complete and check.',
    )
    .argument('[kind]', 'the kind of file')
    .addHelpText('after', EXAMPLES)
    .action(async (kind: string | undefined) => done(await schema(io, kind)));
}

const EXAMPLES = `
Examples:
  $ addonsmith schema                                 all kinds
  $ addonsmith schema catalog > catalog.schema.json   one kind, for an editor`;

async function schema(io: Io, kind: string | undefined): Promise<number> {
  const schemas = (await io.engine()).jsonSchemas();
  const known = Object.keys(schemas);
  if (kind !== undefined && !known.includes(kind)) throw new UsageError(unknownName('kind of file', kind, known));
  io.out(renderJson(kind === undefined ? schemas : schemas[kind]));
  return EXIT_OK;
}
