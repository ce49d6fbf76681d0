import { describe, expect, it } from 'vitest';
import { arrive, indexed } from './indexed.js';

interface Case {
  readonly source: string;
  readonly props: string;
  readonly transforms?: string;
  readonly raw: string;
  /** What is asked of the records; a record has `raw`, the three names, and `fields`. */
  readonly records: readonly object[];
}

const sed = 'props.conf.spec, SEDCMD';
const keys = 'transforms.conf.spec, KEYS';

const cases: readonly Case[] = [
  { source: `${sed}: once`, props: 'SEDCMD-a = s/a/b/', raw: 'aaa', records: [{ raw: 'baa' }] },
  { source: `${sed}: every one with g`, props: 'SEDCMD-a = s/a/b/g', raw: 'aaa', records: [{ raw: 'bbb' }] },
  { source: `${sed}: the one of a number`, props: 'SEDCMD-a = s/a/b/2', raw: 'aaa', records: [{ raw: 'aba' }] },
  { source: `${sed}: references`, props: 'SEDCMD-a = s/(\\w+)=(\\w+)/\\2=\\1/g', raw: 'a=b c=d', records: [{ raw: 'b=a d=c' }] },
  { source: `${sed}: several in one`, props: 'SEDCMD-a = s/a/b/ s/b/c/g y/c/d/', raw: 'aab', records: [{ raw: 'dad' }] },
  { source: `${sed}: y`, props: 'SEDCMD-a = y/abc/xyz/', raw: 'aabbcc', records: [{ raw: 'xxyyzz' }] },
  { source: `${sed}: an escaped separator`, props: 'SEDCMD-a = s/\\/etc\\//\\/usr\\//', raw: '/etc/x', records: [{ raw: '/usr/x' }] },
  { source: `${sed}: classes chain in ASCII order`, props: 'SEDCMD-b = s/x/y/\nSEDCMD-a = s/a/x/', raw: 'a', records: [{ raw: 'y' }] },
  {
    source: 'Splunk 8.2 config.xml: SEDCMD before TRANSFORMS',
    props: 'SEDCMD-a = s/a/b/\nTRANSFORMS-a = t',
    transforms: '[t]\nREGEX = b\nDEST_KEY = MetaData:Host\nFORMAT = host::seen',
    raw: 'a',
    records: [{ raw: 'b', host: 'seen' }],
  },
  {
    source: `${keys}: MetaData:Host, Source and Sourcetype take their prefix off`,
    props: 'TRANSFORMS-a = h, s, t',
    transforms: [
      '[h]\nREGEX = h=(\\w+)\nDEST_KEY = MetaData:Host\nFORMAT = host::$1',
      '[s]\nREGEX = s=(\\w+)\nDEST_KEY = MetaData:Source\nFORMAT = source::$1',
      '[t]\nSOURCE_KEY = MetaData:Sourcetype\nREGEX = ^sourcetype::s$\nDEST_KEY = MetaData:Sourcetype\nFORMAT = sourcetype::t',
    ].join('\n'),
    raw: 'h=a s=b',
    records: [{ host: 'a', source: 'b', sourcetype: 't' }],
  },
  {
    source: `${keys}: queue`,
    props: 'TRANSFORMS-a = drop',
    transforms: '[drop]\nREGEX = debug\nDEST_KEY = queue\nFORMAT = nullQueue',
    raw: 'a debug line',
    records: [],
  },
  {
    source: 'Route and filter data: keep some events, of transforms the last counts',
    props: 'TRANSFORMS-a = drop, keep',
    transforms: '[drop]\nREGEX = .\nDEST_KEY = queue\nFORMAT = nullQueue\n[keep]\nREGEX = error\nDEST_KEY = queue\nFORMAT = indexQueue',
    raw: 'an error',
    records: [{ raw: 'an error' }],
  },
  {
    source: 'transforms.conf.spec, DEST_KEY = _raw',
    props: 'TRANSFORMS-a = mask',
    transforms: '[mask]\nREGEX = ^(.*pin=)\\d+(.*)$\nDEST_KEY = _raw\nFORMAT = $1####$2',
    raw: 'a pin=1234 b',
    records: [{ raw: 'a pin=#### b' }],
  },
  {
    source: 'transforms.conf.spec, FORMAT: $0 is what the destination held before',
    props: 'TRANSFORMS-a = t',
    transforms: '[t]\nREGEX = x\nDEST_KEY = MetaData:Host\nFORMAT = $0-$0',
    raw: 'x',
    records: [{ host: 'web1-host::web1' }],
  },
  {
    source: 'transforms.conf.spec, WRITE_META',
    props: 'TRANSFORMS-a = t',
    transforms: '[t]\nREGEX = u=(\\w+) m=(.*)\nWRITE_META = true\nFORMAT = user::$1 message::$2',
    raw: 'u=bob m=a "b" c',
    records: [{ fields: { user: ['bob'], message: ['a "b" c'] } }],
  },
  {
    source: 'transforms.conf.spec, FORMAT: <stanza>::$1 unless set',
    props: 'TRANSFORMS-a = user',
    transforms: '[user]\nREGEX = u=(\\w+)\nWRITE_META = true',
    raw: 'u=bob',
    records: [{ fields: { user: ['bob'] } }],
  },
  {
    source: 'transforms.conf.spec, REPEAT_MATCH',
    props: 'TRANSFORMS-a = t',
    transforms: '[t]\nREGEX = u=(\\w+)\nWRITE_META = true\nFORMAT = user::$1\nREPEAT_MATCH = true',
    raw: 'u=a u=b',
    records: [{ fields: { user: ['a', 'b'] } }],
  },
  {
    source: 'transforms.conf.spec, REPEAT_MATCH: false unless set',
    props: 'TRANSFORMS-a = t',
    transforms: '[t]\nREGEX = u=(\\w+)\nWRITE_META = true\nFORMAT = user::$1',
    raw: 'u=a u=b',
    records: [{ fields: { user: ['a'] } }],
  },
  {
    source: 'transforms.conf.spec, REPEAT_MATCH: ignored where DEST_KEY is _raw',
    props: 'TRANSFORMS-a = t',
    transforms: '[t]\nREGEX = (.)\nDEST_KEY = _raw\nFORMAT = <$1>\nREPEAT_MATCH = true',
    raw: 'ab',
    records: [{ raw: '<a>' }],
  },
  {
    source: 'transforms.conf.spec, SOURCE_KEY = fields:a,b: their values with blanks between',
    props: 'TRANSFORMS-a = t, u',
    transforms:
      '[t]\nREGEX = (\\w) (\\w)\nWRITE_META = true\nFORMAT = a::$1 b::$2\n[u]\nSOURCE_KEY = fields:b,a\nREGEX = (.*)\nWRITE_META = true',
    raw: 'x y',
    records: [{ fields: { u: ['y x'] } }],
  },
  {
    source: 'transforms.conf.spec, DEFAULT_VALUE: where REGEX fails',
    props: 'TRANSFORMS-a = t',
    transforms: '[t]\nREGEX = h=(\\w+)\nDEST_KEY = MetaData:Host\nFORMAT = host::$1\nDEFAULT_VALUE = host::none',
    raw: 'x',
    records: [{ host: 'none' }],
  },
  {
    source: 'transforms.conf.spec, LOOKAHEAD: default 4096',
    props: 'TRANSFORMS-a = t',
    transforms: '[t]\nREGEX = h=(\\w+)\nDEST_KEY = MetaData:Host\nFORMAT = host::$1',
    raw: `${' '.repeat(4095)}h=a`,
    records: [{ host: 'web1' }],
  },
  {
    source: 'transforms.conf.spec, LOOKAHEAD: set',
    props: 'TRANSFORMS-a = t',
    transforms: '[t]\nREGEX = h=(\\w+)\nDEST_KEY = MetaData:Host\nFORMAT = host::$1\nLOOKAHEAD = 5000',
    raw: `${' '.repeat(4095)}h=a`,
    records: [{ host: 'a' }],
  },
  {
    source: 'props.conf.spec, TRANSFORMS: classes in ASCII order, names from left to right',
    props: 'TRANSFORMS-b = one\nTRANSFORMS-B = two',
    transforms:
      '[one]\nREGEX = .\nDEST_KEY = MetaData:Host\nFORMAT = host::one\n[two]\nREGEX = .\nDEST_KEY = MetaData:Host\nFORMAT = host::two',
    raw: 'x',
    records: [{ host: 'one' }],
  },
  {
    source: 'props.conf.spec, RULESET: after TRANSFORMS',
    props: 'RULESET-a = one\nTRANSFORMS-z = two',
    transforms:
      '[one]\nREGEX = .\nDEST_KEY = MetaData:Host\nFORMAT = host::one\n[two]\nREGEX = .\nDEST_KEY = MetaData:Host\nFORMAT = host::two',
    raw: 'x',
    records: [{ host: 'one' }],
  },
  {
    source: 'transforms.conf.spec, CLONE_SOURCETYPE: the clone is changed and goes through its own settings',
    props: 'TRANSFORMS-a = c\n[other]\nSEDCMD-a = s/secret/****/',
    transforms: '[c]\nREGEX = (.*)\nCLONE_SOURCETYPE = other\nDEST_KEY = _raw\nFORMAT = copy $1',
    raw: 'a secret',
    records: [
      { raw: 'a secret', sourcetype: 's' },
      { raw: 'copy a ****', sourcetype: 'other' },
    ],
  },
  {
    source: 'transforms.conf.spec, INGEST_EVAL: := replaces, = adds, null() removes',
    props: 'TRANSFORMS-a = e',
    transforms: '[e]\nINGEST_EVAL = a="1", a="2", b="3", b:="4", c="5", c:=null(), _raw:=upper(_raw)',
    raw: 'x',
    records: [{ raw: 'X', fields: { a: ['1', '2'], b: ['4'] } }],
  },
  {
    source: 'transforms.conf.spec, INGEST_EVAL: of a field that stands several times the first value is read',
    props: 'TRANSFORMS-a = e',
    transforms: '[e]\nINGEST_EVAL = v="a", v="b", one=mvjoin(v,","), lines=linecount',
    raw: 'x\ny',
    records: [{ fields: { v: ['a', 'b'], one: ['a'], lines: ['2'] } }],
  },
  {
    source: 'transforms.conf.spec, INGEST_EVAL: a=5, a=a+2 adds two; a=5, a:=a+2 one',
    props: 'TRANSFORMS-a = e',
    transforms: '[e]\nINGEST_EVAL = a=5, a=a+2, b=5, b:=b+2',
    raw: 'x',
    records: [{ fields: { a: ['5', '7'], b: ['7'] } }],
  },
  {
    source: 'transforms.conf.spec, INGEST_EVAL: queue',
    props: 'TRANSFORMS-a = e',
    transforms: '[e]\nINGEST_EVAL = queue:=if(match(_raw,"debug"),"nullQueue",queue)',
    raw: 'debug',
    records: [],
  },
  {
    source: 'transforms.conf.spec, INGEST_EVAL: _time',
    props: 'TZ = UTC\nTIME_FORMAT = %Y\nTRANSFORMS-a = e',
    transforms: '[e]\nINGEST_EVAL = _time:=strptime("2026-02-03 04:05:06.5 +0000","%Y-%m-%d %H:%M:%S.%1N %z")',
    raw: 'x',
    records: [{ time: 1_770_091_506.5 }],
  },
];

describe('index time', () => {
  it.each(cases)('$source', ({ props, transforms, raw, records }) => {
    const found = arrive(indexed(props, transforms), raw).records.map(({ fields, time, ...rest }) => ({
      ...rest,
      time,
      fields: Object.fromEntries(fields),
    }));
    expect(found).toMatchObject(records);
    expect(found).toHaveLength(records.length);
  });

  it.each([
    ['SEDCMD-a = s,a,b,', 'splunk-refused', 'neither s/regex/replacement/ with g or a number, nor y/from/to/'],
    ['SEDCMD-a = s/(a)/\\2/', 'splunk-refused', '\\2 in the replacement, but the regular expression has 1 groups'],
    ['SEDCMD-a = y/ab/c/', 'splunk-refused', 'y with 2 characters on one side and 1 on the other'],
    ['SEDCMD-a = s/a/[&]/', 'splunk-undecided', 'whether & in a replacement is what matched is not documented; it is taken for itself'],
    ['TRANSFORMS-a = none', 'splunk-missing', 'transforms.conf has no [none]'],
  ])('%s is told', (props, code, message) => {
    expect(indexed(props).findings).toMatchObject([{ code, message, span: { file: 'props.conf', line: 2 } }]);
  });

  it.each([
    ['REGEX = (a)\nDEST_KEY = queue\nFORMAT = $2', 'FORMAT has $2, but REGEX has 1 groups: documents differ about it', 4],
    ['REGEX = a', '[t] has neither DEST_KEY nor WRITE_META = true: it writes nothing', 1],
    ['REGEX = a\nDEST_KEY = nowhere', 'DEST_KEY = nowhere is not implemented', 3],
    ['REGEX = (a)\nSOURCE_KEY = nowhere\nWRITE_META = 1', 'SOURCE_KEY = nowhere is not implemented', 3],
    ['REGEX = (?<n>a)\nWRITE_META = 1', 'named groups without FORMAT at index time are not documented', 1],
    ['REGEX = a(?R)\nWRITE_META = 1', 'the regular expression has recursion', 2],
    ['DEST_KEY = queue', '[t] has neither REGEX nor INGEST_EVAL', 1],
    ['REGEX = .\nSTOP_PROCESSING_IF = true()', 'STOP_PROCESSING_IF is not implemented', 3],
  ])('a transform with %j is refused', (transform, message, line) => {
    const { findings } = indexed('TRANSFORMS-a = t', `[t]\n${transform}`);
    expect(findings).toMatchObject([{ code: 'splunk-refused', message, span: { file: 'transforms.conf', line } }]);
  });

  it('tells of a sourcetype that is cloned without end', () => {
    const { findings } = indexed(
      'TRANSFORMS-a = c\n[b]\nTRANSFORMS-a = d',
      '[c]\nREGEX = .\nCLONE_SOURCETYPE = b\nDEST_KEY = queue\nFORMAT = indexQueue\n[d]\nREGEX = .\nCLONE_SOURCETYPE = s\nDEST_KEY = queue\nFORMAT = indexQueue',
    );
    expect(findings).toMatchObject([{ code: 'splunk-wrong', message: 's is cloned from itself, without end', span: { line: 8 } }]);
  });

  it('changes a record that is cloned to its own sourcetype, and tells it', () => {
    const index = indexed('TRANSFORMS-a = c', '[c]\nREGEX = a\nCLONE_SOURCETYPE = s\nDEST_KEY = _raw\nFORMAT = b');
    expect(index.findings).toMatchObject([{ message: 's is cloned to itself: the record is changed, and not cloned', span: { line: 3 } }]);
    expect(arrive(index, 'a').records).toMatchObject([{ raw: 'b', sourcetype: 's' }]);
  });

  it('says nothing about a time that an INGEST_EVAL replaces without asking for it, and keeps what it rests on', () => {
    const of = (expression: string) =>
      arrive(indexed('TRANSFORMS-a = e', `[e]\nINGEST_EVAL = _time:=${expression}`), '2026-02-03T04:05:06Z').notes;
    expect(of('coalesce(12,_time)')).toEqual([]);
    expect(of('_time+1')).toEqual([expect.stringContaining('without TIME_FORMAT')]);
  });
});
