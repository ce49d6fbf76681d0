import { IngestFailure } from './ingest-failure.js';
import { JavaMap, type JavaValue, textOf } from './values.js';

/** Where a template looks up its names first. */
export interface Lookup {
  has(name: string): boolean;
  get(name: string): JavaValue;
}

/** Thrown where Elasticsearch's library fails at a name. */
export class MissingScope {
  constructor(readonly failure: IngestFailure) {}
}

/**
 * What names mean at a place of a template: the values of the sections around it, the innermost first, then the document.
 * A name with dots is tried as one key first, then part by part; where a part is missing, the next scope is asked.
 */
export class Scopes {
  constructor(
    private readonly root: Lookup,
    private readonly inner: readonly JavaValue[] = [],
  ) {}

  with(value: JavaValue): Scopes {
    return new Scopes(this.root, [...this.inner, value]);
  }

  /** The value of a name; null where nothing has it. */
  find(name: string): JavaValue {
    if (name === '.') return this.current();
    if (name.startsWith('.')) throw emptyName();
    if (name === '') throw emptyName();
    for (let at = this.inner.length - 1; at >= 0; at--) {
      const scope = this.inner[at] ?? null;
      if (scope === null) continue;
      const value = within(scope, name);
      if (value !== undefined) return value;
    }
    return withinRoot(this.root, name) ?? null;
  }

  /** A value as a template prints it: a list as the map of its indexes. */
  shown(value: JavaValue): string {
    if (!Array.isArray(value)) return textOf(value);
    return `{${value.map((each, index) => `${index}=${textOf(each)}`).join(', ')}}`;
  }

  private current(): JavaValue {
    if (this.inner.length > 0) return this.inner.at(-1) ?? null;
    throw new MissingScope(new IngestFailure('unsupported_operation_exception', null));
  }
}

function emptyName(): MissingScope {
  const reason = 'String index out of range: 0';
  const cause = new IngestFailure('string_index_out_of_bounds_exception', reason);
  return new MissingScope(new IngestFailure('mustache_exception', `${reason} @[query-template:1]`, cause));
}

function withinRoot(root: Lookup, name: string): JavaValue | undefined {
  if (root.has(name)) return root.get(name);
  const dot = name.indexOf('.');
  if (dot < 0 || !root.has(name.slice(0, dot))) return undefined;
  const value = root.get(name.slice(0, dot));
  return value === null ? undefined : within(value, name.slice(dot + 1));
}

function within(scope: JavaValue, name: string): JavaValue | undefined {
  let value: JavaValue = scope;
  let rest = name;
  for (;;) {
    const whole = member(value, rest);
    if (whole !== undefined) return whole;
    const dot = rest.indexOf('.');
    if (dot < 0) return rest === name ? undefined : null;
    const next = member(value, rest.slice(0, dot));
    // Where the first part is there, no scope further out is asked.
    if (next === undefined) return rest === name ? undefined : null;
    if (next === null) return null;
    value = next;
    rest = rest.slice(dot + 1);
  }
}

/** The methods of a text that a template may name; Java finds them by reflection. */
const OF_TEXTS = new Map<string, (text: string) => JavaValue>([
  ['length', (text) => text.length],
  ['empty', (text) => text === ''],
  ['isEmpty', (text) => text === ''],
  ['blank', (text) => text.trim() === ''],
  ['isBlank', (text) => text.trim() === ''],
  ['toString', (text) => text],
]);

function member(value: JavaValue, name: string): JavaValue | undefined {
  if (value instanceof JavaMap) return value.has(name) ? value.get(name) : undefined;
  if (typeof value === 'string') return OF_TEXTS.get(name)?.(value);
  if (!Array.isArray(value)) return undefined;
  if (name === 'size') return value.length;
  if (!/^[+-]?\d{1,9}$/.test(name)) return undefined;
  const index = Number(name);
  if (index >= 0 && index < value.length) return value[index] ?? null;
  const cause = new IngestFailure('index_out_of_bounds_exception', String(index));
  throw new MissingScope(new IngestFailure('mustache_exception', `${index} @[query-template:1]`, cause));
}
