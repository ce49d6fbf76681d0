import { loadEngine } from '../../src/cli/engine.js';
import type { Io, Pipes } from '../../src/cli/io.js';
import { createProgram } from '../../src/cli/program.js';

/** What a command line came to. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Standard input that holds a text, given in pieces of some bytes; standard output that takes everything. */
export function memoryPipes(text: string | Uint8Array, pieceBytes = 65_536): Pipes {
  const bytes = Buffer.from(text);
  return {
    isTerminal: false,
    read: async function* () {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
    ready: async () => true,
    interrupted: () => false,
  };
}

/** Runs one command line in a world of the test's own, the real engine unless the test brings another. */
export async function commandLine(world: Pick<Io, 'host'> & Partial<Io>, args: readonly string[]): Promise<Said> {
  let out = '';
  let err = '';
  const program = createProgram({
    colour: false,
    version: '1.2.3',
    templatesDirectory: '/package/templates',
    ownCatalogsDirectory: '/package/catalogs',
    engine: loadEngine,
    pipes: memoryPipes(''),
    ...world,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  const code = await program.run(args);
  return { code, out, err };
}
