import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/model.js';
import type { Engine } from '../../src/cli/engine.js';
import { EXIT_BUG, EXIT_FINDINGS, EXIT_OK } from '../../src/cli/io.js';
import { isTemporary } from '../../src/output/paths.js';
import { textFile } from '../../src/output/plan.js';
import type { Host } from '../../src/source/host.js';
import { type MemoryHost, memoryHost } from '../../src/source/memory-host.js';
import type { Target } from '../../src/targets/target.js';
import { commandLine } from '../cli/command-line.js';
import { type Ending, interruptedAt } from './interruption.js';

type Tree = Readonly<Record<string, string>>;

/** What stands on the disk before a build, and what the catalogs say when it starts: id -> version. */
interface Scenario {
  readonly catalogs: Readonly<Record<string, string>>;
  readonly built?: Readonly<Record<string, string>>;
  /** Done to the disk after the first build. */
  readonly edit?: (host: MemoryHost) => void;
}

// Files that come, go and change with the version; one that never changes; an archive each.
const targets: readonly Target[] = ['splunk', 'elastic'].map((name) => ({
  name,
  plan: ({ id, version }) => ({
    files: [
      textFile(`${name}/${id}/default/app.conf`, `version = ${version}\n`, 'app.conf'),
      textFile(`${name}/${id}/lookups/events_${version}.csv`, `key,${version}\n`, 'events.csv'),
      textFile(`${name}/${id}/LICENSE`, 'free\n', 'LICENSE'),
    ],
    archives: [{ path: `${name}/${id}-${version}.zip`, kind: 'zip', root: `${name}/${id}`, topFolder: id }],
    findings: [],
    summary: `${id} ${version}`,
  }),
}));

const scenarios: Readonly<Record<string, Scenario>> = {
  'the first build': { catalogs: { gate: '1', moat: '1' } },
  'a new version': { built: { gate: '1' }, catalogs: { gate: '2' } },
  'a catalog that is gone': { built: { gate: '1', moat: '1' }, catalogs: { gate: '1' } },
  'one catalog for another': { built: { gate: '1' }, catalogs: { moat: '1' } },
  'a new version beside a catalog that is gone': { built: { gate: '1', moat: '1' }, catalogs: { gate: '2' } },
  'archives alone': {
    built: { gate: '1', moat: '1' },
    catalogs: { gate: '1', moat: '1' },
    edit: (host) => {
      host.remove('out/splunk/gate-1.zip');
      host.writeFile('out/elastic/moat-1.zip', Buffer.from('old'), 0o644);
    },
  },
  'an archive in the place of an edited one': {
    built: { gate: '1' },
    catalogs: { gate: '1' },
    edit: (host) => {
      host.writeFile('out/splunk/gate-1.zip', Buffer.from('edited'), 0o644);
      host.writeFile('out/elastic/gate/default/app.conf', Buffer.from('edited'), 0o644);
    },
  },
};

const OWN: Tree = { 'out/splunk/gate/local/app.conf': 'mine', 'out/notes.txt': 'mine', 'out/elastic/mine.zip': 'mine' };

async function run(host: Host, catalogs: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const engine: Engine = {
    targets,
    loadCatalogs: () => ({
      catalogs: Object.entries(catalogs).map(([id, version]) => ({ id, version }) as unknown as Catalog),
      findings: [],
    }),
    codes: () => [],
    jsonSchemas: () => ({}),
    catalogJson: () => [],
    catalogText: () => '',
  };
  const own = { templatesDirectory: 'templates', ownCatalogsDirectory: 'own' };
  return await commandLine({ host, ...own, engine: async () => engine }, ['build', '--out', 'out', '--catalogs', 'catalogs', ...args]);
}

/** The disk as it is when the build of the scenario starts. */
async function disk({ built, edit }: Scenario): Promise<MemoryHost> {
  const host = memoryHost({ ...OWN, 'catalogs/gate/catalog.yaml': '', 'catalogs/moat/catalog.yaml': '' });
  if (built !== undefined) expect((await run(host, built)).code).toBe(EXIT_OK);
  edit?.(host);
  return host;
}

async function finished(scenario: Scenario): Promise<{ readonly tree: Tree; readonly operations: number }> {
  const whole = interruptedAt(await disk(scenario), Number.POSITIVE_INFINITY, 'kills');
  expect((await run(whole.host, scenario.catalogs)).code).toBe(EXIT_OK);
  return { tree: (whole.host as MemoryHost).files(), operations: whole.count() };
}

function withoutTemporaries(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !isTemporary(path)));
}

describe.each(Object.entries(scenarios))('%s', (_name, scenario) => {
  it.each<Ending>(['kills', 'kills in mid-write'])(
    'at any moment the machine %s: the old, the new, or a mixture that is named and mended',
    async (ending) => {
      const { tree: after, operations } = await finished(scenario);
      const before = (await disk(scenario)).files();
      expect(operations).toBeGreaterThan(2);
      for (let number = 1; number <= operations; number++) {
        const host = await disk(scenario);
        await run(interruptedAt(host, number, ending).host, scenario.catalogs);
        const left = host.files();
        for (const path of Object.keys(OWN)) expect([number, path, left[path]]).toEqual([number, path, 'mine']);
        // No file is ever half written under its own name.
        for (const [path, text] of Object.entries(withoutTemporaries(left))) expect([before[path], after[path]]).toContain(text);
        const named = await run(host, scenario.catalogs, '--check');
        if (named.code === EXIT_OK) expect([number, left]).toEqual([number, after]);
        else expect([number, named.code, named.err]).toEqual([number, EXIT_FINDINGS, expect.stringContaining('error output-stale')]);
        expect((await run(host, scenario.catalogs)).code).toBe(EXIT_OK);
        expect([number, host.files()]).toEqual([number, after]);
        expect((await run(host, scenario.catalogs, '--check')).code).toBe(EXIT_OK);
      }
    },
  );

  it('at any operation the machine refuses: every file is as it was', async () => {
    const { operations } = await finished(scenario);
    const before = (await disk(scenario)).files();
    for (let number = 1; number <= operations; number++) {
      const host = await disk(scenario);
      const result = await run(interruptedAt(host, number, 'refuses').host, scenario.catalogs);
      const left = host.files();
      if (result.code === EXIT_OK) continue;
      expect([number, result.code, result.err]).toEqual([number, EXIT_FINDINGS, expect.stringContaining('no space left on the device')]);
      expect([number, left]).toEqual([number, before]);
    }
  });

  it('at any operation the disk is full and stays full: no file is cut off, and what cannot be undone is named and mended', async () => {
    const { tree: after, operations } = await finished(scenario);
    const before = (await disk(scenario)).files();
    for (let number = 1; number <= operations; number++) {
      const host = await disk(scenario);
      const result = await run(interruptedAt(host, number, 'refuses from then on').host, scenario.catalogs);
      const left = withoutTemporaries(host.files());
      for (const [path, text] of Object.entries(left)) expect([before[path], after[path]]).toContain(text);
      expect([EXIT_OK, EXIT_FINDINGS]).toContain(result.code);
      const named = await run(host, scenario.catalogs, '--check');
      if (named.code === EXIT_OK) expect([number, left]).toEqual([number, after]);
      expect((await run(host, scenario.catalogs)).code).toBe(EXIT_OK);
      expect([number, host.files()]).toEqual([number, after]);
    }
  });
});

it('a refusal is said in words, and is no bug', async () => {
  const reasons = ['permission denied', 'the file system is read-only', 'the disk quota is used up', 'input/output error'];
  for (const reason of reasons) {
    const host = await disk({ catalogs: {} });
    const result = await run(interruptedAt(host, 3, 'refuses from then on', reason).host, { gate: '1' });
    expect(result.code).toBe(EXIT_FINDINGS);
    expect(result.code).not.toBe(EXIT_BUG);
    expect(result.err).toContain(`: ${reason}`);
  }
});
