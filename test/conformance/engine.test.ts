import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, installEngine } from './engine.js';

let folder: string;
let told: string[];
let installs: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'addonsmith-engine-'));
  told = [];
  installs = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function engine(overrides: Partial<Engine> = {}): Engine {
  return {
    id: 'engine-1',
    name: 'Engine',
    version: '1',
    needs: [{ command: process.execPath, args: ['--version'] }],
    recipe: ['a'],
    install: async (place) => {
      installs += 1;
      writeFileSync(join(place, 'program'), '');
    },
    ...overrides,
  };
}

const install = (each: Engine) => installEngine(each, folder, (line) => told.push(line));

describe('an engine', () => {
  it('is installed once, and found again', async () => {
    expect(await install(engine())).toEqual({ place: join(folder, 'engine-1') });
    expect(await install(engine())).toEqual({ place: join(folder, 'engine-1') });
    expect({ installs, told }).toEqual({ installs: 1, told: ['installing Engine 1'] });
  });

  it('is installed again when its recipe says something else', async () => {
    await install(engine());
    await install(engine({ recipe: ['b'] }));
    expect(installs).toBe(2);
  });

  it('is missing, with the reason, when a command that it needs is not there', async () => {
    const needs = [{ command: 'no-such-command', args: ['-version'] }];
    expect(await install(engine({ needs }))).toEqual({ missing: '`no-such-command -version` is not on this machine' });
    expect(installs).toBe(0);
  });

  it('is missing, with what the command said, when it is another version', async () => {
    const needs = [{ command: process.execPath, args: ['-e', 'console.error("a\\nversion 2 here"); process.exit(1)'] }];
    const missing = '`node -e console.error("a\\nversion 2 here"); process.exit(1)` fails: version 2 here';
    expect(await install(engine({ needs }))).toEqual({ missing: missing.replace('node', process.execPath) });
  });

  it('is missing when its installation fails, and is tried again the next time', async () => {
    const broken = engine({ install: async () => Promise.reject(new Error('no network')) });
    expect(await install(broken)).toEqual({ missing: 'no network' });
    expect(await install(engine())).toEqual({ place: join(folder, 'engine-1') });
    expect(installs).toBe(1);
  });
});
