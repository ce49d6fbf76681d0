import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/evaluate/splunk/csv-table.js';
import { openSplunkApps } from '../../../src/evaluate/splunk/splunk-apps.js';
import { appOf, fieldsOf, here, readerOf, readOne, seen, told } from './small-app.js';

const propsSpec = 'props.conf.spec 9.0.1, LOOKUP';
const transformsSpec = 'transforms.conf.spec 9.0.1, Lookup tables';

interface Case {
  readonly lookup: string;
  readonly settings?: string;
  readonly csv?: string;
  readonly evals?: string;
}

const app = ({ lookup, settings = '', csv = 'k,v,w\n1,one,uno\n2,two,\n1,eins,', evals = 'EVAL-k = "1"' }: Case) => ({
  props: `${evals}\nLOOKUP-x = ${lookup}`,
  transforms: `[l]\nfilename = l.csv\n${settings}`,
  'lookups/l.csv': csv,
});

const cases: readonly (readonly [
  what: string,
  source: string,
  given: Case,
  fields: Readonly<Record<string, string | readonly string[]>>,
])[] = [
  ['OUTPUT: all rows that fit', transformsSpec, { lookup: 'l k OUTPUT v' }, { k: '1', v: ['one', 'eins'] }],
  ['max_matches', transformsSpec, { lookup: 'l k OUTPUT v', settings: 'max_matches = 1' }, { k: '1', v: 'one' }],
  ['AS on both sides', propsSpec, { lookup: 'l k AS key OUTPUT v AS value', evals: 'EVAL-key = "2"' }, { key: '2', value: 'two' }],
  [
    'no output: every column that is not matched',
    propsSpec,
    { lookup: 'l k', settings: 'max_matches = 1' },
    { k: '1', v: 'one', w: 'uno' },
  ],
  ['OUTPUT writes over', propsSpec, { lookup: 'l k OUTPUT v', evals: 'EVAL-k = "2"\nEVAL-v = "old"' }, { k: '2', v: 'two' }],
  ['OUTPUT clears where no row fits', propsSpec, { lookup: 'l k OUTPUT v', evals: 'EVAL-k = "9"\nEVAL-v = "old"' }, { k: '9' }],
  [
    'OUTPUTNEW leaves what is there, field by field',
    propsSpec,
    { lookup: 'l k OUTPUTNEW v w', settings: 'max_matches = 1', evals: 'EVAL-k = "1"\nEVAL-v = "old"' },
    { k: '1', v: 'old', w: 'uno' },
  ],
  ['OUTPUTNEW clears nothing', propsSpec, { lookup: 'l k OUTPUTNEW v', evals: 'EVAL-k = "9"\nEVAL-v = "old"' }, { k: '9', v: 'old' }],
  ['without the match field nothing happens', propsSpec, { lookup: 'l k OUTPUT v', evals: 'EVAL-v = "old"' }, { v: 'old' }],
  [
    'an empty cell makes no field',
    'stated nowhere: the reading taken',
    { lookup: 'l k OUTPUT v w', evals: 'EVAL-k = "2"' },
    { k: '2', v: 'two' },
  ],
  ['two match fields', propsSpec, { lookup: 'l k v OUTPUT w', evals: 'EVAL-k = "1"\nEVAL-v = "one"' }, { k: '1', v: 'one', w: 'uno' }],
  ['letter case counts', transformsSpec, { lookup: 'l k OUTPUT v', csv: 'k,v\nA,1', evals: 'EVAL-k = "a"' }, { k: 'a' }],
  [
    'case_sensitive_match = false',
    transformsSpec,
    { lookup: 'l k OUTPUT v', csv: 'k,v\nA,1', settings: 'case_sensitive_match = false', evals: 'EVAL-k = "a"' },
    { k: 'a', v: '1' },
  ],
  [
    'default_match with min_matches',
    transformsSpec,
    { lookup: 'l k OUTPUT v', settings: 'min_matches = 1\ndefault_match = none', evals: 'EVAL-k = "9"' },
    { k: '9', v: 'none' },
  ],
  [
    'default_match alone does nothing',
    transformsSpec,
    { lookup: 'l k OUTPUT v', settings: 'default_match = none', evals: 'EVAL-k = "9"' },
    { k: '9' },
  ],
  [
    'WILDCARD, in the order of the file',
    transformsSpec,
    { lookup: 'l k OUTPUT v', csv: 'k,v\na*,1\nab*,2', settings: 'match_type = WILDCARD(k)\nmax_matches = 1', evals: 'EVAL-k = "abc"' },
    { k: 'abc', v: '1' },
  ],
  [
    'CIDR, in the order of the file',
    transformsSpec,
    {
      lookup: 'l k OUTPUT v',
      csv: 'k,v\n10.0.0.0/8,1\n10.1.0.0/16,2\n11.0.0.0/8,3',
      settings: 'match_type = CIDR(k)',
      evals: 'EVAL-k = "10.1.2.3"',
    },
    { k: '10.1.2.3', v: ['1', '2'] },
  ],
  [
    'WILDCARD beside an exact column',
    transformsSpec,
    {
      lookup: 'l k p OUTPUT v',
      csv: 'k,p,v\n1,a*,x\n1,b*,y\n2,*,z',
      settings: 'match_type = WILDCARD(p)',
      evals: 'EVAL-k = "1"\nEVAL-p = "bc"',
    },
    { k: '1', p: 'bc', v: 'y' },
  ],
  [
    'lookups by class, the second reads the first',
    'stated nowhere, done in 387 published pairs: the reading taken',
    { lookup: 'l k OUTPUT w\nLOOKUP-y = l w AS w OUTPUT v AS z', csv: 'k,w,v\n1,a,x', evals: 'EVAL-k = "1"' },
    { k: '1', w: 'a', z: 'x' },
  ],
  [
    'a quoted cell with a comma, a quote, a newline',
    'RFC 4180',
    { lookup: 'l k OUTPUT v', csv: 'k,v\r\n1,"a, ""b""\nc"\r\n' },
    { k: '1', v: 'a, "b"\nc' },
  ],
];

describe('lookups', () => {
  it.each(cases)('%s', (_, source, given, fields) => {
    expect(source).not.toBe('');
    expect(seen(app(given), 'x')).toEqual(fields);
  });

  it('tells of a record what no document decides', () => {
    const several = readOne(readerOf(app({ lookup: 'l k OUTPUT v', evals: 'EVAL-k = split("1,2", ",")' })), 'x');
    expect(fieldsOf(several)).toEqual({ k: ['1', '2'] });
    expect(told(several.notes ?? [])).toEqual([
      'splunk-undecided app/default/props.conf:4:1 a lookup by k, which has several values: left out',
    ]);
    const empty = readOne(readerOf(app({ lookup: 'l k OUTPUT w', evals: 'EVAL-k = "2"\nEVAL-w = "old"' })), 'x');
    expect(fieldsOf(empty)).toEqual({ k: '2' });
    expect(told(empty.notes ?? [])).toEqual([
      'splunk-undecided app/default/props.conf:5:1 an empty cell where w has a value: the field is cleared',
    ]);
  });

  const wrong: readonly (readonly [what: string, texts: Parameters<typeof readerOf>[0], findings: readonly string[]])[] = [
    [
      'a stanza that is not there',
      { props: 'LOOKUP-x = m k OUTPUT v' },
      ['splunk-missing app/default/props.conf:3:12 transforms.conf has no [m]'],
    ],
    [
      'a file that is not there',
      { ...app({ lookup: 'l k OUTPUT v' }), 'lookups/l.csv': '', transforms: '[l]\nfilename = m.csv' },
      ['splunk-lookup-file app/default/transforms.conf:2:12 there is no lookup file m.csv'],
    ],
    ['a column that is not there', app({ lookup: 'l k OUTPUT z' }), ['splunk-missing app/default/props.conf:4:12 l.csv has no column z']],
    [
      'a lookup that asks a program',
      { props: 'LOOKUP-x = l k OUTPUT v', transforms: '[l]\nexternal_cmd = x.py k v' },
      ['splunk-refused app/default/transforms.conf:2:1 a lookup with external_cmd'],
    ],
    [
      'another form',
      app({ lookup: 'l OUTPUT v' }),
      ['splunk-wrong app/default/props.conf:4:12 LOOKUP is a name, columns, and perhaps OUTPUT with columns'],
    ],
  ];

  it.each(wrong)('%s is named with its place', (_, texts, findings) => {
    expect(told(readerOf(texts).findings)).toEqual(findings);
  });
});

describe('a CSV file', () => {
  it('says on which line a row begins', () => {
    expect(readCsv('\ufeffa,b\n1,"x\ny"\n\n2,z')).toEqual({
      columns: ['a', 'b'],
      rows: [
        ['1', 'x\ny'],
        ['2', 'z'],
      ],
      lines: [2, 5],
      fault: undefined,
    });
  });

  const [two, three] = ['splunk-lookup-file app/lookups/l.csv:2', 'splunk-lookup-file app/lookups/l.csv:3'];
  it.each([
    ['a quote that is not closed', 'k,v\n1,"one\n2,two\n', `${two}:3 the quote is not closed`],
    ['text behind a quote', 'k,v\n1,"one"x\n', `${two}:8 there is text behind the closing quote`],
    ['a cell too many', 'k,v\r\n1,one\r\n2,two,2\r\n', `${three}:1 the row has 3 cells, the header 2`],
    ['a cell too few', '\ufeffk,v\n1,one\n2\n', `${three}:1 the row has 1 cell, the header 2`],
    ['no header', '\n', 'splunk-lookup-file app/lookups/l.csv:1:1 the file has no header'],
    ['NUL', 'k,v\n1,\0\n', 'source-nul app/lookups/l.csv:2:3 NUL character: the file is binary, or UTF-16'],
  ])('with %s is refused, once for all lookups in it', (_, csv, expected) => {
    const { findings } = readerOf({ ...app({ lookup: 'l k OUTPUT v', evals: 'LOOKUP-y = l k OUTPUT v AS w' }), 'lookups/l.csv': csv });
    expect(told(findings)).toEqual([expected]);
    expect(findings[0]?.severity).toBe('error');
  });

  it.each([
    ['Latin-1', Buffer.from('k,v\n1,\u00e9\n', 'latin1'), 'source-encoding app/lookups/l.csv:2:3 byte 0xe9 is no UTF-8 text'],
    ['UTF-16', Buffer.from('\ufeffk,v\n', 'utf16le'), 'source-encoding app/lookups/l.csv:1:1 byte 0xff is no UTF-8 text'],
  ])('in %s is refused', (_, bytes, expected) => {
    const files = appOf({ props: '[s]\nLOOKUP-x = l k OUTPUT v', transforms: '[l]\nfilename = l.csv' });
    const changed = { ...files, files: new Map([...files.files, ['lookups/l.csv', bytes]]) };
    expect(told(openSplunkApps([changed]).reader(here).findings)).toEqual([expected]);
  });

  it('may have empty cells beyond its header, and columns without a name', () => {
    expect([readCsv('a,b\n1,2,,\n').fault, readCsv('a,b,\n1,2\n').fault]).toEqual([undefined, undefined]);
  });
});
