import { type CharacterSet, type Range, ranges, union } from './character-set.js';

/** Which characters an expression without case takes for the same: ASCII letters alone, or all letters as Unicode folds them (C and S). */
export type Folding = 'ascii' | 'unicode';

const lastCased = 0x1e943;
const upper: Range = [0x41, 0x5a];
const lower: Range = [0x61, 0x7a];

/** Returns the set with all characters that differ from a member in case alone. */
export function withoutCase(set: CharacterSet, folding: Folding): CharacterSet {
  const ascii = union(set, shifted(set, upper, 32), shifted(set, lower, -32));
  if (folding === 'ascii') return ascii;
  const beyond = ascii.ranges.some(([, to]) => to > 0x7f);
  return beyond ? withOrbits(ascii) : union(ascii, kelvinAndLongS(ascii));
}

function shifted(set: CharacterSet, [first, end]: Range, by: number): CharacterSet {
  const parts = set.ranges.filter(([from, to]) => from <= end && to >= first);
  return ranges(...parts.map(([from, to]): Range => [Math.max(from, first) + by, Math.min(to, end) + by]));
}

// The two letters beyond ASCII that fold to one in it.
function kelvinAndLongS(set: CharacterSet): CharacterSet {
  const has = (code: number) => set.ranges.some(([from, to]) => from <= code && code <= to);
  return ranges(...(has(0x6b) ? [[0x212a, 0x212a] as const] : []), ...(has(0x73) ? [[0x17f, 0x17f] as const] : []));
}

function withOrbits(set: CharacterSet): CharacterSet {
  const touched = orbits().filter((orbit) => orbit.some((code) => set.ranges.some(([from, to]) => from <= code && code <= to)));
  return union(set, ranges(...touched.flat().map((code): Range => [code, code])));
}

let known: readonly (readonly number[])[] | undefined;

/** Sets of code points that fold alike, asked of the engine once: it folds as Unicode's CaseFolding.txt (C and S) says. */
function orbits(): readonly (readonly number[])[] {
  known ??= makeOrbits();
  return known;
}

function makeOrbits(): readonly (readonly number[])[] {
  const byKey = new Map<string, number[]>();
  for (let code = 0; code <= lastCased; code += 1) {
    const text = String.fromCodePoint(code);
    const [small, large] = [text.toLowerCase(), text.toUpperCase()];
    if (small === text && large === text) continue;
    // A sharp s has no single capital in upper-casing, but its capital has it in lower-casing.
    const key = [...large].length > 1 ? small : large.toLowerCase();
    byKey.set(key, [...(byKey.get(key) ?? []), code]);
  }
  return [...byKey.values()].flatMap(apart).filter((orbit) => orbit.length > 1);
}

/** Upper-casing brings more together than folding does (dotless i, sharp s): keeps those together that the engine takes for the same. */
function apart(codes: readonly number[]): readonly (readonly number[])[] {
  const left = [...codes];
  const out: number[][] = [];
  while (left.length > 0) {
    const [first = 0] = left;
    const same = new RegExp(`^\\u{${first.toString(16)}}$`, 'iu');
    const orbit = left.filter((code) => same.test(String.fromCodePoint(code)));
    out.push(orbit);
    left.splice(0, left.length, ...left.filter((code) => !orbit.includes(code)));
  }
  return out;
}
