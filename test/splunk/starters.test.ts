import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog } from '../../src/catalog/model.js';
import { nodeHost } from '../../src/source/node-host.js';
import { testSamples } from '../../src/verify/sample-test.js';
import { commandLine } from '../cli/command-line.js';
import { repository } from './rendered-app.js';

// What a newcomer starts from, and what the tutorial ends with, is read on both sides as their samples say.

const home = mkdtempSync(join(tmpdir(), 'addonsmith-starters-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const own = { templatesDirectory: join(repository, 'templates'), ownCatalogsDirectory: join(repository, 'catalogs') };

async function starter(form: string): Promise<string> {
  const folder = join(home, form);
  mkdirSync(folder);
  await commandLine({ host: nodeHost(folder), ...own }, ['init', 'door-control', '--form', form]);
  return folder;
}

/** The starter of form brackets, its frame with a value of another name. */
async function framed(name: string): Promise<string> {
  const folder = join(home, name);
  mkdirSync(folder);
  await commandLine({ host: nodeHost(folder), ...own }, ['init', 'door-control', '--form', 'brackets']);
  for (const file of ['catalog.yaml', 'samples/log/documented.yaml']) {
    const path = join(folder, 'catalogs/door-control', file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace('{thread}', `{${name}}`).replaceAll('thread:', `${name}:`);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
  }
  return folder;
}

/** Does to the files what the tutorial does; what the tool says of them on the way is tested with the documents. */
function tutorial(): string {
  const folder = join(home, 'tutorial');
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin/npx'), '#!/bin/sh\n', { mode: 0o755 });
  const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH ?? ''}` };
  const text = readFileSync(join(repository, 'docs/tutorial.md'), 'utf8');
  for (const [, language = '', path = '', block = ''] of text.matchAll(/^```(\S+) run ?(\S*)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh' && /sed -i|cat >>/.test(block)) spawnSync('sh', ['-e', '-c', block], { cwd: folder, env });
    if (language !== 'yaml') continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), block);
  }
  return folder;
}

const forms = readdirSync(join(repository, 'templates/init'));
const starters = await Promise.all(forms.map(async (form) => [`starter of form ${form}`, await starter(form)] as const));
const folders: readonly (readonly [string, string])[] = [
  ...starters,
  ['starter of form brackets whose frame has a value that ECS has a place for', await framed('level')],
  ['starter of form brackets whose frame has a value that every object of JavaScript has', await framed('constructor')],
  ['catalog of the tutorial', tutorial()],
];

describe.each(folders)('the %s', (_, folder) => {
  const host = nodeHost(folder);
  const { catalogs } = loadCatalogs(host, 'catalogs');
  const tested = (catalog: Catalog) => testSamples(host, { catalogs: 'catalogs', rendered: 'dist-addon', external: undefined }, catalog);

  it('builds, and is read as its samples say', async () => {
    expect((await commandLine({ host, ...own }, ['build'])).code).toBe(0);
    const said = await commandLine({ host, ...own }, ['test']);
    expect(said.code).toBe(0);
    const [, read, all] = /(\d+) of (\d+) samples are read alike and as expected/.exec(said.out) ?? [];
    expect(Number(all)).toBeGreaterThan(1);
    expect(read).toBe(all);
  });

  it('is read alike on both sides, but for what it declares', async () => {
    const said = await commandLine({ host, ...own }, ['parity']);
    expect([said.code, said.out]).toEqual([0, expect.stringContaining('no undeclared difference')]);
  });

  it('has lines of every event and code that both sides read as they were written', async () => {
    const said = await commandLine({ host, ...own }, ['roundtrip']);
    const [, read, all] = /lines: (\d+) of (\d+) read by both sides as they were written/.exec(said.out) ?? [];
    expect(Number(all)).toBeGreaterThan(1);
    expect(read).toBe(all);
  });

  it('is seen to differ where it does', () => {
    const [catalog] = catalogs;
    if (catalog === undefined) throw new Error('there is no catalog');
    const at = catalog.samples.findIndex((sample) => sample.expect.class !== undefined);
    const samples = catalog.samples.map((sample, index) =>
      index === Math.max(at, 0) ? { ...sample, expect: { ...sample.expect, class: 'token' as const } } : sample,
    );
    const facts = ({ failures }: ReturnType<typeof tested>) => failures.map(({ side, fact }) => `${side} ${fact}`);
    expect(facts(tested(catalog))).toEqual([]);
    expect(facts(tested({ ...catalog, samples }))).toEqual(expect.arrayContaining(['splunk class', 'elastic class']));
  });
});
