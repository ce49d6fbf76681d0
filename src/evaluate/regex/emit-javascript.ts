import { CaptureAnalysis, canBeEmpty, groupsIn, holds, isEmptyLast, needsNoPossession, widthOf } from './analysis.js';
import { withoutCase } from './case-folding.js';
import { type CharacterSet, complement, onlyMember, type Range } from './character-set.js';
import type { Rules } from './dialect.js';
import { type Assertion, type Backreference, type Look, type Node, Refusal, type Repeat, type Tree } from './syntax-tree.js';
import { untranslatable, untranslatableOf } from './untranslatable.js';

/** A JavaScript expression (flag `u`) that does what the tree says. */
export interface Emitted {
  readonly source: string;
  /** By the number of a group in the original: the numbers of its groups in JavaScript, of which one at most is set, or the last counts. */
  readonly groups: readonly (readonly number[])[];
  /** Groups of JavaScript in all. */
  readonly count: number;
  /** Groups of JavaScript that hold what stands before `\K`. */
  readonly kept: readonly number[];
  /** `\G` in front: a match begins where the search does. */
  readonly sticky: boolean;
  /** To be run with the flag i, for the sake of a reference. */
  readonly caseless: boolean;
}

/** Takes a tree and returns it as a JavaScript expression. Throws a Refusal where JavaScript would read something else. */
export function emitJavaScript(tree: Tree, rules: Rules): Emitted {
  return new Emission(tree, rules, 0).emitted();
}

/** The same for matches alone that are not empty, at one place. Group 1 remembers the rest of the text, to know whether it became less. */
export function emitNotEmpty(tree: Tree, rules: Rules): Emitted {
  const emitted = new Emission(tree, rules, 1).emitted();
  return { ...emitted, source: `(?=([^]*))(?:${emitted.source})(?!\\1)`, sticky: true };
}

const newlineAssertions: Readonly<Record<Exclude<Assertion, 'where the search began'>, string>> = {
  'start of text': '^',
  'end of text': '$',
  'end of text or before its last line end': '(?=\\n?$)',
  'start of line': '(?:^|(?<=\\n)(?!$))',
  'end of line': '(?![^\\n])',
  'word boundary': '\\b',
  'no word boundary': '\\B',
};

const javaLineEnd = '(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])';

/** Java's line ends; none lies between the two characters of one. */
const javaAssertions: typeof newlineAssertions = {
  ...newlineAssertions,
  'end of text or before its last line end': `(?!(?<=\\r)\\n)(?=${javaLineEnd}?$)`,
  'start of line': '(?:^|(?<=[\\n\\r\\u0085\\u2028\\u2029])(?!(?<=\\r)\\n))(?!$)',
  'end of line': `(?!(?<=\\r)\\n)(?=${javaLineEnd}|$)`,
};

/** Under the flag d a newline alone ends a line. */
const javaUnixAssertions: typeof newlineAssertions = { ...newlineAssertions, 'start of line': '(?<![^\\n])(?!$)' };

const reAssertions: typeof newlineAssertions = { ...newlineAssertions, 'start of line': '(?<![^\\n])' };

class Emission {
  readonly #tree: Tree;
  readonly #rules: Rules;
  readonly #analysis: CaptureAnalysis;
  readonly #groups: number[][];
  readonly #kept: number[] = [];
  /** Groups written so far. */
  #count: number;
  #behind = false;
  #caseless: boolean | undefined;

  constructor(tree: Tree, rules: Rules, groupsBefore: number) {
    this.#count = groupsBefore;
    this.#tree = tree;
    this.#rules = rules;
    this.#analysis = new CaptureAnalysis(tree.root);
    if (rules.dialect === 'java') this.#analysis.refuseLeaks();
    this.#groups = Array.from({ length: tree.groupCount + 1 }, () => []);
  }

  emitted(): Emitted {
    const { root, sticky } = withoutSearchStart(this.#tree.root);
    const source = root.kind === 'choice' ? root.options.map((each) => this.#option(each)).join('|') : this.#option(root);
    return { source, groups: this.#groups, count: this.#count, kept: this.#kept, sticky, caseless: this.#caseless ?? false };
  }

  /** An option of the whole expression: here, and nowhere else, `\K` may stand. */
  #option(node: Node): string {
    const parts = node.kind === 'sequence' ? node.parts : [node];
    const keepAt = parts.findLastIndex((each) => each.kind === 'keep');
    if (keepAt < 0) return this.#sequence(parts);
    this.#count += 1;
    this.#kept.push(this.#count);
    const before = this.#sequence(parts.slice(0, keepAt).filter((each) => each.kind !== 'keep'));
    return `(${before})${this.#sequence(parts.slice(keepAt + 1))}`;
  }

  /**
   * Whether JavaScript's flag i, which alone makes references without case, would change nothing else: each set holds all cases of its members,
   * and nothing asks for the borders of words, which that flag moves.
   */
  #isCaseless(): boolean {
    if (this.#rules.dialect !== 'pcre2') return false;
    this.#caseless ??= !holds(this.#tree.root, (node) => {
      if (node.kind === 'assertion') return node.what === 'word boundary' || node.what === 'no word boundary';
      if (node.kind === 'backreference') return !node.caseless;
      return node.kind === 'set' && !isFolded(node.set);
    });
    return this.#caseless;
  }

  #sequence(parts: readonly Node[]): string {
    return parts.map((each, index) => this.#part(each, parts[index + 1])).join('');
  }

  #part(node: Node, next?: Node): string {
    switch (node.kind) {
      case 'empty':
        return '';
      case 'set':
        return writeSet(node.set);
      case 'sequence':
        return this.#sequence(node.parts);
      case 'choice':
        return `(?:${node.options.map((each) => this.#part(each)).join('|')})`;
      case 'group':
        return this.#group(node.number, node.body);
      case 'repeat':
        return this.#repeat(node, next);
      case 'atomic':
        return this.#atomic(node.body, node.at);
      case 'look':
        return this.#look(node);
      case 'assertion':
        return this.#assertion(node.what, node.unixLines, node.at);
      case 'backreference':
        return this.#backreference(node);
      case 'keep':
        throw new Refusal(untranslatableOf.pcre2.innerKeep, node.at);
    }
  }

  #group(number: number, body: Node): string {
    this.#count += 1;
    this.#groups[number]?.push(this.#count);
    return `(${this.#inside(body)})`;
  }

  /** What stands in parentheses already. */
  #inside(node: Node): string {
    return node.kind === 'choice' ? node.options.map((each) => this.#part(each)).join('|') : this.#part(node);
  }

  /** JavaScript's lookaheads do not go back into themselves: what one found is matched again by reference. */
  #atomic(body: Node, at: number): string {
    if (!hasChoice(body)) return `(?:${this.#inside(body)})`;
    if (this.#behind) throw new Refusal(untranslatable.atomicBehind, at);
    this.#count += 1;
    const number = this.#count;
    return `(?:(?=(${this.#inside(body)}))\\${number})`;
  }

  #repeat(node: Repeat, next: Node | undefined): string {
    if (node.mode === 'possessive' && !needsNoPossession(node, next)) {
      return this.#atomic({ ...node, mode: 'greedy' }, node.at);
    }
    if (this.#behind && groupsIn(node.body).size > 0) throw new Refusal(untranslatable.repeatedGroupBehind, node.at);
    const lazy = node.mode === 'lazy' ? '?' : '';
    if (node.max === 0) return this.#never(node);
    if (!canBeEmpty(node.body)) return `${this.#atom(node.body)}${countOf(node)}${lazy}`;
    if (node.body.kind === 'look' || node.body.kind === 'assertion' || node.max === 1) return this.#once(node);
    if (groupsIn(node.body).size > 0) throw new Refusal(untranslatable.emptyGroup, node.at);
    if (node.mode === 'lazy' || !isEmptyLast(node.body)) {
      throw new Refusal(untranslatable.emptyFirst, node.at);
    }
    return `(?:${this.#inside(node.body)})${countOf(node)}`;
  }

  /** JavaScript takes back an optional part that matched nothing; a choice with nothing does not. */
  #once(node: Repeat): string {
    const body = this.#inside(node.body);
    if (node.min > 0) return `(?:${body})`;
    return node.mode === 'lazy' ? `(?:|${body})` : `(?:${body}|)`;
  }

  /** `{0}`: its groups are there and never set. */
  #never(node: Repeat): string {
    const isDemanding = holds(node.body, ({ kind }) => kind === 'assertion' || kind === 'look' || kind === 'choice');
    if (isDemanding && this.#rules.dialect === 'pcre2') throw new Refusal(untranslatableOf.pcre2.neverGroup, node.at);
    return `(?:${this.#atom(node.body)}){0}`;
  }

  #atom(node: Node): string {
    if (node.kind === 'set') return writeSet(node.set);
    return node.kind === 'group' ? this.#group(node.number, node.body) : `(?:${this.#inside(node)})`;
  }

  #look(node: Look): string {
    if (node.behind) this.#checkBehind(node);
    const outer = this.#behind;
    this.#behind = node.behind;
    const body = this.#inside(node.body);
    this.#behind = outer;
    return `(?${node.behind ? '<' : ''}${node.negative ? '!' : '='}${body})`;
  }

  /** JavaScript looks behind from right to left: what that could change is refused, as is what the dialect itself refuses. */
  #checkBehind({ body, at }: Look): void {
    const options = body.kind === 'choice' ? body.options : [body];
    const isFixed = options.every(isFixedWidth) && !holds(body, (node) => node.kind === 'repeat' && node.min !== node.max);
    if (this.#rules.lookbehind === 'fixed' && !isFixed) throw new Refusal(untranslatableOf.pcre2.looseBehind, at);
    if (widthOf(body).max === Number.POSITIVE_INFINITY) throw new Refusal(untranslatable.endlessBehind, at);
    const inside = groupsIn(body);
    if (!isFixed && inside.size > 0) throw new Refusal(untranslatable.looseGroupBehind, at);
    if (holds(body, (node) => node.kind === 'backreference' && inside.has(Number(node.to)))) {
      throw new Refusal(untranslatable.referenceBehind, at);
    }
  }

  #assertion(what: Assertion, unixLines: boolean, at: number): string {
    if (what === 'where the search began') throw new Refusal(untranslatable.innerSearchStart, at);
    const { dialect } = this.#rules;
    if (dialect === 'java') return (unixLines ? javaUnixAssertions : javaAssertions)[what];
    return dialect === 're2' ? reAssertions[what] : newlineAssertions[what];
  }

  /** A reference to a group that is not set fails; in JavaScript it matches nothing and goes on. */
  #backreference(node: Backreference): string {
    if (node.caseless && !this.#isCaseless()) throw new Refusal(untranslatable.caselessReference, node.at);
    const known = this.#analysis.references.get(node);
    const groups = this.#groups[Number(node.to)] ?? [];
    if (known === undefined || groups.length === 0) throw new Refusal(untranslatable.earlyReference, node.at);
    const text = `(?:${groups.map((each) => `\\${each}`).join('')})`;
    if (known.certain) return text;
    if (widthOf(known.target).min === 0 || this.#behind) throw new Refusal(untranslatable.unsureReference, node.at);
    this.#count += 1;
    // The rest of the text is remembered; where it stands here still, the reference matched nothing.
    return `(?:(?=([^]*))${text}(?!\\${this.#count}))`;
  }
}

function isFolded(set: CharacterSet): boolean {
  return set.properties.length === 0 && JSON.stringify(withoutCase(set, 'unicode').ranges) === JSON.stringify(set.ranges);
}

function withoutSearchStart(root: Node): { readonly root: Node; readonly sticky: boolean } {
  const isStart = (node: Node | undefined) => node?.kind === 'assertion' && node.what === 'where the search began';
  if (isStart(root)) return { root: { kind: 'empty' }, sticky: true };
  if (root.kind !== 'sequence' || !isStart(root.parts[0])) return { root, sticky: false };
  return { root: { kind: 'sequence', parts: root.parts.slice(1) }, sticky: true };
}

function hasChoice(node: Node): boolean {
  return holds(node, (each) => each.kind === 'choice' || (each.kind === 'repeat' && each.min !== each.max));
}

function isFixedWidth(node: Node): boolean {
  const { min, max } = widthOf(node);
  return min === max;
}

function countOf({ min, max }: Repeat): string {
  if (max === Number.POSITIVE_INFINITY) {
    if (min < 2) return min === 0 ? '*' : '+';
    return `{${min},}`;
  }
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

/** A set as JavaScript writes it: a character, or a class; the shorter of the class and its inverse. */
function writeSet(set: CharacterSet): string {
  const only = onlyMember(set);
  if (only !== undefined) return writeCode(only);
  const rest = set.ranges.at(-1)?.[1] === 0x10ffff ? complement(set) : undefined;
  if (rest !== undefined) return `[^${rest.ranges.map(writeRange).join('')}]`;
  return `[${set.ranges.map(writeRange).join('')}${set.properties.join('')}]`;
}

function writeRange([from, to]: Range): string {
  if (from === to) return writeCode(from);
  return `${writeCode(from)}${to === from + 1 ? '' : '-'}${writeCode(to)}`;
}

function writeCode(code: number): string {
  const text = String.fromCodePoint(code);
  if (/[\\^$.*+?()[\]{}|/-]/.test(text)) return code === 0x2d ? '\\x2d' : `\\${text}`;
  if (code >= 0x20 && code < 0x7f) return text;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}
