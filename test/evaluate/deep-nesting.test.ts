import { describe, expect, it } from 'vitest';
import { compilePainless } from '../../src/evaluate/elastic/painless/painless-script.js';
import { compileExpression } from '../../src/evaluate/regex/expression.js';
import { startOf } from '../../src/source/source-text.js';

const nested = (open: string, close: string, levels: number): string => `${open.repeat(levels)}x${close.repeat(levels)}`;

describe('what is nested too deeply is refused by name instead of exhausting the stack', () => {
  // PCRE2 10.42: 250 levels, the default of pcre2_set_parens_nest_limit; more are "parentheses are too deeply nested".
  it.each([
    ['pcre2', '(', ')'],
    ['pcre2', '(?:', ')'],
    ['java', '(?=', ')'],
    ['java', '[', ']'],
  ] as const)('in an expression of %s: %s', (dialect, open, close) => {
    expect(compileExpression(nested(open, close, 20_000), dialect).refused?.what).toBe('more than 250 groups or classes inside each other');
  });

  it('reads 250 groups inside each other', () => {
    expect(compileExpression(nested('(', ')', 250), 'pcre2').expression?.groupCount).toBe(250);
    expect(compileExpression(nested('(', ')', 251), 'pcre2').refused?.at).toBe(251);
  });

  it('in a script', () => {
    const { script, findings } = compilePainless(`ctx.a = ${nested('(', ')', 5000)}`, 'script', startOf('default.yml'));
    expect([script, findings.map(({ code }) => code)]).toEqual([undefined, ['painless-refused']]);
  });
});
