import { JavaMap, type MapKind } from './java-map.js';
import { JavaDouble, JavaFloat } from './java-numbers.js';
import type { JavaObject } from './java-object.js';
import { type JavaValue, textOf, wholeNumber } from './values.js';

/** Why a text is no JSON, in the words of the reader that Elasticsearch uses. */
export class JsonFault {
  constructor(
    /** What is wrong, without the place. */
    readonly what: string,
    /** The offset in the text. */
    readonly at: number,
    private readonly text: string,
    /** `end`: the text ends too early; `trailing`: something stands behind the value. */
    readonly kind: 'end' | 'trailing' | 'syntax' = 'syntax',
  ) {}

  /** The message of Elasticsearch's exception: place, reason, and the source. */
  get message(): string {
    const before = this.text.slice(0, this.at).split('\n');
    const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
    if (this.kind === 'end') return `[${line}:${column}] Unexpected end of file`;
    const over = this.text.length - MOST_SHOWN;
    const shown = shownSource(this.text.slice(0, MOST_SHOWN));
    const source = over > 0 ? `"${shown}"[truncated ${over} chars]` : `"${shown}"`;
    return `[${line}:${column}] ${this.what}\n at [Source: (String)${source}; line: ${line}, column: ${column}]`;
  }
}

const MOST_SHOWN = 500;

function shownSource(text: string): string {
  return text.replace(/[\0-\x1f]/g, (found) =>
    found === '\n' || found === '\r' ? found : `\\u${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

export interface JsonOptions {
  /** What a member that stands twice does; "last" wins unless told otherwise. */
  readonly duplicates?: 'last' | 'fail' | undefined;
  /** The kind of map that an object becomes; HashMap unless told otherwise, as in a document. */
  readonly maps?: MapKind | undefined;
  /** Whether text behind the value is left alone; a fault unless told otherwise. */
  readonly trailing?: 'ignore' | 'fail' | undefined;
}

const MOST_DEPTH = 1000;

/** Reads JSON with exact numbers: Integer, Long or BigInteger by size, Double for the rest (RFC 8259; comments as Elasticsearch allows them). */
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

class JsonReader {
  private at = 0;
  private depth = 0;
  private readonly plain = /[^"\\\u0000-\u001f]*/y;
  private readonly number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
  private readonly blank = /(?:[ \t\r\n]+|\/\*[\s\S]*?\*\/|\/\/[^\n\r]*)*/y;

  constructor(
    private readonly text: string,
    private readonly options: JsonOptions,
  ) {}

  whole(): JavaValue {
    this.skip();
    const value = this.value();
    if (this.options.trailing === 'ignore') return value;
    this.skip();
    if (this.at < this.text.length) throw new JsonFault('something stands behind the value', this.at, this.text, 'trailing');
    return value;
  }

  private value(): JavaValue {
    switch (this.text[this.at]) {
      case '"':
        return this.string();
      case '{':
        return this.object();
      case '[':
        return this.list();
      default: {
        // A null is a value too.
        const word = this.word();
        return word === undefined ? this.readNumber() : word;
      }
    }
  }

  private object(): JavaMap {
    const map = new JavaMap(this.options.maps ?? 'hash');
    this.enter();
    let first = true;
    while (!this.takes('}')) {
      if (!first) this.expect(',', 'was expecting comma to separate Object entries');
      first = false;
      if (this.text[this.at] !== '"') throw this.unexpected('was expecting double-quote to start field name');
      const key = this.string();
      if (this.options.duplicates === 'fail' && map.has(key)) throw this.fault(`Duplicate field '${key}'`);
      this.skip();
      this.expect(':', 'was expecting a colon to separate field name and value');
      map.put(key, this.value());
      this.skip();
    }
    this.depth--;
    return map;
  }

  private list(): JavaValue[] {
    const list: JavaValue[] = [];
    this.enter();
    while (!this.takes(']')) {
      if (list.length > 0) this.expect(',', 'was expecting comma to separate Array entries');
      list.push(this.value());
      this.skip();
    }
    this.depth--;
    return list;
  }

  private enter(): void {
    if (++this.depth > MOST_DEPTH) throw this.fault(`Document nesting depth (${this.depth}) exceeds the maximum allowed (${MOST_DEPTH})`);
    this.at++;
    this.skip();
  }

  private takes(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private expect(character: string, wanted: string): void {
    if (!this.takes(character)) throw this.unexpected(wanted);
    this.skip();
  }

  private string(): string {
    this.at++;
    let read = '';
    for (;;) {
      const start = this.at;
      this.plain.lastIndex = start;
      this.plain.test(this.text);
      this.at = this.plain.lastIndex;
      read += this.text.slice(start, this.at);
      const next = this.text[this.at];
      if (next === '"') {
        this.at++;
        return read;
      }
      if (next !== '\\') throw this.unquoted(next);
      read += this.escape();
    }
  }

  private unquoted(found: string | undefined): JsonFault {
    if (found === undefined) return this.ended();
    const code = found.charCodeAt(0);
    return this.fault(
      `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`,
    );
  }

  private escape(): string {
    const letter = this.text[++this.at];
    if (letter === undefined) throw this.ended();
    if (letter === 'u') return this.unicode();
    const meant = ESCAPES[letter];
    if (meant === undefined) throw this.fault(`Unrecognized character escape ${shownCharacter(letter)}`);
    this.at++;
    return meant;
  }

  private unicode(): string {
    for (let index = 1; index <= 4; index++) {
      const digit = this.text[this.at + index];
      if (digit !== undefined && /[0-9a-fA-F]/.test(digit)) continue;
      this.at += index;
      if (digit === undefined) throw this.ended();
      throw this.unexpected('expected a hex-digit for character escape sequence');
    }
    this.at += 5;
    return String.fromCharCode(Number.parseInt(this.text.slice(this.at - 4, this.at), 16));
  }

  private readNumber(): JavaValue {
    this.number.lastIndex = this.at;
    const found = this.number.exec(this.text);
    if (found === null) throw this.noValue();
    this.at += found[0].length;
    this.checkNumberEnd(found);
    if (found[1] !== undefined || found[2] !== undefined) return new JavaDouble(Number(found[0]));
    if (found[0].length < 10) return Number(found[0]) | 0;
    return wholeNumber(BigInt(found[0]));
  }

  private checkNumberEnd(found: RegExpExecArray): void {
    const next = this.text[this.at] ?? '';
    if (next === '' || !/[\w.+$-]/.test(next)) return;
    if (/\d/.test(next)) throw this.fault('Invalid numeric value: Leading zeroes not allowed');
    if (next === '.' && found[1] === undefined) throw this.unexpected('Decimal point not followed by a digit', ' in numeric value');
    if (/[eE]/.test(next) && found[2] === undefined) {
      this.at++;
      if (/[+-]/.test(this.text[this.at] ?? '')) this.at++;
      if (this.text[this.at] === undefined) throw this.ended();
      throw this.unexpected('Exponent indicator not followed by a digit', ' in numeric value');
    }
    throw this.unexpected('Expected space separating root-level values');
  }

  private noValue(): JsonFault {
    const found = this.text[this.at];
    if (found === undefined) return this.ended();
    if (found !== '-') return this.unexpected(`expected a valid value ${VALUES}`);
    this.at++;
    return this.text[this.at] === undefined
      ? this.ended()
      : this.unexpected('expected digit (0-9) to follow minus sign, for valid numeric value', ' in numeric value');
  }

  /** true, false or null; undefined where no word stands. */
  private word(): boolean | null | undefined {
    const word = /^-?[A-Za-z_$][\w$]*/.exec(this.text.slice(this.at, this.at + 256))?.[0];
    if (word === undefined) return undefined;
    const start = this.at;
    this.at += word.length;
    if (WORDS.has(word)) return WORDS.get(word) ?? null;
    if (/^(?:NaN|[+-]?(?:Infinity|INF))$/.test(word)) {
      throw this.fault(`Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`);
    }
    if (word.startsWith('-')) {
      this.at = start;
      throw this.noValue();
    }
    throw this.fault(`Unrecognized token '${word}': was expecting ${VALUES}`);
  }

  private skip(): void {
    const code = this.text.charCodeAt(this.at);
    if (code > 32 && code !== 47) return;
    this.blank.lastIndex = this.at;
    this.blank.test(this.text);
    this.at = this.blank.lastIndex;
  }

  private fault(what: string): JsonFault {
    return new JsonFault(what, this.at, this.text);
  }

  private ended(): JsonFault {
    return new JsonFault('Unexpected end of file', this.text.length, this.text, 'end');
  }

  private unexpected(wanted: string, where = ''): JsonFault {
    const found = this.text[this.at];
    if (found === undefined) return this.ended();
    return this.fault(`Unexpected character (${shownCharacter(found)})${where}: ${wanted}`);
  }
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function shownCharacter(character: string): string {
  return `'${character}' (code ${character.charCodeAt(0)})`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Prints a value as Elasticsearch prints JSON: 1.0 stays 1.0, what is no number is a text. */
export function printJson(value: JavaValue): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(printJson).join(',')}]`;
  if (value instanceof JavaMap) return `{${[...value].map(([key, each]) => `${quoted(textOf(key))}:${printJson(each)}`).join(',')}}`;
  if (value instanceof JavaDouble || value instanceof JavaFloat) return Number.isFinite(value.value) ? value.text() : quoted(value.text());
  return isNumber(value) ? value.text() : quoted(value.jsonText());
}

function isNumber(value: JavaObject): boolean {
  return ['java.lang.Short', 'java.lang.Byte', 'java.math.BigInteger', 'java.math.BigDecimal'].includes(value.className);
}

/** Control characters are written with capital hexadecimal digits there. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/\\u00[01][0-9a-f]/g, (found) => `\\u${found.slice(2).toUpperCase()}`);
}
