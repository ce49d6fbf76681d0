import { describe, expect, it } from 'vitest';
import { expressionSupport } from '../../../src/evaluate/regex/constructs.js';
import { compileExpression, type Dialect } from '../../../src/evaluate/regex/expression.js';
import { constructsWithoutCase } from './construct-cases.js';
import { pcre2Cases } from './pcre2-cases.js';

const dialects: Readonly<Record<string, Dialect>> = {
  'regular expression (PCRE2)': 'pcre2',
  'regular expression (Java)': 'java',
  'regular expression (RE2, agents)': 're2',
};

/** What makes a whole expression of the beginning of a construct. */
const rest: Readonly<Record<string, string>> = {
  '\\x': '41',
  '\\u': '0041',
  '\\o': '{101}',
  '\\c': 'A',
  '\\p': '{L}',
  '\\P': '{L}',
  '\\k': '<n>',
  '\\g': '1',
  '\\Q': 'a',
  '(?<': 'n>a)',
  '(?P<': 'n>a)',
  "(?'": "n'a)",
  '(?P=': 'n)',
  '(?': 'i)',
};

const rows = expressionSupport().filter(({ name }) => /^(?:\\|\()/.test(name) && !name.includes(' '));

describe('the support table of regular expressions', () => {
  it.each(rows)('is true of $name in $area', ({ area, name, state }) => {
    const dialect = dialects[area] ?? 'pcre2';
    const whole = `${name}${rest[name] ?? (name.startsWith('(') && !name.endsWith(')') ? 'a)' : '')}`;
    // An end of a quotation needs its begin, a reference its group.
    const pattern = name === '\\E' ? '\\Qa\\E' : /^(?:\\k|\\g|\(\?P=)/.test(name) ? `(?<n>a)${whole}` : whole;
    expect(compileExpression(pattern, dialect).refused === undefined).toBe(state !== 'refused');
  });

  it('has a case of PCRE2 for each construct that is implemented', () => {
    expect(
      constructsWithoutCase(
        expressionSupport().filter(({ side }) => side === 'splunk'),
        pcre2Cases,
      ),
    ).toEqual([]);
  });

  it('names each construct of a dialect once', () => {
    const names = expressionSupport().map(({ area, name }) => `${area} ${name}`);
    expect(names.length).toBeGreaterThan(150);
    expect(new Set(names).size).toBe(names.length);
  });
});
