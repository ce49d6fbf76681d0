import { JavaMap, type MapKind } from './java-map.js';
import { JavaDouble, JavaFloat } from './java-numbers.js';
import type { JavaObject } from './java-object.js';
import { type JavaValue, textOf, wholeNumber } from './values.js';

/** Why a text is no JSON. */
export class JsonFault {
  constructor(
    readonly message: string,
    /** The offset in the text. */
    readonly at: number,
  ) {}
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
    if (this.at < this.text.length) throw this.fault();
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
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.readNumber();
    }
  }

  private object(): JavaMap {
    const map = new JavaMap(this.options.maps ?? 'hash');
    this.enter();
    while (!this.takes('}')) {
      if (map.size > 0) this.expect(',');
      if (this.text[this.at] !== '"') throw this.fault();
      const start = this.at;
      const key = this.string();
      if (this.options.duplicates === 'fail' && map.has(key)) throw new JsonFault(`Duplicate field '${key}'`, start);
      this.skip();
      this.expect(':');
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
      if (list.length > 0) this.expect(',');
      list.push(this.value());
      this.skip();
    }
    this.depth--;
    return list;
  }

  private enter(): void {
    if (++this.depth > MOST_DEPTH)
      throw new JsonFault(`Document nesting depth (${this.depth}) exceeds the maximum allowed (1000)`, this.at);
    this.at++;
    this.skip();
  }

  private takes(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private expect(character: string): void {
    if (!this.takes(character)) throw this.fault();
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
      if (next !== '\\') throw this.fault();
      read += this.escape();
    }
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? '';
    if (letter === 'u') {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.fault();
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const meant = ESCAPES[letter];
    if (meant === undefined) throw this.fault();
    this.at += 2;
    return meant;
  }

  private readNumber(): JavaValue {
    this.number.lastIndex = this.at;
    const found = this.number.exec(this.text);
    if (found === null) throw this.fault();
    this.at += found[0].length;
    if (/[\w.]/.test(this.text[this.at] ?? '')) throw this.fault();
    if (found[1] !== undefined || found[2] !== undefined) return new JavaDouble(Number(found[0]));
    if (found[0].length < 10) return Number(found[0]) | 0;
    return wholeNumber(BigInt(found[0]));
  }

  private word(word: string, value: boolean | null): boolean | null {
    if (!this.text.startsWith(word, this.at)) throw this.fault();
    this.at += word.length;
    return value;
  }

  private skip(): void {
    const code = this.text.charCodeAt(this.at);
    if (code > 32 && code !== 47) return;
    this.blank.lastIndex = this.at;
    this.blank.test(this.text);
    this.at = this.blank.lastIndex;
  }

  private fault(): JsonFault {
    const found = this.text[this.at];
    if (found === undefined) return new JsonFault('Unexpected end-of-input', this.at);
    return new JsonFault(`Unexpected character ('${found}' (code ${found.charCodeAt(0)}))`, this.at);
  }
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
  return isNumber(value) ? value.text() : quoted(value.text());
}

function isNumber(value: JavaObject): boolean {
  return ['java.lang.Short', 'java.lang.Byte', 'java.math.BigInteger', 'java.math.BigDecimal'].includes(value.className);
}

/** Control characters are written with capital hexadecimal digits there. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/\\u00[01][0-9a-f]/g, (found) => `\\u${found.slice(2).toUpperCase()}`);
}
