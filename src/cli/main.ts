import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { nodeHost } from '../source/node-host.js';
import { loadEngine } from './engine.js';
import { processPipes } from './process-pipes.js';
import { createProgram } from './program.js';
import { progressLine } from './progress.js';

// The only file that knows the process and where the package lies. Compiled, it is <package>/dist/cli/main.js.
const inPackage = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const manifest: unknown = JSON.parse(readFileSync(inPackage('package.json'), 'utf8'));

// Only a person at a terminal is told: what a file or a pipe gets stays the same.
const line = progressLine(
  (text) => process.stderr.isTTY === true && process.stderr.write(text),
  () => performance.now(),
);

const write = (text: string) => process.stdout.write(text);

const program = createProgram({
  host: nodeHost(process.cwd()),
  // What goes to a file or a pipe does not disturb the line on the terminal.
  out: process.stdout.isTTY === true ? line.before(write) : write,
  err: line.before((text) => process.stderr.write(text)),
  step: line.step,
  colour: pc.isColorSupported && process.stderr.isTTY === true,
  version: (manifest as { version: string }).version,
  templatesDirectory: inPackage('templates'),
  ownCatalogsDirectory: inPackage('catalogs'),
  ownFiles: ['package.json', 'dist', 'templates'].map(inPackage),
  engine: loadEngine,
  pipes: processPipes(process.cwd()),
});

// Not process.exit: it would cut off what a pipe has not taken yet.
process.exitCode = await program.run(process.argv.slice(2));
