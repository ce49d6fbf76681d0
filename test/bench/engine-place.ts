import { resolve } from 'node:path';
import process from 'node:process';
import { type Engine, installEngine } from '../conformance/engine.js';

/** What a comparison with engines works with. */
export interface EngineOptions {
  readonly root: string;
  /** An empty folder for what is made. */
  readonly work: string;
  /** Fewer rounds, for a try. */
  readonly quick: boolean;
  readonly rounds: number;
  readonly print: (line: string) => void;
}

/** Installs an engine where the conformance suite has it too; undefined, and told why, where it cannot be had. */
export async function placeOf(engine: Engine, { root, print }: EngineOptions): Promise<string | undefined> {
  const installed = await installEngine(engine, resolve(root, process.env.ADDONSMITH_ENGINES ?? '.engines'), print);
  if ('place' in installed) return installed.place;
  print(`left out: ${engine.name} ${engine.version}: ${installed.missing}`);
  return undefined;
}
