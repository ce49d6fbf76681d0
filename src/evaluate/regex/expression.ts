import { isRun, reachOf, widthOf } from './analysis.js';
import type { Dialect } from './dialect.js';
import { rulesOf } from './dialect.js';
import { type Emitted, emitJavaScript, emitNotEmpty } from './emit-javascript.js';
import { type Captures, withNeededGroups } from './needed-groups.js';
import { parseExpression } from './parse-expression.js';
import { type Node, partsOf, Refusal, type Tree } from './syntax-tree.js';
import { untranslatableOf } from './untranslatable.js';
import { wholeTexts } from './whole-texts.js';

export type { Dialect } from './dialect.js';
export type { Captures } from './needed-groups.js';

type Span = readonly [start: number, end: number];

/** One match. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** By the numbers of the original expression; 0 is the whole match; undefined where a group is not set. */
  readonly groups: readonly (string | undefined)[];
  /** Where each group stands. */
  spans(): readonly (Span | undefined)[];
}

/** An expression of another engine, run by JavaScript's. */
export interface Expression {
  /** As written. */
  readonly source: string;
  /** Set from outside. */
  readonly flags: string;
  /** Capture groups of the original. */
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** First match at or after `from` (UTF-16 offset). */
  match(text: string, from?: number): Match | undefined;
  /** All matches, the way the original engine goes on after one that is empty. */
  matches(text: string): Iterable<Match>;
  test(text: string): boolean;
  /** Makes what replaces all matches of a text; a number stands for what its group holds, for nothing where it is not set. */
  replacer(replacement: Replacement): (text: string) => string;
  /** The texts that it matches, each as a whole, where it matches nothing else; undefined where that is not plain to see. */
  wholeTexts(): ReadonlySet<string> | undefined;
  /**
   * How many UTF-16 units from its start on decide whether a match begins somewhere and how long it is; infinite where nothing bounds it. With
   * a `run`, one unit behind its end decides.
   */
  readonly reach: number | 'run';
}

/** What stands in place of a match: texts and numbers of groups. */
export type Replacement = readonly (string | number)[];

export type Compiled =
  | { readonly expression: Expression; readonly refused?: undefined }
  | { readonly refused: { readonly what: string; readonly at: number }; readonly expression?: undefined };

/**
 * Takes a pattern of another engine, whose it is, and flags set from outside (i m s x), and returns an expression that JavaScript runs with
 * the same meaning: pcre2pattern(3) of PCRE2 10.42 with UTF, java.util.regex.Pattern of Java 17, or the syntax of Go's regexp/syntax. What
 * JavaScript cannot do, or the engine itself refuses, is named with its place in the pattern. Some of it concerns only what groups hold: who
 * reads no group, or only those with names, says so, and the others may then be unset.
 */
export function compileExpression(pattern: string, dialect: Dialect, flags = '', captures: Captures = 'all'): Compiled {
  try {
    return { expression: translated({ source: pattern, dialect, flags }, parseExpression(pattern, dialect, new Set(flags)), captures) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: { what: error.what, at: error.at } };
    throw error;
  }
}

/** An expression as a user wrote it. */
interface Written {
  readonly source: string;
  readonly dialect: Dialect;
  readonly flags: string;
}

/** With all groups where that can be, as those stand under their own numbers then; else with those that are read. */
function translated(written: Written, tree: Tree, captures: Captures): Expression {
  try {
    return new Translated(written, tree);
  } catch (error) {
    if (captures === 'all' || !(error instanceof Refusal)) throw error;
    return new Translated(written, withNeededGroups(tree, captures));
  }
}

/** A JavaScript expression and where its groups are. */
class Program {
  readonly #emitted: Emitted;
  readonly #regexp: RegExp;
  readonly #isPlain: boolean;
  #placed: RegExp | undefined;

  constructor(emitted: Emitted) {
    this.#emitted = emitted;
    this.#regexp = new RegExp(emitted.source, `${emitted.sticky ? 'y' : 'g'}${caseFlag(emitted)}u`);
    const { count, groups, kept } = emitted;
    this.#isPlain = kept.length === 0 && count === groups.length - 1 && groups.every((each, index) => index === 0 || each[0] === index);
  }

  match(text: string, from: number): Match | undefined {
    this.#regexp.lastIndex = from;
    let found = this.#regexp.exec(text);
    while (found !== null && isInsideCharacter(found)) {
      this.#regexp.lastIndex = found.index + 1;
      found = this.#regexp.exec(text);
    }
    if (found === null) return undefined;
    return this.#isPlain ? new Found(this, found, found.index, found) : this.#shifted(found);
  }

  /**
   * The match that begins between the two halves of a character beyond U+FFFF, each of which counts by itself there. JavaScript goes back to the
   * first half, so that another second half stands in its place.
   */
  matchInside(text: string, at: number): Match | undefined {
    const program = this.#anchored();
    program.lastIndex = at;
    const found = program.exec(`${text.slice(0, at - 1)}\udc00${text.slice(at)}`);
    if (found === null) return undefined;
    const groups = this.spans(found, at).map((span) => (span === undefined ? undefined : text.slice(...span)));
    return new Found(this, found, at, groups);
  }

  #anchored(): RegExp {
    this.#placed ??= new RegExp(this.#emitted.source, `dy${caseFlag(this.#emitted)}u`);
    return this.#placed;
  }

  /** Whether there is a match; for expressions of which no match is empty. */
  testNotEmpty(text: string): boolean {
    this.#regexp.lastIndex = 0;
    return this.#regexp.test(text);
  }

  /** Replaces in JavaScript's own way, which is the other engine's where no match is empty; undefined where it cannot name the groups. */
  replacer(replacement: Replacement): ((text: string) => string) | undefined {
    const { groups, kept, sticky } = this.#emitted;
    const parts = replacement.map((part) => (typeof part === 'string' ? part.replaceAll('$', '$$$$') : inTemplate(part, groups[part])));
    if (sticky || kept.length > 0 || parts.includes(undefined)) return undefined;
    const template = parts.join('');
    return (text) => text.replace(this.#regexp, template);
  }

  /** Groups under the numbers of the original, and the start behind `\K`. */
  #shifted(found: RegExpExecArray): Match {
    const start = this.#emitted.kept.reduce((at, number) => at + (found[number]?.length ?? 0), found.index);
    const whole = found[0].slice(start - found.index);
    const groups = this.#emitted.groups.map((numbers, index) => (index === 0 ? whole : found[setGroup(numbers, found)]));
    return new Found(this, found, start, groups);
  }

  /** Where the groups of a match stand: matched once more, as engines are slower when they must say it each time. */
  spans({ input, index }: RegExpExecArray, start: number): readonly (Span | undefined)[] {
    const program = this.#anchored();
    program.lastIndex = index;
    const found = program.exec(input);
    const indices = found?.indices;
    if (!found || !indices) throw new Error(`no second match of ${this.#emitted.source}`);
    return this.#emitted.groups.map((numbers, number) =>
      number === 0 ? [start, index + found[0].length] : indices[setGroup(numbers, found)],
    );
  }
}

/** A group in the template of a replacement, two digits long so that a digit behind it is not read with it. */
function inTemplate(group: number, numbers: readonly number[] | undefined): string | undefined {
  if (group === 0) return '$&';
  const [number] = numbers ?? [];
  if (number === undefined) return '';
  return numbers?.length === 1 && number < 100 ? `$${String(number).padStart(2, '0')}` : undefined;
}

function caseFlag({ caseless }: Emitted): string {
  return caseless ? 'i' : '';
}

/** V8 finds an empty match also between the two halves of a character beyond U+FFFF. */
function isInsideCharacter(found: RegExpExecArray): boolean {
  if (found[0] !== '' || found.index === 0) return false;
  return (found.input.codePointAt(found.index - 1) ?? 0) > 0xffff;
}

/** Of the groups that stand for one: the last that is set. */
function setGroup(numbers: readonly number[], found: RegExpExecArray): number {
  return numbers.findLast((each) => found[each] !== undefined) ?? numbers[0] ?? found.length;
}

class Found implements Match {
  readonly start: number;
  readonly groups: readonly (string | undefined)[];
  readonly #program: Program;
  readonly #found: RegExpExecArray;

  constructor(program: Program, found: RegExpExecArray, start: number, groups: readonly (string | undefined)[]) {
    this.#program = program;
    this.#found = found;
    this.start = start;
    this.groups = groups;
  }

  get end(): number {
    return this.#found.index + this.#found[0].length;
  }

  spans(): readonly (Span | undefined)[] {
    return this.#program.spans(this.#found, this.start);
  }
}

class Translated implements Expression {
  readonly source: string;
  readonly flags: string;
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, readonly number[]>;
  readonly reach: number | 'run';
  readonly #dialect: Dialect;
  readonly #tree: Tree;
  readonly #program: Program;
  /** The least characters of a match. */
  readonly #least: number;
  #notEmpty: Program | undefined;
  /** Where the engine looks for an empty match between the halves of a character beyond U+FFFF. */
  readonly #insides: 'nowhere' | 'where it goes on' | 'everywhere';

  constructor({ source, dialect, flags }: Written, tree: Tree) {
    this.source = source;
    this.flags = flags;
    this.groupCount = tree.groupCount;
    this.names = tree.names;
    this.reach = isRun(tree.root) ? 'run' : 2 * reachOf(tree.root);
    this.#dialect = dialect;
    this.#tree = tree;
    this.#least = widthOf(tree.root).min;
    this.#program = new Program(emitJavaScript(tree, rulesOf(dialect)));
    this.#insides = dialect === 'java' && this.#least === 0 ? insidesOf(tree.root) : 'nowhere';
  }

  match(text: string, from = 0): Match | undefined {
    if (this.#insides === 'nowhere') return this.#program.match(text, from);
    if (!isInside(text, from)) return this.#matchFrom(text, from);
    return this.#program.matchInside(text, from) ?? this.#matchFrom(text, from + 1);
  }

  /** java.util.regex goes from character to character where a part of the expression can match one beyond U+FFFF, else by UTF-16 units. */
  #matchFrom(text: string, from: number): Match | undefined {
    const found = this.#program.match(text, from);
    if (this.#insides !== 'everywhere') return found;
    for (const { index } of text.slice(from, found?.start).matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) {
      const inside = this.#program.matchInside(text, from + index + 1);
      if (inside !== undefined) return inside;
    }
    return found;
  }

  test(text: string): boolean {
    return this.#least === 0 ? this.match(text) !== undefined : this.#program.testNotEmpty(text);
  }

  replacer(replacement: Replacement): (text: string) => string {
    if (this.#least === 0) return (text) => this.#replace(text, replacement);
    const replace = this.#program.replacer(replacement) ?? ((text) => this.#replace(text, replacement));
    return (text) => (text.length < this.#least ? text : replace(text));
  }

  wholeTexts(): ReadonlySet<string> | undefined {
    return wholeTexts(this.#tree);
  }

  #replace(text: string, replacement: Replacement): string {
    let result = '';
    let end = 0;
    for (const match of this.matches(text)) {
      result += text.slice(end, match.start);
      for (const part of replacement) result += typeof part === 'string' ? part : (match.groups[part] ?? '');
      end = match.end;
    }
    return result + text.slice(end);
  }

  *matches(text: string): Iterable<Match> {
    let previousEnd = -1;
    let found = this.match(text);
    while (found !== undefined) {
      const { end } = found;
      const isEmpty = found.start === end;
      // Go's regexp leaves out an empty match right behind another.
      if (!(isEmpty && this.#dialect === 're2' && end === previousEnd)) yield found;
      previousEnd = end;
      found = this.#next(text, end, isEmpty);
    }
  }

  #next(text: string, end: number, wasEmpty: boolean): Match | undefined {
    if (!wasEmpty) return this.match(text, end);
    if (this.#dialect === 'java') return end < text.length ? this.match(text, end + 1) : undefined;
    const longer = this.#dialect === 'pcre2' ? this.#notEmptyAt(text, end) : undefined;
    if (longer !== undefined || end >= text.length) return longer;
    return this.#program.match(text, end + widthAt(text, end));
  }

  /** After an empty match PCRE2's callers look for one at the same place that is not (PCRE2_NOTEMPTY_ATSTART and PCRE2_ANCHORED). */
  #notEmptyAt(text: string, from: number): Match | undefined {
    this.#notEmpty ??= new Program(emitNotEmpty(this.#tree, rulesOf(this.#dialect)));
    return this.#notEmpty.match(text, from);
  }
}

/** Whether the place is between the two halves of a character beyond U+FFFF. */
function isInside(text: string, at: number): boolean {
  return at > 0 && widthAt(text, at - 1) === 2;
}

/** To java.util.regex the dot says nothing of such characters. */
function insidesOf(root: Node): 'where it goes on' | 'everywhere' {
  checkLookbehinds(root);
  return reachesBeyond(root, false) ? 'where it goes on' : 'everywhere';
}

/** Between two halves java.util.regex reads no character backwards that has both. */
function checkLookbehinds(node: Node): void {
  if (node.kind === 'look' && node.behind && reachesBeyond(node.body, true)) throw new Refusal(untranslatableOf.java.emptyBehind, node.at);
  for (const part of partsOf(node)) checkLookbehinds(part);
}

/** Whether some part can match a character beyond U+FFFF. */
function reachesBeyond(node: Node, byDots: boolean): boolean {
  if (node.kind !== 'set') return partsOf(node).some((part) => reachesBeyond(part, byDots));
  if (node.isDot === true) return byDots;
  return node.set.properties.length > 0 || (node.set.ranges.at(-1)?.[1] ?? 0) > 0xffff;
}

/** How many UTF-16 units the character has that stands there. */
function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
