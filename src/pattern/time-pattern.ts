import { literal } from './regex.js';

/**
 * Patterns of time stamps in the letters of java.time: `yyyy/MM/dd HH:mm:ss`, `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`. A stamp is of fixed width up to
 * its zone, which is the last thing in it: `XXX` is `+02:00` or `Z`, `XX` is `+0200` or `Z`, `zone` is whatever the product prints. So `d` is
 * the day of asctime, with a blank in front of a single digit: `Mar  4`. `EEE` is passed over, and of `SSSSSS` the milliseconds are kept.
 */
export type ZoneLetters = 'XXX' | 'XX' | 'zone';

interface Letters {
  readonly letters: string;
  readonly strptime: string;
  /** How many characters the stamp has here; 0 where that varies. */
  readonly width: number;
  readonly shape: string;
  /** What the mask has where it is not one `#` a character. */
  readonly mask?: string;
  /** The letters under which the script finds it, where it knows them by others; empty where it does not look. */
  readonly read?: string;
}

const known: readonly Letters[] = [
  { letters: 'yyyy', strptime: '%Y', width: 4, shape: '[0-9]{4}' },
  { letters: 'EEE', strptime: '%a', width: 3, shape: '[A-Za-z]{3}', mask: '@@@', read: '' },
  { letters: 'MMM', strptime: '%b', width: 3, shape: '[A-Za-z]{3}', mask: '@@@' },
  { letters: 'MM', strptime: '%m', width: 2, shape: '[0-9]{2}' },
  { letters: 'dd', strptime: '%d', width: 2, shape: '[0-9]{2}' },
  { letters: 'd', strptime: '%e', width: 2, shape: '[ 0-9][0-9]', mask: '~#', read: 'dd' },
  { letters: 'HH', strptime: '%H', width: 2, shape: '[0-9]{2}' },
  { letters: 'mm', strptime: '%M', width: 2, shape: '[0-9]{2}' },
  { letters: 'ss', strptime: '%S', width: 2, shape: '[0-9]{2}' },
  { letters: 'SSSSSS', strptime: '%6N', width: 6, shape: '[0-9]{6}', read: 'SSS' },
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
    const letters = lettersAt(pattern, at);
    if (text !== null) tokens.push(text[1] === '' ? "'" : (text[1] ?? ''));
    else if (letters !== undefined) tokens.push(letters);
    else if (isDateFromTime(pattern, at)) tokens.push('T');
    else if (/^[A-Za-z'#@~]/.test(pattern.slice(at))) return { message: unknownLetter(pattern, at), at };
    else tokens.push(pattern.charAt(at));
    if (letters !== undefined && text === null && letters.width === 0) zone = letters.letters as ZoneLetters;
    at += text?.[0].length ?? letters?.letters.length ?? 1;
  }
  if (pattern.indexOf('mm') < pattern.indexOf('HH') && pattern.indexOf('MM') > pattern.indexOf('HH'))
    return { message: 'in a time pattern MM is the month and mm the minute; here they have changed places', at: 0 };
  if (/^d(?!d)/.test(pattern))
    return { message: 'the time pattern begins with d, which may be a blank: nobody sees a blank in front', at: 0 };
  const missing = ['yyyy', 'dd', 'HH', 'mm', 'ss'].filter((each) => !has(tokens, each));
  if (missing.length > 0) return { message: `the time pattern lacks ${missing.join(', ')}`, at: 0 };
  if (!has(tokens, 'MM') && !has(tokens, 'MMM'))
    return { message: 'the time pattern lacks MM (the month as a number) or MMM (Jan)', at: 0 };
  return { tokens, zone };
}

// A run of one letter has its meaning as a whole: `MMMM` is not `MMM` with something behind it.
function lettersAt(pattern: string, at: number): Letters | undefined {
  const run = /^([A-Za-z])\1*/.exec(pattern.slice(at))?.[0];
  return known.find(({ letters }) => letters === run || (letters === 'zone' && pattern.startsWith(letters, at)));
}

// The T of ISO 8601 is known without its quotes.
function isDateFromTime(pattern: string, at: number): boolean {
  return pattern.startsWith('ddTHH', at - 2);
}

/** What people write who know other letters, and what it is called here. */
const otherLetters: Readonly<Record<string, string>> = {
  YYYY: 'the year is yyyy',
  yy: 'the year is yyyy; a year of two digits is not read',
  DD: 'the day is dd',
  M: 'the month is MM; months of one digit are not read',
  MMMM: 'the month is MM or MMM (Jan); whole names are not read',
  H: 'the hour is HH; hours of one digit are not read',
  hh: 'the hour is HH, from 00 to 23; hours with AM and PM are not read',
  h: 'the hour is HH, from 00 to 23; hours with AM and PM are not read',
  S: 'milliseconds are SSS, microseconds SSSSSS',
  SS: 'milliseconds are SSS, microseconds SSSSSS',
  Z: 'the zone is XX (+0200), XXX (+02:00) or zone (a name)',
  z: 'the zone is zone',
  X: 'the zone is XX (+0200), XXX (+02:00) or zone (a name)',
};

function unknownLetter(pattern: string, at: number): string {
  const letter = pattern.charAt(at);
  if (letter === "'") return 'the quote in the time pattern is not closed';
  if (/[#@~]/.test(letter)) return `the time pattern cannot hold "${letter}"`;
  if (/%[A-Za-z]/.test(pattern)) return "the time pattern is written with %; write its letters: yyyy-MM-dd'T'HH:mm:ss.SSSXXX";
  const other = otherLetters[/^(.)\1*/.exec(pattern.slice(at))?.[0] ?? ''];
  const run = /^[A-Za-z]+/.exec(pattern.slice(at))?.[0] ?? letter;
  if (other !== undefined) return `the time pattern has "${run}", which is not understood: ${other}`;
  return `the time pattern has "${run}", which is not understood: use ${known.map((each) => each.letters).join(', ')}; put other letters in quotes`;
}

function has(tokens: readonly TimeToken[], letters: string): boolean {
  return tokens.some((token) => typeof token !== 'string' && (token.letters === letters || token.read === letters));
}

/** Returns Splunk's TIME_FORMAT of a pattern. */
export function strptimeOf({ tokens }: TimePattern): string {
  return tokens.map((token) => (typeof token === 'string' ? token.replaceAll('%', '%%') : token.strptime)).join('');
}

/** Returns the expression that a stamp has the shape of. */
export function timeShapeOf({ tokens }: TimePattern): string {
  return tokens.map((token) => (typeof token === 'string' ? literal(token) : token.shape)).join('');
}

/** What the script needs in order to read a stamp: in the mask `#` is a digit, `@` a letter and `~` a digit or a blank; where each number begins; how the zone is printed. */
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
      const letters = token.read ?? token.letters;
      if (letters !== '') at[letters] = mask.length;
      mask += token.mask ?? '#'.repeat(token.width);
    }
  }
  return { mask, at, zone: zone ?? 'none' };
}

/** The expression of a time stamp by ISO 8601 that is kept as it is printed: `2023-05-21T12:16:11+03:00`, whatever its fraction and zone. */
export const stampShape = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[^ \\t\\r\\n]{1,40}';
