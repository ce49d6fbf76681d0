import { randomNumbers } from './broken-lines.js';

/** An expression and the texts that it is to search. */
export interface MadeExpression {
  readonly pattern: string;
  readonly flags: string;
  readonly texts: readonly string[];
}

/** Makes expressions of all constructs of PCRE2 inside each other, with texts of few characters, so that they meet. The same seed makes the same. */
export function* madeExpressions(seed: number, count: number): Generator<MadeExpression> {
  for (let number = 0; number < count; number += 1) {
    const maker = new Maker(randomNumbers(seed * 1_000_003 + number));
    yield { pattern: maker.choice(3), flags: maker.flags(), texts: Array.from({ length: 12 }, () => maker.text()) };
  }
}

const CHARACTERS = ['a', 'a', 'b', 'b', 'c', 'A', 'B', '1', '2', '_', '-', ' ', '=', '"', '\n', '\r', '\t', 'é', 'É', 'k', 's', '😀'];
const RARE = ['\u212a', '\u017f', '\u0085', '\u2028', '\u00a0', '\ud83d\ude01', 'ß', '\u1e9e', 'σ', 'ς', '\u000b', '\u0000', '\r\n', '٣'];

const PLAIN = [
  'a',
  'b',
  'c',
  'A',
  '1',
  '_',
  '\\-',
  ' ',
  '=',
  '"',
  '\\n',
  'é',
  'k',
  's',
  '😀',
  '\\x61',
  '\\x{e9}',
  '\\141',
  '\\t',
  '\\Qa.\\E',
];
const SETS = [
  '.',
  '\\d',
  '\\w',
  '\\s',
  '\\h',
  '\\v',
  '\\D',
  '\\W',
  '\\S',
  '\\H',
  '\\V',
  '\\N',
  '\\R',
  '[ab]',
  '[^ab]',
  '[a-c]',
  '[^"]',
  '[\\s\\S]',
  '[^\\n]',
  '[[:alpha:]]',
  '[[:^digit:]]',
  '[[:punct:]_]',
  '[\\w.-]',
  '[^\\d\\s]',
  '[]a]',
  '[é-ý]',
  '[^\\W_]',
  '[\\Qa-\\Eb]',
  '\\p{L}',
  '\\PN',
  '[\\p{Lu}1]',
  '[k-s]',
];
const PLACES = ['^', '$', '\\A', '\\z', '\\Z', '\\b', '\\B', '\\b', '^', '$'];
const COUNTS = ['*', '+', '?', '{2}', '{1,2}', '{0,3}', '{2,}', '{0}'];
const MODES = ['', '', '', '?', '?', '+'];
const FIXED = ['a', 'ab', '\\d', '[ab]', '.', 'a|b', 'ab|c', '\\w\\w', 'é', '^', '\\b', '(a)', 'a{2}', '\\s', '[^a]', '😀'];

class Maker {
  readonly #random: () => number;
  #groups = 0;
  #names = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  text(): string {
    const length = Math.floor(this.#random() * 9);
    return Array.from({ length }, () => this.#pick(this.#random() < 0.12 ? RARE : CHARACTERS)).join('');
  }

  flags(): string {
    return this.#pick(['', '', '', '', 'i', 'm', 's', 'ms', 'x', 'im']);
  }

  choice(depth: number): string {
    const options = this.#random() < 0.25 ? 2 + Math.floor(this.#random() * 2) : 1;
    return Array.from({ length: options }, () => this.#sequence(depth)).join('|');
  }

  #sequence(depth: number): string {
    const length = this.#random() < 0.06 ? 0 : 1 + Math.floor(this.#random() * 3.5);
    return Array.from({ length }, () => this.#counted(depth)).join('');
  }

  #counted(depth: number): string {
    const item = this.#item(depth);
    return this.#random() < 0.35 && !/^(?:\(\?[a-zA-Z^-]*\)|\\K|\\Q.*)$/.test(item)
      ? `${item}${this.#pick(COUNTS)}${this.#pick(MODES)}`
      : item;
  }

  #item(depth: number): string {
    const kind = this.#random();
    if (depth === 0 || kind < 0.3) return this.#pick(PLAIN);
    if (kind < 0.55) return this.#pick(SETS);
    if (kind < 0.62) return this.#pick(PLACES);
    if (kind < 0.7) return this.#reference();
    return this.#group(depth - 1);
  }

  #reference(): string {
    if (this.#groups === 0) return this.#pick(PLAIN);
    const number = 1 + Math.floor(this.#random() * this.#groups);
    const named = `n${1 + Math.floor(this.#random() * this.#names)}`;
    const byNumber = [`\\${number}`, `\\g{${number}}`, `\\g{-1}`];
    return this.#pick(this.#names === 0 ? byNumber : [...byNumber, `\\k<${named}>`, `(?P=${named})`]);
  }

  #group(depth: number): string {
    const kind = this.#random();
    if (kind < 0.25) return this.#numbered('(', depth);
    if (kind < 0.38) return this.#named(depth);
    if (kind < 0.52) return `(?:${this.choice(depth)})`;
    if (kind < 0.6) return `(?>${this.choice(depth)})`;
    if (kind < 0.66) return `(?|${this.#numbered('(', 0)}|${this.choice(depth)})`;
    if (kind < 0.72) return `(?${this.#pick(['i', 's', 'm', '-i', 'x', 'U', '^', 'is'])}:${this.choice(depth)})`;
    if (kind < 0.76) return `(?${this.#pick(['i', 's', 'm', '-i', 'U', 'x', 'n'])})`;
    if (kind < 0.84) return `(?${this.#pick(['=', '!'])}${this.choice(depth)})`;
    if (kind < 0.92) return `(?${this.#pick(['<=', '<!'])}${this.#pick(FIXED)})`;
    if (kind < 0.94) return '\\K';
    if (kind < 0.95) return '\\G';
    return this.#pick(['(?#remark)', '\\Q.*\\E', '(?:)', '()']);
  }

  #numbered(open: string, depth: number): string {
    const body = this.choice(depth);
    this.#groups += 1;
    return `${open}${body})`;
  }

  #named(depth: number): string {
    this.#names += 1;
    const name = `n${this.#names}`;
    return this.#numbered(this.#pick([`(?<${name}>`, `(?P<${name}>`, `(?'${name}'`]), depth);
  }

  #pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T;
  }
}
