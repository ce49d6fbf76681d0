import { describe, expect, it } from 'vitest';
import { type Parsed, parseFrameTemplate, parseMessage, parseTrailer, templateOf } from '../../src/pattern/template.js';
import { frameExpressionOf, messageExpression, type Reading } from '../../src/pattern/template-regex.js';
import { parseTimePattern, strptimeOf, timeLayoutOf, timeShapeOf } from '../../src/pattern/time-pattern.js';
import { namedGroups } from './named-groups.js';

const reading: Reading = { group: (name) => name, nulls: ['-'], isFrame: false };

function parts(read: Parsed) {
  if ('mistake' in read) throw new Error(read.mistake.message);
  return templateOf(read.parts);
}

/** What a message reads from a text; undefined where it does not fit. */
function read(template: string, text: string) {
  return namedGroups(`\\A${messageExpression(parts(parseMessage(template)), reading)}`, text);
}

function readFrame(template: string, text: string) {
  return namedGroups(`\\A${frameExpressionOf(parts(parseFrameTemplate(template)), (name) => name)}(?<body>[\\s\\S]+)`, text);
}

function mistake(read: Parsed) {
  return 'mistake' in read ? read.mistake : undefined;
}

describe('a message', () => {
  it.each([
    ['new key {name}, t: {t:int}', 'new key a b, t: 6', { name: 'a b', t: '6' }],
    ['new key {name}, t: {t:int}', 'new key a, t: b, t: 6', undefined],
    ['new key {name}, t: {t:int}', 'new key , t: 6', undefined],
    ['new key {name}, t: {t:int}', 'new key a, t: -6', { name: 'a', t: '-6' }],
    ['new key {name}, t: {t:int}', 'new key -, t: 6', { name: undefined, t: '6' }],
    ['new key {name}, t: {t:int}', 'new key --, t: 6', { name: '--', t: '6' }],
    ['{peer:address}#{n:digits} probe', '::1#21 probe', { peer: '::1', n: '21' }],
    ['{peer:address}#{n:digits} probe', 'a b#21 probe', undefined],
    ['{peer:address}#{n:digits} probe', '1.2.3.4#21 probe ', undefined],
    ['{a:hex}ab{b}', 'ababab', undefined],
    ['{a:hex}ab{b}', '12ab3', { a: '12', b: '3' }],
    ['{a:word}, {b:word}', 'x,y, z', { a: 'x,y', b: 'z' }],
    ['{a:host-port} up', '[::1]:443 up', { a: '[::1]:443' }],
    ['{a:host-port} up', '1.2.3.4:443x up', undefined],
    ['{{{a}} {b:rest}', '{x} y z', { a: 'x', b: 'y z' }],
    ['a.b (c) {d}', 'a.b (c) e', { d: 'e' }],
    ['a.b (c) {d}', 'axb (c) e', undefined],
  ])('%s reads %s', (template, text, expected) => {
    expect(read(template, text)).toEqual(expected);
  });

  it.each([
    ['user {name', 'this brace is not closed; write {{ for a brace that is printed', 5],
    ['user {name {x}', 'this brace is not closed; write {{ for a brace that is printed', 5],
    ['{a}{b} x', 'some text has to stand in front of {b}, else nobody knows where the value before it ends', 3],
    ['x {a:number}', '"number" is no type of a placeholder: use text, word, digits, int, hex, address, host-port, stamp, rest', 2],
    ['x {a} y {a}', '{a} stands twice in one template', 8],
    ['x {a:rest} y', '{a:rest} reads to the end, so nothing follows it', 2],
    ['x {a:int}0', '{a:int} may itself hold "0", so nobody knows where it ends: use another type, such as text', 2],
    ['{a}', 'a template has some text of its own, else it fits every message', 0],
    ['x {}', '"" is no name of a placeholder: letters, digits and _, at most 41, a letter first; write {{ for a brace that is printed', 2],
  ])('%s is refused', (template, message, at) => {
    expect(mistake(parseMessage(template))).toMatchObject({ message, at });
  });
});

describe('a trailer', () => {
  it('starts with text, whose first character stands in it once', () => {
    expect(mistake(parseTrailer('{a} b'))?.message).toContain('starts with the text');
    expect(mistake(parseTrailer('|{a}|{b}'))?.message).toContain('only once');
    expect(mistake(parseTrailer('|{a:address} {b}'))).toBeUndefined();
  });
});

describe('a frame', () => {
  const frame = "{time:yyyy-MM-dd'T'HH:mm:ss.SSSXXX} {level:word} [{source}] - {@body}";

  it('takes a run of blanks for one', () => {
    const expected = { time: '2024-05-01T10:00:00.123+02:00', level: 'INFO', source: 'a b', body: 'text' };
    expect(readFrame(frame, '2024-05-01T10:00:00.123+02:00 INFO   [a b]  -   text')).toEqual(expected);
    expect(readFrame(frame, '2024-05-01T10:00:00.123+02:00 INFO[a b] - text')).toBeUndefined();
    expect(readFrame(frame, '2024-05-01T10:00:00+02:00 INFO [a b] - text')).toBeUndefined();
  });

  it.each([
    ['{level:word} {@body}', 'a frame has a {time:...}, such as {time:yyyy-MM-dd HH:mm:ss}'],
    ['{time:yyyy-MM-dd HH:mm:ss} x', 'a frame ends in {@body}'],
    ['{time:yyyy-MM-dd HH:mm:ss}{@body}', 'some text has to stand between {time} and {@body}, else nobody knows where the value ends'],
    ['{time:yyyy-MM-dd HH:mm:ss} {@body} x', 'nothing follows {@body} in a frame'],
    [
      '{time:yyyy-MM-dd hh:mm:ss} {@body}',
      'the time pattern has "hh", which is not understood: the hour is HH, from 00 to 23; hours with AM and PM are not read',
    ],
    ['{time:yyyy-MM-dd HH:mm} {@body}', 'the time pattern lacks ss'],
    ['{time:MMM d HH:mm:ss} {@body}', 'the time pattern lacks yyyy'],
    ['{time:d MMM yyyy HH:mm:ss} {@body}', 'the time pattern begins with d'],
    ['{time:YYYY-MM-dd HH:mm:ss} {@body}', 'the time pattern has "YYYY", which is not understood: the year is yyyy'],
    ['{time:yyyy-mm-dd HH:MM:ss} {@body}', 'in a time pattern MM is the month and mm the minute; here they have changed places'],
    ['{time:%Y-%m-%d %H:%M:%S} {@body}', 'the time pattern is written with %; write its letters'],
    ['{time:yyyy-MM-dd~HH:mm:ss} {@body}', 'the time pattern cannot hold "~"'],
    ['{time:yyyy-MMMM-dd HH:mm:ss} {@body}', 'the month is MM or MMM'],
    [
      '{time:yyyy-MM-dd HH:mm:ss q} {@body}',
      /^the time pattern has "q", which is not understood: use yyyy, .*; put other letters in quotes/,
    ],
  ])('%s is refused', (template, message) => {
    expect(mistake(parseFrameTemplate(template))?.message).toMatch(message);
  });
});

describe('a time pattern', () => {
  const pattern = parseTimePattern("dd/MMM/yyyy'T'HH:mm:ss.SSSXX");
  if ('message' in pattern) throw new Error(pattern.message);

  it('becomes what each side needs', () => {
    expect(strptimeOf(pattern)).toBe('%d/%b/%YT%H:%M:%S.%3N%z');
    expect(timeLayoutOf(pattern)).toEqual({
      mask: '##/@@@/####T##:##:##.###',
      at: { dd: 0, MMM: 3, yyyy: 7, HH: 12, mm: 15, ss: 18, SSS: 21 },
      zone: 'XX',
    });
    expect(namedGroups(`^${timeShapeOf(pattern)}`, '01/Mar/2024T10:00:00.123Z')).toBeDefined();
  });

  it.each([
    ['EEE MMM d HH:mm:ss yyyy', '%a %b %e %H:%M:%S %Y', '@@@ @@@ ~# ##:##:## ####', 'Wed Mar  4 23:10:05 2026'],
    ['yyyy-MM-dd HH:mm:ss,SSS', '%Y-%m-%d %H:%M:%S,%3N', '####-##-## ##:##:##,###', '2026-03-04 23:10:05,318'],
    ['yyyy-MM-ddTHH:mm:ss.SSSSSSXXX', '%Y-%m-%dT%H:%M:%S.%6N%:z', '####-##-##T##:##:##.######', '2026-03-04T23:10:05.318001+01:00'],
  ])('%s is read alike', (text, strptime, mask, stamp) => {
    const read = parseTimePattern(text);
    if ('message' in read) throw new Error(read.message);
    expect(strptimeOf(read)).toBe(strptime);
    expect(timeLayoutOf(read)).toMatchObject({ mask, at: { dd: mask.includes('~') ? mask.indexOf('~') : 8 } });
    expect(namedGroups(`^${timeShapeOf(read)}(?![\\s\\S])`, stamp)).toBeDefined();
  });
});
