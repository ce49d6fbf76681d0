/** A number of a JSON text, as it is written: Splunk shows it so, and a double would not hold it. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

export type Json = string | boolean | null | JsonNumber | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json> & {
  /** The text that it was read from, where it is what would be printed. */
  readonly text?: string;
};

/** Takes a JSON text and returns its value; undefined where it is none. Of two members of one name the last counts. */
export function readJson(text: string): Json | undefined {
  // Most texts that are no JSON say so by their first character, and to throw costs more than to read.
  if (!beginning.test(text)) return undefined;
  const reader = new Reader(text);
  try {
    return reader.document();
  } catch (error) {
    if (error instanceof JsonFault) return undefined;
    throw error;
  }
}

/** Prints a value without blanks. */
export function printJson(json: Json): string {
  if (typeof json === 'string') return JSON.stringify(json);
  if (json instanceof JsonNumber) return json.text;
  if (isArray(json)) return printArray(json);
  if (isObject(json)) return printObject(json);
  return String(json);
}

function printArray(json: readonly Json[]): string {
  let text = '[';
  for (const value of json) text += `${text.length > 1 ? ',' : ''}${printJson(value)}`;
  return `${text}]`;
}

function printObject(json: JsonObject): string {
  if (json.text !== undefined) return json.text;
  let text = '{';
  for (const [name, value] of json) text += `${text.length > 1 ? ',' : ''}${JSON.stringify(name)}:${printJson(value)}`;
  return `${text}}`;
}

export function isArray(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

export function isObject(json: Json | undefined): json is JsonObject {
  return json instanceof Map;
}

class JsonFault extends Error {}

const DEEPEST = 1000;
const beginning = /^[ \t\n\r]*[-0-9{["tfn]/;
const plainText = /[^"\\\u0000-\u001f]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class Reader {
  #at = 0;
  #depth = 0;
  /** How often something was met that is printed otherwise. */
  #others = 0;
  #isWhole: boolean | undefined;

  constructor(readonly text: string) {}

  document(): Json {
    this.#blanks();
    const value = this.#value();
    this.#blanks();
    if (this.#at < this.text.length) throw new JsonFault();
    return value;
  }

  #value(): Json {
    switch (this.text.charCodeAt(this.#at)) {
      case 0x7b:
        return this.#nested(() => this.#object());
      case 0x5b:
        return this.#nested(() => this.#array());
      case 0x22:
        return this.#string();
      case 0x74:
        return this.#word('true', true);
      case 0x66:
        return this.#word('false', false);
      case 0x6e:
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new JsonFault();
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #object(): JsonObject {
    const members: Map<string, Json> & { text?: string } = new Map<string, Json>();
    const [start, others] = [this.#at, this.#others];
    let count = 0;
    this.#at += 1;
    this.#blanks();
    if (this.#take(0x7d)) return members;
    do {
      count += 1;
      this.#blanks();
      if (this.text.charCodeAt(this.#at) !== 0x22) throw new JsonFault();
      const name = this.#string();
      this.#blanks();
      if (!this.#take(0x3a)) throw new JsonFault();
      this.#blanks();
      members.set(name, this.#value());
      this.#blanks();
    } while (this.#take(0x2c));
    if (!this.#take(0x7d)) throw new JsonFault();
    if (members.size < count) this.#others += 1;
    if (this.#others === others && this.#hasWholeCharacters()) members.text = this.text.slice(start, this.#at);
    return members;
  }

  /** Half a character is printed as its number. */
  #hasWholeCharacters(): boolean {
    this.#isWhole ??= !/\p{Surrogate}/u.test(this.text);
    return this.#isWhole;
  }

  #array(): readonly Json[] {
    const elements: Json[] = [];
    this.#at += 1;
    this.#blanks();
    if (this.#take(0x5d)) return elements;
    do {
      this.#blanks();
      elements.push(this.#value());
      this.#blanks();
    } while (this.#take(0x2c));
    if (!this.#take(0x5d)) throw new JsonFault();
    return elements;
  }

  #string(): string {
    const start = this.#at + 1;
    plainText.lastIndex = start;
    plainText.test(this.text);
    let end = plainText.lastIndex;
    if (this.text.charCodeAt(end) === 0x22) {
      this.#at = end + 1;
      return this.text.slice(start, end);
    }
    this.#others += 1;
    while (this.text.charCodeAt(end) === 0x5c) {
      plainText.lastIndex = end + 2;
      plainText.test(this.text);
      end = plainText.lastIndex;
    }
    if (this.text.charCodeAt(end) !== 0x22) throw new JsonFault();
    this.#at = end + 1;
    return unescaped(this.text.slice(start - 1, end + 1));
  }

  #word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.#at)) throw new JsonFault();
    this.#at += word.length;
    return value;
  }

  #number(): JsonNumber {
    number.lastIndex = this.#at;
    const found = number.exec(this.text);
    if (found === null) throw new JsonFault();
    this.#at = number.lastIndex;
    return new JsonNumber(found[0]);
  }

  #take(code: number): boolean {
    if (this.text.charCodeAt(this.#at) !== code) return false;
    this.#at += 1;
    return true;
  }

  #blanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
      this.#others += 1;
    }
  }
}

/** What JavaScript reads of a text in quotes: the same as any reader of JSON. */
function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new JsonFault();
  }
}
