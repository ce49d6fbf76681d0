import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/source/host.js';
import { nodeHost } from '../../src/source/node-host.js';
import { MAX_SOURCE_BYTES } from '../../src/source/source-text.js';
import { parseYaml } from '../../src/source/yaml-document.js';
import { smallCatalog } from '../catalog/small-catalog.js';
import { pathologicalTexts } from './pathological.js';
import { machine, run, treeBelow } from './workshop.js';

describe('pathological YAML', () => {
  // Time that grows with the square of the length makes more than the time that is given of this length; what grows with it a moment.
  it.each(Object.entries(pathologicalTexts(40_000)))('%s ends, with few findings', { timeout: 5_000 }, (_name, text) => {
    const { findings } = parseYaml('a.yaml', text);
    expect(findings.length).toBeLessThanOrEqual(101);
    for (const { span } of findings) expect(span?.end).toBeLessThanOrEqual(text.length + 1);
  });

  it('of five megabytes of marks is refused before a tree is built', () => {
    for (const [unit, code] of [
      ['[', 'yaml-depth'],
      ['- ', 'yaml-depth'],
      ['[],', 'yaml-amount'],
    ] as const) {
      const text = unit === '[],' ? `[${unit.repeat(1_600_000)}` : unit.repeat(Math.floor(4_900_000 / unit.length));
      const before = process.memoryUsage().heapUsed;
      expect(parseYaml('a.yaml', text).findings.map((each) => each.code)).toEqual([code]);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(600_000_000);
    }
  });
});

describe('a key', () => {
  it.each([
    ['[a]: 1', 'a key is a text'],
    ['{a: 1}: 1', 'a key is a text'],
    ['a: &a b\n*a : 1', 'a key is a text'],
    ['1: a\n"1": b', 'stands twice'],
  ])('that is none is a finding: %s', (text, message) => {
    const { findings, document } = parseYaml('a.yaml', text);
    expect([findings.map((each) => each.message), document]).toEqual([[expect.stringContaining(message)], undefined]);
  });
});

/** A folder of the machine's own, which holds the small catalog. */
let home = '';

async function check() {
  const { code, findings, err } = await run(withTemplates(nodeHost(home)), 'check', '--catalogs', 'catalogs');
  return {
    code,
    err,
    found: findings.filter(({ severity }) => severity === 'error').map((each) => `${each.span?.file} ${each.code} ${each.message}`),
  };
}

// The command asks for templates where the package lies.
function withTemplates(host: Host): Host {
  return { ...host, readFile: (path, most) => host.readFile(path.replace(/^\/package\//, ''), most) };
}

const EVENTS = 'catalogs/gate/events/gate.yaml';

describe('what stands in the place of a file', () => {
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'addonsmith-limits-'));
    for (const [path, text] of Object.entries({ ...smallCatalog(), ...treeBelow('templates', 'templates') })) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), text);
    }
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const replaced = (path: string, put: (place: string) => void) => {
    rmSync(join(home, path));
    put(join(home, path));
  };

  it('may be a symlink to a file', async () => {
    replaced(EVENTS, (place) => {
      writeFileSync(join(home, 'elsewhere.yaml'), String(smallCatalog()[EVENTS]));
      symlinkSync(join(home, 'elsewhere.yaml'), place);
    });
    expect(await check()).toMatchObject({ code: 0, found: [] });
  });

  it.each(['catalogs/gate/catalog.yaml', EVENTS, 'catalogs/gate/samples/audit/gate.yaml'])(
    '%s is a finding if it is no file',
    async (path) => {
      replaced(path, (place) => mkdirSync(place));
      expect((await check()).found).toContain(`${path} source-unreadable cannot read: it is a directory`);
      rmSync(join(home, path), { recursive: true });
      expect(spawnSync('mkfifo', [join(home, path)]).status).toBe(0);
      expect((await check()).found).toContain(`${path} source-unreadable cannot read: it is a pipe or a device, no file`);
      replaced(path, (place) => symlinkSync('/dev/zero', place));
      expect((await check()).found).toContain(`${path} source-unreadable cannot read: it is a pipe or a device, no file`);
      replaced(path, (place) => symlinkSync(place, place));
      expect((await check()).found).toContain(`${path} source-unreadable cannot read: too many symbolic links`);
      replaced(path, (place) => symlinkSync(join(home, 'nowhere'), place));
      expect((await check()).found).toContain(`${path} source-missing there is no file ${path}`);
    },
  );

  it.each(['file', 'symlink'])('may be a %s of a hundred megabytes, which is not read', async (kind) => {
    const large = kind === 'file' ? join(home, EVENTS) : join(home, 'large.yaml');
    writeFileSync(large, '# large\n');
    truncateSync(large, 100 * 1024 * 1024);
    if (kind === 'symlink') replaced(EVENTS, (place) => symlinkSync(large, place));
    const before = process.memoryUsage();
    const { code, found } = await check();
    const after = process.memoryUsage();
    expect([code, found]).toEqual([1, [expect.stringMatching(`^${EVENTS} source-too-large the file has (?:100.0|more than 5) MB`)]]);
    expect(after.rss - before.rss).toBeLessThan(80 * 1024 * 1024);
  });
});

describe('a catalog of many files', () => {
  it('is read file by file, and no file is asked for more than it may hold', async () => {
    const events = Array.from(
      { length: 3000 },
      (_unused, index) => [`catalogs/gate/events/e${index}.yaml`, 'stream: audit\nevents: []\n'] as const,
    );
    const host = machine({ ...smallCatalog(), ...Object.fromEntries(events) });
    const asked: (number | undefined)[] = [];
    const watched: Host = {
      ...host,
      readFile: (path, most) => {
        if (path.startsWith('catalogs/')) asked.push(most);
        return host.readFile(path, most);
      },
    };
    expect((await run(watched, 'check', '--catalogs', 'catalogs')).code).toBe(0);
    expect(asked.length).toBeGreaterThan(3000);
    expect(new Set(asked)).toEqual(new Set([MAX_SOURCE_BYTES + 1]));
  });
});
