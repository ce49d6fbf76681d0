/** A record, or what should have been one and the reason why it is none. */
export type CutRecord = { readonly text: string; readonly fault?: undefined } | { readonly text: string; readonly fault: CutFault };
export type CutFault = 'too-large' | 'no-json' | 'no-xml' | 'cut-off';

/** Cuts a text that comes in pieces into records, holding no more of it than one record. */
export interface RecordCutter {
  push(piece: string): readonly CutRecord[];
  /** The text is at its end; returns what was still open. */
  end(): readonly CutRecord[];
}

/** How records stand in a text: a line each, all of it one record, JSON values behind each other or in one list, `<Event>` elements. */
export const cuttings = ['lines', 'whole', 'json', 'xml'] as const;
export type Cutting = (typeof cuttings)[number];

/** Units of UTF-16 after which a record is given up; Elasticsearch takes bodies of 100 MB, Splunk cuts records at 10 kB unless told otherwise. */
export const MOST_RECORD_UNITS = 16 * 1024 * 1024;
const SHOWN_OF_A_FAULT = 200;

/** Makes a cutter; a record of more than `most` units becomes a fault that holds its beginning. */
export function recordCutter(cutting: Cutting, most = MOST_RECORD_UNITS): RecordCutter {
  switch (cutting) {
    case 'lines':
      return new LineCutter(most);
    case 'whole':
      return new WholeCutter(most);
    case 'json':
      return new JsonCutter(most);
    case 'xml':
      return new XmlCutter(most);
  }
}

function faulty(text: string, fault: CutFault): CutRecord {
  return { text: text.slice(0, SHOWN_OF_A_FAULT), fault };
}

/** A record a line; empty lines are none, and a carriage return before the line end is part of it. */
class LineCutter implements RecordCutter {
  readonly #most: number;
  #open = '';
  #isTooLarge = false;

  constructor(most: number) {
    this.#most = most;
  }

  push(piece: string): readonly CutRecord[] {
    const records: CutRecord[] = [];
    let start = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      this.#keep(piece.slice(start, end));
      this.#close(records);
      start = end + 1;
    }
    this.#keep(piece.slice(start));
    return records;
  }

  end(): readonly CutRecord[] {
    const records: CutRecord[] = [];
    this.#close(records);
    return records;
  }

  #keep(part: string): void {
    if (this.#isTooLarge) return;
    this.#open = this.#open === '' ? part : this.#open + part;
    if (this.#open.length <= this.#most) return;
    this.#isTooLarge = true;
    this.#open = this.#open.slice(0, SHOWN_OF_A_FAULT);
  }

  #close(records: CutRecord[]): void {
    const line = this.#open.endsWith('\r') ? this.#open.slice(0, -1) : this.#open;
    if (this.#isTooLarge) records.push(faulty(line, 'too-large'));
    else if (line !== '') records.push({ text: line });
    this.#open = '';
    this.#isTooLarge = false;
  }
}

/** All of the text is one record; the line end that a file ends with is none of it. */
class WholeCutter implements RecordCutter {
  readonly #most: number;
  #text = '';

  constructor(most: number) {
    this.#most = most;
  }

  push(piece: string): readonly CutRecord[] {
    // Two more for the line end.
    if (this.#text.length <= this.#most + 2) this.#text += piece;
    return [];
  }

  end(): readonly CutRecord[] {
    const text = this.#text.replace(/\r?\n$/, '');
    this.#text = '';
    if (text === '') return [];
    return [text.length > this.#most ? faulty(text, 'too-large') : { text }];
  }
}

/**
 * JSON values behind each other, pretty-printed or not, with or without a comma between them, or the items of one list. An object or
 * list is a record as it is written, a string is the record that it holds. RFC 8259; RFC 7464 for the character that may stand before each.
 */
class JsonCutter implements RecordCutter {
  readonly #most: number;
  #open = '';
  #kind: 'none' | 'string' | 'nested' | 'other' = 'none';
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isInList = false;
  #isTooLarge = false;

  constructor(most: number) {
    this.#most = most;
  }

  push(piece: string): readonly CutRecord[] {
    const records: CutRecord[] = [];
    let start = 0;
    for (let at = 0; at < piece.length; at++) {
      const character = piece.charCodeAt(at);
      if (this.#kind === 'none') {
        this.#begin(character);
        start = at;
      } else if (this.#isLast(character)) {
        // What ends a number or a word is no part of it.
        const end = this.#kind === 'other' ? at : at + 1;
        this.#keep(piece.slice(start, end));
        this.#close(records);
        if (end === at) at--;
      }
    }
    if (this.#kind !== 'none') this.#keep(piece.slice(start));
    return records;
  }

  end(): readonly CutRecord[] {
    const records: CutRecord[] = [];
    if (this.#kind === 'other') this.#close(records);
    else if (this.#kind !== 'none' || this.#isInList) records.push(faulty(this.#open, 'cut-off'));
    return records;
  }

  #begin(character: number): void {
    switch (character) {
      case 0x5b: // [
        if (this.#isInList) this.#enter('nested', 1);
        else this.#isInList = true;
        break;
      case 0x5d: // ]
        if (this.#isInList) this.#isInList = false;
        else this.#enter('other', 0);
        break;
      case 0x7b: // {
        this.#enter('nested', 1);
        break;
      case 0x22: // "
        this.#enter('string', 0);
        this.#isInString = true;
        break;
      default:
        if (!isBetweenValues(character)) this.#enter('other', 0);
    }
  }

  #enter(kind: 'string' | 'nested' | 'other', depth: number): void {
    this.#kind = kind;
    this.#depth = depth;
  }

  /** Whether a character ends the value that is open. */
  #isLast(character: number): boolean {
    if (this.#kind === 'other') return isBetweenValues(character) || character === 0x5b || character === 0x5d || character === 0x7b;
    if (this.#isInString) return this.#isLastOfString(character);
    if (character === 0x22) this.#isInString = true;
    else if (character === 0x7b || character === 0x5b) this.#depth += 1;
    else if (character === 0x7d || character === 0x5d) this.#depth -= 1;
    return this.#depth === 0;
  }

  #isLastOfString(character: number): boolean {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (character === 0x5c) this.#isEscaped = true;
    else if (character === 0x22) {
      this.#isInString = false;
      return this.#kind === 'string';
    }
    return false;
  }

  #keep(part: string): void {
    if (this.#isTooLarge) return;
    this.#open += part;
    if (this.#open.length <= this.#most) return;
    this.#isTooLarge = true;
    this.#open = this.#open.slice(0, SHOWN_OF_A_FAULT);
  }

  #close(records: CutRecord[]): void {
    records.push(this.#record());
    this.#open = '';
    this.#kind = 'none';
    this.#isTooLarge = false;
  }

  #record(): CutRecord {
    if (this.#isTooLarge) return faulty(this.#open, 'too-large');
    if (this.#kind === 'nested') return { text: this.#open };
    const value = this.#kind === 'string' ? stringValue(this.#open) : undefined;
    return value === undefined ? faulty(this.#open, 'no-json') : { text: value };
  }
}

// White space, a comma, and the record separator of RFC 7464.
function isBetweenValues(character: number): boolean {
  return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09 || character === 0x2c || character === 0x1e;
}

function stringValue(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** No token is longer than this, unless many blanks stand in an end tag. */
const LONGEST_TOKEN = 64;

/** Each outermost `<Event>` element, whatever stands around it: a list, an XML declaration, nothing. As Windows writes and exports its events. */
class XmlCutter implements RecordCutter {
  readonly #most: number;
  readonly #token = /<Event(?=[\s>/])|<\/Event\s*>|<!\[CDATA\[|<!--/g;
  readonly #openTag = /<Event(?=[\s>/])(?:[^<>"']|"[^"]*"|'[^']*')*>/y;
  #text = '';
  /** How far the text was looked at. */
  #seen = 0;
  #depth = 0;
  #found = false;
  /** The beginning of what stands before the first event, to say what it is where no event follows. */
  #foreign = '';

  constructor(most: number) {
    this.#most = most;
  }

  push(piece: string): readonly CutRecord[] {
    const records: CutRecord[] = [];
    this.#text += piece;
    let step = this.#step(records);
    while (step === 'taken') step = this.#step(records);
    const looked = Math.max(this.#seen, this.#text.length - LONGEST_TOKEN);
    if (step === 'none' && this.#depth === 0) this.#forget(looked);
    else if (step === 'none') this.#seen = looked;
    if (this.#text.length > this.#most) this.#giveUp(records);
    return records;
  }

  end(): readonly CutRecord[] {
    if (this.#depth > 0) return [faulty(this.#text, 'cut-off')];
    const foreign = (this.#foreign + this.#text).trim();
    return this.#found || foreign === '' ? [] : [faulty(foreign, 'no-xml')];
  }

  /** Takes the next token, where there is one and the text goes on far enough to know its end. */
  #step(records: CutRecord[]): 'taken' | 'none' | 'more' {
    this.#token.lastIndex = this.#seen;
    const match = this.#token.exec(this.#text);
    if (match === null) return 'none';
    const [token] = match;
    if (token === '<![CDATA[') return this.#skip(match.index, ']]>');
    if (token === '<!--') return this.#skip(match.index, '-->');
    if (token === '<Event') return this.#open(match.index, records);
    this.#seen = match.index + token.length;
    if (this.#depth === 1) this.#close(records);
    this.#depth = Math.max(0, this.#depth - 1);
    return 'taken';
  }

  #skip(from: number, end: string): 'taken' | 'more' {
    const at = this.#text.indexOf(end, from);
    this.#seen = at < 0 ? from : at + end.length;
    return at < 0 ? 'more' : 'taken';
  }

  #open(from: number, records: CutRecord[]): 'taken' | 'more' {
    if (this.#depth === 0) this.#forget(from);
    const start = this.#depth === 0 ? 0 : from;
    this.#openTag.lastIndex = start;
    const tag = this.#openTag.exec(this.#text)?.[0];
    this.#seen = start + (tag?.length ?? 0);
    if (tag === undefined) return 'more';
    if (!tag.endsWith('/>')) this.#depth += 1;
    else if (this.#depth === 0) this.#close(records);
    return 'taken';
  }

  #close(records: CutRecord[]): void {
    const text = this.#text.slice(0, this.#seen);
    this.#text = this.#text.slice(this.#seen);
    this.#seen = 0;
    this.#found = true;
    records.push(text.length > this.#most ? faulty(text, 'too-large') : { text });
  }

  #giveUp(records: CutRecord[]): void {
    records.push(faulty(this.#text, 'too-large'));
    this.#found = true;
    this.#depth = 0;
    this.#forget(this.#text.length - LONGEST_TOKEN);
  }

  /** Drops what stands before an offset and is part of no event. */
  #forget(before: number): void {
    if (before <= 0) return;
    if (!this.#found && this.#foreign.length < SHOWN_OF_A_FAULT) this.#foreign += this.#text.slice(0, Math.min(before, SHOWN_OF_A_FAULT));
    this.#text = this.#text.slice(before);
    this.#seen = Math.max(0, this.#seen - before);
  }
}
