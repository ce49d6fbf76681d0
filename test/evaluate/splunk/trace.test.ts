import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/evaluate/budget.js';
import { openSplunkApps } from '../../../src/evaluate/splunk/splunk-apps.js';
import { appOf, fieldsOf, here, readerOf, readOne } from './small-app.js';

const texts = {
  props: [
    'EXTRACT-body = <(?<body>[^>]*)>',
    'EXTRACT-inner = k=(?<inner>[^;]*) in body',
    'REPORT-pairs = pairs, named',
    'FIELDALIAS-a = inner AS copy',
    'EVAL-same = coalesce(missing, copy)',
    'EVAL-upper = upper(inner)',
    'EVAL-choice = if(inner == "x", n, other)',
    'EVAL-inner = null()',
    'LOOKUP-l = l upper OUTPUT found',
  ].join('\n'),
  transforms:
    '[pairs]\nSOURCE_KEY = body\nREGEX = (\\w+)=([^;]*)\nFORMAT = $1::$2\nMV_ADD = true\n[named]\nREGEX = end (?<n>\\d+)\n[l]\nfilename = l.csv',
  'lookups/l.csv': 'upper,found\nX Y,yes',
};
const raw = 'start < k= x y ;m=1;m=2> end 42';

describe('a traced record', () => {
  const record = readOne(readerOf(texts), raw, { trace: true });
  const origin = (field: string) => {
    const { place, directive, from, spans } = record.origins?.get(field) ?? { place: undefined, directive: '', from: [], spans: undefined };
    return [`${place?.file}:${place?.line}`, directive, from, spans?.map(([start, end]) => raw.slice(start, end))];
  };

  it.each([
    ['body', 'app/default/props.conf:3', 'EXTRACT-body', ['_raw'], ['k= x y ;m=1;m=2']],
    ['m', 'app/default/transforms.conf:3', 'pairs', ['body'], ['1', '2']],
    ['n', 'app/default/transforms.conf:7', 'named', ['_raw'], ['42']],
    ['copy', 'app/default/props.conf:6', 'FIELDALIAS-a', ['inner'], ['x y']],
    ['same', 'app/default/props.conf:7', 'EVAL-same', ['copy'], ['x y']],
    ['upper', 'app/default/props.conf:8', 'EVAL-upper', ['inner'], undefined],
    ['found', 'app/default/props.conf:11', 'LOOKUP-l', ['upper'], undefined],
  ])('says where %s comes from', (field, place, directive, from, values) => {
    expect(origin(field)).toEqual([place, directive, from, values]);
  });

  it('has an origin for every field and for no other', () => {
    expect(Object.keys(fieldsOf(record)).sort()).toEqual(['body', 'copy', 'found', 'k', 'm', 'n', 'same', 'upper']);
    expect([...(record.origins?.keys() ?? [])].sort()).toEqual(Object.keys(fieldsOf(record)).sort());
  });
});

describe('writers', () => {
  const reader = readerOf(texts);
  const lines = (field: string) => reader.writers(field).map(({ file, line }) => `${file.replace('app/', '')}:${line}`);

  it('names each line that can write a field', () => {
    expect(lines('body')).toEqual([
      'default/props.conf:3',
      'default/props.conf:5',
      ...[2, 3, 4, 5].map((line) => `default/transforms.conf:${line}`),
    ]);
    expect(lines('upper').filter((each) => each.includes('props'))).toEqual(['default/props.conf:5', 'default/props.conf:8']);
    expect(lines('found').slice(-3)).toEqual(['default/props.conf:11', 'default/transforms.conf:9', 'lookups/l.csv:1']);
  });
});

describe('records that index time changes', () => {
  const props = [
    '[s]\nKV_MODE = none\nTRANSFORMS-a = type, drop, host\nEVAL-read_as = "s"\nLINE_BREAKER = (;)\nSHOULD_LINEMERGE = false\nDATETIME_CONFIG = NONE',
    '[s:other]\nKV_MODE = none\nEVAL-read_as = "other"',
    '[s:broken]\nKV_MODE = none\nEVAL-x = now()',
    '[host::made]\nEVAL-host_rule = "yes"',
  ].join('\n');
  const transforms = [
    '[type]\nREGEX = type=(\\w+)\nDEST_KEY = MetaData:Sourcetype\nFORMAT = sourcetype::s:$1',
    '[drop]\nREGEX = drop\nDEST_KEY = queue\nFORMAT = nullQueue',
    '[host]\nREGEX = host=(\\w+)\nDEST_KEY = MetaData:Host\nFORMAT = host::$1',
  ].join('\n');
  const reader = openSplunkApps([appOf({ props, transforms })]).reader(here);

  it('are searched by the settings of their new origin', () => {
    expect(fieldsOf(readOne(reader, 'x'))).toEqual({ read_as: 's' });
    const other = readOne(reader, 'type=other host=made');
    expect([other.sourcetype, other.host, fieldsOf(other)]).toEqual(['s:other', 'made', { read_as: 'other', host_rule: 'yes' }]);
  });

  it('say what is refused of that origin', () => {
    expect(reader.findings).toEqual([]);
    expect(readOne(reader, 'type=broken').notes?.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'splunk-refused now(): it depends on when the search runs',
    ]);
  });

  it('are none where they are dropped', () => {
    expect(reader.read('drop')).toEqual([]);
  });

  it('are cut from text by the same reader', () => {
    const breaker = reader.breaker();
    expect([...breaker.push('a;b'), ...breaker.push(';c'), ...breaker.end()]).toEqual(['a', 'b', 'c']);
  });
});

describe('a budget', () => {
  it('ends a runaway expression and names it', () => {
    const reader = readerOf({ props: 'EXTRACT-a = (?<x>(?:a+)+)$' });
    const end = new Budget(50).run(() => undefined);
    expect(end.done).toBe(true);
    const budget = new Budget(50);
    const ended = budget.run(() => reader.read(`${'a'.repeat(40)}!`, { budget }));
    expect(ended.done).toBe(false);
    expect(ended.done ? undefined : ended.at?.line).toBe(3);
  });
});
