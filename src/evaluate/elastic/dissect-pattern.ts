import { JavaMap } from './values.js';

/** Why a pattern is none; `type` is the class of Elasticsearch's exception. */
export class DissectFault {
  constructor(
    readonly type: 'pattern_parse' | 'key_parse',
    readonly reason: string,
  ) {}
}

type Modifier = 'none' | 'skip' | 'append' | 'order' | 'name' | 'value';

interface Key {
  readonly name: string;
  readonly modifier: Modifier;
  readonly isSkipped: boolean;
  readonly isPadded: boolean;
  readonly order: number;
}

interface Pair {
  readonly key: Key;
  readonly delimiter: string;
}

/** A dissect pattern that was read. */
export interface DissectPattern {
  /** The values by key, in the order of Java's HashMap; undefined where the text does not fit. */
  read(text: string): JavaMap | undefined;
}

/**
 * Reads a pattern as org.elasticsearch.dissect.DissectParser of 8.19 does. Specification:
 * https://www.elastic.co/docs/reference/enrich-processor/dissect-processor; answers in test/evaluate/elastic/cases/dissect.ndjson.
 */
export function readDissectPattern(pattern: string, appendSeparator: string): DissectPattern | DissectFault {
  const pairs: Pair[] = [];
  const found = [...pattern.matchAll(/%\{([^}]*?)\}(.*?)(?=%\{|$)/gs)];
  if (found.length === 0) return patternFault(pattern, 'Unable to find any keys or delimiters.');
  for (const [, written = '', delimiter = ''] of found) {
    const key = readKey(written);
    if (key instanceof DissectFault) return key;
    pairs.push({ key, delimiter });
  }
  if (pairs.every(({ key }) => key.isSkipped)) return patternFault(pattern, 'Unable to find any keys or delimiters.');
  const mismatched = referenceFault(pairs);
  if (mismatched !== undefined) return patternFault(pattern, mismatched);
  const start = pattern.indexOf('%{');
  return new Dissect(pattern.slice(0, start), withImpliedAppends(pairs), appendSeparator);
}

function patternFault(pattern: string, reason: string): DissectFault {
  return new DissectFault('pattern_parse', `Unable to parse pattern: ${pattern} Reason: ${reason}`);
}

const MODIFIERS: Readonly<Record<string, Modifier>> = { '+': 'append', '?': 'skip', '*': 'name', '&': 'value', '/': 'order' };

function readKey(written: string): Key | DissectFault {
  const marks = [...written].filter((character) => Object.hasOwn(MODIFIERS, character));
  const isOrdered = marks.length === 2 && marks.includes('+') && marks.includes('/');
  if (marks.length > 1 && !isOrdered) return keyFault(written, 'multiple modifiers are not allowed.');
  const modifier = isOrdered ? 'order' : (MODIFIERS[marks[0] ?? ''] ?? 'none');
  const parts = KEY_SHAPES[modifier].exec(written);
  const name = parts?.groups?.name;
  const isSkipped = modifier === 'skip' || (modifier === 'none' && name === '');
  if (name === undefined || (name === '' && !isSkipped)) return keyFault(written, 'The key name could not be determined');
  return { name, modifier, isSkipped, isPadded: parts?.groups?.padding !== undefined, order: Number(parts?.groups?.order ?? 0) };
}

const LEFT = /[+*&?](?<name>.*?)(?<padding>->)?$/s;

const KEY_SHAPES: Readonly<Record<Modifier, RegExp>> = {
  none: /^(?<name>.*?)(?<padding>->)?$/s,
  skip: LEFT,
  append: LEFT,
  name: LEFT,
  value: LEFT,
  order: /[+](?<name>.*?)\/(?<order>[0-9]+)(?<padding>->)?$/s,
};

function keyFault(key: string, reason: string): DissectFault {
  return new DissectFault('key_parse', `Unable to parse key: ${key} Reason: ${reason}`);
}

/** Each `*key` needs one `&key`. */
function referenceFault(pairs: readonly Pair[]): string | undefined {
  const references = pairs.filter(({ key }) => key.modifier === 'name' || key.modifier === 'value').map(({ key }) => key);
  const isPaired = (name: string): boolean => {
    const same = references.filter((key) => key.name === name);
    return same.length === 2;
  };
  const lost = references.filter(({ name }) => !isPaired(name)).map(({ name }) => name);
  if (lost.length === 0) return undefined;
  return `Found invalid key/reference associations: '${lost.join(',')}' Please ensure each '*<key>' is matched with a matching '&<key>`;
}

/** Where one key is appended, every key of that name is. */
function withImpliedAppends(pairs: readonly Pair[]): readonly Pair[] {
  const appended = new Set(pairs.filter(({ key }) => key.modifier === 'append' || key.modifier === 'order').map(({ key }) => key.name));
  return pairs.map((pair) => {
    const isPlain = pair.key.modifier === 'none' && !pair.key.isSkipped && appended.has(pair.key.name);
    return isPlain ? { ...pair, key: { ...pair.key, modifier: 'append' } } : pair;
  });
}

class Dissect implements DissectPattern {
  constructor(
    private readonly leading: string,
    private readonly pairs: readonly Pair[],
    private readonly appendSeparator: string,
  ) {}

  read(text: string): JavaMap | undefined {
    if (text.length <= this.leading.length || !text.startsWith(this.leading)) return undefined;
    const values = this.split(text);
    return values.length === this.pairs.length ? this.results(values) : undefined;
  }

  /** The values of the keys, in their order; fewer than keys where the text does not fit. */
  private split(text: string): readonly string[] {
    const values: string[] = [];
    let at = this.leading.length;
    while (values.length < this.pairs.length) {
      const pair = this.pairs[values.length];
      if (pair === undefined || pair.delimiter === '') break;
      const { key, delimiter } = pair;
      const end = text.indexOf(delimiter, at);
      if (end < 0) return values;
      values.push(text.slice(at, end));
      at = end + delimiter.length;
      // A delimiter that follows at once is padding, or an empty value of the next key, whatever delimits that one.
      while (text.startsWith(delimiter, at)) {
        at += delimiter.length;
        if (key.isPadded) continue;
        if (values.length === this.pairs.length) break;
        values.push('');
      }
    }
    const isLast = values.length === this.pairs.length - 1;
    if (isLast && this.pairs.at(-1)?.delimiter === '') values.push(text.slice(at));
    return values;
  }

  private results(values: readonly string[]): JavaMap {
    // As large as Elasticsearch makes it: the fields are set in the order of the map.
    const results = new JavaMap('hash', this.pairs.length);
    const appended = new Map<string, { readonly order: number; readonly value: string }[]>();
    const names = new Map<string, string>();
    const referred = new Map<string, string>();
    this.pairs.forEach(({ key }, index) => {
      const value = values[index] ?? '';
      if (key.isSkipped) return;
      if (key.modifier === 'name') names.set(key.name, value);
      else if (key.modifier === 'value') referred.set(key.name, value);
      else if (key.modifier === 'none') results.put(key.name, value);
      else appended.set(key.name, [...(appended.get(key.name) ?? []), { order: key.order, value }]);
    });
    for (const [name, list] of appended) {
      const inOrder = [...list].sort((a, b) => a.order - b.order);
      results.put(name, inOrder.map(({ value }) => value).join(this.appendSeparator));
    }
    for (const [name, field] of names) results.put(field, referred.get(name) ?? '');
    return results;
  }
}
