import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/render/csv.js';

describe('renderCsv', () => {
  it('quotes what needs quotes and changes nothing', () => {
    const text = renderCsv(
      ['code', 'name'],
      [
        ['1', 'a,b'],
        ['2', 'say "x"'],
        ['3', 'two\nlines'],
        ['4', ' outer '],
        ['5', ''],
        ['6', '=1+1'],
        ['7', 'ü'],
      ],
    );
    expect(text).toMatchInlineSnapshot(`
      "code,name
      1,"a,b"
      2,"say ""x"""
      3,"two
      lines"
      4," outer "
      5,
      6,=1+1
      7,ü
      "
    `);
  });

  it.each([
    ['NUL', ['a', 'x\0']],
    ['a carriage return', ['a', 'x\r\ny']],
    ['another width', ['a']],
  ])('refuses %s', (_what, row) => {
    expect(() => renderCsv(['code', 'name'], [row])).toThrow();
  });

  it.each([[[]], [['a', 'a']], [['a', 'b'.repeat(4096)]]])('refuses the header %#', (header) => {
    expect(() => renderCsv(header, [])).toThrow();
  });
});
