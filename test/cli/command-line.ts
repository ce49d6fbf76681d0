import { loadEngine } from '../../src/cli/engine.js';
import type { Io } from '../../src/cli/io.js';
import { createProgram } from '../../src/cli/program.js';

/** What a command line came to. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
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
