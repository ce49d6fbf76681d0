import { describe, expect, it } from 'vitest';
import { type AppTexts, fieldsOf, here, readerOf, readOne, seen, told } from './small-app.js';

type Seen = Readonly<Record<string, string | readonly string[]>>;
type Case = readonly [what: string, source: string, app: AppTexts, raw: string, fields: Seen];

const propsSpec = 'props.conf.spec 9.0.1';
const transformsSpec = 'transforms.conf.spec 9.0.1';
const replayed = 'observed on Splunk 10.4 by Bimmiest/propslab';

const cases: readonly Case[] = [
  ['EXTRACT: the first match', 'stated nowhere: the reading taken', { props: 'EXTRACT-a = x=(?<x>\\d)' }, 'x=1 x=2', { x: '1' }],
  ['EXTRACT: read as with (?ms)', propsSpec, { props: 'EXTRACT-a = ^b(?<x>.*)$' }, 'a\nbc\nd', { x: 'c\nd' }],
  ['EXTRACT: values are trimmed', replayed, { props: 'EXTRACT-a = x=(?<x>[^;]*);' }, 'x= \t1 2 \n;', { x: '1 2' }],
  ['EXTRACT: an empty value makes no field', replayed, { props: 'EXTRACT-a = x=(?<x>[^;]*);y=(?<y>.*)' }, 'x= ;y=1', { y: '1' }],
  ['EXTRACT: a group that is not set makes no field', propsSpec, { props: 'EXTRACT-a = x(?<x>1)?y(?<y>2)' }, 'xy2', { y: '2' }],
  [
    'EXTRACT: three spellings of a named group',
    propsSpec,
    { props: "EXTRACT-a = (?<a>1)(?P<b>2)(?'c'3)" },
    '123',
    { a: '1', b: '2', c: '3' },
  ],
  [
    'EXTRACT in a field of an earlier class',
    replayed,
    { props: 'EXTRACT-1 = <(?<body>.*)>\nEXTRACT-2 = n=(?<n>\\d) in body' },
    'n=1<n=2>',
    { body: 'n=2', n: '2' },
  ],
  [
    'EXTRACT in a field of a later class sees nothing',
    replayed,
    { props: 'EXTRACT-2 = <(?<body>.*)>\nEXTRACT-1 = n=(?<n>\\d) in body' },
    '<n=2>',
    { body: 'n=2' },
  ],
  [
    'EXTRACT: upper case sorts before lower',
    propsSpec,
    { props: 'EXTRACT-Z = <(?<body>.*)>\nEXTRACT-a = n=(?<n>\\d) in body' },
    '<n=2>',
    { body: 'n=2', n: '2' },
  ],
  ['EXTRACT in source', propsSpec, { props: 'EXTRACT-a = log/(?<file>\\w+) in source' }, 'x', { file: 's' }],
  ['EXTRACT: `[i]n` is no field', propsSpec, { props: 'EXTRACT-a = (?<x>logged) [i]n now' }, 'logged in now', { x: 'logged' }],
  [
    'REPORT: names of groups, the first match',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (?<x>\\d)' },
    '1 2',
    { x: '1' },
  ],
  [
    'REPORT: FORMAT with literal names',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (\\w+) (\\w+)\nFORMAT = first::$1 second::"$2"' },
    'a b c d',
    { first: 'a', second: 'b' },
  ],
  [
    'REPORT: a literal value',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (a)\nFORMAT = kind::letter' },
    'a',
    { kind: 'letter' },
  ],
  [
    'REPORT: a variable name repeats',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (\\w+)=(\\w+)\nFORMAT = $1::$2' },
    'a=1 b=2 a=3',
    { a: '1', b: '2' },
  ],
  [
    'REPORT: MV_ADD keeps every value',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (\\w+)=(\\w+)\nFORMAT = $1::$2\nMV_ADD = true' },
    'a=1 b=2 a=3',
    { a: ['1', '3'], b: '2' },
  ],
  [
    'REPORT: MV_ADD adds to what is there',
    transformsSpec,
    { props: 'EXTRACT-a = (?<a>x)\nREPORT-a = t', transforms: '[t]\nREGEX = (\\w+)=(\\w+)\nFORMAT = $1::$2\nMV_ADD = 1' },
    'x a=1',
    { a: ['x', '1'] },
  ],
  [
    'REPORT: without MV_ADD what is there stays',
    transformsSpec,
    { props: 'EXTRACT-a = (?<a>x)\nREPORT-a = t', transforms: '[t]\nREGEX = a=(?<a>\\w)' },
    'x a=1',
    { a: 'x' },
  ],
  [
    'REPORT: _KEY_n and _VAL_n',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (?<_KEY_1>\\w+)=(?<_VAL_1>\\w+)' },
    'a=1 b=2',
    { a: '1', b: '2' },
  ],
  [
    'REPORT: names are cleaned',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = ([^=,]+)=(\\w+)\nFORMAT = $1::$2' },
    'a.b-c=1,1_x=2',
    { a_b_c: '1', x: '2' },
  ],
  [
    'REPORT: CLEAN_KEYS = false',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = ([^=,]+)=(\\w+)\nFORMAT = $1::$2\nCLEAN_KEYS = false' },
    'a.b=1',
    { 'a.b': '1' },
  ],
  [
    'REPORT: KEEP_EMPTY_VALS',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (\\w+)=(\\w*)\nFORMAT = $1::$2\nKEEP_EMPTY_VALS = true' },
    'a= b=1',
    { a: '', b: '1' },
  ],
  [
    'REPORT: an empty value makes no field',
    replayed,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (\\w+)=(\\w*)\nFORMAT = $1::$2' },
    'a= b=1',
    { b: '1' },
  ],
  [
    'REPORT: $0 makes no field',
    replayed,
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (a)\nFORMAT = whole::$0 part::$1' },
    'a',
    { part: 'a' },
  ],
  [
    'REPORT: SOURCE_KEY',
    transformsSpec,
    { props: 'EXTRACT-a = <(?<body>.*)>\nREPORT-a = t', transforms: '[t]\nSOURCE_KEY = body\nREGEX = (?<n>\\d)' },
    '1<2>',
    { body: '2', n: '2' },
  ],
  [
    'REPORT: a list from left to right',
    transformsSpec,
    { props: 'REPORT-a = t, u', transforms: '[u]\nSOURCE_KEY = body\nREGEX = (?<n>\\d)\n[t]\nREGEX = <(?<body>.*)>' },
    '1<2>',
    { body: '2', n: '2' },
  ],
  ['REPORT: is not read as with (?ms)', transformsSpec, { props: 'REPORT-a = t', transforms: '[t]\nREGEX = ^b(?<x>.*)' }, 'a\nbc', {}],
  [
    'REPORT: DELIMS and FIELDS',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nDELIMS = ","\nFIELDS = "a","b","c"' },
    '1,,3,4',
    { a: '1', c: '3' },
  ],
  [
    'REPORT: two DELIMS',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nDELIMS = ";,", "=:"' },
    'a=1;;b:2,c = "x;y"',
    { a: '1', b: '2', c: 'x;y' },
  ],
  [
    'REPORT: one DELIMS reads names and values in turn',
    transformsSpec,
    { props: 'REPORT-a = t', transforms: '[t]\nDELIMS = "|"' },
    'a|1|b|2',
    { a: '1', b: '2' },
  ],
  [
    'REPORT after EXTRACT, before KV_MODE',
    'Knowledge Manager Manual, The sequence of search-time operations',
    { props: 'KV_MODE = auto\nREPORT-a = t', transforms: '[t]\nREGEX = <(?<b>\\w)>' },
    '<x> b=x c=2',
    { b: 'x', c: '2' },
  ],
  [
    'KV_MODE = auto',
    replayed,
    { props: 'KV_MODE = auto' },
    'a=1 b="2 3", c=4 a=5 d= 6.e=7 7=8 f-g=9',
    { a: '1', b: '2 3', c: '4', e: '7', f_g: '9' },
  ],
  [
    'KV_MODE = auto: a name goes on from the first of its signs',
    propsSpec,
    { props: 'KV_MODE = auto' },
    'x y.a=1 b="2"c=3 ab:c=4',
    { y_a: '1', b: '2', c: '3', ab_c: '4' },
  ],
  ['KV_MODE = auto stops at the first inner quote', replayed, { props: 'KV_MODE = auto' }, 'a="x \\"y\\" z"', { a: 'x \\' }],
  ['KV_MODE = auto_escaped', replayed, { props: 'KV_MODE = auto_escaped' }, 'a="x \\"y\\" z"', { a: 'x "y" z' }],
  ['KV_MODE = auto reads JSON', propsSpec, { props: 'KV_MODE = auto' }, '{"a":{"b":1}}', { 'a.b': '1' }],
  [
    'KV_MODE = json',
    propsSpec,
    { props: 'KV_MODE = json' },
    '{"a":{"b":[1,2.50]},"c":[{"d":"x"},{"d":null}],"e":true}',
    { 'a.b{}': ['1', '2.50'], 'c{}.d': ['x', 'null'], e: 'true' },
  ],
  ['KV_MODE = json: what is no JSON has no field', propsSpec, { props: 'KV_MODE = json' }, '{"a":1', {}],
  [
    'KV_MODE = xml',
    replayed,
    { props: 'KV_MODE = xml' },
    '<?xml version="1.0"?><e><a>1 &lt; 2</a><b><c>x</c></b><a>3</a><d/></e>',
    { 'e.a': ['1 < 2', '3'], 'e.b.c': 'x' },
  ],
  ['KV_MODE = none', propsSpec, { props: 'KV_MODE = none' }, 'a=1', {}],
  ['AUTO_KV_JSON = false', propsSpec, { props: 'KV_MODE = auto\nAUTO_KV_JSON = false' }, '{"a": 1}', {}],
  ['FIELDALIAS AS', propsSpec, { props: 'EXTRACT-a = (?<a>\\d)\nFIELDALIAS-x = a AS b' }, '1', { a: '1', b: '1' }],
  ['FIELDALIAS AS writes over', propsSpec, { props: 'EXTRACT-a = (?<a>\\d)(?<b>\\d)\nFIELDALIAS-x = a as b' }, '12', { a: '1', b: '1' }],
  [
    'FIELDALIAS AS removes where the source is missing',
    `${propsSpec}, since 7.2.4`,
    { props: 'EXTRACT-a = (?<b>\\d)\nFIELDALIAS-x = a AS b' },
    '1',
    {},
  ],
  [
    'FIELDALIAS ASNEW leaves what is there',
    propsSpec,
    { props: 'EXTRACT-a = (?<a>\\d)(?<b>\\d)\nFIELDALIAS-x = a ASNEW b a ASNEW c' },
    '12',
    { a: '1', b: '2', c: '1' },
  ],
  [
    'FIELDALIAS ASNEW keeps where the source is missing',
    propsSpec,
    { props: 'EXTRACT-a = (?<b>\\d)\nFIELDALIAS-x = a ASNEW b' },
    '1',
    { b: '1' },
  ],
  [
    'FIELDALIAS: quoted names, commas',
    propsSpec,
    { props: 'EXTRACT-a = (?<a>\\d)\nFIELDALIAS-x = "a" AS "b c", a AS d' },
    '1',
    { a: '1', 'b c': '1', d: '1' },
  ],
  [
    'FIELDALIAS does not see EVAL',
    'Knowledge Manager Manual, The sequence of search-time operations',
    { props: 'EVAL-a = "1"\nFIELDALIAS-x = a AS b' },
    '',
    { a: '1' },
  ],
  ['EVAL: all in parallel', propsSpec, { props: 'EXTRACT-a = (?<a>\\d)\nEVAL-a = "new"\nEVAL-b = a' }, '1', { a: 'new', b: '1' }],
  ['EVAL without a value erases its field', 'Search Reference, eval', { props: 'EXTRACT-a = (?<a>\\d)\nEVAL-a = missing."x"' }, '1', {}],
  [
    'EVAL: a Boolean from a function erases its field',
    'Search Reference, eval: a Boolean cannot be assigned',
    { props: 'EXTRACT-a = (?<a>\\d)\nEVAL-a = isnotnull(a)' },
    '1',
    {},
  ],
  [
    'EVAL reads host, source, sourcetype, _raw',
    propsSpec,
    { props: 'EVAL-x = host.":".source.":".sourcetype.":"._raw' },
    'r',
    { x: 'h:/var/log/s.log:s:r' },
  ],
  [
    'EVAL makes several values',
    'Search Reference, Multivalue eval functions',
    { props: 'EVAL-x = split("a,b", ",")' },
    '',
    { x: ['a', 'b'] },
  ],
];

describe('search time', () => {
  it.each(cases)('%s', (_, source, app, raw, fields) => {
    expect(source).not.toBe('');
    expect(seen(app, raw)).toEqual(fields);
  });
});

const undecided: readonly (readonly [what: string, app: AppTexts, raw: string, fields: Seen, notes: readonly string[]])[] = [
  [
    'two extractions of one field',
    { props: 'EXTRACT-a = (?<x>1)\nEXTRACT-b = (?<x>2)' },
    '12',
    { x: '1' },
    ['splunk-undecided app/default/props.conf:4:1 x is extracted twice: the first value stays'],
  ],
  [
    'a source with several values',
    {
      props: 'REPORT-a = t, u',
      transforms: '[t]\nREGEX = (m)=(\\d)\nFORMAT = $1::$2\nMV_ADD = true\n[u]\nSOURCE_KEY = m\nREGEX = (?<n>\\d)',
    },
    'm=1 m=2',
    { m: ['1', '2'], n: '1' },
    ['splunk-undecided app/default/transforms.conf:7:1 m has several values: each is read'],
  ],
  [
    'an automatic field that is there already',
    { props: 'KV_MODE = auto\nEXTRACT-a = <(?<a>\\w)>' },
    '<x> a=1',
    { a: 'x' },
    ['splunk-undecided app/default/props.conf:3:1 a is extracted already: the automatic value is dropped'],
  ],
  [
    'a bare value that ends in a bracket',
    { props: 'KV_MODE = auto' },
    '(a=1)',
    { a: '1)' },
    ['splunk-undecided app/default/props.conf:3:1 a: where the bare value ends is documented nowhere'],
  ],
  [
    'an attribute in XML',
    { props: 'KV_MODE = xml' },
    '<e><a k="v">1</a></e>',
    { 'e.a': '1' },
    ['splunk-undecided app/default/props.conf:3:1 e.a: what an attribute makes of the name is documented nowhere'],
  ],
  [
    'a quote inside a delimited value',
    { props: 'REPORT-a = t', transforms: '[t]\nDELIMS = ",", "="' },
    'a=x"y',
    { a: 'x"y' },
    ['splunk-undecided app/default/transforms.conf:2:1 a quote inside a value of a under DELIMS'],
  ],
];

describe('what no document decides', () => {
  it.each(undecided)('%s is told of the record', (_, app, raw, fields, notes) => {
    const record = readOne(readerOf(app), raw);
    expect(fieldsOf(record)).toEqual(fields);
    expect(told(record.notes ?? [])).toEqual(notes);
  });
});

const refused: readonly (readonly [what: string, app: AppTexts, findings: readonly string[]])[] = [
  [
    'an expression that JavaScript cannot run',
    { props: 'EXTRACT-a = x(?<x>a(?R)?b)' },
    ['splunk-refused app/default/props.conf:3:20 regular expression: recursion'],
  ],
  [
    'EXTRACT without a named group',
    { props: 'EXTRACT-a = x(\\d)' },
    ['splunk-wrong app/default/props.conf:3:13 EXTRACT without a named group extracts nothing'],
  ],
  [
    'a transform that is not there',
    { props: 'REPORT-a = t, u', transforms: '[t]\nREGEX = (?<x>a)' },
    ['splunk-missing app/default/props.conf:3:14 transforms.conf has no [u]'],
  ],
  [
    'FORMAT with a group too many',
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (a)\nFORMAT = x::$2' },
    ['splunk-wrong app/default/transforms.conf:3:10 FORMAT names group 2, the expression has 1: a search would return no event'],
  ],
  [
    'FORMAT that concatenates',
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = (a)(b)\nFORMAT = x::$1-$2' },
    ['splunk-refused app/default/transforms.conf:3:10 a name or a value made of several parts'],
  ],
  [
    'a modular expression',
    { props: 'REPORT-a = t', transforms: '[t]\nREGEX = [[octet]](?<x>a)' },
    ['splunk-refused app/default/transforms.conf:2:9 regular expression: a modular expression'],
  ],
  [
    'a transform without REGEX and DELIMS',
    { props: 'REPORT-a = t', transforms: '[t]\nFORMAT = a::$1' },
    ['splunk-wrong app/default/transforms.conf:1:1 [t] has neither REGEX nor DELIMS'],
  ],
  ['KV_MODE = multi', { props: 'KV_MODE = multi' }, ['splunk-refused app/default/props.conf:3:11 KV_MODE = multi']],
  [
    'FIELDALIAS of another form',
    { props: 'FIELDALIAS-a = a b c' },
    ['splunk-wrong app/default/props.conf:3:16 FIELDALIAS is a list of `field AS alias`'],
  ],
  [
    'EVAL that does not parse',
    { props: 'EVAL-a = if(x, 1' },
    ['splunk-wrong app/default/props.conf:3:12 no expression: a closing parenthesis or a comma is missing'],
  ],
  [
    'EVAL of a Boolean',
    { props: 'EVAL-a = x == "1"' },
    ['splunk-wrong app/default/props.conf:3:10 a Boolean cannot be assigned to a field'],
  ],
  [
    'a function that is not implemented',
    { props: 'EVAL-a = if(x == "1", json_set(x, "a", 1), x)' },
    ['splunk-refused app/default/props.conf:3:23 json_set(): not implemented'],
  ],
  [
    'an alias of an alias',
    { props: 'FIELDALIAS-a = a AS b\nFIELDALIAS-b = b AS c' },
    ['splunk-undecided app/default/props.conf:4:16 b is itself an alias: the classes are read in lexicographic order'],
  ],
  [
    'a newline in a text of eval',
    { props: String.raw`EVAL-a = "x\ny"` },
    [String.raw`splunk-undecided app/default/props.conf:3:10 \n or \r in a text: read as the one character`],
  ],
];

describe('what cannot be evaluated', () => {
  it.each(refused)('%s is named with its place', (_, app, findings) => {
    expect(told(readerOf(app).findings)).toEqual(findings);
  });

  it('does not stop readers of other origins', () => {
    const props = '[s]\nKV_MODE = none\nEVAL-a = now()\n[other]\nKV_MODE = none\nEVAL-a = "1"';
    expect(readerOf({ props }).findings).toHaveLength(1);
    const other = readerOf({ props }, { ...here, sourcetype: 'other' });
    expect(other.findings).toEqual([]);
    expect(fieldsOf(readOne(other, 'x'))).toEqual({ a: '1' });
  });
});
