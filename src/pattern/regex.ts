/**
 * Pieces of regular expressions in the subset that PCRE2 and JavaScript read alike: no inline flags, no possessive or atomic groups,
 * no `$` (before a final newline PCRE2 matches it, JavaScript does not).
 */

/** The very end of the text. */
export const endOfText = '(?![\\s\\S])';

/** Inside a class: the blanks that both targets take off the ends of a value. Other control characters belong to it. */
export const blanks = '\\t-\\r ';

/** Takes any text and returns an expression that matches just that text. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, (character) => (character === '/' ? '/' : `\\${character}`));
}

/** Takes literal alternatives and returns a non-capturing group, longest first so that no word hides a longer one. */
export function anyOf(words: readonly string[]): string {
  const ordered = [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return `(?:${ordered.map(literal).join('|')})`;
}

/** Takes a word and returns an expression that matches it in any letter case, without a flag. */
export function anyCase(word: string): string {
  return [...word]
    .map((character) => (/[a-z]/i.test(character) ? `[${character.toUpperCase()}${character.toLowerCase()}]` : literal(character)))
    .join('');
}

/** Takes words and returns a lookahead on their first characters: cheap to fail, so that the list is seldom walked. */
export function firstLetterGuard(words: readonly string[]): string {
  const letters = [...new Set(words.map((word) => word.slice(0, 1)))].sort();
  return `(?=[${letters.map((letter) => letter.replace(/[\\\]^-]/, '\\$&')).join('')}])`;
}
