import { describe, expect, it } from 'vitest';
import type { MemoryHost } from '../../src/source/memory-host.js';
import { type Change, proofWorkshop } from '../verify/proof-workshop.js';
import { commandLine, type Said } from './command-line.js';

const samples = 'catalogs/dinamo-hsm/samples/event/native.yaml';
const lookup = 'dist-addon/splunk/TA-dinamo-hsm/lookups/dinamo_hsm_events_100.csv';

interface Workshop {
  readonly host: MemoryHost;
  readonly run: (...args: string[]) => Promise<Said>;
  readonly text: (path: string) => string;
}

function workshop(...changes: readonly Change[]): Workshop {
  const host = proofWorkshop('dinamo-hsm', changes);
  host.takeLog();
  return {
    host,
    run: (...args) => commandLine({ host }, args),
    text: (path) => Buffer.from(host.readFile(path) ?? []).toString('utf8'),
  };
}

/** A key that a lookup gives another class. */
const broken: Change = [lookup, ',new key,key,', ',new key,token,'];

describe('test', () => {
  it('says in one line what came of a catalog', async () => {
    const { run } = workshop();
    const { code, out, err } = await run('test');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^dinamo-hsm 1\.0\.0 {2}(\d+) of \1 samples are read alike and as expected \(\d+ documented, \d+ synthetic; \1 accepted as a whole\)\n$/,
    );
  });

  it('fails where a rendered file is broken, and names it', async () => {
    const { run } = workshop(broken);
    const { code, out, err } = await run('test', 'dinamo-hsm');
    expect(code).toBe(1);
    expect(err).toContain('proof-fact');
    expect(err).toContain(`rendered: ${lookup}:`);
    expect(err).toContain('event: ');
    expect(err).toContain('record: ');
    expect(out).toMatch(/ of \d+ samples are read alike/);
  });

  it('prints every failure for a program', async () => {
    const { run } = workshop(broken);
    const { code, out, err } = await run('test', '--format', 'json');
    expect([code, err]).toEqual([1, '']);
    const { catalogs } = JSON.parse(out) as {
      readonly catalogs: readonly { readonly failed: number; readonly failures: readonly object[] }[];
    };
    expect(catalogs[0]?.failed).toBeGreaterThan(0);
    expect(catalogs[0]?.failures[0]).toMatchObject({
      side: 'splunk',
      kind: expect.any(String),
      fact: expect.any(String),
      line: expect.any(String),
      at: { file: expect.stringContaining('catalogs/dinamo-hsm/samples/'), line: expect.any(Number) },
      rendered: expect.any(Array),
    });
  });

  it('prints findings at lines for code review', async () => {
    const { out } = await workshop(broken).run('test', '--format', 'github');
    expect(out).toContain('::error file=catalogs/dinamo-hsm/samples/');
  });

  it.each([
    [['test', '--dry-run'], '--dry-run'],
    [['test', 'dinamo'], 'dinamo-hsm'],
    [['test', '--external', 'nowhere'], 'nowhere'],
    [['parity', '--format', 'xml'], 'xml'],
    [['coverage', '--min', 'all'], 'percentage'],
    [['coverage', '--min', '101'], 'percentage'],
  ])('%j is a wrong command line', async (args, named) => {
    const { code, err } = await workshop().run(...args);
    expect(code).toBe(2);
    expect(err).toContain(named);
  });

  it.each(['test', 'parity', 'coverage'])('says to build what is not there (%s)', async (command) => {
    const { host, run } = workshop();
    host.remove('dist-addon/docs/dinamo-hsm/fields.csv');
    const { code, err } = await run(command);
    expect(code).toBe(1);
    expect(err).toContain('addonsmith build');
  });

  it('reads the add-ons of another directory', async () => {
    const { code, err } = await workshop().run('test', '--from', 'elsewhere');
    expect([code, err.includes('elsewhere')]).toEqual([1, true]);
  });
});

describe('test --update', () => {
  const wrong: Change = [samples, 'outcome: "success"', 'outcome: failure'];

  it('shows what it would write, and with --dry-run writes nothing', async () => {
    const { host, run } = workshop(wrong);
    const { code, out } = await run('test', '--update', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('  - outcome: "failure"\n  + outcome: "success"\n');
    expect(host.takeLog()).toEqual([]);
  });

  it('writes what is read, and leaves the rest of the file', async () => {
    const { text, run } = workshop(wrong);
    const before = text(samples);
    expect((await run('test')).code).toBe(1);
    expect((await run('test', '--update')).code).toBe(0);
    expect(text(samples)).toBe(before.replace('outcome: failure', 'outcome: success'));
    expect((await run('test')).code).toBe(0);
    expect((await run('test', '--update')).out).toBe('nothing to update\n');
  });

  it('fills in a sample that says its state alone', async () => {
    const { host, text, run } = workshop();
    const first = text(samples).indexOf('    expect:\n');
    const next = text(samples).indexOf('\n  - name:', first);
    const bare = `${text(samples).slice(0, first)}    expect: { state: read }\n${text(samples).slice(next)}`;
    host.writeFile(samples, Buffer.from(bare.replace('complete: true\n', '')), 0o644);
    expect((await run('test', '--update')).code).toBe(0);
    expect(text(samples)).toMatch(/expect: \{ state: read, event: [^}]+time: "20/);
  });

  it('writes nothing that the sides do not agree about', async () => {
    const { text, run } = workshop(broken, [samples, 'class: "key"', 'class: token']);
    const before = text(samples);
    const { code, err } = await run('test', '--update');
    expect(code).toBe(1);
    expect(err).toContain('so nothing is written');
    expect(text(samples)).toBe(before);
  });
});

describe('parity', () => {
  it('compares each fact of every record', async () => {
    const { code, out, err } = await workshop().run('parity');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^dinamo-hsm:event {2}\d+ comparisons in \d+ records \(.*generated\): no undeclared difference\n/);
    expect(out).toContain('    declared: CIM dest falls back');
  });

  it('fails on a difference that nobody declared', async () => {
    const { code, err } = await workshop(broken).run('parity');
    expect(code).toBe(1);
    expect(err).toContain('error proof-undeclared `class` differs in');
  });

  it('warns of a declared difference that never occurs', async () => {
    const catalog = 'catalogs/dinamo-hsm/catalog.yaml';
    const { code, err } = await workshop([catalog, '    differs:\n', '    differs:\n      outcome: for no reason\n']).run('parity');
    expect(code).toBe(0);
    expect(err).toContain('warning proof-never-differs `outcome`');
  });

  it('prints tables, and JSON', async () => {
    const { run } = workshop();
    expect((await run('parity', '--format', 'markdown')).out).toContain('| `outcome` |');
    const { catalogs } = JSON.parse((await run('parity', '--format', 'json')).out) as {
      readonly catalogs: readonly {
        readonly streams: readonly { readonly facts: readonly { readonly fact: string; readonly equal: number }[] }[];
      }[];
    };
    const facts = catalogs[0]?.streams[0]?.facts ?? [];
    expect(facts.find(({ fact }) => fact === 'outcome')?.equal).toBeGreaterThan(100);
  });
});

describe('coverage', () => {
  it('counts what is shown by which kind of line', async () => {
    const { code, out } = await workshop().run('coverage');
    expect(code).toBe(0);
    expect(out).toMatch(/events +12 +0 +\d+ +12 +12 +100\.0 % +0\n/);
  });

  it('fails where samples show less than is asked for', async () => {
    expect((await workshop().run('coverage', '--min', '100')).code).toBe(0);
    const { code, err } = await workshop(broken).run('coverage', '--min', '100');
    expect(code).toBe(1);
    expect(err).toContain('proof-coverage');
  });

  it('prints tables, and JSON', async () => {
    const { run } = workshop();
    expect((await run('coverage', '--format', 'markdown')).out).toContain('| CIM data sets |');
    const { catalogs } = JSON.parse((await run('coverage', '--format', 'json')).out) as {
      readonly catalogs: readonly {
        readonly streams: readonly { readonly events: { readonly all: number; readonly by_samples: number } }[];
      }[];
    };
    expect(catalogs[0]?.streams[0]?.events).toMatchObject({ all: 12, by_samples: 12 });
  });
});
