import { describe, expect, it } from 'vitest';
import { type ConfStanza, confText, renderConf } from '../../src/render/conf.js';

function stanza(name: string, key = 'A', value = 'x'): ConfStanza {
  return { name, settings: [{ key, value }] };
}

describe('renderConf', () => {
  it('writes comments, stanzas, continued values and settings that are switched off', () => {
    const text = renderConf({
      comment: 'one\ntwo\\',
      stanzas: [
        {
          name: 'eventtype=x y',
          comment: 'why',
          settings: [
            { key: 'EXTRACT-a', value: String.raw`^(?<pid>\d+)\. = [x]`, comment: 'frame' },
            { key: 'empty', value: '' },
            { key: 'long', value: { continued: ['first x', 'second'] } },
          ],
          switchedOff: [{ key: 'SEDCMD-mask', value: 's/a/b/g', comment: 'breaks signatures' }],
        },
        { name: '', settings: [{ key: 'export', value: 'system' }] },
      ],
    });
    expect(text).toMatchInlineSnapshot(`
      "# one
      # two\\.

      # why
      [eventtype=x y]
      # frame
      EXTRACT-a = ^(?<pid>\\d+)\\. = [x]
      empty =
      long = first x\\
      second
      # breaks signatures
      #SEDCMD-mask = s/a/b/g

      []
      export = system
      "
    `);
  });

  it.each([
    ['a newline in a value', stanza('s', 'A', 'x\ny')],
    ['a carriage return in a value', stanza('s', 'A', 'x\ry')],
    ['a closing backslash', stanza('s', 'A', 'C:\\logs\\')],
    ['outer blanks', stanza('s', 'A', ' x')],
    ['a newline in a key', stanza('s', 'A\nB')],
    ['an equals sign in a key', stanza('s', 'A=B')],
    ['a key that would be a comment', stanza('s', '#A')],
    ['a bracket in a name', stanza('s]')],
    ['a newline in a name', stanza('s\n[t')],
    ['a key twice', { name: 's', settings: [...stanza('s').settings, ...stanza('s').settings] }],
    ['a continued line that ends in a backslash', { name: 's', settings: [{ key: 'A', value: { continued: ['x\\', 'y'] } }] }],
    ['two lines switched off', { name: 's', settings: [], switchedOff: [{ key: 'A', value: { continued: ['x', 'y'] } }] }],
  ] satisfies [string, ConfStanza][])('refuses %s', (_what, bad) => {
    expect(() => renderConf({ stanzas: [bad] })).toThrow();
  });

  it('refuses a stanza that stands twice', () => {
    expect(() => renderConf({ stanzas: [stanza('s'), stanza('s')] })).toThrow('stands twice');
  });

  it('makes one line of prose', () => {
    expect(confText(' a\n  b\tc\\ \\')).toBe('a b c');
    expect(renderConf({ stanzas: [stanza('s', 'A', confText('x\\\\'))] })).toBe('[s]\nA = x\n');
  });
});
