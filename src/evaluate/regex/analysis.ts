import { areApart, type CharacterSet } from './character-set.js';
import { type Backreference, type Node, partsOf, Refusal, type Repeat } from './syntax-tree.js';
import { untranslatable, untranslatableOf } from './untranslatable.js';

/** How many characters a node may match, at least and at most. */
export interface Width {
  readonly min: number;
  readonly max: number;
}

/** Takes a node and returns how many code points it matches. */
export function widthOf(node: Node): Width {
  switch (node.kind) {
    case 'set':
      return { min: 1, max: 1 };
    case 'sequence':
      return node.parts.map(widthOf).reduce((a, b) => ({ min: a.min + b.min, max: a.max + b.max }), { min: 0, max: 0 });
    case 'choice': {
      const widths = node.options.map(widthOf);
      return { min: Math.min(...widths.map((each) => each.min)), max: Math.max(...widths.map((each) => each.max)) };
    }
    case 'repeat': {
      const { min, max } = widthOf(node.body);
      return { min: min * node.min, max: max === 0 || node.max === 0 ? 0 : max * node.max };
    }
    case 'group':
    case 'atomic':
      return widthOf(node.body);
    case 'backreference':
      return { min: 0, max: Number.POSITIVE_INFINITY };
    default:
      return { min: 0, max: 0 };
  }
}

/** How many characters from its beginning a node may look at, at most, whether it matches or not. */
export function reachOf(node: Node): number {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'assertion':
      return 2;
    case 'sequence': {
      let [reach, width] = [0, 0];
      for (const part of node.parts) {
        reach = Math.max(reach, width + reachOf(part));
        width += widthOf(part).max;
      }
      return reach;
    }
    case 'repeat':
      return node.max === 0 ? 0 : reachOf(node.body) + widthOf(node.body).max * (node.max - 1);
    case 'backreference':
      return Number.POSITIVE_INFINITY;
    case 'look':
      return node.behind ? 0 : reachOf(node.body);
    default:
      return Math.max(0, ...partsOf(node).map(reachOf));
  }
}

/** Whether an expression is a run of characters of one set, in groups or not: it ends where another character stands. */
export function isRun(node: Node): boolean {
  if (node.kind === 'group') return isRun(node.body);
  return (
    node.kind === 'repeat' && node.body.kind === 'set' && node.min === 1 && node.max === Number.POSITIVE_INFINITY && node.mode !== 'lazy'
  );
}

/** Whether a node can match nothing. */
export function canBeEmpty(node: Node): boolean {
  return widthOf(node).min === 0;
}

/**
 * Whether, of all the ways in which a node can match, those that match nothing are tried last. Engines differ in what they do after a
 * repeated part matched nothing; where that is the last resort, the difference cannot be seen.
 */
export function isEmptyLast(node: Node): boolean {
  if (!canBeEmpty(node)) return true;
  switch (node.kind) {
    case 'sequence':
      return node.parts.every(isEmptyLast);
    case 'choice':
      return node.options.slice(0, -1).every((each) => !canBeEmpty(each)) && node.options.slice(-1).every(isEmptyLast);
    case 'repeat':
      return node.mode === 'possessive' || (node.mode === 'greedy' && isEmptyLast(node.body));
    case 'group':
      return isEmptyLast(node.body);
    default:
      return true;
  }
}

/** The numbers of the groups in a node that can still hold something behind it: not those in a negative lookaround. */
export function groupsIn(node: Node): ReadonlySet<number> {
  if (node.kind === 'look' && node.negative) return new Set();
  const inside = partsOf(node).flatMap((each) => [...groupsIn(each)]);
  return new Set(node.kind === 'group' ? [node.number, ...inside] : inside);
}

/** True when a node of this kind stands anywhere in it. */
export function holds(node: Node, test: (node: Node) => boolean): boolean {
  return test(node) || partsOf(node).some((each) => holds(each, test));
}

/** What is known of each backreference: its group is set whenever it is reached, or perhaps not. */
export type References = ReadonlyMap<Node, { readonly certain: boolean; readonly target: Node }>;

/** Walks a tree in the order in which it matches and learns which groups are set where. Refuses what JavaScript would read otherwise. */
export class CaptureAnalysis {
  readonly references = new Map<Backreference, { readonly certain: boolean; readonly target: Node }>();
  readonly #groups = new Map<number, Node>();
  /** Groups that we are in. */
  readonly #open = new Set<number>();

  readonly #root: Node;
  /** The groups that each match sets. */
  readonly #certain: ReadonlySet<number>;

  constructor(root: Node) {
    this.#root = root;
    this.#collect(root);
    this.#certain = this.#walk(root, new Set());
  }

  /** Java does not take back what a lookaround, an atomic group or a possessive count set when what follows fails. */
  refuseLeaks(): void {
    this.#refuseLeaks(this.#root);
  }

  #refuseLeaks(node: Node): void {
    const isAtomic = node.kind === 'look' || node.kind === 'atomic' || (node.kind === 'repeat' && node.mode === 'possessive');
    const isOpen = (each: Node) => each.kind === 'group' && !this.#certain.has(each.number);
    if (isAtomic && holds(node, isOpen)) throw new Refusal(untranslatableOf.java.leakedGroup, node.at);
    for (const each of partsOf(node)) this.#refuseLeaks(each);
  }

  #collect(node: Node): void {
    if (node.kind === 'group') this.#groups.set(node.number, this.#withOthers(node));
    for (const each of partsOf(node)) this.#collect(each);
  }

  /** `(?|` gives several groups one number, and a reference may mean any of them. */
  #withOthers(node: Extract<Node, { kind: 'group' }>): Node {
    const other = this.#groups.get(node.number);
    return other === undefined ? node : { kind: 'choice', options: [other, node] };
  }

  /** Returns the groups that are surely set behind the node, when those of `set` are before it. */
  #walk(node: Node, set: ReadonlySet<number>): ReadonlySet<number> {
    switch (node.kind) {
      case 'sequence':
        return node.parts.reduce((known, each) => this.#walk(each, known), set);
      case 'choice':
        return inAll(node.options.map((each) => this.#walk(each, set)));
      case 'group': {
        this.#open.add(node.number);
        const inside = this.#walk(node.body, set);
        this.#open.delete(node.number);
        return new Set([...inside, node.number]);
      }
      case 'atomic':
        return this.#walk(node.body, set);
      case 'look': {
        const inside = this.#walk(node.body, set);
        return node.negative ? set : inside;
      }
      case 'repeat':
        return this.#walkRepeat(node, set);
      case 'backreference':
        this.#meet(node, set);
        return set;
      default:
        return set;
    }
  }

  /** A repeated part forgets its groups in JavaScript each time it begins anew; elsewhere they keep what they last held. */
  #walkRepeat(node: Repeat, set: ReadonlySet<number>): ReadonlySet<number> {
    const inside = groupsIn(node.body);
    const before = node.max > 1 ? new Set([...set].filter((each) => !inside.has(each))) : set;
    const after = this.#walk(node.body, before);
    if (node.max > 1 && [...inside].some((each) => !after.has(each))) {
      throw new Refusal(untranslatable.unevenGroup, node.at);
    }
    return node.min > 0 ? after : set;
  }

  #meet(node: Backreference, set: ReadonlySet<number>): void {
    const number = Number(node.to);
    const target = this.#groups.get(number);
    if (target === undefined) throw new Refusal(`a reference to group ${number}, which does not exist`, node.at);
    if (this.#open.has(number)) throw new Refusal(untranslatable.ownGroup, node.at);
    this.references.set(node, { certain: set.has(number), target });
  }
}

function inAll([first = new Set(), ...others]: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  return new Set([...first].filter((each) => others.every((other) => other.has(each))));
}

/** The characters that a node can begin with; undefined where that is not plain to see, or it can match nothing. */
export function firstOf(node: Node | undefined): CharacterSet | undefined {
  switch (node?.kind) {
    case 'set':
      return node.set;
    case 'group':
      return firstOf(node.body);
    case 'sequence':
      return firstOf(node.parts[0]);
    case 'repeat':
      return node.min > 0 ? firstOf(node.body) : undefined;
    default:
      return undefined;
  }
}

/** Whether a possessive repeat of single characters does the same as a greedy one: giving one back could not help what follows. */
export function needsNoPossession(node: Repeat, next: Node | undefined): boolean {
  if (node.body.kind !== 'set') return false;
  const following = firstOf(next);
  return following !== undefined && areApart(node.body.set, following);
}
