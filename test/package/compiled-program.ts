import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Compiles what changed since the last compilation, which after `npm run types` is nothing, and copies what came of it into the folder
 * `dist` of another: whoever runs it there never meets half a file.
 */
export function copyCompiledProgram(folder: string): void {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-b', join(root, 'src')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the sources do not compile: ${stdout}`);
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
}
