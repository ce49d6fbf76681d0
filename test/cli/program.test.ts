import { gunzipSync } from 'fflate';
import { unpackTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/model.js';
import type { Engine } from '../../src/cli/engine.js';
import { defineCodes, type Finding, finding } from '../../src/diagnostics/finding.js';
import { textFile } from '../../src/output/plan.js';
import { Unwritable } from '../../src/render/unwritable.js';
import { HostError } from '../../src/source/host.js';
import { type MemoryHost, memoryHost } from '../../src/source/memory-host.js';
import { parseYaml } from '../../src/source/yaml-document.js';
import type { Target } from '../../src/targets/target.js';
import { commandLine, type Said } from './command-line.js';

const codes = defineCodes({
  'test-error': { severity: 'error', title: 'Wrong', cause: 'A test says so.', fix: 'make it right' },
  'test-warning': { severity: 'warning', title: 'Odd', cause: 'A test says so.', fix: 'look at it' },
});

/** A catalog of which only the name and the version matter here. */
function catalogNamed(id: string): Catalog {
  return { id, version: '1.0.0', title: id } as unknown as Catalog;
}

const splunk: Target = {
  name: 'splunk',
  plan: ({ id }, { profile, templates, catalogFiles }) => ({
    files: [
      textFile(`splunk/TA-${id}/default/app.conf`, templates('splunk/app.conf').replace('ID', `${id} ${profile}`), 'splunk/app.conf'),
      textFile(`splunk/TA-${id}/samples.txt`, catalogFiles.list('samples').join('\n'), `catalogs/${id}`),
    ],
    archives: [{ path: `splunk/TA-${id}-1.0.0.tgz`, kind: 'tgz', root: `splunk/TA-${id}`, topFolder: `TA-${id}` }],
    findings: [],
    summary: `TA-${id} 1.0.0`,
  }),
};

const elastic: Target = {
  name: 'elastic',
  plan: ({ id }) => ({
    files: [textFile(`elastic/${id}/manifest.yml`, `name: ${id}\n`, `catalogs/${id}/catalog.yaml`)],
    archives: [{ path: `elastic/${id}-1.0.0.zip`, kind: 'zip', root: `elastic/${id}`, topFolder: `${id}-1.0.0` }],
    findings: [],
    summary: `${id} 1.0.0`,
  }),
};

const CATALOGS = {
  'catalogs/dogtag/catalog.yaml': 'catalog: dogtag\n',
  'catalogs/dogtag/samples/b.log': 'b',
  'catalogs/dogtag/samples/a.log': 'a',
  'catalogs/x-road/catalog.yaml': 'catalog: x-road\n',
  '/package/templates/splunk/app.conf': '[launcher]\nid = ID\n',
};

interface World {
  readonly host: MemoryHost;
  readonly engine: Partial<Engine>;
  readonly findings: readonly Finding[];
}

function world(changes: Partial<World> = {}): {
  host: MemoryHost;
  run: (...args: string[]) => Promise<Said>;
} {
  const host = changes.host ?? memoryHost(CATALOGS);
  const engine: Engine = {
    targets: [splunk, elastic],
    loadCatalogs: (from, directory, ids) => {
      const all = from.list(directory).filter(({ kind }) => kind === 'directory');
      const catalogs = all.map(({ name }) => catalogNamed(name)).filter(({ id }) => ids?.includes(id) ?? true);
      return { catalogs, findings: changes.findings ?? [] };
    },
    codes: () => Object.values(codes),
    jsonSchemas: () => ({ catalog: { type: 'object' }, events: { type: 'array' } }),
    catalogJson: (catalogs) => catalogs.map(({ id }) => id),
    catalogText: (catalogs) => catalogs.map(({ id }) => id).join('\n'),
    ...changes.engine,
  };
  const run = (...args: string[]) => commandLine({ host, engine: async () => engine }, args);
  return { host, run };
}

describe('build', () => {
  it('writes trees and archives, says so in a line a product, and then has nothing to do', async () => {
    const { host, run } = world();
    const first = await run('build');
    expect(first).toEqual({
      code: 0,
      err: '',
      out: [
        'splunk   dogtag  TA-dogtag 1.0.0  2 files: 2 written, 0 unchanged, 0 removed  dist-addon/splunk/TA-dogtag-1.0.0.tgz',
        'splunk   x-road  TA-x-road 1.0.0  2 files: 2 written, 0 unchanged, 0 removed  dist-addon/splunk/TA-x-road-1.0.0.tgz',
        'elastic  dogtag  dogtag 1.0.0     1 file: 1 written, 0 unchanged, 0 removed   dist-addon/elastic/dogtag-1.0.0.zip',
        'elastic  x-road  x-road 1.0.0     1 file: 1 written, 0 unchanged, 0 removed   dist-addon/elastic/x-road-1.0.0.zip',
        '',
      ].join('\n'),
    });
    expect(host.files()['dist-addon/splunk/TA-dogtag/default/app.conf']).toBe('[launcher]\nid = dogtag private\n');
    expect(host.files()['dist-addon/splunk/TA-dogtag/samples.txt']).toBe('samples/a.log\nsamples/b.log');
    host.takeLog();
    expect((await run('build')).out).toContain('0 written, 2 unchanged, 0 removed');
    expect((await run('build')).out.endsWith('\nnothing changed\n')).toBe(true);
    expect(host.takeLog()).toEqual([]);
    const packed = await unpackTar(gunzipSync(host.readFile('dist-addon/splunk/TA-dogtag-1.0.0.tgz') ?? new Uint8Array()));
    expect(packed.map(({ header }) => header.name)).toEqual([
      'TA-dogtag/',
      'TA-dogtag/default/',
      'TA-dogtag/default/app.conf',
      'TA-dogtag/samples.txt',
    ]);
  });

  it('of some targets or catalogs leaves the others alone; of all removes what is gone', async () => {
    const { host, run } = world();
    await run('build');
    host.remove('catalogs/x-road/catalog.yaml');
    host.remove('catalogs/x-road');
    expect((await run('build', 'dogtag', '--target', 'splunk,elastic')).out).toContain('nothing changed');
    expect((await run('build', '-t', 'splunk')).out).toContain('3 files removed of catalogs that are no longer there');
    const left = Object.keys(host.files()).filter((path) => path.startsWith('dist-addon/') && path.includes('x-road'));
    expect(left).toEqual(['dist-addon/elastic/x-road-1.0.0.zip', 'dist-addon/elastic/x-road/manifest.yml']);
  });

  it('--profile splunkbase writes archives only, beside the others', async () => {
    const { host, run } = world();
    const { out } = await run('build', '--profile', 'splunkbase', '--target', 'splunk', 'dogtag');
    expect(out).toBe(
      'splunk  dogtag  TA-dogtag 1.0.0  1 archive: 1 written, 0 unchanged, 0 removed  dist-addon/splunk/TA-dogtag-1.0.0-splunkbase.tgz\n',
    );
    await run('build');
    const files = Object.keys(host.files()).filter((path) => path.startsWith('dist-addon/splunk/') && path.endsWith('.tgz'));
    expect(files).toEqual([
      'dist-addon/splunk/TA-dogtag-1.0.0-splunkbase.tgz',
      'dist-addon/splunk/TA-dogtag-1.0.0.tgz',
      'dist-addon/splunk/TA-x-road-1.0.0.tgz',
    ]);
    expect((await run('build', '--check')).code).toBe(0);
  });

  it('--check does not miss archives, and fails with every stale file', async () => {
    const { host, run } = world();
    await run('build');
    for (const path of ['splunk/TA-dogtag-1.0.0.tgz', '.addonsmith-archives.json']) host.remove(`dist-addon/${path}`);
    expect(await run('build', '--check')).toEqual({ code: 0, err: '', out: 'dist-addon is up to date: 6 files\n' });
    host.writeFile('dist-addon/elastic/dogtag/manifest.yml', Buffer.from('x'), 0o644);
    host.takeLog();
    const stale = await run('build', '--check');
    expect(stale.code).toBe(1);
    expect(stale.err).toContain('dist-addon/elastic/dogtag/manifest.yml:1:1 error output-stale');
    expect(stale.err).toContain('fix: run `addonsmith build` and commit the result');
    expect(host.takeLog()).toEqual([]);
  });

  it('--check shows the place of an archive that is stale, and none of its bytes', async () => {
    const { host, run } = world();
    await run('build');
    host.writeFile('dist-addon/splunk/TA-dogtag-1.0.0.tgz', Buffer.from([0x1f, 0x8b, 0x08, 0x00]), 0o644);
    const { err } = await run('build', '--check');
    expect(err.split('\n').slice(0, 2)).toEqual([
      'dist-addon/splunk/TA-dogtag-1.0.0.tgz:1:1 error output-stale dist-addon/splunk/TA-dogtag-1.0.0.tgz is out of date',
      '  note: it comes from dogtag',
    ]);
  });

  it('--list writes nothing', async () => {
    const { host, run } = world();
    const { code, out } = await run('build', 'dogtag', '--target', 'elastic', '--list', '--out', 'there');
    expect([code, out]).toEqual([0, 'created    there/elastic/dogtag/manifest.yml\ncreated    there/elastic/dogtag-1.0.0.zip\n']);
    expect(host.takeLog()).toEqual([]);
  });

  it('stops at an error of a catalog or a target and changes no file', async () => {
    const { document } = parseYaml('catalogs/dogtag/catalog.yaml', 'catalog: dogtag\n');
    const wrong = finding(codes['test-error'], { message: 'this is wrong', span: document?.span(['catalog']) });
    const inCatalog = world({ findings: [wrong] });
    const result = await inCatalog.run('build');
    expect(result.code).toBe(1);
    expect(result.err).toContain(
      'catalogs/dogtag/catalog.yaml:1:10 error test-error this is wrong\n  1 | catalog: dogtag\n    |          ^^^^^^',
    );
    expect(inCatalog.host.takeLog()).toEqual([]);
    const target: Target = { ...splunk, plan: (catalog, context) => ({ ...splunk.plan(catalog, context), findings: [wrong] }) };
    const inTarget = world({ engine: { targets: [target] } });
    expect((await inTarget.run('build')).code).toBe(1);
    expect(inTarget.host.takeLog()).toEqual([]);
  });

  it('goes on at a warning', async () => {
    const { run } = world({ findings: [finding(codes['test-warning'], { message: 'this is odd' })] });
    const { code, out, err } = await run('build');
    expect(code).toBe(0);
    expect(err).toContain('0 errors, 1 warning');
    expect(out).toContain('written');
  });

  it('takes the catalogs of the package where the folder has none, and never builds from nothing', async () => {
    const host = memoryHost({ '/package/catalogs/dogtag/catalog.yaml': '', '/package/templates/splunk/app.conf': 'ID', 'empty/x': '' });
    const { run } = world({ host });
    expect((await run('build')).out).toContain('TA-dogtag');
    expect(await run('build', '--catalogs', 'empty')).toEqual({ code: 2, out: '', err: "error: there is no catalog in 'empty'\n" });
    expect((await run('build', '--catalogs', 'nowhere')).err).toBe(
      "error: there is no directory 'nowhere'; --catalogs names the one that holds a folder for each catalog\n",
    );
    expect(host.files()['dist-addon/splunk/TA-dogtag/default/app.conf']).toBe('dogtag private');
  });
});

describe('check', () => {
  it('says that all is well, or all that is not', async () => {
    expect(await world().run('check', 'dogtag')).toEqual({ code: 0, err: '', out: 'dogtag 1.0.0  no errors\n' });
    const { run } = world({ findings: [finding(codes['test-error'], { message: 'this is wrong' })] });
    expect((await run('check')).code).toBe(1);
    const json = await run('check', '--format', 'json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ counts: { error: 1 }, findings: [{ code: 'test-error' }] });
    expect(json.err).toBe('');
  });
});

describe('schema and catalog', () => {
  it('print data', async () => {
    const { run } = world();
    expect(JSON.parse((await run('schema')).out)).toEqual({ catalog: { type: 'object' }, events: { type: 'array' } });
    expect(JSON.parse((await run('schema', 'events')).out)).toEqual({ type: 'array' });
    expect((await run('catalog')).out).toBe('dogtag\nx-road\n');
    expect(JSON.parse((await run('catalog', 'dogtag', '--format', 'json')).out)).toEqual(['dogtag']);
  });
});

describe('the command line', () => {
  it.each([
    [['bild'], 'Did you mean build?'],
    [['build', '--chek'], 'Did you mean --check?'],
    [['build', 'dogtga'], 'Did you mean dogtag?'],
    [['build', '--target', 'splank'], 'Did you mean splunk?'],
    [['build', '--target', 'qradar'], 'there are: splunk, elastic'],
    [['build', '--target', 'splunk,'], 'a name is empty'],
    [['build', '--profile', 'public'], 'Allowed choices are private, splunkbase'],
    [['build', '--check', '--list'], 'cannot be used with'],
    [['build', '--check', '--profile', 'splunkbase'], '--check compares the committed files'],
    [['schema', 'event'], 'Did you mean events?'],
    [['catalog', 'dogtag', 'x-road'], 'too many arguments'],
  ])('%j is a usage error that says what was meant', async (args, expected) => {
    const { code, out, err } = await world().run(...args);
    expect(err).toContain(expected);
    expect([code, out]).toEqual([2, '']);
  });

  it('has a version, and help with examples for every command', async () => {
    const { run } = world();
    expect(await run('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    for (const command of [['build'], ['evaluate', 'splunk'], ['catalog']])
      expect(await run(...command, '--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    expect((await run('build', '--help')).out).not.toContain('--version');
    for (const args of [['--help'], ['build', '--help'], ['check', '--help'], ['schema', '--help'], ['catalog', '--help']]) {
      const { code, out } = await run(...args);
      expect(code).toBe(0);
      expect(out).toContain('Examples:\n  $ addonsmith');
    }
  });

  it('calls a bug a bug, and a refusal of the machine a refusal', async () => {
    const bug = await world({ engine: { targets: [{ name: 'splunk', plan: (_, { templates }) => templates('none') as never }] } }).run(
      'build',
    );
    expect(bug.code).toBe(70);
    expect(bug.err).toContain('this is our mistake, not yours');
    const refuse = () => {
      throw new HostError('catalogs', 'permission denied');
    };
    expect(await world({ engine: { loadCatalogs: refuse } }).run('check')).toEqual({
      code: 1,
      out: '',
      err: 'error: catalogs: permission denied\n',
    });
  });
});

describe('names that become one in a rendered file', () => {
  it('are a finding and no bug', async () => {
    const unwritable: Target = {
      ...splunk,
      plan: () => {
        throw new Unwritable('key of [gate:audit] stands twice: EVAL-user');
      },
    };
    const { host, run } = world({ engine: { targets: [unwritable] } });
    const { code, err } = await run('build', 'dogtag');
    expect([code, host.takeLog()]).toEqual([1, []]);
    expect(err).toContain('catalogs/dogtag/catalog.yaml:1:1 error output-unwritable key of [gate:audit] stands twice: EVAL-user');
  });
});
