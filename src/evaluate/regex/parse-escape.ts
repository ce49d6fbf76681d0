import { type CharacterSet, characters, complement, everything, ranges } from './character-set.js';
import { type Escape, javaPosix } from './dialect.js';
import { type Reading, takeName } from './reading.js';
import type { CharacterType, Node } from './syntax-tree.js';

/** Takes what a backslash begins, outside a class. */
export function parseEscape(reading: Reading): Node {
  const at = reading.at;
  reading.at += 1;
  if (reading.done) return reading.refuse('a backslash at the end', at);
  const letter = reading.takeCharacter();
  if (/[0-9]/.test(letter)) return parseDigits(reading, letter, at);
  const meaning = reading.rules.escapes.get(letter);
  if (meaning === undefined) return ownSelf(reading, letter, at);
  switch (meaning.is) {
    case 'character':
      return { kind: 'set', set: ranges([meaning.code, meaning.code]) };
    case 'set outside classes':
      if (/^\{(?!\d+(?:,\d*)?\})/.test(reading.pattern.slice(reading.at))) return reading.refuse(`\\${letter}{name}`, at);
      return { kind: 'set', set: meaning.set, type: '.' };
    case 'set':
      return { kind: 'set', set: reading.foldedNamed(meaning.set, isUpper(letter)), type: types.get(letter) };
    case 'assertion':
      return reading.assertion(meaning.what, at);
    case 'word boundary':
      return reading.assertion('word boundary', at);
    case 'line break':
      // As a part, so that a lookbehind does not take its two widths for two options of its own.
      return { kind: 'sequence', parts: [lineBreak], type: 'R' };
    case 'keep':
      return { kind: 'keep', at };
    case 'quote':
      reading.quoted = true;
      return { kind: 'empty' };
    case 'end of quote':
      return reading.refuse('\\E without its \\Q', at);
    case 'refused':
      return reading.refuse(meaning.what, at);
    case 'read on':
      return parseFurther(reading, letter, meaning.how, at);
  }
}

const types: ReadonlyMap<string, CharacterType> = new Map((['S', 's', 'h', 'v'] as const).map((letter) => [letter, letter]));

const lineBreak: Node = {
  kind: 'choice',
  options: [
    {
      kind: 'sequence',
      parts: [
        { kind: 'set', set: characters('\r') },
        { kind: 'set', set: characters('\n') },
      ],
    },
    {
      kind: 'sequence',
      parts: [
        {
          kind: 'look',
          behind: false,
          negative: true,
          body: {
            kind: 'sequence',
            parts: [
              { kind: 'set', set: characters('\r') },
              { kind: 'set', set: characters('\n') },
            ],
          },
          at: 0,
        },
        { kind: 'set', set: characters('\n\v\f\r\u0085\u2028\u2029') },
      ],
    },
  ],
};

/** A character that means itself behind a backslash; an unknown letter is a mistake in all three. */
function ownSelf(reading: Reading, letter: string, at: number): Node {
  if (/[A-Za-z]/.test(letter)) return reading.refuse(`\\${letter}`, at);
  if (reading.rules.dialect === 're2' && !/[!-/:-@[-`{-~]/.test(letter)) return reading.refuse(`\\${letter}`, at);
  return reading.literal(letter);
}

function parseDigits(reading: Reading, first: string, at: number): Node {
  if (first === '0') return { kind: 'set', set: reading.folded(oneOf(takeZeroOctal(reading, at))) };
  switch (reading.rules.dialect) {
    case 're2':
      return parseReOctal(reading, first, at);
    case 'java':
      return parseJavaReference(reading, first, at);
    default:
      return parsePerlDigits(reading, first, at);
  }
}

/** `\1` is a reference, `\12` one if so many groups were opened, else a code in octal. */
function parsePerlDigits(reading: Reading, first: string, at: number): Node {
  const digits = first + (reading.takeMatch(/^\d*/)?.[0] ?? '');
  const number = Number(digits);
  if (number < 10 || /^[89]/.test(digits) || number <= reading.groups) return reference(reading, number, at);
  reading.at = at + 1;
  const octal = reading.takeMatch(/^[0-7]{1,3}/)?.[0] ?? '';
  return { kind: 'set', set: reading.folded(oneOf(Number.parseInt(octal, 8))) };
}

/** Takes more digits as long as a group of that number was opened. */
function parseJavaReference(reading: Reading, first: string, at: number): Node {
  let number = Number(first);
  for (;;) {
    const digit = /[0-9]/.exec(reading.here)?.[0];
    if (digit === undefined || number * 10 + Number(digit) > reading.groups) break;
    number = number * 10 + Number(digit);
    reading.at += 1;
  }
  return reference(reading, number, at);
}

function parseReOctal(reading: Reading, first: string, at: number): Node {
  if (/[89]/.test(first) || !/[0-7]/.test(reading.here)) return reading.refuse('a backreference, which RE2 does not have', at);
  const octal = first + (reading.takeMatch(/^[0-7]{1,2}/)?.[0] ?? '');
  return { kind: 'set', set: reading.folded(oneOf(Number.parseInt(octal, 8))) };
}

function reference(reading: Reading, to: number | string, at: number): Node {
  return { kind: 'backreference', to, caseless: reading.flags.has('i'), at };
}

function parseFurther(reading: Reading, letter: string, how: Extract<Escape, { is: 'read on' }>['how'], at: number): Node {
  switch (how) {
    case 'name':
      return reference(reading, takeBackslashName(reading, at), at);
    case 'reference':
      return parseReference(reading, at);
    default:
      return {
        kind: 'set',
        set: how === 'property' ? takeCode(reading, letter, how, at) : reading.folded(takeCode(reading, letter, how, at)),
      };
  }
}

function takeBackslashName(reading: Reading, at: number): string {
  const isPcre = reading.rules.dialect === 'pcre2';
  if (reading.take('<')) return takeName(reading, '>');
  if (isPcre && reading.take('{')) return takeName(reading, '}');
  if (isPcre && reading.take("'")) return takeName(reading, "'");
  return reading.refuse('\\k without a name', at);
}

/** `\g1`, `\g{-1}`, `\g{name}`; `\g<name>` calls a subroutine. */
function parseReference(reading: Reading, at: number): Node {
  if (reading.looksAt('<') || reading.looksAt("'")) return reading.refuse('a subroutine call', at);
  const found = reading.takeMatch(/^(?:\{([+-]?)(\d+)\}|([+-]?)(\d+))/);
  if (found === undefined) {
    if (!reading.take('{')) return reading.refuse('\\g without a number', at);
    return reference(reading, takeName(reading, '}'), at);
  }
  const sign = found[1] ?? found[3] ?? '';
  const number = Number(found[2] ?? found[4]);
  if (sign === '') return number === 0 ? reading.refuse('a reference to group 0', at) : reference(reading, number, at);
  if (number === 0) return reading.refuse('a reference to group 0', at);
  const to = sign === '-' ? reading.groups - number + 1 : reading.groups + number;
  return to < 1 ? reading.refuse('a reference to a group before the first', at) : reference(reading, to, at);
}

/** Takes what a backslash begins inside a class: the set it stands for. `single` is false for what may not end a range. */
export function takeClassEscape(reading: Reading): { readonly set: CharacterSet; readonly single: boolean } {
  const at = reading.at;
  reading.at += 1;
  if (reading.done) return reading.refuse('a class without its ]', at);
  const letter = reading.takeCharacter();
  if (/[0-9]/.test(letter)) return { set: oneOf(takeClassDigits(reading, letter, at)), single: true };
  const meaning = reading.rules.escapes.get(letter);
  if (meaning === undefined) {
    ownSelf(reading, letter, at);
    return { set: oneOf(letter.codePointAt(0) ?? 0), single: true };
  }
  switch (meaning.is) {
    case 'character':
      return { set: oneOf(meaning.code), single: true };
    case 'set':
      return { set: reading.foldedNamed(meaning.set, isUpper(letter)), single: false };
    case 'word boundary':
      if (meaning.inClass === undefined) return reading.refuse('\\b in a class', at);
      return { set: oneOf(meaning.inClass), single: true };
    case 'read on':
      if (meaning.how === 'name' || meaning.how === 'reference') return reading.refuse(`\\${letter} in a class`, at);
      return { set: takeCode(reading, letter, meaning.how, at), single: meaning.how !== 'property' };
    default:
      return reading.refuse(`\\${letter} in a class`, at);
  }
}

function takeClassDigits(reading: Reading, first: string, at: number): number {
  const { dialect } = reading.rules;
  if (first === '0' && dialect !== 'pcre2') return takeZeroOctal(reading, at);
  if (/[89]/.test(first) || dialect === 'java') return reading.refuse(`\\${first} in a class`, at);
  if (dialect === 're2' && !/[0-7]/.test(reading.here)) return reading.refuse(`\\${first} in a class`, at);
  return Number.parseInt(first + (reading.takeMatch(/^[0-7]{1,2}/)?.[0] ?? ''), 8);
}

/** The code behind `\0`. Java wants at least one digit there. */
function takeZeroOctal(reading: Reading, at: number): number {
  const isJava = reading.rules.dialect === 'java';
  const digits = reading.takeMatch(isJava ? /^(?:[0-3][0-7]{2}|[0-7]{1,2})/ : /^[0-7]{0,2}/)?.[0];
  if (digits === undefined) return reading.refuse('\\0 without a digit', at);
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

type Code = Exclude<Extract<Escape, { is: 'read on' }>['how'], 'name' | 'reference'>;

function takeCode(reading: Reading, letter: string, how: Code, at: number): CharacterSet {
  switch (how) {
    case 'hex':
      return oneOf(takeHex(reading, at));
    case 'octal in braces':
      return oneOf(bounded(reading, Number.parseInt(reading.takeMatch(/^\{([0-7]+)\}/)?.[1] ?? '', 8), at));
    case 'control':
      return oneOf(takeControl(reading, at));
    case 'utf-16 unit':
      return oneOf(takeUnit(reading, at));
    case 'property':
      return takeProperty(reading, letter === 'P', at);
  }
}

function takeHex(reading: Reading, at: number): number {
  const inBraces = reading.takeMatch(/^\{([0-9A-Fa-f]+)\}/)?.[1];
  if (inBraces !== undefined) return bounded(reading, Number.parseInt(inBraces, 16), at);
  const digits = reading.takeMatch(reading.rules.dialect === 'pcre2' ? /^[0-9A-Fa-f]{0,2}/ : /^[0-9A-Fa-f]{2}/)?.[0];
  if (digits === undefined || (digits === '' && reading.looksAt('{'))) return reading.refuse('\\x without a code', at);
  return digits === '' ? 0 : Number.parseInt(digits, 16);
}

function bounded(reading: Reading, code: number, at: number): number {
  const isCode = code <= 0x10ffff && !(reading.rules.dialect === 'pcre2' && code >= 0xd800 && code <= 0xdfff);
  return isCode ? code : reading.refuse('a code that no character has', at);
}

function takeControl(reading: Reading, at: number): number {
  const character = reading.takeCharacter();
  const isJava = reading.rules.dialect === 'java';
  if (character === '' || (!isJava && !/[ -~]/.test(character))) return reading.refuse('\\c without a character', at);
  return ((isJava ? character : character.toUpperCase()).codePointAt(0) ?? 0) ^ 64;
}

function takeUnit(reading: Reading, at: number): number {
  const digits = reading.takeMatch(/^[0-9A-Fa-f]{4}/)?.[0];
  if (digits === undefined) return reading.refuse('\\u without four digits', at);
  const code = Number.parseInt(digits, 16);
  if (code < 0xd800 || code > 0xdfff) return code;
  const low = code <= 0xdbff ? reading.takeMatch(/^\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})/)?.[1] : undefined;
  if (low === undefined) return reading.refuse('half of a character', at);
  return (code - 0xd800) * 0x400 + (Number.parseInt(low, 16) - 0xdc00) + 0x10000;
}

const categories = /^(?:C|Cc|Cf|Cn|Co|Cs|L|Ll|Lm|Lo|Lt|Lu|M|Mc|Me|Mn|N|Nd|Nl|No|P|Pc|Pd|Pe|Pf|Pi|Po|Ps|S|Sc|Sk|Sm|So|Z|Zl|Zp|Zs)$/;

/** `\pL`, `\p{Lu}`, `\P{L}`, `\p{^L}`: general categories, and what a dialect calls otherwise. */
function takeProperty(reading: Reading, turned: boolean, at: number): CharacterSet {
  const found = reading.takeMatch(/^(?:\{(\^?)([^{}]*)\}|([A-Za-z]))/);
  if (found === undefined) return reading.refuse('\\p without a property', at);
  const [, inverse = '', braced, single = ''] = found;
  const { dialect } = reading.rules;
  if (inverse !== '' && dialect === 'java') return reading.refuse('\\p without a property', at);
  const name = braced ?? single;
  const isTurned = turned !== (inverse !== '');
  const caseless = reading.flags.has('i');
  const set = dialect === 'java' ? javaProperty(name, caseless) : plainProperty(name, dialect, caseless);
  const turnedSet = set === undefined || !isTurned ? set : complement(set);
  return turnedSet ?? reading.refuse(`the property ${name}${caseless ? ' where case does not count' : ''}`, at);
}

// Where case does not count, versions differ about upper and lower case as properties.
const cased = /^L[ult]$/;

function plainProperty(name: string, dialect: string, caseless: boolean): CharacterSet | undefined {
  if (name === 'Any') return everything;
  if (dialect === 'pcre2' && name === 'L&') return caseless ? undefined : { ranges: [], properties: ['\\p{LC}'] };
  if (!categories.test(name) || (caseless && cased.test(name))) return undefined;
  return { ranges: [], properties: [`\\p{${name}}`] };
}

function javaProperty(name: string, caseless: boolean): CharacterSet | undefined {
  const posix = javaPosix.get(name);
  if (posix !== undefined) return caseless && /^(?:Lower|Upper)$/.test(name) ? undefined : posix;
  if (name === 'IsAlphabetic') return { ranges: [], properties: ['\\p{Alphabetic}'] };
  const category = name.replace(/^(?:Is|gc=|general_category=)/, '');
  if (!categories.test(category) || (caseless && cased.test(category))) return undefined;
  return { ranges: [], properties: [`\\p{${category}}`] };
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

function oneOf(code: number): CharacterSet {
  return ranges([code, code]);
}
