import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/source/node-host.js';
import { commandLine, memoryPipes } from './command-line.js';

const host = nodeHost(join(import.meta.dirname, '../..'));
const DINAMO = '2022/01/11 22:31:54 00000052 0000019A EE4E6C03 master auth init, c: 21|172.17.0.1 172.17.0.2:4433 -';

async function explain(args: readonly string[], input = '') {
  return await commandLine({ host, pipes: memoryPipes(input) }, ['explain', ...args]);
}

describe('explain', () => {
  it('finds the stream of a record, and says how sure that is', async () => {
    const { code, out, err } = await explain([DINAMO]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('dinamo-hsm event: Dinamo HSM, Event log\ncertain: both sides know the event');
    expect(out).toContain('2022-01-11T22:31:54Z from "2022/01/11 22:31:54"; it names no zone, so it is taken for UTC, which is assumed');
    expect(out).toContain(`  ${DINAMO}\n  ------------------- -------- -------- --------`);
    expect(out).toMatch(/^48-53 +master +user +actor\.user +user +user\.name +catalog\.yaml:\d+ +hsmcon:215$/m);
    expect(out).toContain('Nothing stayed unread.');
  });

  it('prints one object for each of many records', async () => {
    const { code, out } = await explain(['--format', 'jsonl'], `${DINAMO}\nnothing of ours\n`);
    expect(code).toBe(0);
    const [first, second] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(Object.keys(first)).toEqual(['record', 'catalog', 'stream', 'event', 'facts', 'splunk', 'elastic', 'unread']);
    expect(first).toMatchObject({
      record: 1,
      catalog: 'dinamo-hsm',
      stream: 'event',
      event: { key: { text: 'auth init' }, name: 'Login begun' },
      splunk: { eventtypes: ['dinamo_hsm_authentication'], tags: ['authentication'] },
      elastic: { 'event.kind': 'event' },
      unread: '',
    });
    const user = {
      field: 'user',
      name: 'actor.user',
      splunk: { field: 'user', value: 'master' },
      elastic: { path: 'user.name', value: 'master' },
      same: true,
    };
    expect(first.facts).toContainEqual(user);
    const empty = { event: null, facts: [], splunk: { eventtypes: [], tags: [] }, elastic: {}, unread: 'nothing of ours' };
    expect(second).toEqual({ record: 2, catalog: null, stream: null, ...empty });
  });

  it('prints all that is known as one document', async () => {
    const { out } = await explain(['dinamo-hsm', '--format', 'json'], `${DINAMO}\n${DINAMO}\n`);
    const { records } = JSON.parse(out);
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject({ record: 1, certainty: 'named', time: { from: 'default' }, unreadAt: [] });
  });

  it('says all that is known of an event', async () => {
    const { code, out } = await explain(['dinamo-hsm', '--event', 'AUTH INIT']);
    expect(code).toBe(0);
    expect(out).toContain('auth init, an event of dinamo-hsm event');
    expect(out).toContain('A record made from the catalog, and what each side shows of it:');
  });

  it('says what is missing or wrong on the command line', async () => {
    expect(await explain(['two', 'words'])).toMatchObject({
      code: 2,
      err: 'error: a record with blanks has to stand in quotes, or come from standard input\n',
    });
    expect((await explain(['dogtag', '--event', 'AUTHH'])).err).toContain('(Did you mean AUTH?)');
    expect((await explain(['--catalog', 'dogtg', 'x'])).err).toContain('(Did you mean dogtag?)');
    expect((await explain(['dogtag', '--stream', 'audti', 'x'])).err).toContain('(Did you mean audit?)');
    const unbuilt = await explain(['dogtag', '--from', 'nowhere', 'x']);
    expect(unbuilt).toMatchObject({ code: 1, out: '' });
    expect(unbuilt.err).toContain('run `addonsmith build`');
    expect(await explain(['no record of ours'])).toMatchObject({ code: 1 });
  });
});
