import { describe, expect, it } from 'vitest';
import { FleetTemplate, type FleetValue } from '../../../src/evaluate/elastic/fleet-template.js';

// Kibana, x-pack/platform/plugins/shared/fleet/server/services/epm/agent/agent.ts, and agent.test.ts beside it.

function fill(template: string, values: Readonly<Record<string, FleetValue>> = {}) {
  return new FleetTemplate(template).fill(values);
}

const text = (value: unknown): FleetValue => ({ type: 'text', value });
const yaml = (value: unknown): FleetValue => ({ type: 'yaml', value });

describe('a template that Fleet fills in', () => {
  it.each<[string, string, Readonly<Record<string, FleetValue>>, unknown]>([
    ['escapes nothing', 'a: "{{x}}"', { x: text("<&'>") }, { a: "<&'>" }],
    ['leaves out what nobody declares', 'a: b{{unknown}}', {}, { a: 'b' }],
    ['reads a name with dots as members', 'a: {{b.c}}', { 'b.c': text('d') }, { a: 'd' }],
    ['loops with a name for each', 'a:\n{{#each xs as |x i|}}\n  - {{x}}\n{{/each}}\n', { xs: text(['b', 'c']) }, { a: ['b', 'c'] }],
    ['takes an empty list for absent', 'a: b\n{{#if xs}}\nc: d\n{{/if}}\n', { xs: text([]) }, { a: 'b' }],
    [
      'contains: of a list',
      '{{#contains "forwarded" tags}}\na: true\n{{/contains}}\nb: 1',
      { tags: text(['forwarded']) },
      { a: true, b: 1 },
    ],
    ['contains: of a text', '{{#contains "war" tags}}\na: true\n{{/contains}}\nb: 1', { tags: text('forwarded') }, { a: true, b: 1 }],
    ['contains: not', '{{#contains "forwarded" tags}}\na: true\n{{/contains}}\nb: 1', { tags: text(['x']) }, { b: 1 }],
    ['contains: of nothing', '{{#contains "forwarded" tags}}\na: true\n{{/contains}}\nb: 1', {}, { b: 1 }],
    ['contains: has no other part', '{{#contains "x" tags}}\na: true\n{{else}}\nb: 1\n{{/contains}}\nc: 1', {}, { c: 1 }],
    ['escape_string: quotes', 'a: {{escape_string x}}', { x: text("it's # {a}: b") }, { a: "it's # {a}: b" }],
    ['escape_string: line ends', 'a: {{escape_string x}}', { x: text('b\n\\d"c') }, { a: 'b\n\\d"c' }],
    ['escape_string: an empty text is nothing', 'a: {{escape_string x}}', { x: text('') }, { a: null }],
    ['escape_multiline_string: inside of double quotes', 'a: "b {{escape_multiline_string x}}"', { x: text('c\nd') }, { a: 'b c\nd' }],
    ['to_json: a text is taken for JSON', 'a: {{to_json x}}', { x: text('{"b":1}') }, { a: { b: 1 } }],
    ['to_json: all else is written as JSON', 'a: {{to_json x}}', { x: text(['b', 1]) }, { a: ['b', 1] }],
    ['url_encode: marks too', 'a: {{url_encode x}}', { x: text("a b/c'(*)!") }, { a: 'a%20b%2Fc%27%28%2A%29%21' }],
    ['yaml: behind a key', 'a: {{x}}', { x: yaml('b: 1\nc: [d]') }, { a: { b: 1, c: ['d'] } }],
    ['yaml: at the beginning of a line', 'a: 1\n{{x}}\n', { x: yaml('b: 1\nc: [d]') }, { a: 1, b: 1, c: ['d'] }],
    [
      'yaml: a list below a key',
      'processors:\n- a:\n    b: 1\n{{x}}\n',
      { x: yaml('- c: 2') },
      { processors: [{ a: { b: 1 } }, { c: 2 }] },
    ],
    ['yaml: a list that is empty below a key', 'processors:\n{{x}}\n', { x: yaml('[]') }, { processors: [] }],
    ['yaml: comments alone are nothing', '{{#if x}}\nssl: {{x}}\n{{/if}}\na: 1', { x: yaml('#certificate: a\n') }, { ssl: null, a: 1 }],
    ['yaml: nothing', '{{#if x}}\nssl: {{x}}\n{{/if}}\na: 1', { x: yaml('') }, { a: 1 }],
    ['an empty text that is not quoted stays one', 'x: {{x}}', { x: text('') }, { x: '' }],
    ['a number is one', 'a: {{x}}', { x: { type: 'integer', value: 0 } }, { a: 0 }],
  ])('%s', (_name, template, values, settings) => {
    expect(fill(template, values)).toEqual({ settings });
  });

  it.each<[string, string, Readonly<Record<string, FleetValue>>, { kind: string; message: string | RegExp; line: number | undefined }]>([
    ['no Handlebars', 'a: 1\n{{#if x}}\n', {}, { kind: 'template', message: 'Parse error on line 3', line: 3 }],
    [
      'a helper that Fleet lacks',
      'a: 1\nb: {{lowercase x}}\n',
      {},
      { kind: 'template', message: 'Missing helper: "lowercase"', line: undefined },
    ],
    [
      'a number for a helper of texts',
      'a: {{escape_string x}}',
      { x: text(1) },
      { kind: 'template', message: 'escape_string takes a text, not a number', line: undefined },
    ],
    ['no YAML', 'a: 1\n b: {{x}}\n', { x: text('y') }, { kind: 'yaml', message: /\S/, line: 2 }],
    ['a text that ends a key', 'a: 1\nb: {{x}}\n', { x: text('c: d') }, { kind: 'yaml', message: /\S/, line: 2 }],
    ['a key twice', 'a: 1\nb: 2\na: {{x}}\n', { x: text('c') }, { kind: 'yaml', message: /\S/, line: 3 }],
    [
      'a value of type yaml that is none',
      'a: {{x}}\n',
      { x: yaml('b: [') },
      { kind: 'yaml', message: /^the value of x is no YAML: /, line: undefined },
    ],
    ['nothing at all', '# {{x}}\n', {}, { kind: 'yaml', message: 'it says nothing', line: undefined }],
  ])('is refused: %s', (_name, template, values, { kind, message, line }) => {
    const { fault } = fill(template, values);
    expect(fault).toEqual({ kind, message: message instanceof RegExp ? expect.stringMatching(message) : message, line });
  });

  it('is refused where the library of newer Kibanas reads no YAML, though that of older ones does', () => {
    expect(fill('a: 1\n"b\nc": 2\n').fault).toMatchObject({ kind: 'yaml' });
  });

  it('says which names it asks for: not those inside of loops, nor those whose absence it asks for', () => {
    const template =
      '{{a}}\n{{#if b}}\n{{b}} {{escape_string c}}\n{{/if}}\n{{#each d as |e|}}\n{{e}} {{f}}\n{{/each}}\n{{nope g}} {{@root}} {{contains "x" h}}';
    const { names } = new FleetTemplate(template).names();
    expect(names.map(({ kind, name, line }) => `${kind} ${name} ${line}`)).toEqual([
      'variable a 1',
      'helper if 2',
      'helper escape_string 3',
      'variable c 3',
      'helper each 5',
      'variable d 5',
      'helper nope 8',
      'variable g 8',
      'helper contains 8',
      'variable h 8',
    ]);
  });
});
