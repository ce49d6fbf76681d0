import { describe, expect, it } from 'vitest';
import { anyHeader, aroundTime, framesInEachTime, unionExpression, unionTimes, uniteFrames } from '../../src/pattern/frame-union.js';
import { parseFrameTemplate, type Template, templateOf } from '../../src/pattern/template.js';
import { strptimeOf } from '../../src/pattern/time-pattern.js';
import { namedGroups } from './named-groups.js';

const short = '{level:word} [{context}] {time:yyyy-MM-dd HH:mm:ssXX} - {@body}';
const traced = `id: [{trace}] ${short}`;
const untraced = `id: [] ${short}`;
const stamped = (frame: string) => `{sent:stamp} {host:word} ${frame}`;
const iso = (frame: string) => frame.replace('yyyy-MM-dd HH:mm:ssXX', "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

function templates(...frames: readonly string[]): readonly Template[] {
  return frames.map((frame) => {
    const read = parseFrameTemplate(frame);
    if ('mistake' in read) throw new Error(read.mistake.message);
    return templateOf(read.parts);
  });
}

function read(frames: readonly Template[], line: string) {
  const united = uniteFrames(frames);
  if (united === undefined) throw new Error('not one frame');
  return namedGroups(`\\A${anyHeader}${unionExpression(united, (name) => name)}(?<body>[\\s\\S]*)`, line);
}

describe('frames as one', () => {
  const all = templates(stamped(traced), stamped(untraced), stamped(short), traced, untraced, short, iso(short));
  const rest = { level: 'INFO', context: 'a b', time: '2015-07-03 11:55:39+0300', body: '{}' };

  it.each([
    ['id: [x] INFO  [a b] 2015-07-03 11:55:39+0300 - {}', { ...rest, trace: 'x' }],
    ['id: [] INFO [a b] 2015-07-03 11:55:39+0300 - {}', rest],
    ['2015-07-03T11:55:39+03:00 h INFO [a b] 2015-07-03 11:55:39+0300 - {}', { ...rest, sent: '2015-07-03T11:55:39+03:00', host: 'h' }],
    ['<134>Jul  3 11:55:39 h id: [x] INFO [a b] 2015-07-03 11:55:39+0300 - {}', { ...rest, trace: 'x' }],
    ['INFO [a b] 2015-07-03T11:55:39.123Z - {}', { ...rest, time: '2015-07-03T11:55:39.123Z' }],
    ['INFO [a b] 2015-07-03T11:55:39Z - {}', undefined],
    ['INFO [a] b] 2015-07-03 11:55:39+0300 - {}', undefined],
    ['INFO [a]b] 2015-07-03 11:55:39+0300 - {}', { ...rest, context: 'a]b' }],
    ['id: [x] INFO [a b] 2015-07-03T11:55:39.123Z - {}', { ...rest, trace: 'x', time: '2015-07-03T11:55:39.123Z' }],
  ])('%s', (line, expected) => {
    expect(read(all, line)).toEqual(expected);
  });

  it('have the patterns of all their times', () => {
    expect(unionTimes(uniteFrames(all) ?? []).map(strptimeOf)).toEqual(['%Y-%m-%d %H:%M:%S%z', '%Y-%m-%dT%H:%M:%S.%3N%:z']);
    expect(aroundTime(all)).toEqual({ before: '] ', after: ' - ' });
  });

  it('are read in each form of the time that one of them has', () => {
    const times = framesInEachTime(templates(traced, short, iso(short))).map(({ head, values }) => [
      head,
      ...values.flatMap(({ time }) => (time === undefined ? [] : [strptimeOf(time)])),
    ]);
    const [old, today] = ['%Y-%m-%d %H:%M:%S%z', '%Y-%m-%dT%H:%M:%S.%3N%:z'];
    expect(times).toEqual([
      ['id: [', old],
      ['id: [', today],
      ['', old],
      ['', today],
    ]);
  });

  it.each([
    [
      'an order that is another',
      ['{a:word} [{b}] {time:yyyy-MM-dd HH:mm:ss} {@body}', '[{b}] {a:word} {time:yyyy-MM-dd HH:mm:ss} {@body}'],
    ],
    ['a type that is another', [short, short.replace('level:word', 'level:digits')]],
  ])('are not one: %s', (_, frames) => {
    expect(uniteFrames(templates(...frames))).toBeUndefined();
  });
});
