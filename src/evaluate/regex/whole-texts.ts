import type { Node, Tree } from './syntax-tree.js';

/** More than any table that somebody writes as an expression. */
const MOST_TEXTS = 1000;
/** A letter in both its cases, and a few more. */
const MOST_MEMBERS = 4;

/**
 * Takes an expression and returns the texts that it matches, each as a whole, where it can match nothing else: an expression between the
 * start and the end of the text, of characters and choices alone. Undefined for any other.
 */
export function wholeTexts({ root, groupCount }: Tree): ReadonlySet<string> | undefined {
  if (root.kind !== 'sequence' || groupCount > 0) return undefined;
  const [first, ...others] = root.parts;
  const last = others.pop();
  if (first?.kind !== 'assertion' || first.what !== 'start of text' || last === undefined || !isEnd(last)) return undefined;
  const texts = textsOf({ kind: 'sequence', parts: others });
  return texts === undefined || texts.includes('') ? undefined : new Set(texts);
}

/** `\z`, or what can stand for it: that no character follows. */
function isEnd(node: Node): boolean {
  if (node.kind === 'assertion') return node.what === 'end of text';
  return node.kind === 'look' && node.negative && !node.behind && isAnyCharacter(node.body);
}

function isAnyCharacter(node: Node): boolean {
  const [range, ...others] = node.kind === 'set' ? node.set.ranges : [];
  return range !== undefined && others.length === 0 && range[0] === 0 && range[1] === 0x10ffff;
}

function textsOf(node: Node): readonly string[] | undefined {
  switch (node.kind) {
    case 'empty':
      return [''];
    case 'set':
      return membersOf(node);
    case 'choice':
      return joined(node.options.map(textsOf), (all, texts) => [...all, ...texts], []);
    case 'sequence':
      return joined(node.parts.map(textsOf), followedBy, ['']);
    default:
      return undefined;
  }
}

type Texts = readonly string[];

function joined(given: readonly (Texts | undefined)[], join: (all: Texts, texts: Texts) => Texts, start: Texts): Texts | undefined {
  let all = start;
  for (const texts of given) {
    if (texts === undefined || all.length * texts.length > MOST_TEXTS || all.length + texts.length > MOST_TEXTS) return undefined;
    all = join(all, texts);
  }
  return all;
}

function followedBy(all: Texts, texts: Texts): Texts {
  const [only] = texts;
  if (only !== undefined && texts.length === 1) return all.map((each) => each + only);
  return all.flatMap((each) => texts.map((text) => each + text));
}

function membersOf({ set }: Node & { kind: 'set' }): Texts | undefined {
  const size = set.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (set.properties.length > 0 || size > MOST_MEMBERS) return undefined;
  const members = set.ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
  // Half a character is none of the texts that are compared here.
  return members.every((each) => each < 0xd800 || each > 0xdfff) ? members.map((each) => String.fromCodePoint(each)) : undefined;
}
