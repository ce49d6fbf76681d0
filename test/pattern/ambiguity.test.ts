import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidates, commonLine } from '../../src/pattern/ambiguity.js';
import { parseMessage, type TemplatePart } from '../../src/pattern/template.js';

function parts(template: string): readonly TemplatePart[] {
  const read = parseMessage(template);
  if ('mistake' in read) throw new Error(`${template}: ${read.mistake.message}`);
  return read.parts;
}

const shapes: Readonly<Record<string, RegExp>> = {
  text: /^[\s\S]+$/,
  int: /^-?[0-9]+$/,
  word: /^[^ \t\r\n]+$/,
  hex: /^[0-9A-Fa-f]+$/,
  'host-port': /^.+:[0-9]+$/,
};

/** The rule of template.ts, read plainly for this test alone. */
function matches(template: string, line: string): boolean {
  const read = parts(template);
  let at = 0;
  for (const [index, part] of read.entries()) {
    if (part.kind === 'literal') {
      if (!line.startsWith(part.text, at)) return false;
      at += part.text.length;
      continue;
    }
    const next = read[index + 1];
    const end = next?.kind === 'literal' ? line.indexOf(next.text, at) : line.length;
    const value = line.slice(at, end);
    if (end < 0 || (shapes[part.type]?.test(value) !== true && value !== '--')) return false;
    at = end;
  }
  return at === line.length;
}

describe('two templates', () => {
  it.each([
    ['key {a} deleted', 'key {a} removed'],
    ['user {u} logged in', 'user {u} logged in from {ip}'],
    ['{n:int} keys', 'no keys'],
    ['login {u:word}', 'login of {u} failed'],
    ['at {p:host-port}', 'at home'],
    ['on {d:stamp}', 'on {d:digits}'],
  ])('%s | %s never match the same line', (a, b) => {
    expect(commonLine(parts(a), parts(b))).toBeUndefined();
  });

  it.each([
    ['key {a} deleted', 'key {a} {b}', 'key x deleted'],
    ['{a} failed', 'login failed', 'login failed'],
    ['code {n:int}', 'code {n:word}', 'code 1'],
    ['a {x}, b {y}', 'a {x}; c {y}', 'a x, b ; c x'],
    ['x {a}, t: {b}', 'x {a}, t: {b}, c: {d}', 'x x, t: x, c: x'],
    ['at {p:host-port}', 'at {h:address}', 'at x:1'],
    ['on {d:stamp}', 'on {d:word}', 'on 1111-11-11Tx'],
  ])('%s | %s both match %j', (a, b, line) => {
    expect(commonLine(parts(a), parts(b))).toBe(line);
  });

  it('both match a word that stands for no value', () => {
    expect(commonLine(parts('count {n:int}.'), parts('count --.'))).toBeUndefined();
    expect(commonLine(parts('count {n:int}.'), parts('count --.'), ['--'])).toBe('count --.');
  });

  it('share just the lines that both match by the rule', () => {
    const literal = fc.constantFrom('a', ' ', 'ab', ', ', 'aa', 'aba', '-');
    const type = fc.constantFrom('', ':int', ':word', ':hex');
    // Values have different names and are never next to each other.
    const template = fc
      .tuple(fc.array(fc.tuple(literal, type), { minLength: 1, maxLength: 3 }), fc.option(literal, { nil: '' }))
      .map(([pairs, end]) => `k${pairs.map(([text, of], index) => `${text}{v${index}${of}}`).join('')}${end}`)
      .filter((each) => 'parts' in parseMessage(each));
    const line = fc
      .array(fc.constantFrom('a', 'b', ' ', ',', '1', 'x', '-'), { minLength: 1, maxLength: 6 })
      .map((each) => `k${each.join('')}`);
    fc.assert(
      fc.property(template, template, line, (a, b, tried) => {
        const common = commonLine(parts(a), parts(b), ['--']);
        if (common !== undefined) return matches(a, common) && matches(b, common);
        return !(matches(a, tried) && matches(b, tried));
      }),
      { seed: 4, numRuns: 3000 },
    );
  });
});

describe('candidates', () => {
  it('are pairs whose beginnings and ends fit, of different owners', () => {
    const known = (owner: string, template: string) => ({ owner, parts: parts(template) });
    const all = [known('A', 'key {a} made'), known('B', 'key {a}'), known('C', 'login {u}'), known('D', '{x}e'), known('B', 'key two')];
    const pairs = [...candidates(all)].map(([one, two]) => [one.owner, two.owner].sort().join('')).sort();
    expect(pairs).toEqual(['AB', 'AD', 'BD', 'CD']);
  });

  it.each(['event N of {user}', 'event {user} did N', 'event {user} N done'])('of ten thousand templates like "%s" are few', (template) => {
    const all = Array.from({ length: 10_000 }, (_, index) => ({ owner: String(index), parts: parts(template.replace('N', `<${index}>`)) }));
    expect([...candidates(all)]).toEqual([]);
  });

  it('are just the pairs that comparing all with all would give', () => {
    const literal = fc.constantFrom('', 'a', 'ab', 'b', 'ba');
    const template = fc.tuple(literal, literal).map(([head, tail]) => `${head}{x} - {y}${tail}`);
    fc.assert(
      fc.property(fc.array(template, { maxLength: 6 }), (templates) => {
        const all = templates.map((each, index) => ({ owner: String(index), parts: parts(each) }));
        const ends = (each: (typeof all)[number]) =>
          [each.parts.at(0), each.parts.at(-1)].map((part) => (part?.kind === 'literal' ? part.text : ''));
        const areAlike = (a: (typeof all)[number], b: (typeof all)[number]) => {
          const [headA = '', tailA = ''] = ends(a);
          const [headB = '', tailB = ''] = ends(b);
          return (headA.startsWith(headB) || headB.startsWith(headA)) && (tailA.endsWith(tailB) || tailB.endsWith(tailA));
        };
        const expected = all.flatMap((a, index) => all.slice(index + 1).flatMap((b) => (areAlike(a, b) ? [`${a.owner} ${b.owner}`] : [])));
        const found = [...candidates(all)].map(([a, b]) => [a.owner, b.owner].sort().join(' '));
        expect(found.sort()).toEqual(expected.sort());
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
