import { describe, expect, it } from 'vitest';
import { cut, indexed } from './indexed.js';

interface Case {
  readonly source: string;
  readonly props: string;
  readonly text: string;
  readonly records: readonly string[];
}

const single = 'SHOULD_LINEMERGE = false\n';

const cases: readonly Case[] = [
  {
    source: 'props.conf.spec, LINE_BREAKER: default ([\\r\\n]+)',
    props: single,
    text: 'a\r\nb\n\n\nc\n',
    records: ['a', 'b', 'c'],
  },
  {
    source: 'props.conf.spec, LINE_BREAKER: the first group is discarded, the rest of the match stays',
    props: `${single}LINE_BREAKER = end([\\r\\n]+)begin`,
    text: 'begin 1\nx end\nbegin 2 end\nother',
    records: ['begin 1\nx end', 'begin 2 end\nother'],
  },
  {
    source: 'props.conf.spec, LINE_BREAKER, rule 1: the first group, where it is part of the match',
    props: `${single}LINE_BREAKER = (;)|(\\|)`,
    text: 'a;b',
    records: ['a', 'b'],
  },
  {
    source: 'props.conf.spec, LINE_BREAKER, rule 2: else the leftmost group that is',
    props: `${single}LINE_BREAKER = (;)|x(\\|)(y)`,
    text: 'ax|yb',
    records: ['ax', 'yb'],
  },
  {
    source: 'props.conf.spec, LINE_BREAKER, rule 3: else an empty break before the match',
    props: `${single}LINE_BREAKER = end(\\n)begin|begin3`,
    text: 'a end\nbegin b begin3 c',
    records: ['a end', 'begin b ', 'begin3 c'],
  },
  {
    source: 'observed on Splunk 10.4: an expression without a group cuts at line ends',
    props: `${single}LINE_BREAKER = ;`,
    text: 'a;b\nc',
    records: ['a;b', 'c'],
  },
  {
    source: 'props.conf.spec, TRUNCATE: bytes, of each segment',
    props: `${single}TRUNCATE = 5`,
    text: 'abcdefg\néé€x\nab',
    records: ['abcde', 'éé', 'ab'],
  },
  {
    source: 'props.conf.spec, TRUNCATE: default 10000',
    props: single,
    text: `${'x'.repeat(10_001)}\ny`,
    records: ['x'.repeat(10_000), 'y'],
  },
  {
    source: 'props.conf.spec, TRUNCATE: 0 never truncates',
    props: `${single}TRUNCATE = 0`,
    text: `${'x'.repeat(20_000)}\ny`,
    records: ['x'.repeat(20_000), 'y'],
  },
  {
    source: 'props.conf.spec, SHOULD_LINEMERGE and BREAK_ONLY_BEFORE_DATE: both true unless set',
    props: 'TIME_FORMAT = %Y-%m-%d %H:%M:%S\nMAX_TIMESTAMP_LOOKAHEAD = 19\nTZ = UTC',
    text: '2026-01-01 10:00:00 a\n  at b\n2026-01-01 10:00:01 c\n',
    records: ['2026-01-01 10:00:00 a\n  at b', '2026-01-01 10:00:01 c'],
  },
  {
    source: 'props.conf.spec, BREAK_ONLY_BEFORE',
    props: 'BREAK_ONLY_BEFORE_DATE = false\nBREAK_ONLY_BEFORE = ^<',
    text: '<a\nb\n<c\nd',
    records: ['<a\nb', '<c\nd'],
  },
  {
    source: 'props.conf.spec, MUST_BREAK_AFTER',
    props: 'BREAK_ONLY_BEFORE_DATE = false\nMUST_BREAK_AFTER = ;$',
    text: 'a\nb;\nc;\nd',
    records: ['a\nb;', 'c;', 'd'],
  },
  {
    source: 'props.conf.spec, MUST_NOT_BREAK_BEFORE',
    props: 'BREAK_ONLY_BEFORE_DATE = false\nBREAK_ONLY_BEFORE = ^<\nMUST_NOT_BREAK_BEFORE = ^<!',
    text: '<a\n<!b\n<c',
    records: ['<a\n<!b', '<c'],
  },
  {
    source: 'props.conf.spec, MUST_NOT_BREAK_AFTER: until MUST_BREAK_AFTER',
    props: 'BREAK_ONLY_BEFORE_DATE = false\nBREAK_ONLY_BEFORE = ^<\nMUST_NOT_BREAK_AFTER = open\nMUST_BREAK_AFTER = shut',
    text: '<open\n<b\n<shut\n<c\n<d',
    records: ['<open\n<b\n<shut', '<c', '<d'],
  },
  {
    source: 'props.conf.spec, MAX_EVENTS: default 256 lines',
    props: 'BREAK_ONLY_BEFORE_DATE = false',
    text: 'x\n'.repeat(257),
    records: ['x\n'.repeat(256).trim(), 'x'],
  },
];

describe('line breaking', () => {
  it.each(cases)('$source', ({ props, text, records }) => {
    expect(cut(indexed(props), text)).toEqual(records);
  });

  it.each([1, 2, 3, 7])('is the same when the text comes in pieces of %i', (length) => {
    for (const { props, text, records, source } of cases) expect(cut(indexed(props), text, length), source).toEqual(records);
  });

  it('waits for text that decides whether a break is one', () => {
    const breaker = indexed(`${single}LINE_BREAKER = (\\n)(?=\\d{4})`).breaker();
    expect(breaker.push('a\n12')).toEqual([]);
    expect(breaker.push('x\n12')).toEqual([]);
    expect(breaker.push('34 b\n567')).toEqual(['a\n12x']);
    expect(breaker.end()).toEqual(['1234 b\n567']);
  });

  it('does not go over a long record again with each piece', () => {
    const breaker = indexed(`${single}TRUNCATE = 0\nLINE_BREAKER = ([\\r\\n]+)(?=<\\d{1,3}>)`).breaker();
    const piece = 'x'.repeat(1000);
    const records: string[] = [];
    for (let count = 0; count < 5000; count += 1) records.push(...breaker.push(piece));
    records.push(...breaker.push('\n<12>b'), ...breaker.end());
    expect(records.map((each) => each.length)).toEqual([5_000_000, 5]);
  });

  it.each([
    [
      'MUST_BREAK_AFTER = ;$',
      'splunk-undecided',
      'MUST_BREAK_AFTER: what is documented differs from what was observed; it is read as documented',
    ],
    ['LINE_BREAKER = (a)(?R)', 'splunk-refused', 'the regular expression has recursion'],
    ['TRUNCATE = many', 'splunk-wrong', 'TRUNCATE is no number'],
    [
      'INDEXED_EXTRACTIONS = csv',
      'splunk-refused',
      'INDEXED_EXTRACTIONS is not implemented: fields of structured files are not made at index time',
    ],
  ])('%s is told', (props, code, message) => {
    expect(indexed(props).findings).toMatchObject([{ code, message, span: { file: 'props.conf', line: 2 } }]);
  });
});
