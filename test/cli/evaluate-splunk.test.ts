import { describe, expect, it } from 'vitest';
import { tarGz } from '../../src/output/tar-gz.js';
import { memoryHost } from '../../src/source/memory-host.js';
import { commandLine, memoryPipes } from './command-line.js';

const PROPS = `[door:log]
KV_MODE = none
EXTRACT-who = user (?<user>\\w+) (?<verb>opened|closed)
EXTRACT-slow = slow=(?<slow>(x+x+)+y)
EVAL-vendor = "Doors"
EVAL-both = split("a,b", ",")
`;

const FILES = {
  'TA-door/default/props.conf': PROPS,
  'TA-door/default/eventtypes.conf': '[door_opened]\nsearch = sourcetype=door:log verb=opened\n',
  'TA-door/default/tags.conf': '[eventtype=door_opened]\nchange = enabled\n',
};

async function evaluate(input: string | Uint8Array, args: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = FILES) {
  const world = { host: memoryHost(files), pipes: memoryPipes(input, 7) };
  return await commandLine(world, ['evaluate', 'splunk', ...args]);
}

const APP = ['--app', 'TA-door', '--sourcetype', 'door:log'];

describe('evaluate splunk', () => {
  it.each([
    ['default/props.conf', Buffer.from(`\ufeff${PROPS}`, 'utf16le'), 'TA-door/default/props.conf:1:1 error source-encoding'],
    ['default/eventtypes.conf', Buffer.from('[a]\nsearch = eventtype=a'), 'TA-door/default/eventtypes.conf:2:10 error splunk-wrong'],
    ['default/tags.conf', Buffer.from('[eventtype=a\nb = enabled'), 'TA-door/default/tags.conf:1:1 error splunk-wrong'],
  ])('reads nothing where %s is not what it should be', async (path, bytes, place) => {
    const { code, out, err } = await evaluate('user ann opened', APP, { ...FILES, [`TA-door/${path}`]: bytes });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(place);
    expect(err).toContain('1 error, 0 warnings');
  });

  it('prints what a search sees of each record, an object a line', async () => {
    const { code, out, err } = await evaluate('user ann opened\r\n\nuser bob closed', [
      ...APP,
      '--source',
      '/var/door.log',
      '--host',
      'gate',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        _raw: 'user ann opened',
        host: 'gate',
        source: '/var/door.log',
        sourcetype: 'door:log',
        fields: { user: 'ann', verb: 'opened', vendor: 'Doors', both: ['a', 'b'] },
        eventtypes: ['door_opened'],
        tags: ['change'],
      },
      { _raw: 'user bob closed', fields: { user: 'bob', verb: 'closed' }, eventtypes: [], tags: [] },
    ]);
    expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual([
      '_raw',
      '_time',
      'host',
      'source',
      'sourcetype',
      'fields',
      'eventtypes',
      'tags',
    ]);
  });

  it('takes archives, and several apps over each other', async () => {
    const bytes = await tarGz([{ path: 'TA-door/default/props.conf', bytes: Buffer.from(PROPS), mode: 0o644 }]);
    const files = { 'door.spl': bytes, 'more/local/props.conf': '[door:log]\nEVAL-vendor = "Other"\n' };
    const args = ['--app', 'door.spl', '--app', 'more', '--sourcetype', 'door:log'];
    const { out, err } = await evaluate('user ann opened\n', args, files);
    expect(err).toContain('more/local/props.conf:2:1 warning splunk-layers');
    expect(JSON.parse(out).fields).toMatchObject({ user: 'ann', vendor: 'Other' });
  });

  it('takes records that are no lines', async () => {
    const { out } = await evaluate('user ann\nopened', [...APP, '--events-from', 'whole']);
    expect(JSON.parse(out)._raw).toBe('user ann\nopened');
  });

  it('cuts a stream as the app does', async () => {
    const files = {
      'a/default/props.conf': '[x]\nSHOULD_LINEMERGE = false\nLINE_BREAKER = ([\\r\\n]+)(?=\\d+ )\nDATETIME_CONFIG = CURRENT\n',
    };
    const { out } = await evaluate('1 a\n  more\n2 b\n\n3 c', ['--app', 'a', '--sourcetype', 'x', '--events-from', 'stream'], files);
    const raws = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)._raw);
    expect(raws).toEqual(['1 a\n  more', '2 b', '3 c']);
  });

  it('says of a record that index time drops that it is dropped', async () => {
    const files = {
      'a/default/props.conf': '[x]\nTRANSFORMS-drop = drop\nDATETIME_CONFIG = NONE\n',
      'a/default/transforms.conf': '[drop]\nREGEX = noise\nDEST_KEY = queue\nFORMAT = nullQueue\n',
    };
    const { out } = await evaluate('noise\nnews\n', ['--app', 'a', '--sourcetype', 'x'], files);
    const [first, second] = out.split('\n');
    expect(first).toBe('{"dropped":true}');
    expect(JSON.parse(second ?? '')._raw).toBe('news');
  });

  it('ends an expression that does not come to an end, names its line, and goes on', async () => {
    const { code, out, err } = await evaluate(`slow=${'x'.repeat(40)}\nuser ann opened\n`, [...APP, '--budget', '50']);
    expect(code).toBe(1);
    const [first, second] = out.split('\n');
    const reason = 'expression over its budget of 50 ms: TA-door/default/props.conf:4';
    expect(JSON.parse(first ?? '')).toEqual({ error: { type: 'record-budget', reason } });
    expect(JSON.parse(second ?? '').fields.user).toBe('ann');
    expect(err).toContain('TA-door/default/props.conf:4:');
    expect(err).toContain('record 1: expression over its budget of 50 ms');
    expect(err).toContain('4 | EXTRACT-slow = ');
  });

  it('refuses what is no app, and an expression that it cannot read as Splunk does, before the first record', async () => {
    const missing = await evaluate('x\n', ['--app', 'TA-dor', '--sourcetype', 'x']);
    expect(missing).toMatchObject({ code: 1, out: '' });
    expect(missing.err).toContain('package-missing TA-dor: there is no such folder and no such file');
    const files = { 'a/default/props.conf': '[x]\nEXTRACT-a = (?<a>(?(1)b|c))\n' };
    const refused = await evaluate('x\n', ['--app', 'a', '--sourcetype', 'x'], files);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('a/default/props.conf:2:');
    expect(refused.err).toContain('2 | EXTRACT-a = (?<a>(?(1)b|c))');
  });

  it('prints findings for programs as one document, to standard error', async () => {
    const { err, out } = await evaluate('user ann opened\n', [...APP, '--format', 'json']);
    expect(JSON.parse(err)).toEqual({ findings: [], counts: { error: 0, warning: 0, info: 0 } });
    expect(JSON.parse(out).fields.user).toBe('ann');
    const missing = await evaluate('x\n', ['--app', 'nowhere', '--sourcetype', 'x', '--format', 'json']);
    expect(JSON.parse(missing.err).findings).toMatchObject([{ code: 'package-missing' }]);
  });

  it('shows lines of files that lie in an archive', async () => {
    const bytes = await tarGz([{ path: 'a/default/props.conf', bytes: Buffer.from('[x]\nEXTRACT-a = (?<a>(?(1)b|c))\n'), mode: 0o644 }]);
    const { err } = await evaluate('x\n', ['--app', 'a.tgz', '--sourcetype', 'x'], { 'a.tgz': bytes });
    expect(err).toContain('a.tgz/default/props.conf:2:');
    expect(err).toContain('2 | EXTRACT-a = (?<a>(?(1)b|c))');
  });

  it('says what is missing or wrong on the command line', async () => {
    expect((await evaluate('', ['--app', 'TA-door'])).err).toContain("required option '--sourcetype <name>' not specified");
    expect((await evaluate('', ['--sourcetype', 'x'])).err).toContain("required option '--app <path>' not specified");
    expect((await evaluate('', [...APP, '--budget', '0'])).err).toContain('it is a whole number of milliseconds, at least 1.');
    expect((await evaluate('', [...APP, '--sorcetype', 'x'])).err).toContain('(Did you mean --sourcetype?)');
    const other = await commandLine({ host: memoryHost() }, ['evaluate', 'splnk']);
    expect(other).toEqual({ code: 2, out: '', err: "error: unknown evaluator 'splnk'\n(Did you mean splunk?)\n" });
    expect((await commandLine({ host: memoryHost() }, ['evaluate'])).code).toBe(2);
  });
});
