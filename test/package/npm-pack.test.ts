import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallCatalog } from '../catalog/small-catalog.js';
import { copyCompiledProgram } from './compiled-program.js';

// What `npm pack` makes, unpacked into an empty folder elsewhere, as `npm install` would; the libraries it needs are linked from here.

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let home = '';

function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, [...args], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'addonsmith-pack-'));
  // A copy, so that nobody who runs the compiled command of this folder meets half a file.
  const source = join(home, 'source');
  for (const name of ['package.json', 'README.md', 'LICENSE', 'templates', 'catalogs', 'docs', 'src']) {
    cpSync(join(root, name), join(source, name), { recursive: true });
  }
  copyCompiledProgram(source);
  const packed = run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', home], source);
  if (packed.status !== 0) throw new Error(packed.stderr);
  const archive = readdirSync(home).find((name) => name.endsWith('.tgz')) ?? '';
  const modules = join(home, 'node_modules');
  mkdirSync(modules);
  const unpacked = run('tar', ['-xzf', join(home, archive), '-C', modules], home);
  if (unpacked.status !== 0) throw new Error(unpacked.stderr);
  run('mv', ['package', 'addonsmith'], modules);
  const manifest = JSON.parse(readFileSync(join(modules, 'addonsmith/package.json'), 'utf8')) as { dependencies: Record<string, string> };
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  for (const [path, text] of Object.entries(smallCatalog())) {
    const file = join(home, path.replace('catalogs/', 'mine/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}, 120_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the command builds a catalog of the user, given by path', () => {
  const launch = join(home, 'node_modules/addonsmith/src/cli/launch.js');
  const { status, stdout, stderr } = run(process.execPath, [launch, 'build', '--catalogs', 'mine', '--out', 'made'], home);
  expect({ status, stderr: stderr.replace(/[\s\S]*error/, 'error') }).toMatchObject({ status: 0 });
  expect(stdout).toContain('made/splunk/TA-gate-1.0.0.tgz');
  expect(existsSync(join(home, 'made/splunk/TA-gate-1.0.0.tgz'))).toBe(true);
  expect(existsSync(join(home, 'made/elastic/gate-1.0.0.zip'))).toBe(true);
});

test('without a folder of catalogs the shipped ones are built', () => {
  const launch = join(home, 'node_modules/addonsmith/src/cli/launch.js');
  const { status, stdout } = run(process.execPath, [launch, 'build', 'dogtag', '--target', 'splunk', '--out', 'shipped'], home);
  expect({ status, stdout }).toMatchObject({ status: 0 });
  expect(existsSync(join(home, 'shipped/splunk/TA-dogtag-1.0.0.tgz'))).toBe(true);
});

test("the library's face builds the same, and reports what is wrong", () => {
  const script = `
    import { build, nodeHost, printText } from 'addonsmith';
    const good = await build({ host: nodeHost('.'), catalogs: 'mine', out: 'by-code' });
    const again = await build({ host: nodeHost('.'), catalogs: 'mine', out: 'by-code' });
    const none = await build({ host: nodeHost('.'), catalogs: 'mine', ids: ['gait'], out: 'nothing' });
    console.log(JSON.stringify({
      errors: good.findings.filter((each) => each.severity === 'error'),
      created: good.changes.filter((each) => each.kind === 'created').length,
      changed: again.changes.filter((each) => each.kind !== 'unchanged').length,
      none: none.changes.length,
      said: printText(none.findings, { sources: () => undefined, colour: false }),
    }));`;
  writeFileSync(join(home, 'by-code.mjs'), script);
  const { status, stdout, stderr } = run(process.execPath, ['by-code.mjs'], home);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const seen = JSON.parse(stdout) as Record<string, unknown>;
  expect(seen).toMatchObject({ errors: [], changed: 0, none: 0, said: expect.stringContaining('did you mean `gate`?') as string });
  const files = (folder: string) =>
    readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  expect(seen.created).toBeGreaterThan(20);
  // The command also remembers what it built; that is no part of what is made.
  expect(['.addonsmith-last-build.json', ...files('by-code')].sort()).toEqual(files('made').sort());
  for (const name of ['splunk/TA-gate-1.0.0.tgz', 'elastic/gate-1.0.0.zip']) {
    expect(readFileSync(join(home, 'by-code', name)).equals(readFileSync(join(home, 'made', name)))).toBe(true);
  }
  expect(existsSync(join(home, 'nothing'))).toBe(false);
});

test('declarations of types come along, and no notes of the compiler', () => {
  expect(existsSync(join(home, 'node_modules/addonsmith/dist/.tsbuildinfo'))).toBe(false);
  expect(readFileSync(join(home, 'node_modules/addonsmith/dist/index.d.ts'), 'utf8')).toContain('export declare function build(');
});
