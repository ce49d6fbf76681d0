import type { CharacterSet } from './character-set.js';

/** A place that matches no character. The names say what holds there; line ends are those of the dialect. */
export type Assertion =
  | 'start of text'
  | 'end of text'
  | 'end of text or before its last line end'
  | 'start of line'
  | 'end of line'
  | 'word boundary'
  | 'no word boundary'
  | 'where the search began';

/** How a set outside of a class was written: by these letters behind a backslash, or as a dot that matches no newline, which `\N` is too. */
export type CharacterType = 'S' | 's' | 'h' | 'v' | 'R' | '.';

/** A part of an expression. `at` is where it stands in the pattern. */
export type Node =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: CharacterSet; readonly isDot?: true; readonly type?: CharacterType | undefined }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[]; readonly type?: CharacterType | undefined }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'group'; readonly number: number; readonly body: Node }
  | Repeat
  | { readonly kind: 'atomic'; readonly body: Node; readonly at: number }
  | Look
  | { readonly kind: 'assertion'; readonly what: Assertion; readonly unixLines: boolean; readonly at: number }
  | Backreference
  | { readonly kind: 'keep'; readonly at: number };

export interface Repeat {
  readonly kind: 'repeat';
  readonly body: Node;
  readonly min: number;
  /** Infinity where there is no limit. */
  readonly max: number;
  readonly mode: 'greedy' | 'lazy' | 'possessive';
  readonly at: number;
}

export interface Look {
  readonly kind: 'look';
  readonly behind: boolean;
  readonly negative: boolean;
  readonly body: Node;
  readonly at: number;
}

export interface Backreference {
  readonly kind: 'backreference';
  /** A number, or a name until the whole pattern is read. */
  readonly to: number | string;
  readonly caseless: boolean;
  readonly at: number;
}

/** An expression as read. */
export interface Tree {
  readonly root: Node;
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, readonly number[]>;
}

/** Why an expression cannot be translated, or is none: thrown while one is compiled and caught there. */
export class Refusal extends Error {
  readonly what: string;
  readonly at: number;

  constructor(what: string, at: number) {
    super(what);
    this.what = what;
    this.at = at;
  }
}

/** The node with each part directly inside it changed. */
export function withParts(node: Node, change: (part: Node) => Node): Node {
  switch (node.kind) {
    case 'sequence':
      return { ...node, parts: node.parts.map((each) => change(each)) };
    case 'choice':
      return { ...node, options: node.options.map((each) => change(each)) };
    case 'group':
    case 'repeat':
    case 'atomic':
    case 'look':
      return { ...node, body: change(node.body) };
    default:
      return node;
  }
}

/** The parts directly inside a node. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'sequence':
      return node.parts;
    case 'choice':
      return node.options;
    case 'group':
    case 'repeat':
    case 'atomic':
    case 'look':
      return [node.body];
    default:
      return [];
  }
}
