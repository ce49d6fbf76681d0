import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, editDistance } from '../../src/diagnostics/did-you-mean.js';

describe('closest', () => {
  it.each([
    ['outcom', ['outcome', 'action'], 'outcome'],
    ['actoin', ['outcome', 'action'], 'action'],
    ['actor.usre', ['actor.user', 'actor.name'], 'actor.user'],
    ['dogtga', ['dogtag', 'x-road'], 'dogtag'],
    ['zzz', ['dogtag', 'x-road'], undefined],
    ['ab', ['cd'], undefined],
    ['', ['abc'], undefined],
    ['field', [], undefined],
  ])('of %j in %j is %j', (word, candidates, expected) => {
    expect(closest(word, candidates)).toBe(expected);
  });

  it('does not depend on the order of the candidates', () => {
    expect(closest('bat', ['cat', 'rat'])).toBe('cat');
    expect(closest('bat', ['rat', 'cat'])).toBe('cat');
  });
});

describe('editDistance', () => {
  it('counts a swap of neighbours as one edit', () => {
    expect(editDistance('ab', 'ba')).toBe(1);
    expect(editDistance('abc', 'abc')).toBe(0);
    expect(editDistance('abc', 'abcdefgh')).toBe(8);
  });

  it('is the same both ways', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => editDistance(a, b) === editDistance(b, a)),
      { seed: 1 },
    );
  });
});
