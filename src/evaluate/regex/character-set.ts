/** Code points `from` to `to`, both included. */
export type Range = readonly [from: number, to: number];

/**
 * A set of code points: ranges, sorted and apart, and Unicode properties as JavaScript writes them (`\p{L}`), which are not spelt out.
 */
export interface CharacterSet {
  readonly ranges: readonly Range[];
  readonly properties: readonly string[];
}

const last = 0x10ffff;

/** The set of these ranges, in any order, overlapping or not. */
export function ranges(...given: readonly Range[]): CharacterSet {
  return { ranges: joined(given), properties: [] };
}

/** The set of the characters of a text. */
export function characters(text: string): CharacterSet {
  return ranges(...[...text].map((each): Range => [each.codePointAt(0) ?? 0, each.codePointAt(0) ?? 0]));
}

export const everything: CharacterSet = { ranges: [[0, last]], properties: [] };
export const nothing: CharacterSet = { ranges: [], properties: [] };

/** What is in any of the sets. */
export function union(...sets: readonly CharacterSet[]): CharacterSet {
  return {
    ranges: joined(sets.flatMap((each) => each.ranges)),
    properties: [...new Set(sets.flatMap((each) => each.properties))],
  };
}

/** What is not in the set; undefined where that would need the members of a property beside other members. */
export function complement(set: CharacterSet): CharacterSet | undefined {
  const [property] = set.properties;
  if (property !== undefined) {
    if (set.properties.length > 1 || set.ranges.length > 0) return undefined;
    return { ranges: [], properties: [property.startsWith('\\p') ? `\\P${property.slice(2)}` : `\\p${property.slice(2)}`] };
  }
  const gaps: Range[] = [];
  let next = 0;
  for (const [from, to] of set.ranges) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= last) gaps.push([next, last]);
  return { ranges: gaps, properties: [] };
}

/** What is in both sets; undefined where one of them names a property. */
export function intersection(a: CharacterSet, b: CharacterSet): CharacterSet | undefined {
  if (a.properties.length > 0 || b.properties.length > 0) return undefined;
  const both: Range[] = [];
  for (const [from, to] of a.ranges) {
    for (const [otherFrom, otherTo] of b.ranges) {
      if (otherFrom <= to && otherTo >= from) both.push([Math.max(from, otherFrom), Math.min(to, otherTo)]);
    }
  }
  return { ranges: both, properties: [] };
}

/** True when no code point is in both; a property may hold anything. */
export function areApart(a: CharacterSet, b: CharacterSet): boolean {
  return intersection(a, b)?.ranges.length === 0;
}

/** The one code point of a set that has no other. */
export function onlyMember(set: CharacterSet): number | undefined {
  const [range] = set.ranges;
  if (range === undefined || set.ranges.length > 1 || set.properties.length > 0) return undefined;
  return range[0] === range[1] ? range[0] : undefined;
}

function joined(given: readonly Range[]): readonly Range[] {
  const sorted = [...given].sort((a, b) => a[0] - b[0]);
  const out: Range[] = [];
  for (const [from, to] of sorted) {
    const before = out.at(-1);
    if (before !== undefined && from <= before[1] + 1) out[out.length - 1] = [before[0], Math.max(before[1], to)];
    else out.push([from, to]);
  }
  return out;
}
