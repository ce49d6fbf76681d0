import { anyCharacterOf, type PlaceholderType, type TemplatePart, templateOf } from './template.js';

/**
 * Decides whether two templates of messages can match the same line, and finds the shortest such line. Each template becomes an automaton
 * that reads a line character by character, by the rule of template.ts; both are walked side by side, breadth first, until both are at
 * their end.
 */

/** One state of an automaton: where each character leads, and whether the line may end here. */
interface State {
  readonly isEnd: boolean;
  next(character: string): readonly State[];
}

const END: State = { isEnd: true, next: () => [] };

/**
 * Takes two templates and the words that stand for no value, which fit any placeholder. Returns the shortest line that both match;
 * undefined where there is none.
 */
export function commonLine(a: readonly TemplatePart[], b: readonly TemplatePart[], nulls: readonly string[] = []): string | undefined {
  const characters = alphabet([...a, ...b], nulls);
  const seen = new PairSet();
  let front: Pair[] = [{ a: automaton(a, nulls), b: automaton(b, nulls), line: '' }].filter((pair) => seen.add(pair));
  while (front.length > 0) {
    const found = front.find((pair) => pair.a.isEnd && pair.b.isEnd);
    if (found !== undefined) return found.line;
    front = front.flatMap((pair) => successors(pair, characters)).filter((pair) => seen.add(pair));
  }
  return undefined;
}

interface Pair {
  readonly a: State;
  readonly b: State;
  readonly line: string;
}

class PairSet {
  readonly #seen = new Map<State, Set<State>>();

  add({ a, b }: Pair): boolean {
    const partners = this.#seen.get(a);
    if (partners === undefined) this.#seen.set(a, new Set([b]));
    else if (partners.has(b)) return false;
    else partners.add(b);
    return true;
  }
}

function successors({ a, b, line }: Pair, characters: readonly string[]): Pair[] {
  return characters.flatMap((character) => {
    const ofB = b.next(character);
    if (ofB.length === 0) return [];
    return a.next(character).flatMap((nextA) => ofB.map((nextB) => ({ a: nextA, b: nextB, line: line + character })));
  });
}

/** One character of each kind that the templates tell apart: those of their literals, and some of each type. */
function alphabet(parts: readonly TemplatePart[], nulls: readonly string[]): readonly string[] {
  const literal = [...parts.flatMap((part) => (part.kind === 'literal' ? [part.text] : [])), ...nulls].flatMap((text) => [...text]);
  return [...new Set(['x', '1', 'a', '-', '.', ':', ' ', '"', 'T', ...literal])];
}

/** What the value of a type may be, as an automaton: from a state, each kind of character leads to another; the value may end in some. */
interface Shape {
  readonly steps: readonly (readonly (readonly [kind: (character: string) => boolean, to: number])[])[];
  readonly ends: readonly number[];
}

function oneOf(characters: string): (character: string) => boolean {
  return (character) => characters.includes(character);
}

const DIGIT = oneOf('0123456789');

/** Types that are more than a run of their characters. */
const STRUCTURED: Readonly<Partial<Record<PlaceholderType, Shape>>> = {
  int: {
    steps: [
      [
        [oneOf('-'), 1],
        [DIGIT, 2],
      ],
      [[DIGIT, 2]],
      [[DIGIT, 2]],
    ],
    ends: [2],
  },
  'host-port': {
    steps: [
      [[ofType('host-port'), 1]],
      [
        [ofType('host-port'), 1],
        [oneOf(':'), 2],
      ],
      [[DIGIT, 3]],
      [[DIGIT, 3]],
    ],
    ends: [3],
  },
  // 2023-05-21T and what follows.
  stamp: {
    steps: [...'dddd-dd-ddT']
      .map((letter, index) => [[letter === 'd' ? DIGIT : oneOf(letter), index + 1] as const])
      .concat([[[ofType('stamp'), 12]], [[ofType('stamp'), 12]]]),
    ends: [12],
  },
};

function ofType(type: PlaceholderType): (character: string) => boolean {
  return (character) => anyCharacterOf(type, character);
}

function shapeOf(type: PlaceholderType): Shape {
  const kind = ofType(type);
  return STRUCTURED[type] ?? { steps: [[[kind, 1]], [[kind, 1]]], ends: [1] };
}

function automaton(parts: readonly TemplatePart[], nulls: readonly string[]): State {
  const { head, values } = templateOf(parts);
  const behind = values.reduceRight((state, { type, after }) => valueState(shapeOf(type), after, nulls, state), END);
  return exactly(head, behind);
}

/** Reads a text as it is. */
function exactly(text: string, behind: State): State {
  return [...text].reduceRight<State>(
    (next, wanted) => ({ isEnd: false, next: (character) => (character === wanted ? [next] : []) }),
    behind,
  );
}

/** Reads a value, which reaches to the first occurrence of the text that follows it, and that text; or a word that stands for no value. */
function valueState(shape: Shape, after: string, nulls: readonly string[], behind: State): State {
  const words = nulls
    .filter((word) => after === '' || `${word}${after}`.indexOf(after) === word.length)
    .map((word) => exactly(word + after, behind));
  const value = after === '' ? lastValue(shape) : valueUpTo(shape, after, behind);
  return words.length === 0 ? value : { isEnd: false, next: (character) => [value, ...words].flatMap((each) => each.next(character)) };
}

function lastValue({ steps, ends }: Shape): State {
  const states: State[] = steps.map((leads, index) => ({
    isEnd: ends.includes(index),
    next: (character) => leads.flatMap(([kind, to]) => (kind(character) ? (states[to] ?? []) : [])),
  }));
  return states[0] ?? END;
}

/**
 * A value and the text that ends it. While both are read, `matched` says how much of that text the characters so far end in: were it ever
 * complete before its time, the value would have ended there.
 */
function valueUpTo({ steps, ends }: Shape, after: string, behind: State): State {
  const follow = follower(after);
  const known = new Map<string, State>();
  const remember = (name: string, make: () => State): State => {
    const state = known.get(name) ?? make();
    known.set(name, state);
    return state;
  };
  const inText = (read: number, matched: number): State =>
    remember(`text ${read} ${matched}`, () => ({ isEnd: false, next: (character) => textNext(read, matched, character) }));
  const textNext = (read: number, matched: number, character: string): readonly State[] => {
    if (after.charAt(read) !== character) return [];
    if (read + 1 === after.length) return [behind];
    const length = follow(matched, character);
    return length === after.length ? [] : [inText(read + 1, length)];
  };
  const inValue = (at: number, matched: number): State =>
    remember(`value ${at} ${matched}`, () => ({
      isEnd: false,
      next: (character) => {
        const length = follow(matched, character);
        const on = (steps[at] ?? []).flatMap(([kind, to]) => (kind(character) && length < after.length ? [inValue(to, length)] : []));
        return ends.includes(at) ? [...on, ...textNext(0, matched, character)] : on;
      },
    }));
  return inValue(0, 0);
}

/** Returns the function that says how much of a word a text ends in, from how much it ended in before its last character (Knuth, Morris, Pratt). */
function follower(word: string): (matched: number, character: string) => number {
  const shorter = [0];
  const follow = (matched: number, character: string): number => {
    let length = matched;
    while (length > 0 && word.charAt(length) !== character) length = shorter[length - 1] ?? 0;
    return word.charAt(length) === character ? length + 1 : 0;
  };
  for (let index = 1; index < word.length; index++) shorter.push(follow(shorter[index - 1] ?? 0, word.charAt(index)));
  return follow;
}

/** A template among others of one stream. */
export interface OwnedTemplate {
  readonly parts: readonly TemplatePart[];
  readonly owner: string;
}

interface Known<T> {
  readonly template: T;
  readonly index: number;
  readonly head: string;
  readonly tail: string;
  /** The tail backwards, so that tails which end alike are neighbours. */
  readonly liat: string;
}

/** Templates with one beginning, by their ends. */
interface Bucket<T> {
  readonly byTail: Map<string, Known<T>[]>;
  readonly sorted: Known<T>[];
}

/**
 * Returns the pairs of templates, of different owners, of which one begins with the literal that the other begins with, and ends alike: no
 * others can match the same line. Costs the length of the templates and the number of such pairs, not the number of templates squared.
 */
export function* candidates<T extends OwnedTemplate>(templates: readonly T[]): Generator<readonly [T, T]> {
  const known = templates.map((template, index): Known<T> => {
    const tail = edge(template.parts.at(-1));
    return { template, index, head: edge(template.parts.at(0)), tail, liat: [...tail].reverse().join('') };
  });
  const buckets = bucketsOf(known);
  const lengths = [...new Set(known.map(({ head }) => head.length))];
  for (const each of known) {
    for (const length of lengths) {
      const bucket = length > each.head.length ? undefined : buckets.get(each.head.slice(0, length));
      for (const other of bucket === undefined ? [] : endingAlike(bucket, each)) {
        const isTwice = other.head.length === each.head.length && other.index >= each.index;
        if (!isTwice && other.template.owner !== each.template.owner) yield [other.template, each.template];
      }
    }
  }
}

function bucketsOf<T>(known: readonly Known<T>[]): ReadonlyMap<string, Bucket<T>> {
  const buckets = new Map<string, Bucket<T>>();
  for (const each of known) {
    const bucket = buckets.get(each.head) ?? { byTail: new Map<string, Known<T>[]>(), sorted: [] };
    buckets.set(each.head, bucket);
    bucket.sorted.push(each);
    const same = bucket.byTail.get(each.tail);
    if (same === undefined) bucket.byTail.set(each.tail, [each]);
    else same.push(each);
  }
  for (const { sorted } of buckets.values()) sorted.sort((a, b) => (a.liat < b.liat ? -1 : Number(a.liat > b.liat)));
  return buckets;
}

function* endingAlike<T>({ byTail, sorted }: Bucket<T>, { tail, liat }: Known<T>): Generator<Known<T>> {
  for (let start = 1; start <= tail.length; start++) yield* byTail.get(tail.slice(start)) ?? [];
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.liat ?? '') < liat) low = middle + 1;
    else high = middle;
  }
  for (let at = low; sorted[at]?.liat.startsWith(liat); at++) yield sorted[at] as Known<T>;
}

/** The literal at one end of a template; empty where a value stands there. */
function edge(part: TemplatePart | undefined): string {
  return part?.kind === 'literal' ? part.text : '';
}
