import { describe, expect, it } from 'vitest';
import { Budget } from '../../src/evaluate/budget.js';
import { compileExpression } from '../../src/evaluate/regex/expression.js';

const place = { file: 'props.conf', start: 0, end: 1, line: 3, column: 1, endLine: 3, endColumn: 2 };

describe('a budget', () => {
  it('gives back what work returns and throws what it throws', () => {
    const budget = new Budget(1000);
    expect(budget.run(() => [1, 2])).toEqual({ done: true, value: [1, 2] });
    expect(budget.run(() => undefined)).toEqual({ done: true, value: undefined });
    expect(() =>
      budget.run(() => {
        throw new RangeError('of the work');
      }),
    ).toThrow(RangeError);
  });

  it('ends a regular expression that would run for ages, says where, and can be used again', () => {
    const { expression } = compileExpression('^(?:a+)+$', 'pcre2');
    const budget = new Budget(500);
    const spent = budget.run(() => {
      budget.at = place;
      return expression?.test(`${'a'.repeat(60)}b`);
    });
    expect(spent).toEqual({ done: false, at: place });
    expect(budget.run(() => expression?.test('aaa'))).toEqual({ done: true, value: true });
  });

  it('ends a loop', () => {
    const spent = new Budget(50).run(() => {
      for (;;);
    });
    expect(spent.done).toBe(false);
  });

  it('may run inside another', () => {
    const outer = new Budget(10_000).run(() =>
      new Budget(50).run(() => {
        for (;;);
      }),
    );
    expect(outer).toMatchObject({ done: true, value: { done: false } });
  });

  it('gives many things the limit each, though they run together', () => {
    const budget = new Budget(300);
    const busy = (milliseconds: number) => {
      for (const end = performance.now() + milliseconds; performance.now() < end; );
      return milliseconds;
    };
    const spent = [...budget.each([0, 160, 160, 10_000, 1], busy)];
    expect(spent.map(([thing, { done }]) => [thing, done])).toEqual([
      [0, true],
      [160, true],
      [160, true],
      [10_000, false],
      [1, true],
    ]);
  });

  it('gives things back in their order, however many, and does what it is asked of each once', () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => index);
    const seen: number[] = [];
    const spent = new Budget(10_000).each(numbers, (number) => seen.push(number));
    expect([...spent]).toEqual(numbers.map((number) => [number, { done: true, value: number + 1 }]));
  });
});
