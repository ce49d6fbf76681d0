import { withoutCase } from './case-folding.js';
import { type CharacterSet, complement, nothing, ranges } from './character-set.js';
import type { Rules } from './dialect.js';
import { type Assertion, type Node, Refusal } from './syntax-tree.js';
import { untranslatableOf } from './untranslatable.js';

/** Flags that are set, by their letters: i, m, s, x, `xx`, n, U, J; d and u of Java. */
export type Flags = ReadonlySet<string>;

const MOST_DEPTH = 250;

/** A pattern while it is read: where we are, which flags hold, which groups were opened. */
export class Reading {
  readonly pattern: string;
  readonly rules: Rules;
  flags: Flags;
  at = 0;
  /** Groups opened so far; the highest number. */
  groups = 0;
  /** Groups and classes open here. */
  #depth = 0;
  /** Between `\Q` and `\E`. */
  quoted = false;
  readonly names = new Map<string, number[]>();

  constructor(pattern: string, rules: Rules, flags: Flags) {
    this.pattern = pattern;
    this.rules = rules;
    this.flags = flags;
  }

  /** Reads what stands one level deeper; PCRE2 refuses more than 250 levels (pcre2_set_parens_nest_limit), and deeper ones exhaust the stack. */
  deeper<T>(read: () => T): T {
    if (this.#depth++ > MOST_DEPTH) this.refuse(`more than ${MOST_DEPTH} groups or classes inside each other`);
    const node = read();
    this.#depth--;
    return node;
  }

  get done(): boolean {
    return this.at >= this.pattern.length;
  }

  /** The character here, as a whole code point. */
  get here(): string {
    const code = this.pattern.codePointAt(this.at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  looksAt(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  /** Goes over the text, if it stands here. */
  take(text: string): boolean {
    if (!this.looksAt(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Takes what the sticky expression matches here. */
  takeMatch(expression: RegExp): RegExpExecArray | undefined {
    const found = expression.exec(this.pattern.slice(this.at));
    if (found === null) return undefined;
    this.at += found[0].length;
    return found;
  }

  takeCharacter(): string {
    const taken = this.here;
    this.at += taken.length;
    return taken;
  }

  refuse(what: string, at = this.at): never {
    throw new Refusal(what, at);
  }

  /** A character or a range as the flags have it: with its other case where case does not count. */
  folded(set: CharacterSet): CharacterSet {
    return this.flags.has('i') ? withoutCase(set, this.rules.folding) : set;
  }

  assertion(what: Assertion, at: number): Node {
    return { kind: 'assertion', what, unixLines: this.flags.has('d'), at };
  }

  /** A set with a name, as `\w`: RE2 folds it too, before it turns it round. */
  foldedNamed(set: CharacterSet, isInverse: boolean): CharacterSet {
    if (this.rules.dialect !== 're2') return set;
    if (!isInverse) return this.folded(set);
    return complement(this.folded(complement(set) ?? nothing)) ?? nothing;
  }

  literal(text: string): Node {
    const code = text.codePointAt(0) ?? 0;
    return { kind: 'set', set: this.folded(ranges([code, code])) };
  }
}

/** Takes a name and what closes it. */
export function takeName(reading: Reading, close: string): string {
  const { rules } = reading;
  const at = reading.at;
  const name = reading.takeMatch(rules.name)?.[0];
  if (name === undefined || !reading.take(close)) return reading.refuse('a name of a group that is none', at);
  if (rules.dialect === 'pcre2' && /^\p{Nd}/u.test(name)) reading.refuse('a name of a group that begins with a digit', at);
  if ([...name].length > rules.longestName) reading.refuse(untranslatableOf.pcre2.longName, at);
  return name;
}
