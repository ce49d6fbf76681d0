import { describe, expect, it } from 'vitest';
import { YamlEdit } from '../../src/verify/yaml-edit.js';

const block = `# kept
stream: audit
samples:
  - name: one # kept too
    raw: "x"
    expect:
      state: read
      user: alice   # who
      fields:
        A: "1"
        B: |
          two
          lines
  # before the second
  - name: two
    expect: { state: read, fields: { A: "1", B: '2' }, frame: {} }
`;

const edited = (change: (edit: YamlEdit) => void): string => {
  const edit = new YamlEdit('s.yaml', block);
  change(edit);
  return edit.text;
};
const first = ['samples', 0, 'expect'] as const;
const second = ['samples', 1, 'expect'] as const;

describe('a value', () => {
  it.each([
    ['in a block', [...first, 'user'], 'bob', 'user: alice   # who', 'user: bob   # who'],
    ['in a block with a value that needs quotes', [...first, 'fields', 'A'], 'no', 'A: "1"\n        B: |', 'A: "no"\n        B: |'],
    ['of several lines', [...first, 'fields', 'B'], 'a\nb', 'B: |\n          two\n          lines\n', 'B: "a\\nb"\n'],
    ['in flow form', [...second, 'fields', 'B'], ['3', 'x'], "B: '2'", 'B: ["3", x]'],
    ['that is new in a block', [...first, 'fields', 'C'], 'c', '          lines\n', '          lines\n        C: c\n'],
    ['that is new in flow form', [...second, 'fields', 'C'], 'c', "B: '2' }", "B: '2', C: c }"],
    ['that is new in an empty mapping', [...second, 'frame', 'pid'], '7', 'frame: {}', 'frame: { pid: "7" }'],
    [
      'whose mapping is new in a block',
      [...first, 'frame', 'pid'],
      '7',
      '          lines\n',
      '          lines\n      frame: { pid: "7" }\n',
    ],
    ['whose mapping is new in flow form', [...second, 'pairs', 'a'], 'b', 'frame: {} }', 'frame: {}, pairs: { a: b } }'],
  ] as const)('%s is set, and nothing else changes', (_, path, value, before, after) => {
    expect(edited((edit) => edit.set(path, value))).toBe(block.replace(before, () => after));
  });

  it.each([
    ['of a block', [...first, 'user'], '      user: alice   # who\n', ''],
    ['of several lines', [...first, 'fields', 'B'], '        B: |\n          two\n          lines\n', ''],
    ['of flow form', [...second, 'fields', 'A'], 'A: "1", B: \'2\'', "B: '2'"],
    ['at the end of flow form', [...second, 'fields', 'B'], ", B: '2'", ''],
    ['that is not there', [...second, 'user'], '', ''],
  ] as const)('%s is removed, and nothing else changes', (_, path, before, after) => {
    expect(edited((edit) => edit.remove(path))).toBe(block.replace(before, () => after));
  });

  it('that is the last of its mapping takes the mapping with it', () => {
    const text = edited((edit) => {
      edit.remove([...second, 'fields', 'A']);
      edit.remove([...second, 'fields', 'B']);
    });
    expect(text).toBe(block.replace(`fields: { A: "1", B: '2' }, `, ''));
  });
});

it('writes what is read back as the same text', () => {
  for (const value of [
    'null',
    'yes',
    '1',
    '1.0',
    ' a',
    'a: b',
    '#',
    '- x',
    '\u2028\u0085\ufeff',
    "it's",
    '"',
    '\\',
    'Ä ö',
    '',
    'a\tb',
    '0x1',
    '~',
  ]) {
    const edit = new YamlEdit('s.yaml', block);
    edit.set([...first, 'user'], value);
    edit.set([...second, 'facts', 'x'], [value]);
    const { samples } = edit.document.data as { readonly samples: readonly { readonly expect: Readonly<Record<string, unknown>> }[] };
    expect([samples[0]?.expect.user, samples[1]?.expect.facts]).toEqual([value, { x: [value] }]);
  }
});
