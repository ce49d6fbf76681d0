import { literal } from './regex.js';

/**
 * Patterns of time stamps in the letters of java.time: `yyyy/MM/dd HH:mm:ss`, `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`. A stamp is of fixed width up to
 * its zone, which is the last thing in it: `XXX` is `+02:00` or `Z`, `XX` is `+0200` or `Z`, `zone` is whatever the product prints.
 */
export type ZoneLetters = 'XXX' | 'XX' | 'zone';

interface Letters {
  readonly letters: string;
  readonly strptime: string;
  /** How many characters the stamp has here; 0 where that varies. */
  readonly width: number;
  readonly shape: string;
}

const known: readonly Letters[] = [
  { letters: 'yyyy', strptime: '%Y', width: 4, shape: '[0-9]{4}' },
  { letters: 'MMM', strptime: '%b', width: 3, shape: '[A-Za-z]{3}' },
  { letters: 'MM', strptime: '%m', width: 2, shape: '[0-9]{2}' },
  { letters: 'dd', strptime: '%d', width: 2, shape: '[0-9]{2}' },
  { letters: 'HH', strptime: '%H', width: 2, shape: '[0-9]{2}' },
  { letters: 'mm', strptime: '%M', width: 2, shape: '[0-9]{2}' },
  { letters: 'ss', strptime: '%S', width: 2, shape: '[0-9]{2}' },
  { letters: 'SSS', strptime: '%3N', width: 3, shape: '[0-9]{3}' },
  { letters: 'XXX', strptime: '%:z', width: 0, shape: '(?:Z|[+-][0-9]{2}:[0-9]{2})' },
  { letters: 'XX', strptime: '%z', width: 0, shape: '(?:Z|[+-][0-9]{4})' },
  { letters: 'zone', strptime: '%Z', width: 0, shape: '[A-Za-z0-9+:/_-]{1,40}' },
];

/** A part of a stamp: letters with a meaning, or text that stands there as it is. */
export type TimeToken = Letters | string;

export interface TimePattern {
  readonly tokens: readonly TimeToken[];
  readonly zone: ZoneLetters | null;
}

/** Takes a pattern and returns it taken apart, or what is wrong with it and at which character. */
export function parseTimePattern(pattern: string): TimePattern | { readonly message: string; readonly at: number } {
  const tokens: TimeToken[] = [];
  let zone: ZoneLetters | null = null;
  for (let at = 0; at < pattern.length; ) {
    if (zone !== null) return { message: 'nothing follows the zone in a time pattern', at };
    const quoted = /'([^']*)'/y;
    quoted.lastIndex = at;
    const text = quoted.exec(pattern);
    const letters = known.find((each) => pattern.startsWith(each.letters, at));
    if (text !== null) tokens.push(text[1] === '' ? "'" : (text[1] ?? ''));
    else if (letters !== undefined) tokens.push(letters);
    else if (/^[A-Za-z'#@]/.test(pattern.slice(at))) return { message: unknownLetter(pattern, at), at };
    else tokens.push(pattern.charAt(at));
    if (letters !== undefined && text === null && letters.width === 0) zone = letters.letters as ZoneLetters;
    at += text?.[0].length ?? letters?.letters.length ?? 1;
  }
  const missing = ['yyyy', 'dd', 'HH', 'mm', 'ss'].filter((each) => !has(tokens, each));
  if (missing.length > 0) return { message: `the time pattern lacks ${missing.join(', ')}`, at: 0 };
  if (!has(tokens, 'MM') && !has(tokens, 'MMM'))
    return { message: 'the time pattern lacks MM (the month as a number) or MMM (Jan)', at: 0 };
  return { tokens, zone };
}

function unknownLetter(pattern: string, at: number): string {
  const letter = pattern.charAt(at);
  if (letter === "'") return 'the quote in the time pattern is not closed';
  if (/[#@]/.test(letter)) return `the time pattern cannot hold "${letter}"`;
  const run = /^[A-Za-z]+/.exec(pattern.slice(at))?.[0] ?? letter;
  return `the time pattern has "${run}", which is not understood: use ${known.map((each) => each.letters).join(', ')}; put other letters in quotes, such as 'T'`;
}

function has(tokens: readonly TimeToken[], letters: string): boolean {
  return tokens.some((token) => typeof token !== 'string' && token.letters === letters);
}

/** Returns Splunk's TIME_FORMAT of a pattern. */
export function strptimeOf({ tokens }: TimePattern): string {
  return tokens.map((token) => (typeof token === 'string' ? token.replaceAll('%', '%%') : token.strptime)).join('');
}

/** Returns the expression that a stamp has the shape of. */
export function timeShapeOf({ tokens }: TimePattern): string {
  return tokens.map((token) => (typeof token === 'string' ? literal(token) : token.shape)).join('');
}

/** What the script needs in order to read a stamp: `#` is a digit and `@` a letter in the mask; where each number begins; how the zone is printed. */
export interface TimeLayout {
  readonly mask: string;
  readonly at: Readonly<Record<string, number>>;
  readonly zone: ZoneLetters | 'none';
}

/** Returns where each part of a stamp stands. */
export function timeLayoutOf({ tokens, zone }: TimePattern): TimeLayout {
  const at: Record<string, number> = {};
  let mask = '';
  for (const token of tokens) {
    if (typeof token === 'string') mask += token;
    else if (token.width > 0) {
      at[token.letters] = mask.length;
      mask += (token.letters === 'MMM' ? '@' : '#').repeat(token.width);
    }
  }
  return { mask, at, zone: zone ?? 'none' };
}

/** The expression of a time stamp by ISO 8601 that is kept as it is printed: `2023-05-21T12:16:11+03:00`, whatever its fraction and zone. */
export const stampShape = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[^ \\t\\r\\n]{1,40}';
