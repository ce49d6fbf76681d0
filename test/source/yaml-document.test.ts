import { describe, expect, it } from 'vitest';
import { parseYaml, type SourceDocument } from '../../src/source/yaml-document.js';

function faults(text: string): string[] {
  return parseYaml('a.yaml', text).findings.map((each) => `${each.code} ${each.span?.line}:${each.span?.column}`);
}

function read(text: string): SourceDocument {
  const { document, findings } = parseYaml('a.yaml', text);
  expect(findings).toEqual([]);
  if (document === undefined) throw new Error('no document');
  return document;
}

function marked(document: SourceDocument, path: (string | number)[], which?: 'key' | 'value'): string {
  const span = document.span(path, which);
  return document.text.slice(span.start, span.end);
}

describe('what is wrong with YAML', () => {
  it.each([
    ['a tab', 'a:\n\tb: 2\n\tc: 3\nd: 1\n', ['yaml-tab 2:1']],
    ['duplicate keys', 'a: 1\n"b": 2\na: 2\n"b": 3\n', ['yaml-duplicate-key 3:1', 'yaml-duplicate-key 4:1']],
    ['a duplicate key in braces', 'a: {b: 1, b: 2}\n', ['yaml-duplicate-key 1:11']],
    ['bad indentation', 'a:\n  b: 1\n c: 2\nd: 3\n', ['yaml-indent 3:2']],
    ['an unclosed quote', 'a: "x\nb: 3\n', ['yaml-syntax 1:4']],
    ['an unquoted colon', 'a: b: c\n', ['yaml-syntax 1:4']],
    ['a list that turns into a mapping', '- a\nb: 1\nc: 2\n', ['yaml-syntax 2:1']],
    ['a reserved character', 'a: @x\n', ['yaml-syntax 1:4']],
    ['a tag', 'a: !secret x\n', ['yaml-tag 1:4']],
    ['a second document', 'a: 1\n---\nb: 1\n', ['yaml-syntax 2:1']],
    ['an alias without anchor', 'a: &name 1\nb: *nmae\n', ['yaml-alias 2:4']],
    ['an alias in itself', 'a: &x [*x]\n', ['yaml-alias 1:8']],
    ['a merge of no mapping', '<<: 1\na: 2\n', ['yaml-syntax 1:1']],
    ['endless nesting in brackets', '['.repeat(100_000), ['yaml-depth 1:1']],
    ['endless nesting in dashes', '- '.repeat(20_000), ['yaml-depth 1:1']],
  ])('%s is one finding at its place', (_, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it('suggests the anchor that was meant', () => {
    expect(parseYaml('a.yaml', 'a: &name 1\nb: *nmae\n').findings[0]?.fix).toBe('did you mean `*name`?');
  });

  it('lets an alias be used often, and stops a bomb quickly', () => {
    const often = `a: &a {b: 1}\nc: [${Array.from({ length: 5_000 }, () => '*a').join(', ')}]\n`;
    expect(faults(often)).toEqual([]);
    const level = (number: number): string =>
      `l${number}: &l${number} [${Array.from({ length: 10 }, () => `*l${number - 1}`).join(',')}]\n`;
    const bomb = `l0: &l0 lol\n${Array.from({ length: 12 }, (_, index) => level(index + 1)).join('')}`;
    expect(faults(bomb)).toHaveLength(1);
    expect(faults(bomb)[0]).toMatch(/^yaml-alias-bomb /);
  });

  it('does not take brackets inside texts for nesting', () => {
    expect(faults(Array.from({ length: 300 }, () => '- "[AuditEvent="\n').join(''))).toEqual([]);
  });

  it('yields no document on an error', () => {
    expect(parseYaml('a.yaml', 'a: 1\na: 2\n').document).toBeUndefined();
  });
});

describe('a document', () => {
  const document = read(
    'catalog: dogtag # id\nfields:\n  user: { role: actor.user }\n  "odd key": 0x110\nlist:\n  - one\n  - [2.10, three]\n',
  );

  it('has plain data', () => {
    expect(document.data).toEqual({
      catalog: 'dogtag',
      fields: { user: { role: 'actor.user' }, 'odd key': 272 },
      list: ['one', [2.1, 'three']],
    });
    expect(document.scalarText(['fields', 'odd key'])).toBe('0x110');
    expect(document.scalarText(['list', 1, 0])).toBe('2.10');
    expect(document.scalarText(['list'])).toBeUndefined();
  });

  it('knows where every key and value stands', () => {
    expect(marked(document, ['catalog'])).toBe('dogtag');
    expect(marked(document, ['catalog'], 'key')).toBe('catalog');
    expect(marked(document, ['fields', 'user', 'role'])).toBe('actor.user');
    expect(marked(document, ['fields', 'odd key'], 'key')).toBe('"odd key"');
    expect(marked(document, ['list', 1, 1])).toBe('three');
    expect(document.span(['fields', 'user', 'role'])).toEqual({
      file: 'a.yaml',
      start: 45,
      end: 55,
      line: 3,
      column: 17,
      endLine: 3,
      endColumn: 27,
    });
  });

  it('points at the nearest key above what is missing', () => {
    expect(marked(document, ['fields', 'user', 'type'])).toBe('user');
    expect(marked(document, ['title'])).toBe('catalog');
    expect(marked(document, ['list', 7])).toBe('list');
    expect(parseYaml('a.yaml', '').document?.span(['x'])).toMatchObject({ line: 1, column: 1 });
  });

  it('follows aliases and merges to where the value was written', () => {
    const merged = read(
      'base: &base { role: actor.user, type: text }\na:\n  <<: *base\n  type: int\nb: *base\nc:\n  <<: [*base, { extra: 1 }]\n',
    );
    expect(merged.data).toMatchObject({ a: { role: 'actor.user', type: 'int' }, c: { role: 'actor.user', extra: 1 } });
    expect(merged.span(['a', 'role']).line).toBe(1);
    expect(merged.span(['a', 'type']).line).toBe(4);
    expect(merged.span(['b', 'type']).line).toBe(1);
    expect(merged.span(['b'])).toMatchObject({ line: 5, column: 4 });
    expect(merged.span(['c', 'extra']).line).toBe(7);
  });

  it('is not fooled by names of object members', () => {
    const odd = read('__proto__: 1\nconstructor: 2\n');
    expect(Object.keys(odd.data as object)).toEqual(['__proto__', 'constructor']);
  });
});
