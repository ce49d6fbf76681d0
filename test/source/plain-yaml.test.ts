import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { readPlainYaml } from '../../src/source/plain-yaml.js';
import type { PathStep } from '../../src/source/yaml-document.js';

const catalogs = join(import.meta.dirname, '../../catalogs');
const files = readdirSync(catalogs, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));

/** Reads a text both ways and says whether it was plain; whatever is plain must be the same, places included. */
function compare(text: string): boolean {
  const plain = readPlainYaml(text);
  if (plain === undefined) return false;
  const tree = parseDocument(text, { prettyErrors: false, merge: true, uniqueKeys: true });
  expect([...tree.errors, ...tree.warnings]).toEqual([]);
  expect(plain.data).toEqual(tree.toJS());
  for (const { path, key, value } of nodes(tree.contents, [], undefined)) {
    const range = plain.places.range(path, 'value');
    if (range !== undefined) expect([path, ...range]).toEqual([path, value.range?.[0], value.range?.[1]]);
    if (key !== undefined) expect([path, ...(plain.places.range(path, 'key') ?? [])]).toEqual([path, key.range?.[0], key.range?.[1]]);
    const written = plain.places.scalarText(path);
    if (written !== undefined) expect([path, written]).toEqual([path, isScalar(value) ? (value.source ?? String(value.value)) : undefined]);
  }
  return true;
}

interface Found {
  readonly path: readonly PathStep[];
  readonly key: Node | undefined;
  readonly value: Node;
}

function nodes(value: unknown, path: readonly PathStep[], key: Node | undefined): Found[] {
  const own: Found = { path, key, value: value as Node };
  if (isMap(value)) {
    return [
      own,
      ...value.items.flatMap((pair) => nodes(pair.value, [...path, String((pair.key as { value: unknown }).value)], pair.key as Node)),
    ];
  }
  if (isSeq(value)) return [own, ...value.items.flatMap((item, index) => nodes(item, [...path, index], undefined))];
  return [own];
}

describe('plain YAML', () => {
  it.each(files)('reads %s as the library does', (file) => {
    expect(compare(readFileSync(join(catalogs, file), 'utf8'))).toBe(true);
  });

  it.each([
    ['lists at the column of their key', 'a:\n- 1\n- b: c\n  d:\n  - e\nf: g\n'],
    ['flow collections, also over lines', 'a: { b: [c, "d"], "e f": { g: 1.5 } }\nh: [x,\n  y, ]\ni: []\nj: {}\n'],
    ['texts over lines', 'a: one\n  two\nb: |\n  three\n\n   four\n\nc: >-\n  five\n  six\n\n  seven\n- not\n'.replace('- not\n', '')],
    ['quoted texts', `a: 'it''s'\nb: "\\u00e9 \\x41 \\n \\" #"\n"c: d": e # f\n'g': ""\n`],
    ['words that are no texts', 'a: [null, ~, true, False, 010, 0x1f, 0o17, -1, .5, 1., 1e3, 1.0.0, no, 2026-01-01]\nb:\nc: ~\n'],
    ['comments', '# a\na: b # c\n\n  # d\ne: #f\n  g: h#i\n'],
    ['keys that are numbers', '0: a\n28: b\n-1: c\n1.5: d\n1.0.0: e\n"0x1c": f\n'],
    ['lists in lists', '- - a\n  - b\n-\n  - c\n- d: e\n  f: g\n'],
  ])('reads %s', (_what, text) => {
    expect(compare(text)).toBe(true);
  });

  it.each([
    'a: &b c\nd: *b\n',
    'a: !t b\n',
    '<<: { a: b }\n',
    'a: b\r\n',
    'a:\tb\n',
    '--- a\n',
    'a: 1\na: 2\n',
    'a: "b\n',
    '__proto__: a\n',
    '',
    '# a\n',
    'a: - b\n',
    '0x1c: a\n',
    '010: a\n',
    'True: a\n',
  ])('leaves %j to the library', (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  it('never reads anything that the library reads otherwise', () => {
    let plain = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        if (compare(text)) plain++;
      }),
      { seed: 4, numRuns: 3000 },
    );
    // Otherwise the property would say nothing.
    expect(plain).toBeGreaterThan(300);
  });
});

const pieces = files.flatMap((file) => {
  const lines = readFileSync(join(catalogs, file), 'utf8').split('\n');
  return Array.from({ length: Math.ceil(lines.length / 20) }, (_, index) => outdented(lines.slice(index * 20, index * 20 + 20)));
});

function outdented(lines: readonly string[]): string {
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
}

const signs = fc.constantFrom(
  ...[
    ' ',
    '  ',
    '\n',
    '\n  ',
    '- ',
    '-',
    '? ',
    ': ',
    ':',
    '#',
    ' # c',
    '[',
    ']',
    '{',
    '}',
    ',',
    ', ',
    '"',
    "'",
    '|\n',
    '>-\n',
    '&a ',
    '*a',
  ],
  ...[
    '!t ',
    '%',
    '@',
    '`',
    '~',
    'null',
    '010',
    '0x1',
    '1e3',
    '.5',
    '+1',
    '.inf',
    'true',
    '<<: ',
    '\\',
    '\\n',
    '\\x41',
    '\u2028',
    'key: v\n',
  ],
  ...['- x\n', '\n    text', '"q": ', '- - a', '\n#c\n'],
);

const mutated = fc
  .tuple(fc.constantFrom(...pieces), fc.array(fc.tuple(fc.nat(1000), fc.nat(3), signs), { maxLength: 3 }))
  .map(([piece, changes]) =>
    changes.reduce((text, [place, removed, sign]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + sign + text.slice(at + removed);
    }, piece),
  );
