import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The pipes of a real process: a program that copies lines through them, with the sources compiled one by one.

const src = join(import.meta.dirname, '../../src');
const SOURCES = ['cli/process-pipes', 'source/node-host', 'source/host'];
const PROGRAM = `
import { processPipes } from './cli/process-pipes.js';
const pipes = processPipes(process.cwd());
const state = { end: 'input' };
try {
  for await (const bytes of pipes.read(process.argv[2])) {
    process.stdout.write(bytes);
    if (!(await pipes.ready())) { state.end = 'closed'; break; }
    if (pipes.interrupted()) break;
  }
} catch (error) {
  state.end = error.name + ' ' + error.message;
}
if (pipes.interrupted()) state.end = 'interrupted';
process.stderr.write(state.end);
`;

let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'addonsmith-pipes-'));
  writeFileSync(join(home, 'package.json'), '{"type": "module"}');
  writeFileSync(join(home, 'program.js'), PROGRAM);
  for (const name of SOURCES) {
    const { outputText } = ts.transpileModule(readFileSync(join(src, `${name}.ts`), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023 },
      fileName: `${name}.mts`,
    });
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, `${name}.js`), outputText);
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Run {
  readonly out: string;
  readonly err: string;
  readonly signal: string | null;
}

/** Runs the program; `act` does what the world does to it. */
async function run(args: readonly string[], act: (child: ReturnType<typeof spawn>) => void): Promise<Run> {
  const child = spawn(process.execPath, [join(home, 'program.js'), ...args], { cwd: home });
  const text = { out: '', err: '' };
  child.stdout.on('data', (bytes) => {
    text.out += bytes;
  });
  child.stderr.on('data', (bytes) => {
    text.err += bytes;
  });
  child.stdin.on('error', () => undefined);
  act(child);
  const signal = await new Promise<string | null>((done) => child.on('close', (_, by) => done(by)));
  return { ...text, signal };
}

describe('the pipes of a process', () => {
  it('give standard input until it ends', async () => {
    const { out, err } = await run([], (child) => child.stdin?.end('a\nb\n'));
    expect({ out, err }).toEqual({ out: 'a\nb\n', err: 'input' });
  });

  it('give a file, and say what the machine refuses', async () => {
    writeFileSync(join(home, 'x.log'), 'x\n'.repeat(100_000));
    const { out, err } = await run(['x.log'], () => undefined);
    expect({ length: out.length, err }).toEqual({ length: 200_000, err: 'input' });
    expect((await run(['none.log'], () => undefined)).err).toBe('HostError none.log: no such file or directory');
  });

  it('end when the user interrupts, with what was written until then', async () => {
    const { out, err, signal } = await run([], (child) => {
      child.stdin?.write('a\n');
      child.stdout?.once('data', () => child.kill('SIGINT'));
    });
    expect({ out, err, signal }).toEqual({ out: 'a\n', err: 'interrupted', signal: null });
  });

  it('end quietly when nobody reads the output any longer', async () => {
    const { err, signal } = await run(['/dev/zero'], (child) => {
      child.stdout?.once('data', () => child.stdout?.destroy());
    });
    expect({ err, signal }).toEqual({ err: 'closed', signal: null });
  });
});
