import type { Places, Range } from './places.js';
import type { PathStep } from './yaml-document.js';

/** Data of a YAML text, and where its values stand. */
export interface PlainYaml {
  readonly data: unknown;
  /** Knows scalars and keys; answers undefined for what has no simple place, such as a whole mapping. */
  readonly places: Places;
}

/**
 * Reads YAML of the plain kind that catalogs are written in: block mappings and lists, flow collections, scalars plain, quoted on one line
 * or in blocks. Returns undefined for everything else, mistakes included: the library reads and judges those, and must agree on all that is
 * read here. It is there for speed: ten times that of a parser that keeps every token.
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  if (unusual.test(text)) return undefined;
  try {
    return new PlainReader(text).read();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

/** Left to the library; the message says why, for whoever looks into it. */
class NotPlain extends Error {}

// Tabs, carriage returns and other control characters; marks of documents and directives.
const unusual = /[\u0000-\u0009\u000b-\u001f\u007f\ufeff]|^(?:---|\.\.\.|%)/m;
const number = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+))$/;
const special = /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;
const startsNoPlain = /[\s,[\]{}#&*!|>'"%@`?:]/;
const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '0': '\0',
};
const maxDepth = 60;
const maxKey = 1000;
const maxDigits = 15;

const SPACE = 32;
const NEWLINE = 10;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const BAR = 124;
const CLOSE_MAP = 125;
const GREATER = 62;

/** What a node is, as far as its place goes. */
const MAP = 0;
const LIST = 1;
const SCALAR = 2;
/** An empty value, or a block of text: where it ends is not simple to say. */
const VAGUE = 3;

/** Nodes in the order of the text; a mapping is followed by key, value, key, value. Numbers instead of objects: there are very many. */
class NodeTable {
  readonly kinds: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Index of the first node that is not inside. */
  readonly nexts: number[] = [];

  open(kind: number, start: number): number {
    this.kinds.push(kind);
    this.starts.push(start);
    this.ends.push(start);
    return this.nexts.push(this.nexts.length + 1) - 1;
  }

  close(node: number, end: number): void {
    this.ends[node] = end;
    this.nexts[node] = this.nexts.length;
  }

  scalar(kind: number, start: number, end: number): void {
    this.close(this.open(kind, start), end);
  }
}

class PlainReader {
  readonly #text: string;
  readonly #nodes = new NodeTable();
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): PlainYaml {
    const column = this.#nextContent();
    if (column !== 0) throw new NotPlain('not at the left edge, or empty');
    const data = this.#block(-1, column);
    if (this.#at < this.#text.length) throw new NotPlain('something behind the end');
    return { data, places: new PlainPlaces(this.#text, this.#nodes) };
  }

  /** Skips empty lines and comments from the start of a line; stands then at the first character of content. Returns its column, or -1. */
  #nextContent(): number {
    const text = this.#text;
    while (this.#at < text.length) {
      const start = this.#at;
      let at = start;
      while (text.charCodeAt(at) === SPACE) at++;
      const code = text.charCodeAt(at);
      if (at < text.length && code !== NEWLINE && code !== HASH) {
        this.#at = at;
        return at - start;
      }
      this.#at = this.#lineEnd(at) + 1;
    }
    this.#at = text.length;
    return -1;
  }

  /** The column of the next line of content, without going there. */
  #peekColumn(): number {
    const at = this.#at;
    const column = this.#nextContent();
    this.#at = at;
    return column;
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#text.length : end;
  }

  /** A value that starts at a line of its own; stands at its first character, and afterwards at the start of a line. */
  #block(parent: number, column: number): unknown {
    if (++this.#depth > maxDepth) throw new NotPlain('deep');
    const value = this.#isDash(this.#at) ? this.#list(column) : this.#mappingOrScalar(parent, column);
    this.#depth--;
    return value;
  }

  #isDash(at: number): boolean {
    if (this.#text.charCodeAt(at) !== DASH) return false;
    const code = this.#text.charCodeAt(at + 1);
    return code === SPACE || code === NEWLINE || at + 1 >= this.#text.length;
  }

  #list(column: number): unknown[] {
    const list: unknown[] = [];
    const node = this.#nodes.open(LIST, this.#at);
    do {
      const dash = this.#at;
      this.#at++;
      list.push(this.#item(column, dash));
    } while (this.#goesOn(column, true));
    this.#nodes.close(node, this.#at);
    return list;
  }

  #item(column: number, dash: number): unknown {
    const start = this.#skipBlanks();
    if (this.#isLineEnd(start)) return this.#below(column, false);
    const inner = column + start - dash;
    if (this.#isDash(start)) return this.#block(column, inner);
    return this.#mappingOrScalar(column, inner);
  }

  /** At the start of a line: does the list or mapping at this column go on? Then stands at its next dash or key. */
  #goesOn(column: number, isList: boolean): boolean {
    const line = this.#at;
    const next = this.#nextContent();
    if (next > column) throw new NotPlain('indented by more than expected');
    if (next === column && this.#isDash(this.#at) === isList) return true;
    this.#at = line;
    return false;
  }

  #mappingOrScalar(parent: number, column: number): unknown {
    const colon = this.#keyEnd();
    return colon < 0 ? this.#inline(parent) : this.#mapping(column);
  }

  #mapping(column: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const node = this.#nodes.open(MAP, this.#at);
    do {
      const key = this.#key(map);
      const start = this.#skipBlanks();
      map[key] = this.#isLineEnd(start) ? this.#below(column, true) : this.#inline(column);
    } while (this.#goesOn(column, false));
    this.#nodes.close(node, this.#at);
    return map;
  }

  /** Where the colon behind a key stands, or -1 when this is no key. */
  #keyEnd(): number {
    const code = this.#text.charCodeAt(this.#at);
    if (code === QUOTE || code === APOSTROPHE) {
      const end = this.#quotedEnd(this.#at, code);
      return this.#text.charCodeAt(end) === COLON && this.#endsKey(end + 1) ? end : -1;
    }
    if (code === OPEN_LIST || code === OPEN_MAP) return -1;
    const end = this.#lineEnd(this.#at);
    for (let at = this.#at; at < end; at++) {
      const each = this.#text.charCodeAt(at);
      if (each === COLON && this.#endsKey(at + 1)) return at;
      if (each === HASH && this.#text.charCodeAt(at - 1) === SPACE) return -1;
    }
    return -1;
  }

  #endsKey(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === SPACE || code === NEWLINE || at >= this.#text.length;
  }

  #key(map: Readonly<Record<string, unknown>>): string {
    const start = this.#at;
    const colon = this.#keyEnd();
    if (colon < 0 || colon - start > maxKey) throw new NotPlain('no key');
    const code = this.#text.charCodeAt(start);
    if (code === QUOTE || code === APOSTROPHE) {
      this.#at = colon + 1;
      return this.#newKey(map, this.#unquoted(start, colon, code), start, colon);
    }
    let end = colon;
    while (this.#text.charCodeAt(end - 1) === SPACE) end--;
    const word = this.#text.slice(start, end);
    if (startsNoPlain.test(word.charAt(0)) || typeof resolve(word) !== 'string') throw new NotPlain('key');
    this.#at = colon + 1;
    return this.#newKey(map, word, start, end);
  }

  #newKey(map: Readonly<Record<string, unknown>>, key: string, start: number, end: number): string {
    if (key === '' || key === '<<' || key === '__proto__' || Object.hasOwn(map, key)) throw new NotPlain('key');
    this.#nodes.scalar(SCALAR, start, end);
    return key;
  }

  #skipBlanks(): number {
    while (this.#text.charCodeAt(this.#at) === SPACE) this.#at++;
    return this.#at;
  }

  /** Nothing more on the line, or a comment that a blank stands before. */
  #isLineEnd(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return at >= this.#text.length || code === NEWLINE || (code === HASH && this.#text.charCodeAt(at - 1) === SPACE);
  }

  /** Goes from behind a value to the start of the next line. */
  #endLine(): void {
    const at = this.#skipBlanks();
    if (!this.#isLineEnd(at)) throw new NotPlain('something behind a value');
    this.#at = Math.min(this.#lineEnd(at) + 1, this.#text.length);
  }

  /** A value on the lines below its key or dash: further right, or below a key a list at the same column. */
  #below(parent: number, isMember: boolean): unknown {
    const empty = this.#at;
    this.#endLine();
    const line = this.#at;
    const column = this.#nextContent();
    // The library takes offence at some comments between a key and its text.
    const commented = column >= 0 && this.#at - line !== column;
    if (commented && !this.#isDash(this.#at) && this.#keyEnd() < 0) throw new NotPlain('a comment before a text');
    if (column > parent || (isMember && column === parent && this.#isDash(this.#at))) return this.#block(parent, column);
    this.#at = line;
    this.#nodes.scalar(VAGUE, empty, empty);
    return null;
  }

  /** A value that starts on the line; afterwards at the start of the next line. */
  #inline(parent: number): unknown {
    const code = this.#text.charCodeAt(this.#at);
    if (code === BAR || code === GREATER) return this.#textBlock(parent);
    if (code === OPEN_LIST || code === OPEN_MAP || code === QUOTE || code === APOSTROPHE) {
      const value = this.#flowValue(parent);
      this.#endLine();
      return value;
    }
    return this.#plainLines(parent);
  }

  #plainLines(parent: number): unknown {
    const start = this.#at;
    let end = this.#plainEnd(start);
    const words = [this.#text.slice(start, end)];
    let commented = this.#text.charCodeAt(this.#at) === HASH;
    this.#endLine();
    for (let column = this.#peekColumn(); column > parent; column = this.#peekColumn()) {
      const line = this.#at;
      if (this.#nextContent() !== this.#at - line || commented) throw new NotPlain('an empty line or a comment in a text');
      const from = this.#at;
      end = this.#plainEnd(from);
      words.push(this.#text.slice(from, end));
      commented = this.#text.charCodeAt(this.#at) === HASH;
      this.#endLine();
    }
    this.#nodes.scalar(words.length === 1 ? SCALAR : VAGUE, start, end);
    return words.length === 1 ? resolve(words[0] ?? '') : resolve(words.join(' '));
  }

  /** The end of a plain text on its line; stands then at what ends it. */
  #plainEnd(start: number): number {
    if (startsNoPlain.test(this.#text.charAt(start)) || this.#isDash(start)) throw new NotPlain('special character');
    const lineEnd = this.#lineEnd(start);
    let stop = lineEnd;
    for (let at = start; at < lineEnd; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === COLON && this.#endsKey(at + 1)) throw new NotPlain('a mapping in a text');
      if (code === HASH && this.#text.charCodeAt(at - 1) === SPACE) {
        stop = at;
        break;
      }
    }
    this.#at = stop;
    let end = stop;
    while (this.#text.charCodeAt(end - 1) === SPACE) end--;
    return end;
  }

  /** `|` and `>`, also with `-`: lines below, without the indentation of the first. */
  #textBlock(parent: number): string {
    const start = this.#at;
    const headerEnd = this.#lineEnd(start);
    const header = this.#text.slice(start, headerEnd);
    if (!/^[|>]-?$/.test(header)) throw new NotPlain('header of a text block');
    this.#at = headerEnd + 1;
    const lines = this.#blockLines(parent);
    const folded = header.startsWith('>');
    if (folded && lines.some((line) => line.startsWith(' '))) throw new NotPlain('a deeper line in folded text');
    this.#nodes.scalar(VAGUE, start, start);
    const text = folded ? fold(lines) : lines.join('\n');
    return header.endsWith('-') ? text : `${text}\n`;
  }

  #blockLines(parent: number): readonly string[] {
    const lines: string[] = [];
    let indent = -1;
    while (this.#at < this.#text.length) {
      const end = this.#lineEnd(this.#at);
      let from = this.#at;
      while (this.#text.charCodeAt(from) === SPACE) from++;
      const column = from - this.#at;
      if (from >= end) {
        if (indent < 0 || column > indent) throw new NotPlain('blanks in a text block');
        lines.push('');
      } else {
        if (indent < 0) indent = column;
        if (column <= parent) break;
        if (column < indent) throw new NotPlain('a line of a text block further left');
        lines.push(this.#text.slice(this.#at + indent, end));
      }
      this.#at = Math.min(end + 1, this.#text.length);
    }
    while (lines.at(-1) === '') lines.pop();
    if (lines.length === 0) throw new NotPlain('empty text block');
    return lines;
  }

  /** A flow collection or a quoted text, or inside a flow collection a plain text; afterwards right behind it. */
  #flowValue(parent: number): unknown {
    if (++this.#depth > maxDepth) throw new NotPlain('deep');
    const value = this.#flowValueAt(parent, this.#text.charCodeAt(this.#at));
    this.#depth--;
    return value;
  }

  #flowValueAt(parent: number, code: number): unknown {
    if (code === OPEN_LIST) return this.#flowList(parent);
    if (code === OPEN_MAP) return this.#flowMap(parent);
    const start = this.#at;
    if (code === QUOTE || code === APOSTROPHE) {
      const end = this.#quotedEnd(start, code);
      this.#at = end;
      this.#nodes.scalar(SCALAR, start, end);
      return this.#unquoted(start, end, code);
    }
    const end = this.#flowPlainEnd(start);
    this.#nodes.scalar(SCALAR, start, end);
    return resolve(this.#text.slice(start, end));
  }

  #flowList(parent: number): unknown[] {
    const list: unknown[] = [];
    const node = this.#nodes.open(LIST, this.#at);
    this.#at++;
    while (this.#flowSpace(parent) !== CLOSE_LIST) {
      list.push(this.#flowValue(parent));
      this.#flowSeparator(parent, CLOSE_LIST);
    }
    this.#at++;
    this.#nodes.close(node, this.#at);
    return list;
  }

  #flowMap(parent: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const node = this.#nodes.open(MAP, this.#at);
    this.#at++;
    while (this.#flowSpace(parent) !== CLOSE_MAP) {
      const key = this.#flowKey(map);
      const code = this.#flowSpace(parent);
      if (code === COMMA || code === CLOSE_MAP) throw new NotPlain('a key without value');
      map[key] = this.#flowValue(parent);
      this.#flowSeparator(parent, CLOSE_MAP);
    }
    this.#at++;
    this.#nodes.close(node, this.#at);
    return map;
  }

  #flowKey(map: Readonly<Record<string, unknown>>): string {
    const start = this.#at;
    const code = this.#text.charCodeAt(start);
    const quoted = code === QUOTE || code === APOSTROPHE;
    const end = quoted ? this.#quotedEnd(start, code) : this.#flowPlainEnd(start, true);
    if (this.#text.charCodeAt(end) !== COLON || this.#text.charCodeAt(end + 1) !== SPACE) throw new NotPlain('no key in a flow mapping');
    const key = quoted ? this.#unquoted(start, end, code) : this.#text.slice(start, end);
    if (!quoted && typeof resolve(key) !== 'string') throw new NotPlain('key');
    this.#at = end + 1;
    return this.#newKey(map, key, start, end);
  }

  /** Skips blanks and line ends inside a flow collection; returns the character there. */
  #flowSpace(parent: number): number {
    for (;;) {
      const code = this.#text.charCodeAt(this.#skipBlanks());
      if (code !== NEWLINE) return code;
      this.#at++;
      const line = this.#at;
      const column = this.#nextContent();
      // A comment or an empty line inside is the library's, and so is a line further left than it should be.
      if (column !== this.#at - line || column <= parent) throw new NotPlain('lines of a flow collection');
    }
  }

  #flowSeparator(parent: number, close: number): void {
    const code = this.#flowSpace(parent);
    if (code === COMMA) this.#at++;
    else if (code !== close) throw new NotPlain('no comma');
    if (code === COMMA && this.#flowSpace(parent) === COMMA) throw new NotPlain('two commas');
  }

  #flowPlainEnd(start: number, isKey = false): number {
    if (startsNoPlain.test(this.#text.charAt(start)) || /^-[\s,[\]{}]/.test(this.#text.slice(start, start + 2)))
      throw new NotPlain('special character');
    for (let at = start; ; at++) {
      const code = this.#text.charCodeAt(at);
      if (Number.isNaN(code) || code === HASH || code === NEWLINE || code === OPEN_LIST || code === OPEN_MAP)
        throw new NotPlain('flow text');
      const colon = code === COLON && !/[^\s,[\]{}]/.test(this.#text.charAt(at + 1));
      if (colon && !isKey) throw new NotPlain('a mapping in a flow text');
      if (!colon && code !== COMMA && code !== CLOSE_LIST && code !== CLOSE_MAP) continue;
      let end = at;
      while (this.#text.charCodeAt(end - 1) === SPACE) end--;
      this.#at = at;
      return end;
    }
  }

  /** The index behind the closing quote, which stands on the same line. */
  #quotedEnd(start: number, quote: number): number {
    const end = this.#lineEnd(start);
    for (let at = start + 1; at < end; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === quote) {
        if (quote === QUOTE || this.#text.charCodeAt(at + 1) !== APOSTROPHE) return at + 1;
        at++;
      } else if (quote === QUOTE && code === 92) at++;
    }
    throw new NotPlain('a quoted text of several lines');
  }

  #unquoted(start: number, end: number, quote: number): string {
    return unquote(this.#text.slice(start + 1, end - 1), quote === QUOTE);
  }
}

function unquote(inner: string, isDouble: boolean): string {
  if (!isDouble) return inner.replaceAll("''", "'");
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g, (_all, x?: string, u?: string, one?: string) => {
    if (one === undefined) return String.fromCharCode(Number.parseInt(x ?? u ?? '', 16));
    const known = simpleEscapes[one];
    if (known === undefined) throw new NotPlain('escape');
    return known;
  });
}

function fold(lines: readonly string[]): string {
  let text = lines[0] ?? '';
  let empty = 0;
  for (const line of lines.slice(1)) {
    if (line === '') {
      empty++;
      continue;
    }
    text += `${empty === 0 ? ' ' : '\n'.repeat(empty)}${line}`;
    empty = 0;
  }
  return text;
}

/** What a plain text stands for in the core schema of YAML 1.2. */
function resolve(word: string): unknown {
  switch (word) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
  }
  if (!/^[-+.0-9]/.test(word)) return word;
  if (special.test(word)) throw new NotPlain('infinity or no number');
  if (!number.test(word)) return word;
  if (word.length > maxDigits) throw new NotPlain('long number');
  return Number(word);
}

class PlainPlaces implements Places {
  readonly #text: string;
  readonly #kinds: Uint8Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #nexts: Int32Array;
  /** Children of long lists, sought once. */
  readonly #items = new Map<number, Int32Array>();

  constructor(text: string, nodes: NodeTable) {
    this.#text = text;
    this.#kinds = Uint8Array.from(nodes.kinds);
    this.#starts = Int32Array.from(nodes.starts);
    this.#ends = Int32Array.from(nodes.ends);
    this.#nexts = Int32Array.from(nodes.nexts);
  }

  range(path: readonly PathStep[], which: 'key' | 'value'): Range | undefined {
    let value = 0;
    let key = -1;
    for (const step of path) {
      const found = this.#kinds[value] === LIST ? this.#item(value, step) : this.#member(value, step);
      if (found < 0) return undefined;
      key = this.#kinds[value] === LIST ? -1 : found;
      value = key < 0 ? found : found + 1;
    }
    const node = which === 'key' && key >= 0 ? key : value;
    return this.#kinds[node] === SCALAR ? [this.#starts[node] ?? 0, this.#ends[node] ?? 0] : undefined;
  }

  scalarText(path: readonly PathStep[]): string | undefined {
    const range = this.range(path, 'value');
    return range === undefined ? undefined : this.#word(range[0], range[1]);
  }

  #word(start: number, end: number): string {
    const code = this.#text.charCodeAt(start);
    if (code !== QUOTE && code !== APOSTROPHE) return this.#text.slice(start, end);
    return unquote(this.#text.slice(start + 1, end - 1), code === QUOTE);
  }

  #member(map: number, step: PathStep): number {
    if (this.#kinds[map] !== MAP) return -1;
    const end = this.#nexts[map] ?? 0;
    for (let key = map + 1; key < end; key = this.#nexts[key + 1] ?? end) {
      if (this.#word(this.#starts[key] ?? 0, this.#ends[key] ?? 0) === String(step)) return key;
    }
    return -1;
  }

  #item(list: number, step: PathStep): number {
    let items = this.#items.get(list);
    if (items === undefined) {
      const found: number[] = [];
      const end = this.#nexts[list] ?? 0;
      for (let item = list + 1; item < end; item = this.#nexts[item] ?? end) found.push(item);
      items = Int32Array.from(found);
      this.#items.set(list, items);
    }
    return typeof step === 'number' ? (items[step] ?? -1) : -1;
  }
}
