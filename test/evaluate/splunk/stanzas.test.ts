import { describe, expect, it } from 'vitest';
import { readConfFile } from '../../../src/evaluate/splunk/conf-file.js';
import { openSplunkApps } from '../../../src/evaluate/splunk/splunk-apps.js';
import { type AppTexts, appOf, fieldsOf, here, readOne, told } from './small-app.js';

/** Stanza -> key -> value. */
function conf(text: string | Uint8Array): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const { conf: stanzas } = readConfFile('x.conf', typeof text === 'string' ? Buffer.from(text) : text);
  const settings = (name: string) => [...(stanzas.get(name)?.settings ?? [])].map(([key, { value }]) => [key, value] as const);
  return Object.fromEntries([...stanzas.keys()].map((name) => [name, Object.fromEntries(settings(name))]));
}

const files: readonly (readonly [what: string, source: string, text: string, stanzas: ReturnType<typeof conf>])[] = [
  [
    'settings are trimmed, split at the first =',
    'Admin Manual, About configuration files',
    '[a]\n  k  =  v = w  \n',
    { a: { k: 'v = w' } },
  ],
  [
    'a # begins a comment only in front',
    'Admin Manual, About configuration files',
    '# c\n[a]\nk = v # no comment\n  # c\n',
    { a: { k: 'v # no comment' } },
  ],
  [
    'a backslash at the end joins the next line',
    'published .conf files: 90 of 7,616',
    '[a]\nk = one\\\ntwo\\\r\nthree\r\nl = x',
    { a: { k: 'one\ntwo\nthree', l: 'x' } },
  ],
  ['a byte order mark and CRLF', 'published .conf files: 329 and 686 of 7,616', '\ufeff[a]\r\nk = v\r\n', { a: { k: 'v' } }],
  ['a stanza ends at the last ]', 'published .conf files', '[source::x[1]]\nk = v', { 'source::x[1]': { k: 'v' } }],
  [
    'of two definitions the last counts',
    'Admin Manual, About configuration files',
    '[a]\nk = 1\nk = 2\n[b]\n[a]\nl = 3\nk = 4',
    { a: { l: '3', k: '4' }, b: {} },
  ],
  ['settings before a stanza belong to default', 'props.conf.spec 9.0.1, GLOBAL SETTINGS', 'k = v\n[a]\n', { default: { k: 'v' }, a: {} }],
  [
    'a blank that is no ASCII character belongs to the value',
    'stated nowhere: the reading taken',
    '[a]\nk = \u00a0v\u00a0 ',
    { a: { k: '\u00a0v\u00a0' } },
  ],
  ['a value may be empty', 'Admin Manual, About configuration files', '[a]\nk =\n', { a: { k: '' } }],
];

describe('a .conf file', () => {
  it.each(files)('%s', (_, source, text, stanzas) => {
    expect(source).not.toBe('');
    expect(conf(text)).toEqual(stanzas);
  });

  it('says where each value stands, also in a line that goes on', () => {
    const { conf: stanzas } = readConfFile('x.conf', Buffer.from('[a]\nk = one\\\n  two'));
    const { placed, place } = stanzas.get('a')?.settings.get('k') ?? {};
    expect(placed?.span(4, 9)).toMatchObject({ file: 'x.conf', line: 3, column: 1, endLine: 3, endColumn: 6 });
    expect(place).toMatchObject({ line: 2, column: 1, endLine: 3, endColumn: 6 });
  });

  it('tells of lines that Splunk does not read', () => {
    expect(told(readConfFile('x.conf', Buffer.from('[a]\nnonsense\nk = v\\ \n= v\n')).findings)).toEqual([
      'splunk-conf-line x.conf:2:1 neither a stanza nor a setting',
      'splunk-conf-line x.conf:3:6 a blank after the last backslash: the setting does not go on in the next line',
      'splunk-conf-line x.conf:4:1 neither a stanza nor a setting',
    ]);
  });

  const text = '[a]\nk = caf\u00e9\n';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  it.each([
    ['Latin-1 in a setting', Buffer.from(`# \u00e9\n${text}`, 'latin1'), 'error', 'source-encoding x.conf:3:8 the file is not UTF-8'],
    ['Latin-1 in a stanza', Buffer.from([0x5b, 0x61, 0xff, 0x5d]), 'error', 'source-encoding x.conf:1:3 the file is not UTF-8'],
    ['Latin-1 in a comment', Buffer.from('[a]\n # \u00e9', 'latin1'), 'warning', 'splunk-conf-encoding x.conf:2:4 the file is not UTF-8'],
    ['UTF-16', utf16, 'error', 'source-encoding x.conf:1:1 byte 0xff is no UTF-8 text'],
    ['UTF-16, big end first', Buffer.from(utf16).swap16(), 'error', 'source-encoding x.conf:1:1 byte 0xfe is no UTF-8 text'],
    ['UTF-16 without a mark', Buffer.from('[a]', 'utf16le'), 'error', 'source-nul x.conf:1:2 NUL character: the file is binary, or UTF-16'],
    ['binary', Buffer.from([0x7f, 0x45, 0x00, 0xd0, 0x0a]), 'error', 'source-encoding x.conf:1:4 byte 0xd0 is no UTF-8 text'],
    [
      'a stanza that is not closed',
      Buffer.from('[a]\nk = v\n[b\nk = w'),
      'error',
      'splunk-wrong x.conf:3:1 the stanza has no closing bracket: which settings it has cannot be said',
    ],
  ])('%s is told', (_, bytes, severity, expected) => {
    const { findings } = readConfFile('x.conf', bytes);
    expect(told(findings)).toEqual([expected]);
    expect(findings[0]?.severity).toBe(severity);
  });

  it('takes what looks like a sign of another encoding and is none', () => {
    expect(readConfFile('x.conf', Buffer.from('\ufeff[a]\nk = \ufffd')).findings).toEqual([]);
  });
});

const spec = 'props.conf.spec 9.0.1';
const evaluations = (...pairs: readonly (readonly [stanza: string, settings: string])[]) =>
  pairs.map(([stanza, settings]) => `[${stanza}]\n${settings}`).join('\n');

const stanzas: readonly (readonly [
  what: string,
  source: string,
  props: string,
  value: string | undefined,
  origin?: Partial<typeof here>,
])[] = [
  ['source type, exactly', spec, evaluations(['S', 'EVAL-v = "S"']), undefined],
  ['a source beats a host', spec, evaluations(['host::h', 'EVAL-v = "host"'], ['source::/var/log/s.log', 'EVAL-v = "source"']), 'source'],
  ['a host beats a source type', spec, evaluations(['host::h', 'EVAL-v = "host"'], ['s', 'EVAL-v = "type"']), 'host'],
  [
    'a source beats a source type of higher priority',
    spec,
    evaluations(['s', 'EVAL-v = "type"\npriority = 500'], ['source::...s.log', 'EVAL-v = "source"']),
    'source',
  ],
  ['the losing stanza gives its other keys', spec, evaluations(['s', 'EVAL-v = "type"'], ['source::...', 'EVAL-w = "source"']), 'type'],
  ['default is the weakest', spec, evaluations(['default', 'EVAL-v = "default"'], ['s', 'EVAL-w = "x"']), 'default'],
  [
    'a literal beats a pattern',
    spec,
    evaluations(['source::...s.log', 'EVAL-v = "pattern"'], ['source::/var/log/s.log', 'EVAL-v = "literal"']),
    'literal',
  ],
  [
    'of patterns the first in ASCII order',
    spec,
    evaluations(['source::...s.log', 'EVAL-v = "a"'], ['source::.../s.log', 'EVAL-v = "b"']),
    'b',
  ],
  [
    'priority decides between patterns',
    spec,
    evaluations(['source::...s.log', 'EVAL-v = "a"\npriority = 1'], ['source::.../s.log', 'EVAL-v = "b"']),
    'a',
  ],
  ['... crosses separators', spec, evaluations(['source::/var/...log', 'EVAL-v = "x"']), 'x'],
  ['* does not', spec, evaluations(['source::/var/*.log', 'EVAL-v = "x"']), undefined],
  ['* in one part of a path', spec, evaluations(['source::/var/log/*.log', 'EVAL-v = "x"']), 'x'],
  ['a dot is a dot', spec, evaluations(['source::/var/log/s*log', 'EVAL-v = "x"'], ['source::...s.lo.', 'EVAL-v = "y"']), 'x'],
  ['the whole source', spec, evaluations(['source::var/log/s.log', 'EVAL-v = "x"'], ['source::...log/s', 'EVAL-v = "y"']), undefined],
  ['alternatives', spec, evaluations(['source::...(s|t).log', 'EVAL-v = "x"']), 'x'],
  [
    'a source with letter case',
    spec,
    evaluations(['source::/VAR/log/s.log', 'EVAL-v = "x"'], ['source::.../S.log', 'EVAL-v = "y"']),
    undefined,
  ],
  ['a host without', spec, evaluations(['host::H*', 'EVAL-v = "x"']), 'x'],
  ['a host exactly', spec, evaluations(['host::H', 'EVAL-v = "x"']), 'x'],
  [
    'the trick of the empty group',
    'published add-ons: 89 stanzas',
    evaluations(['(::){0}type:*', 'EVAL-v = "x"']),
    'x',
    { sourcetype: 'type:a' },
  ],
  ['rule:: chooses source types and is no stanza of records', spec, evaluations(['rule::x', 'EVAL-v = "x"']), undefined],
  [
    'rename: the other source type alone',
    `${spec}, rename`,
    evaluations(['s', 'rename = t\nEVAL-v = "s"'], ['t', 'EVAL-v = sourcetype."/"._sourcetype']),
    't/s',
  ],
];

describe('stanzas of props.conf', () => {
  it.each(stanzas)('%s', (_, source, props, value, origin) => {
    expect(source).not.toBe('');
    const opened = openSplunkApps([appOf({ props: `KV_MODE = none\n${props}` })]);
    const reader = opened.reader({ ...here, ...(origin as Partial<typeof here> | undefined) });
    expect([...opened.findings, ...reader.findings]).toEqual([]);
    expect(fieldsOf(readOne(reader, 'x')).v).toBe(value);
  });

  it('leaves a stanza out whose pattern cannot be run, and says so', () => {
    expect(told(openSplunkApps([appOf({ props: '[source::a(?R)...]\nEVAL-v = "x"' })]).findings)).toEqual([
      'splunk-refused app/default/props.conf:1:1 [source::a(?R)...]: recursion: the stanza is left out',
    ]);
  });
});

describe('layers', () => {
  const read = (apps: readonly (readonly [id: string, texts: AppTexts])[]) => {
    const opened = openSplunkApps(apps.map(([id, texts]) => appOf(texts, id)));
    return { opened, fields: fieldsOf(readOne(opened.reader(here), 'x')) };
  };

  it('local wins over default, key by key', () => {
    const texts = { props: '[s]\nKV_MODE = none\nEVAL-a = "default"\nEVAL-b = "default"', 'local/props.conf': '[s]\nEVAL-a = "local"' };
    expect(read([['app', texts]]).fields).toEqual({ a: 'local', b: 'default' });
  });

  it('an empty value in local takes a setting away', () => {
    const texts = { props: '[s]\nKV_MODE = none\nEVAL-a = "default"', 'local/props.conf': '[s]\nEVAL-a =' };
    expect(read([['app', texts]]).fields).toEqual({});
  });

  // Admin Manual, How Splunk Enterprise determines precedence order within an app or user context: reverse lexicographic.
  it('of several apps the last in lexicographic order wins, and both are named', () => {
    const { opened, fields } = read([
      ['b_app', { props: '[s]\nKV_MODE = none\nEVAL-a = "b"' }],
      ['a_app', { props: '[s]\nEVAL-a = "a"\nEVAL-c = "c"', 'local/props.conf': '[s]\nEVAL-d = "d"' }],
    ]);
    expect(fields).toEqual({ a: 'b', c: 'c', d: 'd' });
    expect(told(opened.findings)).toEqual([
      'splunk-layers b_app/default/props.conf:3:1 props.conf [s] EVAL-a is set by two apps; this one is used',
    ]);
    expect(opened.findings[0]?.notes).toEqual(['the other one: a_app/default/props.conf:2']);
  });

  it('an app is called by its app.conf, not by its archive', () => {
    const { fields } = read([
      ['z-1.0.tgz', { props: '[s]\nKV_MODE = none\nEVAL-a = "first"', 'default/app.conf': '[package]\nid = a_app' }],
      ['b_app', { props: '[s]\nEVAL-a = "second"' }],
    ]);
    expect(fields).toEqual({ a: 'second' });
  });

  it('a lookup takes the file of the app that names it', () => {
    const transforms = '[l]\nfilename = l.csv';
    const { fields } = read([
      ['a', { props: '[s]\nKV_MODE = none\nEVAL-k = "1"\nLOOKUP-x = l k OUTPUT v', transforms, 'lookups/l.csv': 'k,v\n1,a' }],
      ['b', { 'lookups/l.csv': 'k,v\n1,b' }],
    ]);
    expect(fields).toEqual({ k: '1', v: 'a' });
  });
});
