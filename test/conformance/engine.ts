import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.js';

/** A command that has to be on the machine before an engine can be installed or asked. */
export interface Need {
  readonly command: string;
  readonly args: readonly string[];
}

/** A real engine, at a pinned version, installed into a folder of its own. */
export interface Engine {
  /** Its folder. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly needs: readonly Need[];
  /** All that the installed folder is made from: where it changes, the engine is installed again. */
  readonly recipe: readonly string[];
  /** Installs into an empty folder; throws with what the installer said. */
  readonly install: (place: string) => Promise<void>;
}

export type Installed = { readonly place: string } | { readonly missing: string };

const MARK = 'installed';

/** Returns the folder of an engine, installed if it is not there, or why it cannot be had. */
export async function installEngine(engine: Engine, folder: string, tell: (line: string) => void): Promise<Installed> {
  for (const { command, args } of engine.needs) {
    const { status, stderr } = await runCommand(command, args);
    const why = status === undefined ? 'is not on this machine' : ['fails', stderr.trim().split('\n').at(-1)].filter(Boolean).join(': ');
    if (status !== 0) return { missing: `\`${[command, ...args].join(' ')}\` ${why}` };
  }
  const place = join(folder, engine.id);
  const mark = join(place, MARK);
  const recipe = createHash('sha256').update(JSON.stringify(engine.recipe)).digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === recipe) return { place };
  tell(`installing ${engine.name} ${engine.version}`);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  try {
    await engine.install(place);
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
  // Written last: an installation that was cut short is none.
  writeFileSync(mark, recipe);
  return { place };
}
