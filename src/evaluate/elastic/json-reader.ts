import { JavaMap, type MapKind } from './java-map.js';
import { JavaDouble } from './java-numbers.js';
import { JsonFault, type JsonPlace, shownCharacter, shownPlace } from './json-fault.js';
import { type JavaValue, wholeNumber } from './values.js';

export interface JsonOptions {
  /** What a member that stands twice does; "last" wins unless told otherwise. */
  readonly duplicates?: 'last' | 'fail' | undefined;
  /** The kind of map that an object becomes; HashMap unless told otherwise, as in a document. */
  readonly maps?: MapKind | undefined;
  /** Whether text behind the value is left alone; a fault unless told otherwise. */
  readonly trailing?: 'ignore' | 'fail' | undefined;
  /** What a text is that holds no value; a fault unless told otherwise. */
  readonly empty?: 'null' | 'fail' | undefined;
}

const MOST_DEPTH = 1000;
const MOST_DIGITS = 1000;
const MOST_OF_A_WORD = 256;

/**
 * Reads JSON with exact numbers: Integer, Long or BigInteger by size, Double for the rest (RFC 8259; comments as Elasticsearch allows them).
 * What is no JSON is a fault in the words and at the place of Jackson's reader, as Elasticsearch 8.19.13 answers
 * (test/evaluate/elastic/cases/json-faults.ndjson).
 */
export function readJson(text: string, options: JsonOptions = {}): JavaValue | JsonFault {
  const reader = new JsonReader(text, options);
  try {
    return reader.whole();
  } catch (fault) {
    if (fault instanceof JsonFault) return fault;
    throw fault;
  }
}

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const ANY_VALUE = `expected a valid value ${VALUES}`;

/** What a value stands in, and where that begins. */
interface Scope {
  readonly kind: 'root' | 'Array' | 'Object';
  readonly line: number;
  readonly column: number;
}

const ROOT: Scope = { kind: 'root', line: 1, column: 0 };
const END = -1;

/** Reads token by token in Jackson's order, because a text with two faults is told the first that Jackson meets. */
class JsonReader {
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private depth = 0;
  private readonly plain = /[^"\\\u0000-\u001f]*/y;
  private readonly number = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

  constructor(
    private readonly text: string,
    private readonly options: JsonOptions,
  ) {}

  whole(): JavaValue {
    const value = this.root();
    if (this.options.trailing === 'ignore') return value;
    const behind = this.at;
    const fault = this.behind();
    if (fault === undefined) return value;
    const start = fault === 'value' ? this.at : behind;
    const place = fault === 'value' ? this.place(start) : fault.place;
    throw new JsonFault('trailing', 'something stands behind the value', place, this.text, fault === 'value' ? undefined : fault);
  }

  private root(): JavaValue {
    const code = this.skip();
    if (code === END && this.options.empty === 'null') return null;
    if (code === END) throw this.ended('');
    return this.nextOf(ROOT, code);
  }

  /** What stands behind the value: nothing, the fault of the token there, or a token that Jackson can read. */
  private behind(): JsonFault | 'value' | undefined {
    try {
      const code = this.skip();
      if (code === END) return undefined;
      const start = this.at;
      // Of a text, a list or an object only the first character is read.
      if (code !== QUOTE && code !== BRACKET && code !== BRACE) this.nextOf(ROOT, code);
      this.at = start;
      return 'value';
    } catch (fault) {
      if (fault instanceof JsonFault) return fault;
      throw fault;
    }
  }

  /** A value or, as a fault, what closes a scope that is not open. */
  private nextOf(scope: Scope, code: number): JavaValue {
    if (code === CLOSING_BRACKET || code === CLOSING_BRACE) throw this.mismatched(scope);
    return this.value(scope, code);
  }

  private value(scope: Scope, code: number): JavaValue {
    switch (code) {
      case QUOTE:
        this.at++;
        return this.string('string value');
      case BRACE:
        return this.object();
      case BRACKET:
        return this.list();
      case 0x74:
        return this.literal('true', true);
      case 0x66:
        return this.literal('false', false);
      case 0x6e:
        return this.literal('null', null);
      default:
        if (code === MINUS || (code >= ZERO && code <= NINE)) return this.readNumber(scope);
        if (code === CLOSING_BRACE && scope.kind === 'Array') throw this.unexpected(this.at, 'expected a value');
        throw this.oddValue();
    }
  }

  private object(): JavaMap {
    const map = new JavaMap(this.options.maps ?? 'hash');
    const scope = this.open('Object');
    for (let isFirst = true; ; isFirst = false) {
      const code = this.entry(scope, isFirst);
      if (code === END) return map;
      if (code !== QUOTE) throw this.unexpected(this.at, 'was expecting double-quote to start field name');
      this.at++;
      const key = this.string('name');
      if (this.options.duplicates === 'fail' && map.has(key)) throw this.fault(`Duplicate field '${key}'`, this.at);
      map.put(key, this.value(scope, this.colon()));
    }
  }

  private list(): JavaValue[] {
    const list: JavaValue[] = [];
    const scope = this.open('Array');
    for (;;) {
      const code = this.entry(scope, list.length === 0);
      if (code === END) return list;
      list.push(this.value(scope, code));
    }
  }

  private open(kind: 'Array' | 'Object'): Scope {
    const scope = { kind, line: this.line, column: this.at - this.lineStart + 1 };
    if (++this.depth > MOST_DEPTH) throw this.limit('Document nesting depth', this.depth, 'NestingDepth', MOST_DEPTH);
    this.at++;
    return scope;
  }

  /** Goes to the next entry: its first character, or END behind what closes the scope. */
  private entry(scope: Scope, isFirst: boolean): number {
    const code = this.skip();
    if (code === END) {
      const start = shownPlace(this.text, scope.line, scope.column);
      throw this.ended(`: expected close marker for ${scope.kind} (start marker at ${start})`);
    }
    if (code === CLOSING_BRACKET || code === CLOSING_BRACE) {
      if ((code === CLOSING_BRACKET) !== (scope.kind === 'Array')) throw this.mismatched(scope);
      this.at++;
      this.depth--;
      return END;
    }
    if (isFirst) return code;
    if (code !== COMMA) throw this.unexpected(this.at, `was expecting comma to separate ${scope.kind} entries`);
    this.at++;
    const next = this.skip();
    // Jackson takes this for no end of the file.
    if (next === END) throw this.fault(`Unexpected end-of-input within/between ${scope.kind} entries`, this.at);
    return next;
  }

  private mismatched({ kind, line, column }: Scope): JsonFault {
    const mark = this.text[this.at] ?? '';
    const place = shownPlace(this.text, line, column);
    const expected = mark === ']' ? '}' : ']';
    return this.fault(`Unexpected close marker '${mark}': expected '${expected}' (for ${kind} starting at ${place})`, this.at);
  }

  /** Goes over the colon behind a name to the first character of the value. */
  private colon(): number {
    const code = this.skip();
    if (code === END) throw this.ended(' within/between Object entries');
    if (code !== COLON) throw this.unexpected(this.at, 'was expecting a colon to separate field name and value');
    this.at++;
    const next = this.skip();
    if (next === END) throw this.ended(' within/between Object entries');
    return next;
  }

  private string(what: 'string value' | 'name'): string {
    let read = '';
    for (;;) {
      const start = this.at;
      this.plain.lastIndex = start;
      this.plain.test(this.text);
      this.at = this.plain.lastIndex;
      read += this.text.slice(start, this.at);
      const next = this.text[this.at];
      if (next === undefined) throw this.ended(what === 'name' ? ' in field name' : ': was expecting closing quote for a string value');
      if (next !== '"' && next !== '\\') throw this.unquoted(next, what);
      this.at++;
      if (next === '"') return read;
      read += this.escape();
    }
  }

  private unquoted(found: string, what: string): JsonFault {
    const reason = `has to be escaped using backslash to be included in ${what}`;
    return this.fault(`Illegal unquoted character (${shownCharacter(found)}): ${reason}`, this.at);
  }

  private escape(): string {
    const letter = this.escaped();
    if (letter === 'u') return this.unicode();
    const meant = ESCAPES.get(letter);
    if (meant === undefined) throw this.fault(`Unrecognized character escape ${shownCharacter(letter)}`, this.at - 1);
    return meant;
  }

  private unicode(): string {
    let code = 0;
    for (let index = 0; index < 4; index++) {
      const digit = this.escaped();
      // Jackson looks at the lower eight bits alone.
      const value = Number.parseInt(String.fromCharCode(digit.charCodeAt(0) & 0xff), 16);
      if (Number.isNaN(value)) throw this.unexpected(this.at - 1, 'expected a hex-digit for character escape sequence');
      code = code * 16 + value;
    }
    return String.fromCharCode(code);
  }

  private escaped(): string {
    const character = this.text[this.at];
    if (character === undefined) throw this.ended(' in character escape sequence');
    this.at++;
    return character;
  }

  private readNumber(scope: Scope): JavaValue {
    this.number.lastIndex = this.at;
    const found = this.number.exec(this.text);
    if (found === null) throw this.noDigit();
    const [whole, digits = '', fraction, exponent] = found;
    this.at += whole.length;
    const next = this.text.charCodeAt(this.at);
    if (isPartOfNumber(next)) this.checkNumber(next, found);
    if (scope.kind === 'root' && this.at < this.text.length && !isBlank(next)) {
      throw this.unexpected(this.at, 'Expected space separating root-level values');
    }
    if (whole.length > MOST_DIGITS) this.checkLength(digits, fraction, exponent);
    if (fraction !== undefined || exponent !== undefined) return new JavaDouble(Number(whole));
    if (whole.length < 10) return Number(whole) | 0;
    return wholeNumber(BigInt(whole));
  }

  /** Throws where the number goes on in a way that is none. */
  private checkNumber(next: number, [whole, digits = '', fraction, exponent]: RegExpExecArray): void {
    if (exponent !== undefined) return;
    if (next >= ZERO && next <= NINE) {
      if (fraction === undefined) throw this.fault('Invalid numeric value: Leading zeroes not allowed', this.at);
    } else if (next !== PERIOD) throw this.badExponent(this.at - whole.length, digits, fraction);
    else if (fraction === undefined) throw this.badFraction(digits);
  }

  private badFraction(digits: string): JsonFault {
    const what = 'Decimal point not followed by a digit';
    const found = this.text[this.at + 1];
    if (found === undefined) return this.badNumber('.', this.at, what);
    return this.badNumber(found, digits === '0' ? this.at + 1 : this.at, what);
  }

  /** Jackson tells another place where the number begins with a digit that is no zero. */
  private badExponent(start: number, digits: string, fraction: string | undefined): JsonFault {
    const point = this.text.indexOf('.', start);
    const told = fraction === undefined ? this.at : point;
    let at = this.at + 1;
    if (this.text[at] === '+' || this.text[at] === '-') at++;
    const found = this.text[at];
    if (found === undefined) return this.ended('expected a digit for number exponent');
    return this.badNumber(found, digits === '0' ? at : told, 'Exponent indicator not followed by a digit');
  }

  /** Only digits are counted; where Jackson reads a number for the second time, a part that is missing counts as one less than none. */
  private checkLength(digits: string, fraction: string | undefined, exponent: string | undefined): void {
    const missing = digits === '0' || this.at === this.text.length ? -1 : 0;
    const ofFraction = fraction === undefined ? missing : fraction.length - 1;
    const ofExponent = exponent === undefined ? missing : exponent.replace(/^[eE][+-]?/, '').length;
    const isWhole = fraction === undefined && exponent === undefined;
    const length = isWhole ? digits.length : digits.length + ofFraction + ofExponent;
    if (length > MOST_DIGITS) throw this.limit('Number value length', length, 'NumberLength', MOST_DIGITS);
  }

  /** A minus that no digit follows. */
  private noDigit(): JsonFault {
    this.at++;
    const found = this.text[this.at];
    if (found === undefined) return this.ended('No digit following sign');
    if (found === '.') return this.oddValue();
    this.at++;
    return this.infinity('-', found) ?? this.badStart('expected digit (0-9) to follow minus sign, for valid numeric value');
  }

  private plus(): JsonFault {
    const found = this.text[++this.at];
    if (found === undefined) return this.ended(' in a Number value');
    this.at++;
    const reason =
      'JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow';
    return this.infinity('+', found) ?? this.badNumber('+', this.at - 1, reason);
  }

  private badStart(what: string): JsonFault {
    return this.badNumber(this.text[this.at - 1] ?? '', this.at - 1, what);
  }

  /** -INF, -Infinity and the like, which Jackson knows and refuses. */
  private infinity(sign: string, first: string): JsonFault | undefined {
    if (first !== 'I') return undefined;
    const second = this.text[this.at];
    if (second === undefined) return this.ended(' in a Number value');
    this.at++;
    if (second === 'N') return this.notStandard(`${sign}INF`, 3);
    return second === 'n' ? this.notStandard(`${sign}Infinity`, 3) : undefined;
  }

  private notStandard(word: string, from: number): JsonFault {
    this.match(word, from);
    return this.fault(`Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`, this.at);
  }

  private badNumber(found: string, at: number, reason: string): JsonFault {
    return this.fault(`Unexpected character (${shownCharacter(found)}) in numeric value: ${reason}`, at);
  }

  private oddValue(): JsonFault {
    const found = this.text[this.at] ?? '';
    if (found === '+') return this.plus();
    if (!WORD_START.test(found)) return this.unexpected(this.at, ANY_VALUE);
    this.at++;
    if (found === 'N') return this.notStandard('NaN', 1);
    return found === 'I' ? this.notStandard('Infinity', 1) : this.noToken(found);
  }

  private literal<T>(word: string, value: T): T {
    this.at++;
    this.match(word, 1);
    return value;
  }

  /** Goes over a word of which `from` characters were read. */
  private match(word: string, from: number): void {
    for (let index = from; index < word.length; index++) {
      if (this.text[this.at] !== word[index]) throw this.noToken(word.slice(0, index));
      this.at++;
    }
    const next = this.text.charCodeAt(this.at);
    if (next >= ZERO && next !== CLOSING_BRACKET && next !== CLOSING_BRACE && WORD_PART.test(this.text[this.at] ?? ''))
      throw this.noToken(word);
  }

  private noToken(begun: string): JsonFault {
    let word = begun;
    while (WORD_PART.test(this.text[this.at] ?? '')) {
      word += this.text[this.at++];
      if (word.length < MOST_OF_A_WORD) continue;
      word += '...';
      break;
    }
    return this.fault(`Unrecognized token '${word}': was expecting ${VALUES}`, this.at);
  }

  /** Goes to the next character that is neither blank nor comment and returns its code, END where there is none. */
  private skip(): number {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code > SPACE) {
        if (code !== SLASH) return code;
        this.comment();
      } else if (code !== SPACE) {
        if (Number.isNaN(code)) return END;
        this.at++;
        this.newLine(code);
      } else this.at++;
    }
  }

  /** Counts a line behind a line feed or a carriage return; true where there was one. */
  private newLine(code: number): boolean {
    if (code === TAB) return false;
    if (code !== LINE_FEED && code !== CARRIAGE_RETURN) {
      const shown = shownCharacter(String.fromCharCode(code));
      throw this.fault(`Illegal character (${shown}): only regular white space (\\r, \\n, \\t) is allowed between tokens`, this.at);
    }
    if (code === CARRIAGE_RETURN && this.text.charCodeAt(this.at) === LINE_FEED) this.at++;
    this.line++;
    this.lineStart = this.at;
    return true;
  }

  private comment(): void {
    const kind = this.text[this.at + 1];
    this.at += 2;
    if (kind === undefined) throw this.ended(' in a comment');
    if (kind === '/') this.lineComment();
    else if (kind === '*') this.blockComment();
    else throw this.unexpected(this.at - 1, "was expecting either '*' or '/' for a comment");
  }

  private lineComment(): void {
    while (this.at < this.text.length) {
      const code = this.text.charCodeAt(this.at++);
      if (code < SPACE && this.newLine(code)) return;
    }
  }

  private blockComment(): void {
    while (this.at < this.text.length) {
      const code = this.text.charCodeAt(this.at++);
      if (code < SPACE) this.newLine(code);
      else if (code === STAR && this.text.charCodeAt(this.at) === SLASH) {
        this.at++;
        return;
      }
    }
    throw this.ended(' in a comment');
  }

  private place(at: number): JsonPlace {
    return { at, line: this.line, column: at - this.lineStart + 1 };
  }

  private fault(what: string, at: number): JsonFault {
    return new JsonFault('syntax', what, this.place(at), this.text);
  }

  private ended(where: string): JsonFault {
    return new JsonFault('end', `Unexpected end-of-input${where}`, this.place(this.text.length), this.text);
  }

  private limit(what: string, found: number, name: string, most: number): JsonFault {
    const message = `${what} (${found}) exceeds the maximum allowed (${most}, from \`StreamReadConstraints.getMax${name}()\`)`;
    return new JsonFault('limit', message, this.place(this.at), this.text);
  }

  private unexpected(at: number, wanted: string): JsonFault {
    return this.fault(`Unexpected character (${shownCharacter(this.text[at] ?? '')}): ${wanted}`, at);
  }
}

/** Java's Character.isJavaIdentifierStart and isJavaIdentifierPart. */
const WORD_START = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}]$/u;
const WORD_PART = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mc}\p{Mn}\p{Cf}\0-\x08\x0e-\x1b\x7f-\x9f]$/u;

const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [QUOTE, STAR, COMMA, MINUS, PERIOD, SLASH] = [0x22, 0x2a, 0x2c, 0x2d, 0x2e, 0x2f];
const [ZERO, NINE, COLON] = [0x30, 0x39, 0x3a];
const [BRACKET, CLOSING_BRACKET, BRACE, CLOSING_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === CARRIAGE_RETURN || code === LINE_FEED;
}

function isPartOfNumber(code: number): boolean {
  return (code >= ZERO && code <= NINE) || code === PERIOD || code === 0x65 || code === 0x45;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
