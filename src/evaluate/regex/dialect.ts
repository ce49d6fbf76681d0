import type { Folding } from './case-folding.js';
import { type CharacterSet, characters, complement, everything, nothing, ranges, union } from './character-set.js';
import type { Assertion } from './syntax-tree.js';

/** Whose expressions: Splunk's PCRE2 (10.42, UTF), Java's `java.util.regex` (17), or RE2 as Go's `regexp` has it. */
export type Dialect = 'pcre2' | 'java' | 're2';

/** What a letter behind a backslash means. */
export type Escape =
  | { readonly is: 'character'; readonly code: number }
  /** A set, which may also stand in a class. */
  | { readonly is: 'set'; readonly set: CharacterSet }
  /** A set that may not stand in a class. */
  | { readonly is: 'set outside classes'; readonly set: CharacterSet }
  | { readonly is: 'assertion'; readonly what: Assertion }
  /** `\b`: a boundary, and in a class of PCRE2 a backspace. */
  | { readonly is: 'word boundary'; readonly inClass: number | undefined }
  | { readonly is: 'read on'; readonly how: 'hex' | 'octal in braces' | 'control' | 'property' | 'name' | 'reference' | 'utf-16 unit' }
  | { readonly is: 'line break' | 'keep' | 'quote' | 'end of quote' }
  | { readonly is: 'refused'; readonly what: string };

/** What `(` and these characters open. */
export type Opening =
  | { readonly is: 'look'; readonly behind: boolean; readonly negative: boolean }
  | { readonly is: 'atomic' | 'plain' | 'branch reset' | 'comment' | 'flags' | 'reference by name' }
  | { readonly is: 'named'; readonly close: string }
  | { readonly is: 'refused'; readonly what: string };

/** What differs between the dialects, as data. */
export interface Rules {
  readonly dialect: Dialect;
  readonly escapes: ReadonlyMap<string, Escape>;
  /** By what stands behind `(`, longest first. */
  readonly openings: readonly (readonly [string, Opening])[];
  /** Letters of inline flags. */
  readonly flags: string;
  readonly posixClasses: ReadonlyMap<string, CharacterSet> | undefined;
  /** Java's `[a[b]]` and `[a&&b]`. */
  readonly nestedClasses: boolean;
  readonly folding: Folding;
  readonly name: RegExp;
  readonly longestName: number;
  /** Several groups may have one name. */
  readonly repeatedNames: boolean;
  readonly highestCount: number;
  /** `{` that begins no count: itself, or a mistake. */
  readonly looseBrace: boolean;
  readonly possessive: boolean;
  readonly lineEnds: CharacterSet;
  /** How wide a lookbehind may be. */
  readonly lookbehind: 'fixed' | 'bounded';
}

const digit = ranges([0x30, 0x39]);
const letter = ranges([0x41, 0x5a], [0x61, 0x7a]);
const word = union(letter, digit, characters('_'));
const horizontal = union(characters('\t \u00a0\u1680\u180e\u202f\u205f\u3000'), ranges([0x2000, 0x200a]));
const vertical = union(ranges([0x0a, 0x0d]), characters('\u0085\u2028\u2029'));
const newline = characters('\n');
const javaLineEnds = characters('\n\r\u0085\u2028\u2029');

function not(set: CharacterSet): CharacterSet {
  return complement(set) ?? nothing;
}

const posix: ReadonlyMap<string, CharacterSet> = new Map([
  ['alpha', letter],
  ['lower', ranges([0x61, 0x7a])],
  ['upper', ranges([0x41, 0x5a])],
  ['alnum', union(letter, digit)],
  ['ascii', ranges([0, 0x7f])],
  ['blank', characters('\t ')],
  ['cntrl', ranges([0, 0x1f], [0x7f, 0x7f])],
  ['digit', digit],
  ['graph', ranges([0x21, 0x7e])],
  ['print', ranges([0x20, 0x7e])],
  ['punct', ranges([0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e])],
  ['space', characters('\t\n\v\f\r ')],
  ['word', word],
  ['xdigit', ranges([0x30, 0x39], [0x41, 0x46], [0x61, 0x66])],
]);

/** Java's `\p{Alpha}` and so on: the POSIX classes by their names there. */
export const javaPosix: ReadonlyMap<string, CharacterSet> = new Map(
  ['Lower', 'Upper', 'ASCII', 'Alpha', 'Digit', 'Alnum', 'Punct', 'Graph', 'Print', 'Blank', 'Cntrl', 'XDigit', 'Space'].map((name) => [
    name,
    posix.get(name.toLowerCase()) ?? nothing,
  ]),
);

function character(code: number): Escape {
  return { is: 'character', code };
}

function assertion(what: Assertion): Escape {
  return { is: 'assertion', what };
}

function sets(entries: Readonly<Record<string, CharacterSet>>): readonly (readonly [string, Escape])[] {
  return Object.entries(entries).flatMap(([name, set]) => [
    [name, { is: 'set', set }] as const,
    [name.toUpperCase(), { is: 'set', set: not(set) }] as const,
  ]);
}

const shared: readonly (readonly [string, Escape])[] = [
  ['a', character(0x07)],
  ['f', character(0x0c)],
  ['n', character(0x0a)],
  ['r', character(0x0d)],
  ['t', character(0x09)],
  ['x', { is: 'read on', how: 'hex' }],
  ['p', { is: 'read on', how: 'property' }],
  ['P', { is: 'read on', how: 'property' }],
  ['A', assertion('start of text')],
  ['z', assertion('end of text')],
  ['B', assertion('no word boundary')],
  ['Q', { is: 'quote' }],
  ['E', { is: 'end of quote' }],
];

const perlAndJava: readonly (readonly [string, Escape])[] = [
  ['e', character(0x1b)],
  ['c', { is: 'read on', how: 'control' }],
  ['k', { is: 'read on', how: 'name' }],
  ['Z', assertion('end of text or before its last line end')],
  ['G', assertion('where the search began')],
  ['R', { is: 'line break' }],
  ['X', { is: 'refused', what: '\\X, a whole grapheme' }],
];

const looks: readonly (readonly [string, Opening])[] = [
  ['?=', { is: 'look', behind: false, negative: false }],
  ['?!', { is: 'look', behind: false, negative: true }],
  ['?<=', { is: 'look', behind: true, negative: false }],
  ['?<!', { is: 'look', behind: true, negative: true }],
];

function byLength(openings: readonly (readonly [string, Opening])[]): readonly (readonly [string, Opening])[] {
  return [...openings].sort((a, b) => b[0].length - a[0].length);
}

const pcre2: Rules = {
  dialect: 'pcre2',
  escapes: new Map([
    ...shared,
    ...perlAndJava,
    ...sets({ d: digit, s: characters('\t\n\v\f\r '), w: word, h: horizontal, v: vertical }),
    ['N', { is: 'set outside classes', set: not(newline) }],
    ['b', { is: 'word boundary', inClass: 0x08 }],
    ['o', { is: 'read on', how: 'octal in braces' }],
    ['g', { is: 'read on', how: 'reference' }],
    ['K', { is: 'keep' }],
    ['C', { is: 'refused', what: '\\C, a single byte' }],
  ]),
  openings: byLength([
    ...looks,
    ['?:', { is: 'plain' }],
    ['?>', { is: 'atomic' }],
    ['?|', { is: 'branch reset' }],
    ['?#', { is: 'comment' }],
    ['?<', { is: 'named', close: '>' }],
    ['?P<', { is: 'named', close: '>' }],
    ["?'", { is: 'named', close: "'" }],
    ['?P=', { is: 'reference by name' }],
    ['?P>', { is: 'refused', what: 'a subroutine call' }],
    ['?&', { is: 'refused', what: 'a subroutine call' }],
    ['?R', { is: 'refused', what: 'recursion' }],
    ...[...'0123456789+'].map((each) => [`?${each}`, { is: 'refused', what: 'recursion or a subroutine call' }] as const),
    ['?(', { is: 'refused', what: 'a condition' }],
    ['?C', { is: 'refused', what: 'a callout' }],
    ['?*', { is: 'refused', what: 'a lookaround that is not atomic' }],
    ['?<*', { is: 'refused', what: 'a lookaround that is not atomic' }],
    ['*', { is: 'refused', what: 'a backtracking verb, or an option at the start' }],
    ['?', { is: 'flags' }],
  ]),
  flags: 'imsxnUJ',
  posixClasses: posix,
  nestedClasses: false,
  folding: 'unicode',
  name: /^[\p{L}\p{Nd}_]+/u,
  longestName: 32,
  repeatedNames: false,
  highestCount: 65535,
  looseBrace: true,
  possessive: true,
  lineEnds: newline,
  lookbehind: 'fixed',
};

const java: Rules = {
  dialect: 'java',
  escapes: new Map([
    ...shared,
    ...perlAndJava,
    ...sets({ d: digit, s: characters('\t\n\v\f\r '), w: word, h: horizontal, v: vertical }),
    ['b', { is: 'word boundary', inClass: undefined }],
    ['u', { is: 'read on', how: 'utf-16 unit' }],
    ['N', { is: 'refused', what: '\\N, a character by its name' }],
  ]),
  openings: byLength([
    ...looks,
    ['?:', { is: 'plain' }],
    ['?>', { is: 'atomic' }],
    ['?<', { is: 'named', close: '>' }],
    ['?', { is: 'flags' }],
  ]),
  flags: 'imsxdu',
  posixClasses: undefined,
  nestedClasses: true,
  folding: 'ascii',
  name: /^[A-Za-z][A-Za-z0-9]*/,
  longestName: Number.POSITIVE_INFINITY,
  repeatedNames: false,
  highestCount: 2 ** 31 - 1,
  looseBrace: false,
  possessive: true,
  lineEnds: javaLineEnds,
  lookbehind: 'bounded',
};

const re2: Rules = {
  dialect: 're2',
  escapes: new Map([
    ...shared,
    ...sets({ d: digit, s: characters('\t\n\f\r '), w: word }),
    ['v', character(0x0b)],
    ['b', { is: 'word boundary', inClass: undefined }],
    ['C', { is: 'refused', what: '\\C, a single byte' }],
  ]),
  openings: byLength([
    ['?:', { is: 'plain' }],
    ['?P<', { is: 'named', close: '>' }],
    ['?<', { is: 'named', close: '>' }],
    ['?', { is: 'flags' }],
    ...looks.map(([text]) => [text, { is: 'refused', what: 'a lookaround, which RE2 does not have' }] as const),
    ['?>', { is: 'refused', what: 'an atomic group, which RE2 does not have' }],
  ]),
  flags: 'imsU',
  posixClasses: posix,
  nestedClasses: false,
  folding: 'unicode',
  name: /^[A-Za-z0-9_]+/,
  longestName: Number.POSITIVE_INFINITY,
  repeatedNames: true,
  highestCount: 1000,
  looseBrace: true,
  possessive: false,
  lineEnds: newline,
  lookbehind: 'bounded',
};

const byDialect: Readonly<Record<Dialect, Rules>> = { pcre2, java, re2 };

/** The rules of a dialect. */
export function rulesOf(dialect: Dialect): Rules {
  return byDialect[dialect];
}

/** What `.` matches. */
export function dot(rules: Rules, all: boolean, unixLines: boolean): CharacterSet {
  if (all) return everything;
  return not(unixLines ? newline : rules.lineEnds);
}
