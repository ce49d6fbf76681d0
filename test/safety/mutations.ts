import { isMap, isNode, isPair, isScalar, isSeq, type Pair, parseDocument, stringify, visit } from 'yaml';
import { hostileTexts } from './hostile-texts.js';
import { positionsOf, replacedAt, replacedEverywhere } from './positions.js';
import type { Seed } from './seeds.js';
import type { Files } from './workshop.js';

/** Numbers from 0 to below 1 that follow from the seed alone (mulberry32). */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A catalog that was spoiled, and how. */
export interface Mutant {
  readonly files: Files;
  readonly how: string;
}

/** Takes catalogs as data and as text, and chance; returns one of them, spoiled once or a few times at the level of values, nodes, lines or bytes. */
export function mutant(seeds: readonly Seed[], chance: Chance): Mutant {
  const seed = pick(seeds, chance);
  const level = pick(['value', 'value', 'everywhere', 'node', 'node', 'line', 'line', 'byte', 'random'] as const, chance);
  if (level === 'value' || level === 'everywhere') return { files: texts(valueMutant(seed, level, chance)), how: `${seed.name}, ${level}` };
  const files: Record<string, string | Uint8Array> = { ...texts(seed) };
  const times = 1 + Math.floor(chance() * 3);
  for (let time = 0; time < times; time += 1) {
    const file = pick(Object.keys(files), chance);
    files[file] = spoil(level, files[file] ?? '', chance);
  }
  return { files, how: `${seed.name}, ${level}` };
}

const asWritten = new WeakMap<Seed, Readonly<Record<string, string>>>();

/** The seed as a person would write it. */
function texts(seed: Seed): Readonly<Record<string, string>> {
  const known = asWritten.get(seed) ?? stringified(seed);
  asWritten.set(seed, known);
  return known;
}

function stringified(seed: Seed): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(seed.files).map(([path, data]) => [path, stringify(data, { lineWidth: 0 })]));
}

function valueMutant(seed: Seed, level: 'value' | 'everywhere', chance: Chance): Seed {
  let changed = seed;
  const times = 1 + Math.floor(chance() * 2);
  for (let time = 0; time < times; time += 1) {
    const positions = positionsOf(changed);
    const position = pick(positions, chance);
    const text = chance() < 0.5 ? pick(positions, chance).text : pick(hostileTexts, chance);
    changed = level === 'value' ? replacedAt(changed, position, text) : replacedEverywhere(changed, position.text, text);
  }
  return changed;
}

function spoil(level: 'node' | 'line' | 'byte' | 'random', content: string | Uint8Array, chance: Chance): string | Uint8Array {
  if (level === 'random') return randomText(chance);
  if (level === 'byte') return spoiledBytes(Buffer.from(content), chance);
  const text = Buffer.from(content).toString('utf8');
  return level === 'line' ? spoiledLines(text, chance) : spoiledNode(text, chance);
}

function spoiledBytes(bytes: Buffer, chance: Chance): Uint8Array {
  const at = Math.floor(chance() * (bytes.length + 1));
  const length = Math.floor(chance() * 8);
  const noise = Buffer.from(Array.from({ length: Math.floor(chance() * 4) }, () => Math.floor(chance() * 256)));
  const mark = Buffer.from(pick(marks, chance));
  const put = pick([noise, mark, bytes.subarray(at, at + length)], chance);
  const cut = pick([0, 1, length, bytes.length], chance);
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);
}

const marks: readonly string[] = [
  ...[
    ':',
    ': ',
    '- ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '#',
    ' #',
    '&a ',
    '*a',
    '!',
    '!!',
    '!!binary ',
    '!!set ',
    '|',
    '>',
    '|-',
    '>9',
    "'",
    '"',
    '%',
  ],
  ...[
    '@',
    '`',
    '\\',
    '\\u',
    '"\\ud800"',
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '\n---\n',
    '\n...\n',
    '%YAML 1.1\n',
    '<<: *a',
    '<<: ',
    '\n<<: {a: b}\n',
  ],
  ...[
    '\0',
    '\u001b',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\ufffd',
    '\u{1f600}',
    '__proto__: ',
    'constructor: ',
    'null',
    '~',
    '0x1',
    '1e999',
  ],
];

function spoiledLines(text: string, chance: Chance): string {
  const lines = text.split('\n');
  const at = Math.floor(chance() * lines.length);
  const other = Math.floor(chance() * lines.length);
  const line = lines[at] ?? '';
  const kinds: readonly (() => readonly string[])[] = [
    () => [],
    () => [line, line],
    () => [` ${line}`],
    () => [line.slice(1)],
    () => [`\t${line}`],
    () => [lines[other] ?? ''],
    () => [line, lines[other] ?? ''],
    () => [line.slice(0, Math.floor(chance() * line.length))],
    () => [`${line}${pick(marks, chance)}`],
    () => [line.replace(/:.*/, `: ${pick(hostileTexts, chance)}`)],
    () => [line.replace(/: .*/, ':')],
    () => [line, ...lines.slice(other, other + 20)],
  ];
  return [...lines.slice(0, at), ...pick(kinds, chance)(), ...lines.slice(at + 1)].join('\n');
}

/** Changes, moves, repeats or takes out a node of the tree. */
function spoiledNode(text: string, chance: Chance): string {
  const tree = parseDocument(text);
  if (tree.errors.length > 0) return text;
  const nodes: unknown[] = [];
  visit(tree, {
    Node: (_key, node) => {
      nodes.push(node);
    },
  });
  const node = pick(nodes, chance);
  const other = pick(nodes, chance);
  if (isScalar(node)) node.value = pick([null, true, 0, -1, 1e300, 'x', '', pick(hostileTexts, chance), [], { a: 1 }], chance);
  else if (isSeq(node)) spoilItems(node.items, other, chance);
  else if (isMap(node)) spoilItems(node.items as unknown[], pick(pairsOf(nodes), chance), chance);
  try {
    return tree.toString({ lineWidth: 0 });
  } catch {
    // A tree that contains itself, or that cannot be written.
    return text;
  }
}

function pairsOf(nodes: readonly unknown[]): readonly Pair[] {
  return nodes.flatMap((node) => (isMap(node) ? node.items : []));
}

function spoilItems(items: unknown[], from: unknown, chance: Chance): void {
  // A copy: a node inside itself has no end.
  const other = isNode(from) || isPair(from) ? from.clone() : from;
  const at = Math.floor(chance() * (items.length + 1));
  const kind = Math.floor(chance() * 4);
  if (kind === 0) items.splice(at, 1);
  else if (kind === 1) items.splice(at, 0, other);
  else if (kind === 2) items.splice(at, 1, other);
  else items.reverse();
}

function randomText(chance: Chance): string | Uint8Array {
  const length = Math.floor(chance() ** 3 * 2000);
  if (chance() < 0.3) return Uint8Array.from({ length }, () => Math.floor(chance() * 256));
  const words = ['catalog', 'title', 'streams', 'events', 'fields', 'a', '1', 'key', ...marks, ...marks, ...hostileTexts.slice(0, 60)];
  return Array.from({ length: Math.floor(length / 8) }, () => pick(words, chance)).join(chance() < 0.5 ? '' : ' ');
}

function pick<T>(from: readonly T[], chance: Chance): T {
  return from[Math.floor(chance() * from.length)] as T;
}

/** A mutant as a file of its own, for whoever looks at one. */
export function shown(files: Files): string {
  return Object.entries(files)
    .map(([path, content]) => `--- ${path}\n${typeof content === 'string' ? content : Buffer.from(content).toString('latin1')}`)
    .join('\n');
}
