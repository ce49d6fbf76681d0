import {
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml';
import type { Places, Range } from './places.js';
import type { PathStep } from './yaml-document.js';

/** Data of a YAML text, and where its values stand. */
export interface PlainYaml {
  readonly data: unknown;
  /** Knows scalars and keys on one line; answers undefined for all else, such as a whole mapping. */
  readonly places: Places;
}

/**
 * Reads YAML as catalogs are written in: one document without anchors, aliases and tags. Returns undefined for everything else, mistakes
 * included: that is read again by the library that keeps every token and can say what is wrong, which takes many times as long.
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  if (unusual.test(text)) return undefined;
  try {
    const events = parseEvents(text, { maxDepth });
    if (!events.every(isPlain)) return undefined;
    const data = constructFromEvents(events, { source: text });
    const places = new EventPlaces(text, events);
    return data.length === 1 && data[0] !== null && places.areKeysTexts() ? { data: data[0], places } : undefined;
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

// Tabs, carriage returns and other control characters; marks of documents and directives; a key that is no property like others.
// One mark at the very start is usual: packages of Elastic begin with it.
const unusual = /[\u0000-\u0009\u000b-\u001f\u007f\ufeff]|(?<=\n)---|^(?:\.\.\.|%)|(?<![\s\S])---(?!\n)|__proto__|<</m;
const maxDepth = 60;

// The two libraries disagree about keys that are nothing.
const otherWord = /^(?:~|null|Null|NULL|True|TRUE|False|FALSE|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Whether a key as it is written names something else: nothing, or a number as nobody prints it, such as `0x1c`, whose name is `28`. */
function isChanged(key: string): boolean {
  return otherWord.test(key) || (/^[-+.]?\d/.test(key) && !Number.isNaN(Number(key)) && String(Number(key)) !== key);
}

function isPlain(event: Event): boolean {
  switch (event.type) {
    case EVENT_ID.ALIAS:
      return false;
    case EVENT_ID.SCALAR:
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.anchorStart < 0 && event.tagStart < 0;
    default:
      return true;
  }
}

const LIST = 1;
const MAP = 2;

/** The nodes of a document in the order of the text, as offsets: of 10,000 events a tree takes hundreds of megabytes. */
class EventPlaces implements Places {
  readonly #text: string;
  readonly #kinds: Uint8Array;
  /** Of a scalar on one line: where it starts and ends, quotes included; -1 for all else. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** The node behind a node and all that is inside it. */
  readonly #nexts: Int32Array;
  readonly #items = new Map<number, Int32Array>();

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#kinds = new Uint8Array(events.length);
    this.#starts = new Int32Array(events.length).fill(-1);
    this.#ends = new Int32Array(events.length).fill(-1);
    this.#nexts = new Int32Array(events.length);
    const open: number[] = [];
    let node = 0;
    for (const event of events) {
      if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.ALIAS) continue;
      if (event.type === EVENT_ID.POP) {
        // The last one closes the document, which is no node.
        const closed = open.pop();
        if (closed !== undefined) this.#nexts[closed] = node;
        continue;
      }
      if (event.type === EVENT_ID.SCALAR) this.#place(node, event);
      else {
        this.#kinds[node] = event.type === EVENT_ID.MAPPING ? MAP : LIST;
        open.push(node);
      }
      node += 1;
    }
  }

  #place(node: number, { style, valueStart, valueEnd }: ScalarEvent): void {
    this.#nexts[node] = node + 1;
    const isBlock = style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
    if (valueStart < 0 || isBlock || this.#text.slice(valueStart, valueEnd).includes('\n')) return;
    const quote = style === SCALAR_STYLE.PLAIN ? 0 : 1;
    this.#starts[node] = valueStart - quote;
    this.#ends[node] = valueEnd + quote;
  }

  /** Whether each key is a text on one line, and has the name that is written. */
  areKeysTexts(): boolean {
    for (let map = 0; map < this.#kinds.length; map += 1) {
      if (this.#kinds[map] !== MAP) continue;
      const end = this.#nexts[map] ?? 0;
      for (let key = map + 1; key < end; key = this.#nexts[key + 1] ?? end) {
        const start = this.#starts[key] ?? -1;
        if (start < 0 || isChanged(this.#text.slice(start, this.#ends[key]))) return false;
      }
    }
    return true;
  }

  range(path: readonly PathStep[], which: 'key' | 'value'): Range | undefined {
    let value = 0;
    let key = -1;
    for (const step of path) {
      const isList = this.#kinds[value] === LIST;
      const found = isList ? this.#item(value, step) : this.#member(value, step);
      if (found < 0) return undefined;
      key = isList ? -1 : found;
      value = isList ? found : found + 1;
    }
    const node = which === 'key' && key >= 0 ? key : value;
    const start = this.#starts[node] ?? -1;
    return start < 0 ? undefined : [start, this.#ends[node] ?? start];
  }

  scalarText(path: readonly PathStep[]): string | undefined {
    const range = this.range(path, 'value');
    return range === undefined ? undefined : scalarText(this.#text.slice(...range));
  }

  #member(map: number, step: PathStep): number {
    if (this.#kinds[map] !== MAP) return -1;
    const end = this.#nexts[map] ?? 0;
    for (let key = map + 1; key < end; key = this.#nexts[key + 1] ?? end) {
      const start = this.#starts[key] ?? -1;
      if (start >= 0 && scalarText(this.#text.slice(start, this.#ends[key])) === String(step)) return key;
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

/** Takes a scalar as it is written on one line and returns its text, quotes resolved. */
function scalarText(written: string): string {
  if (!/^["']/.test(written)) return written;
  const scalar = parseEvents(written, {}).find((event) => event.type === EVENT_ID.SCALAR);
  return scalar === undefined ? written : getScalarValue(written, scalar);
}
