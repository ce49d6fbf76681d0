import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, jsonLeaves, onlyPart } from '../../src/verify/value-places.js';

describe('the JSON values of a record', () => {
  const texts = (raw: string, inside?: string) =>
    jsonLeaves(raw, inside).map(({ path, part }) => `${path.join('.')}: ${raw.slice(...part)}`);

  it('stand behind whatever is in front, a brace of which does no harm', () => {
    expect(texts('host {1} - {"a":"x y","b":{"c":[1,{"d":null}]},"e":false}  ')).toEqual([
      'a: x y',
      'b.c.0: 1',
      'b.c.1.d: null',
      'e: false',
    ]);
  });

  it('may stand as text inside an envelope, where each character is found again', () => {
    const raw = JSON.stringify({ level: 'INFO', message: JSON.stringify({ user: 'ä "b" \\', 'n\n': '\u0001 1' }), x: 1 });
    expect(texts(raw, 'message')).toEqual(['level: INFO', 'x: 1', 'user: ä \\\\\\"b\\\\\\" \\\\\\\\', 'n\n: \\\\u0001 1']);
    expect(texts(raw).map((text) => text.split(':')[0])).toEqual(['level', 'message', 'x']);
  });

  it('of any object are where they are written', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), leaf), (object) => {
        const raw = `front ${JSON.stringify(object)}`;
        for (const { path, part } of jsonLeaves(raw)) {
          const value = object[String(path[0])];
          expect(raw.slice(...part)).toBe(typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : String(value));
        }
      }),
    );
  });

  it('are none where the record is cut or holds no object', () => {
    expect(jsonLeaves('x {"a":')).toEqual([]);
    expect(jsonLeaves('plain')).toEqual([]);
  });
});

describe('a text in a record', () => {
  it('is found where it stands once as a whole word', () => {
    expect(onlyPart('user ann, users annex', 'ann')).toEqual([5, 8]);
    expect(onlyPart('a=1 b=1', '1')).toBeUndefined();
    expect(onlyPart('a=12', '1')).toBeUndefined();
    expect(onlyPart('x', ' ')).toBeUndefined();
    expect(onlyPart('[ä]', 'ä')).toEqual([1, 2]);
  });
});

it('parts that touch become one', () => {
  expect(
    joined([
      [5, 7],
      [1, 3],
      [3, 4],
      [6, 9],
      [5, 6],
    ]),
  ).toEqual([
    [1, 4],
    [5, 9],
  ]);
});
