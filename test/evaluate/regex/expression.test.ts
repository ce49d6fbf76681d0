import { describe, expect, it } from 'vitest';
import { compileExpression, type Dialect } from '../../../src/evaluate/regex/expression.js';
import type { Case } from './case.js';
import { javaCases } from './java-cases.js';
import { pcre2Cases } from './pcre2-cases.js';
import { re2Cases } from './re2-cases.js';

const tables: readonly (readonly [Dialect, readonly Case[]])[] = [
  ['pcre2', pcre2Cases],
  ['java', javaCases],
  ['re2', re2Cases],
];

/** What we answer, in the words of a case. */
function ours({ pattern, flags, text }: Case, dialect: Dialect): unknown {
  const { expression, refused } = compileExpression(pattern, dialect, flags);
  if (expression === undefined) return { refused: refused.what };
  return [...expression.matches(text)].map((match) => match.groups.map((group) => group ?? null));
}

describe.each(tables)('expressions of %s', (dialect, cases) => {
  it.each(cases)('$pattern $flags on $text', (row) => {
    const answer = ours(row, dialect);
    if (row.ours !== undefined) expect(answer).toEqual({ refused: row.ours });
    else if ('error' in row.answer) expect(answer).toEqual({ refused: expect.any(String) });
    else expect(answer).toEqual(row.answer);
  });

  it('say where each group stands', () => {
    for (const { pattern, flags, text } of cases) {
      const { expression } = compileExpression(pattern, dialect, flags);
      for (const match of expression?.matches(text) ?? []) {
        const cut = match.spans().map((span) => (span === undefined ? undefined : text.slice(...span)));
        expect(cut, `${pattern} on ${text}`).toEqual([...match.groups]);
        expect(match.spans()[0]).toEqual([match.start, match.end]);
      }
    }
  });
});

describe('a refusal', () => {
  it.each([
    ['ab(?R)', 'recursion', 2],
    ['a[b', 'a class without its ]', 1],
    ['x(?:(a)|b)*', 'a repeated part with a group that not every round sets', 1],
    ['(?<n>a)(?<n>b)', 'the name n twice', 10],
  ])('of %s names what and where', (pattern, what, at) => {
    expect(compileExpression(pattern, 'pcre2').refused).toEqual({ what, at });
  });
});

describe('an expression', () => {
  const compiled = (pattern: string, flags?: string) => {
    const { expression, refused } = compileExpression(pattern, 'pcre2', flags);
    if (expression === undefined) throw new Error(refused.what);
    return expression;
  };

  it('knows its groups and their names', () => {
    const { groupCount, names, source } = compiled('(a)(?<n>b)(?>c)');
    expect({ groupCount, names: [...names], source }).toEqual({ groupCount: 2, names: [['n', [2]]], source: '(a)(?<n>b)(?>c)' });
  });

  it('searches from a place and sees what stands before it', () => {
    expect(compiled('(?<=a)b|\\Ab').match('bab', 1)).toMatchObject({ start: 2, end: 3 });
    expect(compiled('^b').match('bab', 1)).toBeUndefined();
  });

  it('may be used while its matches are gone through', () => {
    const expression = compiled('a');
    const starts = [...expression.matches('aba')].map((match) => [match.start, expression.match('xxa')?.start]);
    expect(starts).toEqual([
      [0, 2],
      [2, 2],
    ]);
  });

  it('leaves groups out that nobody reads, where they alone stand in the way', () => {
    const pattern = '^((a)|b)+(?<n>c)\\3';
    expect(compileExpression(pattern, 'pcre2').refused?.what).toBe('a repeated part with a group that not every round sets');
    const { expression } = compileExpression(pattern, 'pcre2', '', 'named');
    expect(expression?.match('abcc')?.groups).toEqual(['abcc', undefined, undefined, 'c']);
    expect(expression?.match('abcc')?.spans()).toEqual([[0, 4], undefined, undefined, [2, 3]]);
    expect(compileExpression('(?:(?<n>a)|b)+', 'pcre2', '', 'none').expression?.test('ab')).toBe(true);
    expect(compileExpression('(?:(?<n>a)|b)+', 'pcre2', '', 'named').refused).toBeDefined();
    expect(compileExpression('(?:(?<n>a)|b)+\\1', 'pcre2', '', 'none').refused).toBeDefined();
  });

  it('tests', () => {
    expect([compiled('b$').test('ab\n'), compiled('b$').test('ab\n\n')]).toEqual([true, false]);
  });
});

describe('the whole texts of an expression', () => {
  const texts = (pattern: string) => {
    const found = compileExpression(pattern, 'pcre2').expression?.wholeTexts();
    return found === undefined ? undefined : [...found];
  };

  it.each<readonly [string, readonly string[]]>([
    ['^ab\\z', ['ab']],
    ['\\A(?:a|bc)(?![\\s\\S])', ['a', 'bc']],
    ['^x(?:a|b)[yz]\\z', ['xay', 'xaz', 'xby', 'xbz']],
    ['(?i)^a1\\z', ['A1', 'a1']],
    ['^(?:a|)b\\z', ['ab', 'b']],
  ])('%s', (pattern, expected) => expect(texts(pattern)).toEqual(expected));

  it.each([
    'ab\\z',
    '^ab',
    '^ab$',
    '(?m)^ab\\z',
    '^(ab)\\z',
    '^a*\\z',
    '^a?\\z',
    '^\\z',
    '^(?:a|)\\z',
    '^a.\\z',
    '^(?=a)a\\z',
    '^a\\bb\\z',
    '^a(?!b)',
    '^a(?<![\\s\\S])',
    '^[a-d][a-d][a-d][a-d][a-d]\\z',
  ])('are not plain to see in %s', (pattern) => expect(texts(pattern)).toBeUndefined());
});
