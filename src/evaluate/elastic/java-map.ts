import { JavaObject } from './java-object.js';
import { compareValues, equalValues, hashOf, type JavaValue, textOf } from './values.js';

/** HashMap, LinkedHashMap or TreeMap: they differ in the order that their keys are walked in. */
export type MapKind = 'hash' | 'linked' | 'tree';

/** Orders the keys of a TreeMap; below 0 when the first comes first. */
export type KeyOrder = (a: JavaValue, b: JavaValue) => number;

const CLASS_NAMES: Readonly<Record<MapKind, string>> = {
  hash: 'java.util.HashMap',
  linked: 'java.util.LinkedHashMap',
  tree: 'java.util.TreeMap',
};

const FIRST_TABLE = 16;

/** The number of buckets that Java's HashMap makes for an asked capacity: the next power of two. */
function tableFor(capacity: number): number {
  if (capacity === FIRST_TABLE) return FIRST_TABLE;
  return capacity <= 1 ? 1 : 1 << (32 - Math.clz32(Math.min(capacity, 1 << 30) - 1));
}

/**
 * A Java map. Values are found as Java finds them (equals and hashCode), and a HashMap is walked in the order of Java's buckets:
 * the number of buckets follows the history of the map, as in java.util.HashMap of Java 17. Only a bucket of more than eight keys
 * is walked in the order of their arrival where Java makes a tree of it.
 */
export class JavaMap extends JavaObject {
  /** Set where changes are refused: the document in a condition, the parameters of a script. Holds the text of Java's exception. */
  frozen: string | null | undefined;
  /** The class that wraps this map, where there is one: its own name is not seen then. */
  wrapper: string | undefined;
  /** How often keys came or went: what Java's modCount counts. */
  changes = 0;
  private readonly entries = new Map<JavaValue, JavaValue>();
  private objects = 0;
  private table = 0;
  private ordered: readonly JavaValue[] | undefined;
  /** Keys that Java put before the others of their bucket; made when there is one. */
  private heads: Set<JavaValue> | undefined;

  constructor(
    readonly kind: MapKind = 'hash',
    capacity = FIRST_TABLE,
    readonly keyOrder?: KeyOrder,
  ) {
    super();
    this.next = tableFor(capacity);
  }
  private next: number;

  /** A map of this kind with the same entries, made as Java's constructor of a map from a map does. */
  static copyOf(map: JavaMap, kind: MapKind = 'hash', keyOrder?: KeyOrder): JavaMap {
    const copy = new JavaMap(kind, 1, keyOrder);
    if (map.size === 0) copy.next = FIRST_TABLE;
    copy.putAll(map);
    return copy;
  }

  /** An empty map as Elasticsearch makes one for a number of keys: the order of a HashMap depends on its size. */
  static withRoomFor(count: number, kind: MapKind = 'hash'): JavaMap {
    return new JavaMap(kind, count < 2 ? count + 1 : Math.floor(count / 0.75 + 1));
  }

  /** A HashMap from pairs of JavaScript; for tests and for maps that the tool makes itself. */
  static of(pairs: Iterable<readonly [JavaValue, JavaValue]>, kind: MapKind = 'hash'): JavaMap {
    const map = new JavaMap(kind);
    for (const [key, value] of pairs) map.put(key, value);
    return map;
  }

  get className(): string {
    return this.wrapper ?? CLASS_NAMES[this.kind];
  }

  get size(): number {
    return this.entries.size;
  }

  /** The value of a key; null where there is none, as Java says. */
  get(key: JavaValue): JavaValue {
    const found = this.entries.get(typeof key === 'object' && key !== null ? this.own(key) : key);
    return found === undefined ? null : found;
  }

  has(key: JavaValue): boolean {
    return this.entries.has(typeof key === 'object' && key !== null ? this.own(key) : key);
  }

  /** Sets a key and returns what it held before, else null. */
  put(key: JavaValue, value: JavaValue): JavaValue {
    const own = typeof key === 'object' && key !== null ? this.own(key) : key;
    const before = this.entries.get(own);
    this.entries.set(own, value);
    if (before !== undefined) return before;
    this.added(own);
    if (this.entries.size > this.table * 0.75) this.table *= 2;
    return null;
  }

  /** Sets a key as computeIfAbsent, compute and merge do: a new one comes first in its bucket, and the size is looked at before it is added. */
  putComputed(key: JavaValue, value: JavaValue): void {
    if (this.has(key)) {
      this.put(key, value);
      return;
    }
    if (this.table > 0 && this.entries.size > this.table * 0.75) this.table *= 2;
    const own = typeof key === 'object' && key !== null ? this.own(key) : key;
    this.entries.set(own, value);
    this.heads ??= new Set();
    this.heads.add(own);
    this.added(own);
  }

  private added(own: JavaValue): void {
    if (typeof own === 'object' && own !== null) this.objects++;
    if (this.table === 0) this.table = this.next;
    this.changes++;
    this.ordered = undefined;
  }

  putAll(map: JavaMap): void {
    if (map.size === 0) return;
    if (this.table === 0) this.next = Math.max(this.next, tableFor(Math.floor(map.size / 0.75 + 1)));
    while (this.table > 0 && map.size > this.table * 0.75) this.table *= 2;
    for (const key of map.keys()) this.put(key, map.get(key));
  }

  /** Removes a key and returns what it held, else null. */
  remove(key: JavaValue): JavaValue {
    const own = typeof key === 'object' && key !== null ? this.own(key) : key;
    const before = this.entries.get(own);
    if (before === undefined) return null;
    this.entries.delete(own);
    this.heads?.delete(own);
    if (typeof own === 'object' && own !== null) this.objects--;
    this.changes++;
    this.ordered = undefined;
    return before;
  }

  clear(): void {
    this.changes++;
    this.objects = 0;
    this.entries.clear();
    this.heads = undefined;
    this.ordered = undefined;
  }

  /** The keys in Java's order. The list is a picture of this moment. */
  keys(): readonly JavaValue[] {
    this.ordered ??= this.inOrder();
    return this.ordered;
  }

  values(): JavaValue[] {
    return this.keys().map((key) => this.get(key));
  }

  /** The first answer that is not undefined, asked of each value; in no order that means anything, as that would cost a sort. */
  findValue<T>(ask: (value: JavaValue) => T | undefined): T | undefined {
    for (const value of this.entries.values()) {
      const answer = ask(value);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  *[Symbol.iterator](): IterableIterator<readonly [JavaValue, JavaValue]> {
    for (const key of this.keys()) yield [key, this.get(key)];
  }

  override hash(): number {
    let sum = 0;
    for (const [key, value] of this.entries) sum = (sum + (hashOf(key) ^ hashOf(value))) | 0;
    return sum;
  }

  override equalTo(other: JavaValue): boolean {
    if (this === other) return true;
    if (!(other instanceof JavaMap) || other.size !== this.size) return false;
    for (const [key, value] of this.entries) {
      if (!other.has(key) || !equalValues(value, other.get(key))) return false;
    }
    return true;
  }

  text(): string {
    const shown = (value: JavaValue): string => (value === this ? '(this Map)' : textOf(value));
    return `{${this.keys()
      .map((key) => `${shown(key)}=${shown(this.get(key))}`)
      .join(', ')}}`;
  }

  private inOrder(): readonly JavaValue[] {
    const keys = [...this.entries.keys()];
    if (this.kind === 'linked' || keys.length < 2) return keys;
    if (this.kind === 'tree') return keys.sort(this.keyOrder ?? compareValues);
    const last = this.table - 1;
    const { heads } = this;
    const inBuckets = heads === undefined ? keys : [...[...heads].reverse(), ...keys.filter((key) => !heads.has(key))];
    const buckets = inBuckets.map((key) => {
      const hash = hashOf(key);
      return (hash ^ (hash >>> 16)) & last;
    });
    return inBuckets.length <= FEW_KEYS ? insertedInOrder(inBuckets, buckets) : sortedInOrder(inBuckets, buckets);
  }

  /** The key of this map that equals the given object, else the object itself: the map finds objects by identity, Java by equals. */
  private own(key: JavaValue): JavaValue {
    if (this.objects === 0) return key;
    for (const each of this.entries.keys()) {
      if (typeof each === 'object' && each !== null && equalValues(each, key)) return each;
    }
    return key;
  }
}

/** Up to here putting each key into its place is faster than a sort. */
const FEW_KEYS = 40;

function insertedInOrder(keys: JavaValue[], buckets: number[]): readonly JavaValue[] {
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at] as JavaValue;
    const bucket = buckets[at] as number;
    let to = at;
    for (; to > 0 && (buckets[to - 1] as number) > bucket; to--) {
      keys[to] = keys[to - 1] as JavaValue;
      buckets[to] = buckets[to - 1] as number;
    }
    keys[to] = key;
    buckets[to] = bucket;
  }
  return keys;
}

function sortedInOrder(keys: readonly JavaValue[], buckets: readonly number[]): readonly JavaValue[] {
  const order = keys.map((_, index) => index).sort((a, b) => (buckets[a] ?? 0) - (buckets[b] ?? 0));
  return order.map((index) => keys[index] ?? null);
}
