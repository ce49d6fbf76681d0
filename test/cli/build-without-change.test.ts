import { beforeEach, describe, expect, it } from 'vitest';
import { loadEngine } from '../../src/cli/engine.js';
import { type MemoryHost, memoryHost } from '../../src/source/memory-host.js';
import { nodeHost } from '../../src/source/node-host.js';
import { smallCatalog } from '../catalog/small-catalog.js';
import { commandLine } from './command-line.js';

const root = new URL('../../', import.meta.url).pathname;

/** The small catalog and the shipped templates in memory, and a command line that counts how often it sets to work. */
function workshop(catalog: Record<string, string> = smallCatalog()) {
  const disk = nodeHost(root);
  const templates = below(disk, 'templates').map((path) => [`/package/${path}`, disk.readFile(path) ?? new Uint8Array()] as const);
  const host = memoryHost({ ...Object.fromEntries(templates), '/package/dist/main.js': 'code', ...catalog });
  let worked = 0;
  const build = async (...args: string[]) => {
    const before = worked;
    const engine = () => {
      worked++;
      return loadEngine();
    };
    const { code, out, err } = await commandLine({ host, ownFiles: ['/package/dist', '/package/templates'], engine }, ['build', ...args]);
    const said = err + out;
    return { code, said, worked: worked > before, written: host.takeLog() };
  };
  return { host, build };
}

function below(host: Pick<MemoryHost, 'list'>, path: string): string[] {
  return host.list(path).flatMap(({ name, kind }) => (kind === 'directory' ? below(host, `${path}/${name}`) : [`${path}/${name}`]));
}

describe('a build without change', () => {
  let { host, build } = workshop();

  beforeEach(async () => {
    ({ host, build } = workshop());
    expect(await build()).toMatchObject({ code: 0, worked: true });
  });

  it('says what a full one says, writes nothing and does not set to work', async () => {
    host.remove('dist-addon/.addonsmith-last-build.json');
    host.takeLog();
    const full = await build();
    expect(full).toMatchObject({ worked: true, written: ['write dist-addon/.addonsmith-last-build.json'] });
    expect(full.said).toContain('nothing changed');
    expect(await build()).toEqual({ code: 0, said: full.said, worked: false, written: [] });
  });

  it.each<[string, (host: MemoryHost) => void]>([
    ['a rendered file was edited', (host) => host.writeFile('dist-addon/splunk/TA-gate/default/props.conf', Buffer.from('x'), 0o644)],
    ['a rendered file is gone', (host) => host.remove('dist-addon/elastic/gate/manifest.yml')],
    ['an archive was edited', (host) => host.writeFile('dist-addon/elastic/gate-1.0.0.zip', Buffer.from('x'), 0o644)],
    ['an archive is gone', (host) => host.remove('dist-addon/splunk/TA-gate-1.0.0.tgz')],
    ['a list of files is gone', (host) => host.remove('dist-addon/.addonsmith.json')],
    ['an interrupted build left something', (host) => host.writeFile('dist-addon/splunk/x.addonsmith-tmp', Buffer.from('x'), 0o644)],
  ])('works in full where %s', async (_what, change) => {
    change(host);
    expect(await build()).toMatchObject({ code: 0, worked: true });
    host.remove('dist-addon/.addonsmith-last-build.json');
    expect((await build()).said).toContain('nothing changed');
  });

  it.each<[string, (host: MemoryHost) => void]>([
    ['the catalog changed', (host) => edit(host, 'catalogs/gate/catalog.yaml', 'What went through', 'All that went through')],
    [
      'a sample came',
      (host) => host.writeFile('catalogs/gate/samples/audit/more.yaml', Buffer.from('stream: audit\nsamples: []\n'), 0o644),
    ],
    ['a template changed', (host) => edit(host, '/package/templates/LICENSE.txt', 'License', 'Licence')],
    ['the tool changed', (host) => edit(host, '/package/dist/main.js', 'code', 'better code')],
    ['the memory is damaged', (host) => host.writeFile('dist-addon/.addonsmith-last-build.json', Buffer.from('{'), 0o644)],
    ['a link lies among the catalogs', (host) => host.symlink('catalogs/gate/accepted/audit/link.json')],
  ])('works in full where %s', async (_what, change) => {
    change(host);
    expect(await build()).toMatchObject({ code: 0, worked: true });
  });

  it('works in full where a link took the place of a rendered file', async () => {
    host.remove('dist-addon/elastic/gate/manifest.yml');
    host.symlink('dist-addon/elastic/gate/manifest.yml');
    expect(await build()).toMatchObject({ code: 1, worked: true });
  });

  it('works in full where something else is asked for, and where the output is only looked at', async () => {
    for (const args of [['--check'], ['--list'], ['gate'], ['--target', 'splunk'], ['--profile', 'splunkbase']]) {
      expect(await build(...args)).toMatchObject({ worked: true });
    }
  });

  it('is built where the machine refuses to remember it', async () => {
    const { host: full, build: again } = workshop();
    full.failOn('writeFile', 'dist-addon/.addonsmith-last-build.json', 'no space left on the device');
    expect(await again()).toMatchObject({ code: 0, worked: true });
    expect(await again()).toMatchObject({ code: 0, worked: true, said: expect.stringContaining('nothing changed') });
  });

  it('says a warning again', async () => {
    const files = smallCatalog();
    // A byte order mark is worth a warning and changes nothing.
    const noisy = workshop({ ...files, 'catalogs/gate/catalog.yaml': `\ufeff${files['catalogs/gate/catalog.yaml']}` });
    const first = await noisy.build();
    expect(first.said).toContain('source-bom');
    noisy.host.remove('dist-addon/.addonsmith-last-build.json');
    const full = await noisy.build();
    expect(await noisy.build()).toMatchObject({ worked: false, said: full.said, written: [] });
  });
});

function edit(host: MemoryHost, path: string, from: string, to: string): void {
  const text = Buffer.from(host.readFile(path) ?? new Uint8Array()).toString('utf8');
  expect(text).toContain(from);
  host.writeFile(path, Buffer.from(text.replace(from, to)), 0o644);
}
