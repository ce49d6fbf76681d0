import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document, isScalar, parse, Scalar, visit } from 'yaml';
import { renderYaml } from '../../src/render/yaml.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }).filter((each) => !/[\ud800-\udfff]/u.test(each)),
  fc.stringMatching(/^[-+.0-9eExX:_TZ~ynofNOYas \n#'"\\{}[\]&*!|>%@`,?]{0,12}$/),
);
const key = fc.stringMatching(/^[-+.0-9eExX:_TZ~ynofNOYas #'"\\{}[\]&*!|>%@`,?]{1,12}$/).filter((each) => each !== '__proto__');
const value = fc.oneof(text, fc.array(text), fc.dictionary(key, text), fc.integer(), fc.boolean(), fc.constant(null));

describe('renderYaml', () => {
  it('lays out as elastic-package format does, and quotes what another reader could take for something else', () => {
    const text = renderYaml(
      {
        list: [{ set: { field: 'ecs.version', value: '8.11.0', tag: 'set_ecs' } }, 'plain'],
        params: { 4: 'four', no: 'off', on: 'Yes', '0x1f': '1_000', y: '~', '2026-01-01': '12:30:00', '1e3': '.5', '<<': '=' },
        number: 4,
        yes_really: true,
        nothing: null,
        none: [],
        empty: '',
        pattern: String.raw`^\d+\.[^'"]+ - \[`,
        template: '{{{_ingest.on_failure_message}}}',
        colon: 'a: b # c',
        long: 'word '.repeat(40).trim(),
        source: "def x = 1;\nif (x == 1) {\n  ctx.y = 'z';\n}\n",
        clipped: 'a\nb',
        trailing: 'a \nb\n',
        marker: '--- x',
        rare: 'a\tb \u{1f600}',
      },
      { documentStart: true, comment: 'why\nand how' },
    );
    expect(text).toMatchInlineSnapshot(`
      "---
      # why
      # and how
      list:
        - set:
            field: ecs.version
            value: '8.11.0'
            tag: set_ecs
        - plain
      params:
        '4': four
        'no': 'off'
        'on': 'Yes'
        '0x1f': '1_000'
        'y': '~'
        '2026-01-01': '12:30:00'
        '1e3': '.5'
        '<<': '='
      number: 4
      yes_really: true
      nothing: null
      none: []
      empty: ''
      pattern: ^\\d+\\.[^'"]+ - \\[
      template: '{{{_ingest.on_failure_message}}}'
      colon: 'a: b # c'
      long: word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word
      source: |
        def x = 1;
        if (x == 1) {
          ctx.y = 'z';
        }
      clipped: |-
        a
        b
      trailing: "a \\nb\\n"
      marker: '--- x'
      rare: "a\\tb \\U0001F600"
      "
    `);
  });

  it('gives back every value, in YAML 1.2 and in YAML 1.1', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (data) => {
        const rendered = renderYaml(data);
        expect(parse(rendered, { version: '1.2' })).toEqual(data);
        expect(parse(rendered, { version: '1.1', merge: false })).toEqual(data);
        expect(rendered).toMatch(/\n$/);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('writes what the library would, told to quote as we do', () => {
    const nested = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'xsmall', maxDepth: 3 },
        value,
        fc.array(tie('node')),
        fc.dictionary(key, tie('node'), { noNullPrototype: true }),
      ),
    })).node;
    const ordinaryText = fc.array(fc.constantFrom('a', 'B', ' ', '\n', ':', '#', '-', "'", '"', '\\', '%', '.', '1', 'é'), {
      maxLength: 8,
    });
    const several = ordinaryText.map((signs) => signs.join(''));
    const data = fc.dictionary(key, fc.oneof(nested, several, fc.array(several)), { noNullPrototype: true, minKeys: 1 });
    fc.assert(
      fc.property(data, (each) => {
        expect(renderYaml(each)).toBe(byLibrary(each));
      }),
      { seed: 8, numRuns: 400, examples: [[{ a: 'x\n\n', b: ['.', '+.', '._'] }], [{ a: [[[], {}], { b: ['c\n'] }] }]] },
    );
  });

  it('writes a value that stands twice in full, without an anchor', () => {
    const shared = ['x'];
    expect(renderYaml({ a: shared, b: shared })).toBe('a:\n  - x\nb:\n  - x\n');
  });
});

// The layout of the library is the one that is wanted; only which style a text gets, and how its double quotes escape, is ours.
function byLibrary(data: unknown): string {
  const document = new Document(data, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'string') return;
      const own = renderYaml(node.value);
      if (own.startsWith('"') && isScalar(node)) node.type = Scalar.QUOTE_DOUBLE;
      else if (node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
      else node.type = mistakable.test(node.value) ? Scalar.QUOTE_SINGLE : Scalar.PLAIN;
      if (node.type === Scalar.QUOTE_DOUBLE) node.value = `@@${Buffer.from(own).toString('hex')}@@`;
    },
  });
  const text = document.toString({ indentSeq: true, lineWidth: 0, minContentWidth: 0, singleQuote: true, blockQuote: 'literal' });
  return text.replace(/"@@([0-9a-f]+)@@"/g, (_all, hex: string) => Buffer.from(hex, 'hex').toString('utf8').trimEnd());
}

const mistakable = /^$|^---|^[.]{3}|^[-+]?[.]?\d|^(?:y|n|yes|no|on|off|true|false|null|[-+]?[.]?(?:inf|nan)|~|=|<<)$/i;
