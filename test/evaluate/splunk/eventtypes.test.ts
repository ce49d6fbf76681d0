import { describe, expect, it } from 'vitest';
import { openSplunkApps } from '../../../src/evaluate/splunk/splunk-apps.js';
import { appOf, readerOf, readOne, told } from './small-app.js';

const raw = 'user=Bob failed password for root from 10.1.2.3 port 22 path=/var/log/x.log';
const fields =
  'EVAL-user = "Bob"\nEVAL-status = "200"\nEVAL-code = "7"\nEVAL-ip = "10.1.2.3"\nEVAL-mv = split("a,b", ",")\nEVAL-text = "a b"';

const search = 'Search Reference, search';
const boolean = 'Search Manual, Boolean expressions';
const segments = 'segmenters.conf of Splunk 8.2.12';
const wildcard = 'Search Manual, Wildcards';
const observed = 'observed on Splunk by fatihsirin/splunk-tutorial';
const unstated = 'stated nowhere';

/** true, false, or undecided. */
const cases: readonly (readonly [search: string, fits: boolean | undefined, source: string])[] = [
  ['sourcetype=s', true, search],
  ['sourcetype=S', true, search],
  ['sourcetype=CASE(S)', false, 'Search Manual, Use CASE() and TERM()'],
  ['sourcetype=s user=Bob', true, search],
  ['sourcetype=s AND user=Ann', false, search],
  ['User=Bob', false, unstated],
  ['user="bob"', true, search],
  ['"user"="bob"', true, search],
  ['user = bob', true, search],
  ['user=b*', true, wildcard],
  ['user="*o*"', true, wildcard],
  ['user=bo', false, search],
  ['text="a b"', true, search],
  ['status=200', true, search],
  ['status=200.0', false, observed],
  ['status!=200', false, search],
  ['status>=200 status<300', true, search],
  ['code<10', true, search],
  ['user>5', true, `${search}: lexicographic`],
  ['missing!=x', false, `${search}: needs the field`],
  ['NOT missing=x', true, search],
  ['NOT missing=*', true, observed],
  ['missing=*', false, search],
  ['user=*', true, search],
  ['user IN (ann, "bo*")', true, search],
  ['user IN (ann, joe)', false, search],
  ['NOT user IN (ann, joe)', true, search],
  ['mv=a', true, `${search}: any value`],
  ['mv!=a', undefined, unstated],
  ['mv!=c', true, `${search}: any value`],
  ['ip="10.0.0.0/8"', true, search],
  ['ip=11.0.0.0/8', false, search],
  ['user=ann OR user=bob status=404', false, `${boolean}: OR before AND`],
  ['status=404 user=ann OR user=bob', false, `${boolean}: OR before AND`],
  ['status=200 user=ann OR user=bob', true, `${boolean}: OR before AND`],
  ['(status=404 user=ann) OR user=bob', true, boolean],
  ['user=ann OR user=joe OR user=bob', true, boolean],
  ['user=ann OR user=joe OR user=bob AND status=404', false, `${boolean}: OR before AND`],
  ['NOT user=ann OR user=joe', true, `${boolean}: NOT first`],
  ['NOT (user=ann OR user=bob)', false, boolean],
  ['failed or', false, `${boolean}: operators in upper case only`],
  ['failed password', true, search],
  ['FAILED', true, search],
  ['CASE(FAILED)', false, 'Search Manual, Use CASE() and TERM()'],
  ['CASE(failed)', true, 'Search Manual, Use CASE() and TERM()'],
  ['fail', false, segments],
  ['fail*', true, wildcard],
  ['*ssword', true, wildcard],
  ['"failed password"', true, search],
  ['"password failed"', false, search],
  ['"ailed pass"', undefined, unstated],
  ['log', true, `${segments}: / and . are minor breakers`],
  ['10.1.2.3', true, segments],
  ['TERM(10.1.2.3)', true, 'Search Manual, Use CASE() and TERM()'],
  ['TERM(10.1.2)', false, 'Search Manual, Use CASE() and TERM()'],
  ['*', true, search],
  ['index=main', undefined, 'a record by itself does not say its index'],
  ['index=main user=ann', false, 'a record by itself does not say its index'],
  ['index=* user=bob', true, search],
  ['tag=x', undefined, 'eventtypes.conf.spec 9.0.1'],
  ['eventtype=other', true, search],
  ['eventtype=later user=bob', true, `${search}: half of 2,566 published references are forward`],
  ['eventtype=o*', true, search],
  ['eventtype=nowhere', false, search],
  ['eventtype=test', undefined, 'asks for itself'],
  ['`mac`', true, 'macros.conf.spec 9.0.1'],
  ['`mac` user=ann', false, 'macros.conf.spec 9.0.1'],
  ['`arg(1)` user=ann', false, 'not implemented'],
  ['`arg(1)` user=bob', undefined, 'not implemented'],
];

describe('the search of an eventtype', () => {
  it.each(cases)('%s', (text, fits, source) => {
    expect(source).not.toBe('');
    const eventtypes = `[other]\nsearch = user=bob\n[test]\nsearch = ${text}\n[later]\nsearch = eventtype=other`;
    const record = readOne(readerOf({ props: fields, eventtypes, macros: '[mac]\ndefinition = user=bob OR user=joe' }), raw);
    const isUndecided = record.notes?.some(({ message }) => message === 'whether the record is of the eventtype test') ?? false;
    expect(isUndecided ? undefined : record.eventtypes.includes('test')).toBe(fits);
  });

  const wrong: readonly (readonly [search: string, findings: readonly string[]])[] = [
    ['user=bob | head 1', ['splunk-eventtype app/default/eventtypes.conf:2:19 [t]: an eventtype cannot hold a pipe']],
    ['[search x]', ['splunk-eventtype app/default/eventtypes.conf:2:10 [t]: an eventtype cannot hold a subsearch']],
    ['(user=bob', ['splunk-eventtype app/default/eventtypes.conf:2:10 [t]: a closing parenthesis is missing']],
    [`${'('.repeat(5000)}a`, ['splunk-eventtype app/default/eventtypes.conf:2:410 [t]: the search is nested too deeply']],
    ['user=', ['splunk-eventtype app/default/eventtypes.conf:2:15 [t]: a comparison without a value']],
    ['tag=x', ['splunk-eventtype app/default/eventtypes.conf:2:10 [t] asks for a tag, which an eventtype may not do']],
    ['`m(1)`', ['splunk-eventtype app/default/eventtypes.conf:2:10 [t] asks for the macro m(1)']],
  ];

  it.each(wrong)('%s is named with its place', (text, findings) => {
    expect(told(openSplunkApps([appOf({ eventtypes: `[t]\nsearch = ${text}` })]).findings)).toEqual(findings);
  });

  it.each([
    ['itself', '[t]\nsearch = user=bob OR NOT eventtype=t', ['2:10 the eventtype asks for itself: t -> t']],
    [
      'each other',
      '[first]\nsearch = eventtype=b\n[a]\nsearch = eventtype IN (x, c)\n[b]\nsearch = x eventtype=a\n[c]\nsearch = eventtype=b',
      ['6:10 the eventtype asks for itself: b -> a -> c -> b'],
    ],
    ['one that is asked for twice', '[a]\nsearch = eventtype=b eventtype=c\n[b]\nsearch = eventtype=c\n[c]\nsearch = x', []],
    ['a disabled one', '[a]\nsearch = eventtype=b\n[b]\nsearch = eventtype=a\ndisabled = true', []],
  ])('that asks for %s', (_, eventtypes, expected) => {
    const { findings } = openSplunkApps([appOf({ eventtypes })]);
    expect(told(findings)).toEqual(expected.map((each) => `splunk-wrong app/default/eventtypes.conf:${each}`));
  });

  it('is left out where the eventtype is disabled, and fills in its name', () => {
    const eventtypes = '[off]\nsearch = user=bob\ndisabled = 1\n[of-%user%]\nsearch = user=bob';
    expect(readOne(readerOf({ props: fields, eventtypes }), raw).eventtypes).toEqual(['of-Bob']);
  });
});

describe('tags', () => {
  const spec = 'tags.conf.spec 9.0.1';
  const tagsOf = (tags: string) => readOne(readerOf({ props: fields, eventtypes: '[t]\nsearch = user=bob', tags }), raw).tags;

  it.each([
    ['of an eventtype', spec, '[eventtype=t]\nb = enabled\na = enabled', ['a', 'b']],
    ['disabled', spec, '[eventtype=t]\na = disabled', []],
    ['of a calculated field', spec, '[status=200]\nok = enabled', ['ok']],
    ['of any of several values', spec, '[mv=b]\nx = enabled', ['x']],
    ['of a value with a blank, URL-encoded', spec, '[text=a%20b]\nx = enabled', ['x']],
    ['of host', spec, '[host=h]\nx = enabled', ['x']],
    ['the value exactly', 'stated nowhere: the reading taken', '[user=bob]\nx = enabled', []],
    ['once, whoever gives it', spec, '[eventtype=t]\na = enabled\n[status=200]\na = enabled', ['a']],
  ] as const)('%s', (_, source, tags, expected) => {
    expect(source).not.toBe('');
    expect(tagsOf(tags)).toEqual(expected);
  });

  it('tells of a stanza of another form', () => {
    expect(told(openSplunkApps([appOf({ tags: '[x]\na = enabled' })]).findings)).toEqual([
      'splunk-wrong app/default/tags.conf:1:1 [x] is not of the form field=value',
    ]);
  });
});
