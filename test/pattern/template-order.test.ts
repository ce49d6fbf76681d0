import { describe, expect, it } from 'vitest';
import { parseMessage, type Template, templateOf } from '../../src/pattern/template.js';
import { templateIndex } from '../../src/pattern/template-data.js';
import { matchingOrder, mayBothFit } from '../../src/pattern/template-order.js';

function template(text: string): Template {
  const read = parseMessage(text);
  if ('mistake' in read) throw new Error(read.mistake.message);
  return templateOf(read.parts);
}

function order(all: Readonly<Record<string, readonly [text: string, before?: readonly string[]]>>): readonly string[] {
  const ordered = Object.entries(all).map(([name, [text, before = []]]) => ({ name, before, template: template(text) }));
  return matchingOrder(ordered).map(({ name }) => name);
}

describe('the order in which templates are tried', () => {
  it('begins with those that begin with text, the longest first', () => {
    expect(order({ value: ['{a} made'], short: ['key {a}'], long: ['key of {a}'] })).toEqual(['long', 'short', 'value']);
  });

  it('keeps to what is declared, however the catalog lists it', () => {
    expect(order({ general: ['key {a}'], special: ['{a} made', ['general']] })).toEqual(['special', 'general']);
    expect(order({ last: ['a {a}'], middle: ['{a} b', ['last']], first: ['{a} c', ['middle']] })).toEqual(['first', 'middle', 'last']);
  });

  it('comes to an end where two events each come before the other', () => {
    expect(order({ one: ['a {a}', ['two']], two: ['b {a}', ['one']] })).toHaveLength(2);
  });
});

describe('two templates that no text fits', () => {
  it.each([
    ['key {a} made', 'lock {a} made'],
    ['key {a} made', 'key {a} lost'],
    ['key {a:int}', 'key pair {a}'],
    ['{a:word} logged in', '{a:word} logged out'],
    ['{a:word} logged in', 'key {a} logged in twice'],
    ['new key {a}, c: {b:int}', '{a:word} made key'],
    ['{a:address}#{b:int} probe', 'rsa {a}!{b}'],
    ['made', 'made {a}'],
  ])('%s / %s', (one, other) => {
    expect(mayBothFit(template(one), template(other), ['-'])).toBe(false);
    expect(mayBothFit(template(other), template(one), ['-'])).toBe(false);
  });

  it.each([
    ['key {a}', 'key {a} made'],
    ['{a} made', 'key {a}'],
    ['{a:word} made', '{a} made'],
    ['key {a:digits}', 'key -'],
  ])('are told from %s / %s', (one, other) => {
    expect(mayBothFit(template(one), template(other), ['-'])).toBe(true);
    expect(mayBothFit(template(other), template(one), ['-'])).toBe(true);
  });
});

describe('the index of templates', () => {
  it('finds a template by its first word, else by its rarest whole word, else tries it always', () => {
    const texts = ['key {a} made', 'keys', '{a} key made', '{a} key lost', '{a}made', '{a}lost now', '#{a}', 'ab{a}'];
    expect(templateIndex(texts.map(template))).toEqual({
      first: { key: [0], keys: [1] },
      words: { lost: [3], made: [2], now: [5] },
      others: [4, 6, 7],
      least: 2,
    });
  });

  it('asks of a thousand templates no more than of one', () => {
    const texts = Array.from({ length: 1000 }, (_, number) => (number % 2 === 0 ? `word${number} {a}` : `{a} did word${number} twice`));
    const { first, words, others } = templateIndex(texts.map(template));
    const longest = Math.max(...[...Object.values(first), ...Object.values(words)].map((numbers) => numbers.length));
    expect([longest, others]).toEqual([1, []]);
  });

  it('finds templates that begin with the same word by another one, where they are many', () => {
    const texts = (count: number): string[] => Array.from({ length: count }, (_, number) => `key number word${number} was made by {a}`);
    expect(templateIndex(texts(3).map(template)).first).toEqual({ key: [0, 1, 2] });
    const { first, words, others, least } = templateIndex(texts(1000).map(template));
    const longest = Math.max(...Object.values(words).map((numbers) => numbers.length));
    expect([first, longest, Object.keys(words).length, others, least]).toEqual([{}, 1, 1000, [], 0]);
  });
});
