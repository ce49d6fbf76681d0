import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Expectation } from '../../src/catalog/schema.js';
import { nodeHost } from '../../src/source/node-host.js';
import { commandLine } from '../cli/command-line.js';
import { differences } from './facts.js';
import { indexTime } from './index-time.js';
import { repository } from './rendered-app.js';
import type { Seen } from './search-time.js';
import { type Shipped, seeing, streamsIn } from './shipped.js';

// What a newcomer starts from, and what the tutorial ends with, is read in Splunk as their samples say.

const home = mkdtempSync(join(tmpdir(), 'addonsmith-starters-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function starter(form: string): Promise<string> {
  const folder = join(home, form);
  mkdirSync(folder);
  const own = { templatesDirectory: join(repository, 'templates'), ownCatalogsDirectory: join(repository, 'catalogs') };
  await commandLine({ host: nodeHost(folder), ...own }, ['init', 'door-control', '--form', form]);
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
const starters = await Promise.all(forms.map(async (form) => [`starter of form ${form}`, streamsIn(await starter(form))] as const));
const folders: readonly (readonly [string, readonly Shipped[]])[] = [...starters, ['catalog of the tutorial', streamsIn(tutorial())]];
const streams = folders.flatMap(([name, all]) => all.map((each) => [name, each] as const));

it('all of them have a stream', () => {
  expect(streams.map(([name]) => name)).toEqual(folders.map(([name]) => name));
});

// These samples say what a newcomer would say, which is not all that is read.
function unlike({ naming }: Shipped, expected: Expectation, seen: Seen): readonly unknown[] {
  return differences(expected, seen, naming).filter((each) => each.expected !== undefined);
}

describe.each(streams)('the %s', (name, each) => {
  const see = seeing(each);

  it('has samples', () => {
    expect(each.samples.length).toBeGreaterThan(1);
  });

  it.each(each.samples.map((sample) => [sample.name, sample] as const))('reads %s as expected', (_, sample) => {
    expect(unlike(each, sample.expect, see(sample.raw))).toEqual([]);
  });

  it('is seen to differ where it does', () => {
    const { expect: expected, raw } = each.samples.find((sample) => sample.expect.class !== undefined) ??
      each.samples[0] ?? { expect: { state: 'read' }, raw: '' };
    expect(unlike(each, { ...expected, class: 'token' }, see(raw))).toContainEqual(expect.objectContaining({ fact: 'class' }));
  });

  it.skipIf(each.stream.body.form === 'windows-event' || name.endsWith('json'))('reads the time of each record', () => {
    const { breakLines, time } = indexTime(each.app, each.stream.sourcetype);
    const timed = each.samples.filter(({ expect: { time: expected } }) => expected !== undefined);
    expect(timed.map(({ raw }) => time(raw))).toEqual(timed.map(({ expect: { time: expected } }) => expected));
    const records = each.samples.map(({ raw }) => raw);
    expect(breakLines(records.join('\n'))).toEqual(records);
  });
});
