import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/source/node-host.js';
import { commandLine } from './command-line.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'addonsmith-init-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs the command line in a folder of the test's own; returns exit code and what was said. */
async function addonsmith(folder: string, ...args: readonly string[]) {
  mkdirSync(join(home, folder), { recursive: true });
  const own = { templatesDirectory: join(root, 'templates'), ownCatalogsDirectory: join(root, 'catalogs') };
  const { code: exitCode, ...said } = await commandLine({ host: nodeHost(join(home, folder)), ...own }, args);
  return { exitCode, ...said };
}

const forms = readdirSync(join(root, 'templates/init'));

describe('init', () => {
  it('has a starter for each form that it offers', async () => {
    const { out } = await addonsmith('help', 'init', '--help');
    const [, offered = ''] = /\(choices: ([^)]*?), default/.exec(out.replace(/\s+/g, ' ')) ?? [];
    expect(offered.match(/[a-z-]+/g)?.sort()).toEqual(forms);
  });

  it.each(forms)('writes a catalog of form %s that is free of findings and builds', async (form) => {
    const made = await addonsmith(form, 'init', 'door-control', '--form', form);
    expect(made).toMatchObject({ exitCode: 0, err: '' });
    expect(made.out).toContain('written  catalogs/door-control/catalog.yaml\n');
    expect(made.out).toMatch(/Next: addonsmith check door-control, then addonsmith build door-control\n$/);
    expect(await addonsmith(form, 'check')).toEqual({ exitCode: 0, out: 'door-control 1.0.0  no errors\n', err: '' });
    expect(await addonsmith(form, 'build')).toMatchObject({ exitCode: 0, err: '' });
    expect(await addonsmith(form, 'build', '--check')).toMatchObject({ exitCode: 0, err: '' });
  });

  it.each(forms)('names in the first line of each file of form %s a schema that is there', (form) => {
    const folder = join(home, form, 'catalogs/door-control');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    expect(files).toHaveLength(3);
    for (const file of files) {
      const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
      expect(spawnSync('test', ['-f', join(dirname(join(folder, file)), schema)]).status).toBe(0);
    }
  });

  it('writes where it is told, and says how to go on from there', async () => {
    const made = await addonsmith('elsewhere', 'init', 'gate', '--catalogs', 'my/catalogs');
    expect(made.out).toContain('Next: addonsmith check gate --catalogs my/catalogs, then');
    expect(await addonsmith('elsewhere', 'check', 'gate', '--catalogs', 'my/catalogs')).toMatchObject({ exitCode: 0 });
  });

  it('leaves what is there alone', async () => {
    await addonsmith('twice', 'init', 'gate', '--form', 'brackets');
    const file = join(home, 'twice/catalogs/gate/catalog.yaml');
    const before = readFileSync(file, 'utf8');
    const again = await addonsmith('twice', 'init', 'gate', '--form', 'json');
    expect(again).toMatchObject({ exitCode: 2, err: expect.stringContaining("'catalogs/gate' is already there") as string });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it.each(['Gate', '../gate', 'gate/x', 'gate_', '', '.schema', 'a'.repeat(41)])('refuses the name %j and writes nothing', async (id) => {
    const refused = await addonsmith('refused', 'init', id);
    expect(refused).toMatchObject({ exitCode: 2, out: '' });
    expect(readdirSync(join(home, 'refused'))).toEqual([]);
  });
});
