import { JavaObject } from '../java-object.js';
import { equalValues, hashOf, JavaMap, type JavaValue, OtherList, textOf } from '../values.js';
import { JavaArray } from './java-array.js';
import { illegalArgument, JavaThrowable, thrown } from './throwable.js';

/** HashSet, LinkedHashSet or TreeSet: the keys of a map. */
export class JavaSet extends JavaObject {
  constructor(
    readonly map: JavaMap,
    private readonly name?: string,
  ) {
    super();
  }

  /** A HashSet of the given values, made as Java makes a set from a collection. */
  static of(values: readonly JavaValue[], kind: 'hash' | 'linked' | 'tree' = 'hash'): JavaSet {
    const set = new JavaSet(new JavaMap(kind, Math.max(Math.floor(values.length / 0.75) + 1, kind === 'hash' ? 16 : 12)));
    for (const each of values) set.add(each);
    return set;
  }

  get className(): string {
    return this.name ?? { hash: 'java.util.HashSet', linked: 'java.util.LinkedHashSet', tree: 'java.util.TreeSet' }[this.map.kind];
  }
  add(value: JavaValue): boolean {
    refuseChange(this.map);
    if (this.map.has(value)) return false;
    this.map.put(value, true);
    return true;
  }
  override hash(): number {
    return this.map.keys().reduce<number>((sum, each) => (sum + hashOf(each)) | 0, 0);
  }
  override equalTo(other: JavaValue): boolean {
    return isSet(other) && sameMembers(this.map.keys(), itemsOf(other));
  }
  text(): string {
    return textOf([...this.map.keys()]);
  }
}

/** keySet(), values() and entrySet(): they show what the map holds now. */
export class MapView extends JavaObject {
  constructor(
    readonly map: JavaMap,
    readonly part: 'keys' | 'values' | 'entries',
  ) {
    super();
  }
  get className(): string {
    const holder = this.map.className;
    if (holder === 'java.util.TreeMap') return `java.util.TreeMap$${{ keys: 'KeySet', values: 'Values', entries: 'EntrySet' }[this.part]}`;
    const prefix = holder === 'java.util.LinkedHashMap' ? 'Linked' : '';
    return `${holder}$${prefix}${{ keys: 'KeySet', values: 'Values', entries: 'EntrySet' }[this.part]}`;
  }
  items(): JavaValue[] {
    if (this.part === 'keys') return [...this.map.keys()];
    if (this.part === 'values') return this.map.values();
    return this.map.keys().map((key) => new MapEntry(key, this.map.get(key), this.map));
  }
  override hash(): number {
    return this.items().reduce<number>((sum, each) => (sum + hashOf(each)) | 0, 0);
  }
  override equalTo(other: JavaValue): boolean {
    if (this.part === 'values') return this === other;
    return isSet(other) && sameMembers(this.items(), itemsOf(other));
  }
  text(): string {
    return textOf(this.items());
  }
}

/** Map.Entry. */
export class MapEntry extends JavaObject {
  constructor(
    readonly key: JavaValue,
    private held: JavaValue,
    /** The map that the entry writes through to, where it is one of a map. */
    private readonly map: JavaMap | undefined = undefined,
  ) {
    super();
  }
  get className(): string {
    if (this.map === undefined) return 'java.util.AbstractMap$SimpleEntry';
    return { hash: 'java.util.HashMap$Node', linked: 'java.util.LinkedHashMap$Entry', tree: 'java.util.TreeMap$Entry' }[this.map.kind];
  }
  get value(): JavaValue {
    return this.map?.has(this.key) ? this.map.get(this.key) : this.held;
  }
  setValue(value: JavaValue): JavaValue {
    const before = this.value;
    if (this.map !== undefined) {
      refuseChange(this.map);
      this.map.put(this.key, value);
    }
    this.held = value;
    return before;
  }
  override hash(): number {
    return hashOf(this.key) ^ hashOf(this.value);
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof MapEntry && equalValues(this.key, other.key) && equalValues(this.value, other.value);
  }
  text(): string {
    return `${textOf(this.key)}=${textOf(this.value)}`;
  }
}

/** A function that a script hands over: a lambda or a reference to a method. */
export class JavaLambda extends JavaObject {
  readonly className = 'java.util.function.Function';
  constructor(
    readonly call: (...args: JavaValue[]) => JavaValue,
    /** How many values a lambda of a script takes, and how many variables around it it reads; undefined for other functions. */
    readonly takes?: { readonly count: number; readonly captured: number },
  ) {
    super();
  }
  text(): string {
    return 'lambda';
  }
}

/** An Iterator over values; a list that grows or shrinks under it is told, as Java's modCount tells it. */
export class JavaIterator extends JavaObject {
  readonly className: string = 'java.util.Iterator';
  private position = 0;
  private last: JavaValue | undefined;

  constructor(
    private readonly items: readonly JavaValue[],
    /** How often the collection has changed; undefined where it cannot. */
    private readonly changes?: () => number,
    private readonly removeItem?: (value: JavaValue, position: number) => void,
  ) {
    super();
    this.seen = changes?.() ?? 0;
    this.size = items.length;
  }
  private seen: number;
  private size: number;

  hasNext(): boolean {
    return this.position !== this.items.length;
  }
  next(): JavaValue {
    if (this.changes === undefined ? this.items.length !== this.size : this.changes() !== this.seen) {
      throw new JavaThrowable('java.util.ConcurrentModificationException', null);
    }
    const value = this.items[this.position];
    if (value === undefined) throw new JavaThrowable('java.util.NoSuchElementException', null);
    this.position++;
    this.last = value;
    return value;
  }
  remove(): void {
    if (this.last === undefined) throw thrown('IllegalStateException');
    if (this.removeItem === undefined) throw thrown('UnsupportedOperationException', 'remove');
    this.removeItem(this.last, this.position - 1);
    if (this.changes === undefined) {
      this.position--;
      this.size = this.items.length;
    } else this.seen = this.changes();
    this.last = undefined;
  }
  text(): string {
    return this.className;
  }
}

function isSet(value: JavaValue): value is JavaSet | MapView {
  return value instanceof JavaSet || (value instanceof MapView && value.part !== 'values');
}

function sameMembers(a: readonly JavaValue[], b: readonly JavaValue[]): boolean {
  if (a.length !== b.length) return false;
  const members = JavaSet.of(a).map;
  return b.every((each) => members.has(each));
}

/** Throws where the map refuses changes. */
export function refuseChange(map: JavaMap): void {
  if (map.frozen !== undefined) throw thrown('UnsupportedOperationException', map.frozen);
}

/** Throws where the list refuses to grow or shrink; `set` where it refuses to have an item replaced. */
export function refuseListChange(list: JavaValue[], what: 'size' | 'set' = 'size'): void {
  if (!(list instanceof OtherList)) return;
  if (what === 'size' || list.change === 'none') throw thrown('UnsupportedOperationException', list.refusal);
}

/** The values of a collection; undefined for what is none. */
export function collectionItems(value: JavaValue): JavaValue[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof JavaSet) return [...value.map.keys()];
  return value instanceof MapView ? value.items() : undefined;
}

/** The values of a collection that a method is given; throws what Java throws for null. */
export function itemsOf(value: JavaValue): JavaValue[] {
  const items = collectionItems(value);
  if (items === undefined) throw value === null ? thrown('NullPointerException') : illegalArgument('not a collection');
  return items;
}

/** What a loop over a value walks; throws as Elasticsearch does where nothing can be walked. */
export function iteratorOf(value: JavaValue): JavaIterator | undefined {
  if (Array.isArray(value)) return new JavaIterator(value, undefined, (_, position) => removeAt(value, position));
  if (value instanceof JavaSet)
    return new JavaIterator(
      [...value.map.keys()],
      () => value.map.changes,
      (each) => value.map.remove(each),
    );
  if (value instanceof MapView) return viewIterator(value);
  return value instanceof JavaArray ? new JavaIterator(value.values()) : undefined;
}

function removeAt(list: JavaValue[], position: number): void {
  refuseListChange(list);
  list.splice(position, 1);
}

function viewIterator(view: MapView): JavaIterator {
  const keys = [...view.map.keys()];
  return new JavaIterator(
    view.items(),
    () => view.map.changes,
    (_, position) => {
      refuseChange(view.map);
      view.map.remove(keys[position] ?? null);
    },
  );
}
