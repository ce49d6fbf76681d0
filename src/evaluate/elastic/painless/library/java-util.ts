import {
  compareValues,
  equalValues,
  hashOf,
  JavaMap,
  type JavaValue,
  type KeyOrder,
  type MapKind,
  OtherList,
  textOf,
} from '../../values.js';
import {
  collectionItems,
  itemsOf,
  JavaIterator,
  JavaLambda,
  JavaSet,
  MapEntry,
  MapView,
  refuseChange,
  refuseListChange,
} from '../collections.js';
import { JavaArray } from '../java-array.js';
import { checkSize, illegalArgument, JavaThrowable, thrown } from '../throwable.js';
import type { ClassSpec } from './class-table.js';
import { asInt, compared, notCast } from './java-lang.js';

/** What a script's predicate answers. */
export function holds(predicate: JavaLambda, ...values: JavaValue[]): boolean {
  return predicate.call(...values) === true;
}

function indexError(index: number, length: number): JavaThrowable {
  return thrown('IndexOutOfBoundsException', `Index ${index} out of bounds for length ${length}`);
}

/** List.get. */
export function listGet(self: JavaValue[], index: number): JavaValue {
  const found = self[index];
  if (found === undefined) throw indexError(index, self.length);
  return found;
}

function listSet(self: JavaValue[], index: number, value: JavaValue): JavaValue {
  refuseListChange(self, 'set');
  const before = listGet(self, index);
  self[index] = value;
  return before;
}

function listInsert(self: JavaValue[], index: number, value: JavaValue): void {
  refuseListChange(self);
  if (index < 0 || index > self.length) throw thrown('IndexOutOfBoundsException', `Index: ${index}, Size: ${self.length}`);
  self.splice(index, 0, value);
}

function listRemove(self: JavaValue[], index: number): JavaValue {
  refuseListChange(self);
  const before = listGet(self, index);
  self.splice(index, 1);
  return before;
}

function indexOf(self: readonly JavaValue[], value: JavaValue): number {
  return typeof value === 'object' ? self.findIndex((each) => equalValues(each, value)) : self.indexOf(value);
}

function lastIndexOf(self: readonly JavaValue[], value: JavaValue): number {
  return self.findLastIndex((each) => equalValues(each, value));
}

function contains(self: JavaValue, value: JavaValue): boolean {
  if (self instanceof JavaSet) return self.map.has(value);
  if (self instanceof MapView && self.part === 'keys') return self.map.has(value);
  return indexOf(itemsOf(self), value) >= 0;
}

/** Collection.add. */
export function addTo(self: JavaValue, value: JavaValue): boolean {
  if (self instanceof JavaSet) return addToSet(self, value);
  if (!Array.isArray(self)) throw thrown('UnsupportedOperationException');
  refuseListChange(self);
  self.push(value);
  return true;
}

function addToSet(set: JavaSet, value: JavaValue): boolean {
  if (set.map.kind === 'tree' && set.map.keyOrder === undefined) compared(value, set.map.keys()[0] ?? value);
  return set.add(value);
}

function addAll(self: JavaValue, other: JavaValue): boolean {
  const values = [...itemsOf(other)];
  let changed = false;
  for (const each of values) changed = addTo(self, each) || changed;
  return changed;
}

/** Keeps the values of a collection that a test passes; true when one went. */
function keep(self: JavaValue, test: (value: JavaValue) => boolean): boolean {
  const gone = itemsOf(self).filter((each) => !test(each));
  if (gone.length === 0) return false;
  if (Array.isArray(self)) {
    refuseListChange(self);
    self.splice(0, self.length, ...self.filter(test));
  } else if (self instanceof JavaSet) {
    refuseChange(self.map);
    for (const each of gone) self.map.remove(each);
  } else if (self instanceof MapView) keepInView(self, test);
  return true;
}

function keepInView(view: MapView, test: (value: JavaValue) => boolean): void {
  refuseChange(view.map);
  const keys = [...view.map.keys()];
  for (const [index, each] of view.items().entries()) {
    if (!test(each)) view.map.remove(keys[index] ?? null);
  }
}

function removeValue(self: JavaValue, value: JavaValue): boolean {
  if (self instanceof JavaSet) {
    refuseChange(self.map);
    const had = self.map.has(value);
    self.map.remove(value);
    return had;
  }
  let first = true;
  return keep(self, (each) => {
    const gone = first && equalValues(each, value);
    if (gone) first = false;
    return !gone;
  });
}

function clear(self: JavaValue): void {
  if (Array.isArray(self)) {
    if (self.length > 0) refuseListChange(self);
    self.length = 0;
  } else if (self instanceof JavaSet || self instanceof MapView) {
    refuseChange(self.map);
    self.map.clear();
  }
}

/** Sorts as List.sort: stable, by a comparator or by the natural order. */
export function sortValues(values: JavaValue[], comparator: JavaLambda | null): void {
  if (comparator === null) values.sort(compared);
  else values.sort((a, b) => asInt(comparator.call(a, b)));
}

function sortList(self: JavaValue[], comparator: JavaLambda | null): void {
  refuseListChange(self, 'set');
  sortValues(self, comparator);
}

function subList(self: JavaValue[], from: number, to: number): JavaValue[] {
  if (from < 0) throw thrown('IndexOutOfBoundsException', `fromIndex = ${from}`);
  if (to > self.length) throw thrown('IndexOutOfBoundsException', `toIndex = ${to}`);
  if (from > to) throw illegalArgument(`fromIndex(${from}) > toIndex(${to})`);
  return self.slice(from, to);
}

function asLambda(order: (a: JavaValue, b: JavaValue) => number): JavaLambda {
  return new JavaLambda((a, b) => order(a ?? null, b ?? null));
}

const collection: ClassSpec = {
  name: 'java.util.Collection',
  extends: ['java.lang.Iterable'],
  is: (value) => collectionItems(value) !== undefined,
  members: {
    'boolean add(def)': (self: JavaValue, value: JavaValue) => addTo(self, value),
    'boolean addAll(Collection)': (self: JavaValue, other: JavaValue) => addAll(self, other),
    'void clear()': (self: JavaValue) => clear(self),
    'boolean contains(def)': (self: JavaValue, value: JavaValue) => contains(self, value),
    'boolean containsAll(Collection)': (self: JavaValue, other: JavaValue) => itemsOf(other).every((each) => contains(self, each)),
    'boolean isEmpty()': (self: JavaValue) => sizeOf(self) === 0,
    'boolean removeAll(Collection)': (self: JavaValue, other: JavaValue) => keep(self, (each) => !contains(other, each)),
    'boolean removeIf(Predicate)': (self: JavaValue, test: JavaLambda) => keep(self, (each) => !holds(test, each)),
    'boolean retainAll(Collection)': (self: JavaValue, other: JavaValue) => keep(self, (each) => contains(other, each)),
    'int size()': (self: JavaValue) => sizeOf(self),
    'def[] toArray()': (self: JavaValue) => new JavaArray('def', itemsOf(self)),
    'List collect(Function)': (self: JavaValue, map: JavaLambda) => itemsOf(self).map((each) => map.call(each)),
    'def find(Predicate)': (self: JavaValue, test: JavaLambda) => itemsOf(self).find((each) => holds(test, each)) ?? null,
    'List findAll(Predicate)': (self: JavaValue, test: JavaLambda) => itemsOf(self).filter((each) => holds(test, each)),
    'def findResult(Function)': (self: JavaValue, map: JavaLambda) => findResult(itemsOf(self), map, null),
    'def findResult(def,Function)': (self: JavaValue, otherwise: JavaValue, map: JavaLambda) => findResult(itemsOf(self), map, otherwise),
    'List split(Predicate)': (self: JavaValue, test: JavaLambda) => {
      const items = itemsOf(self);
      return [items.filter((each) => holds(test, each)), items.filter((each) => !holds(test, each))];
    },
  },
};

function findResult(items: readonly JavaValue[], map: JavaLambda, otherwise: JavaValue): JavaValue {
  for (const each of items) {
    const result = map.call(each);
    if (result !== null) return result;
  }
  return otherwise;
}

function sizeOf(self: JavaValue): number {
  if (Array.isArray(self)) return self.length;
  return self instanceof JavaSet || self instanceof MapView ? self.map.size : itemsOf(self).length;
}

/** What Elasticsearch adds to Iterable in scripts. */
export const iterableExtras: ClassSpec['members'] = {
  'boolean any(Predicate)': (self: JavaValue, test: JavaLambda) => itemsOf(self).some((each) => holds(test, each)),
  'Collection asCollection()': (self: JavaValue) => itemsOf(self),
  'List asList()': (self: JavaValue) => itemsOf(self),
  'def each(Consumer)': (self: JavaValue, action: JavaLambda) => {
    for (const each of itemsOf(self)) action.call(each);
    return self;
  },
  'def eachWithIndex(ObjIntConsumer)': (self: JavaValue, action: JavaLambda) => {
    for (const [index, each] of itemsOf(self).entries()) action.call(each, index);
    return self;
  },
  'boolean every(Predicate)': (self: JavaValue, test: JavaLambda) => itemsOf(self).every((each) => holds(test, each)),
  'List findResults(Function)': (self: JavaValue, map: JavaLambda) =>
    itemsOf(self)
      .map((each) => map.call(each))
      .filter((each) => each !== null),
  'Map groupBy(Function)': (self: JavaValue, map: JavaLambda) => grouped(itemsOf(self), map),
  'String join(String)': (self: JavaValue, separator: string) => itemsOf(self).map(textOf).join(separator),
  'double sum()': (self: JavaValue) => itemsOf(self).reduce<number>((sum, each) => sum + Number(asInt(each)), 0),
};

function grouped(items: readonly JavaValue[], map: JavaLambda): JavaMap {
  const groups = new JavaMap('linked');
  for (const each of items) {
    const key = map.call(each);
    const group = groups.get(key);
    if (Array.isArray(group)) group.push(each);
    else groups.put(key, [each]);
  }
  return groups;
}

const list: ClassSpec = {
  name: 'java.util.List',
  extends: ['java.util.Collection'],
  is: (value) => Array.isArray(value),
  members: {
    'void add(int,def)': (self: JavaValue[], index: number, value: JavaValue) => listInsert(self, index, value),
    'boolean addAll(int,Collection)': (self: JavaValue[], index: number, other: JavaValue) => {
      const values = itemsOf(other);
      if (index < 0 || index > self.length) throw thrown('IndexOutOfBoundsException', `Index: ${index}, Size: ${self.length}`);
      for (const [offset, each] of [...values].entries()) listInsert(self, index + offset, each);
      return values.length > 0;
    },
    'def get(int)': listGet,
    'int indexOf(def)': (self: JavaValue[], value: JavaValue) => indexOf(self, value),
    'int lastIndexOf(def)': (self: JavaValue[], value: JavaValue) => lastIndexOf(self, value),
    'def remove(int)': (self: JavaValue[], index: number) => listRemove(self, index),
    'void replaceAll(UnaryOperator)': (self: JavaValue[], map: JavaLambda) => {
      for (const [index, each] of self.entries()) listSet(self, index, map.call(each));
    },
    'def set(int,def)': (self: JavaValue[], index: number, value: JavaValue) => listSet(self, index, value),
    'int getLength()': (self: JavaValue[]) => self.length,
    'void sort(Comparator)': (self: JavaValue[], comparator: JavaLambda | null) => sortList(self, comparator),
    'List subList(int,int)': (self: JavaValue[], from: number, to: number) => subList(self, from, to),
  },
};

const arrayList: ClassSpec = {
  name: 'java.util.ArrayList',
  extends: ['java.util.List'],
  is: (value) => Array.isArray(value) && !(value instanceof OtherList),
  members: {
    'new()': () => [],
    'new(Collection)': (values: JavaValue) => [...itemsOf(values)],
    'void trimToSize()': () => undefined,
  },
};

/** Map.put. */
export function mapPut(self: JavaMap, key: JavaValue, value: JavaValue): JavaValue {
  if (self.frozen !== undefined) refuseChange(self);
  if (self.kind === 'tree' && self.keyOrder === undefined) compared(key, self.keys()[0] ?? key);
  return self.put(key, value);
}

function computed(self: JavaMap, key: JavaValue, value: JavaValue): JavaValue {
  refuseChange(self);
  if (value === null) self.remove(key);
  else self.putComputed(key, value);
  return value;
}

const map: ClassSpec = {
  name: 'java.util.Map',
  is: (value) => value instanceof JavaMap,
  members: {
    'void clear()': (self: JavaMap) => {
      refuseChange(self);
      self.clear();
    },
    'def compute(def,BiFunction)': (self: JavaMap, key: JavaValue, remap: JavaLambda) =>
      computed(self, key, remap.call(key, self.get(key))),
    'def computeIfAbsent(def,Function)': (self: JavaMap, key: JavaValue, make: JavaLambda) => {
      const found = self.get(key);
      if (found !== null) return found;
      const made = make.call(key);
      return made === null ? null : computed(self, key, made);
    },
    'def computeIfPresent(def,BiFunction)': (self: JavaMap, key: JavaValue, remap: JavaLambda) => {
      const found = self.get(key);
      return found === null ? null : computed(self, key, remap.call(key, found));
    },
    'boolean containsKey(def)': (self: JavaMap, key: JavaValue) => self.has(key),
    'boolean containsValue(def)': (self: JavaMap, value: JavaValue) => indexOf(self.values(), value) >= 0,
    'Set entrySet()': (self: JavaMap) => new MapView(self, 'entries'),
    'void forEach(BiConsumer)': (self: JavaMap, action: JavaLambda) => {
      const { changes } = self;
      for (const [key, value] of self) {
        action.call(key, value);
        if (self.changes !== changes) throw new JavaThrowable('java.util.ConcurrentModificationException', null);
      }
    },
    'def get(def)': (self: JavaMap, key: JavaValue) => self.get(key),
    'def getOrDefault(def,def)': (self: JavaMap, key: JavaValue, otherwise: JavaValue) => (self.has(key) ? self.get(key) : otherwise),
    'boolean isEmpty()': (self: JavaMap) => self.size === 0,
    'Set keySet()': (self: JavaMap) => new MapView(self, 'keys'),
    'def merge(def,def,BiFunction)': (self: JavaMap, key: JavaValue, value: JavaValue, remap: JavaLambda) => {
      const found = self.get(key);
      return computed(self, key, found === null ? value : remap.call(found, value));
    },
    'def put(def,def)': mapPut,
    'void putAll(Map)': (self: JavaMap, other: JavaMap) => {
      refuseChange(self);
      self.putAll(other);
    },
    'def putIfAbsent(def,def)': (self: JavaMap, key: JavaValue, value: JavaValue) => {
      const found = self.get(key);
      return found === null ? mapPut(self, key, value) : found;
    },
    'def remove(def)': (self: JavaMap, key: JavaValue) => {
      refuseChange(self);
      return self.remove(key);
    },
    'boolean remove(def,def)': (self: JavaMap, key: JavaValue, value: JavaValue) => {
      refuseChange(self);
      if (!self.has(key) || !equalValues(self.get(key), value)) return false;
      self.remove(key);
      return true;
    },
    'def replace(def,def)': (self: JavaMap, key: JavaValue, value: JavaValue) => (self.has(key) ? mapPut(self, key, value) : null),
    'void replaceAll(BiFunction)': (self: JavaMap, remap: JavaLambda) => {
      for (const [key, value] of self) mapPut(self, key, remap.call(key, value));
    },
    'int size()': (self: JavaMap) => self.size,
    'Collection values()': (self: JavaMap) => new MapView(self, 'values'),
    'List collect(BiFunction)': (self: JavaMap, make: JavaLambda) => [...self].map(([key, value]) => make.call(key, value)),
    'int count(BiPredicate)': (self: JavaMap, test: JavaLambda) => [...self].filter(([key, value]) => holds(test, key, value)).length,
    'def each(BiConsumer)': (self: JavaMap, action: JavaLambda) => {
      for (const [key, value] of self) action.call(key, value);
      return self;
    },
    'boolean every(BiPredicate)': (self: JavaMap, test: JavaLambda) => [...self].every(([key, value]) => holds(test, key, value)),
    'Map.Entry find(BiPredicate)': (self: JavaMap, test: JavaLambda) => {
      const found = [...self].find(([key, value]) => holds(test, key, value));
      return found === undefined ? null : new MapEntry(found[0], found[1], self);
    },
    'Map findAll(BiPredicate)': (self: JavaMap, test: JavaLambda) =>
      JavaMap.of(
        [...self].filter(([key, value]) => holds(test, key, value)),
        self.kind === 'tree' ? 'tree' : 'linked',
      ),
  },
};

const mapEntry: ClassSpec = {
  name: 'java.util.Map.Entry',
  is: (value) => value instanceof MapEntry,
  members: {
    'def getKey()': (self: MapEntry) => self.key,
    'def getValue()': (self: MapEntry) => self.value,
    'def setValue(def)': (self: MapEntry, value: JavaValue) => self.setValue(value),
    'static Comparator comparingByKey()': () => asLambda((a, b) => compared(entry(a).key, entry(b).key)),
    'static Comparator comparingByValue()': () => asLambda((a, b) => compared(entry(a).value, entry(b).value)),
    'static Comparator comparingByKey(Comparator)': (by: JavaLambda) => asLambda((a, b) => asInt(by.call(entry(a).key, entry(b).key))),
    'static Comparator comparingByValue(Comparator)': (by: JavaLambda) =>
      asLambda((a, b) => asInt(by.call(entry(a).value, entry(b).value))),
  },
};

function entry(value: JavaValue): MapEntry {
  if (value instanceof MapEntry) return value;
  throw thrown('ClassCastException', notCast(value, 'java.util.Map$Entry'));
}

function orderOf(by: JavaLambda | null): KeyOrder | undefined {
  return by === null ? undefined : (a, b) => asInt(by.call(a, b));
}

function mapFrom(other: JavaMap | null, kind: MapKind): JavaMap {
  if (other === null) throw thrown('NullPointerException', 'Cannot invoke "java.util.Map.size()" because "m" is null');
  return JavaMap.copyOf(other, kind);
}

function mapClass(name: string, kind: MapKind, parents: readonly string[]): ClassSpec {
  return {
    name,
    extends: parents,
    is: (value) => value instanceof JavaMap && (value.kind === kind || (kind === 'hash' && value.kind === 'linked')),
    members: {
      'new()': () => new JavaMap(kind),
      ...(kind === 'tree'
        ? { 'new(Comparator)': (by: JavaLambda | null) => new JavaMap(kind, 16, orderOf(by)) }
        : { 'new(Map)': (other: JavaMap | null) => mapFrom(other, kind) }),
    },
  };
}

function edgeKey(self: JavaMap, index: number): JavaValue {
  const key = self.keys().at(index);
  if (key === undefined) throw new JavaThrowable('java.util.NoSuchElementException', null);
  return key;
}

function near(self: JavaMap, key: JavaValue, test: (order: number) => boolean, last: boolean): JavaValue {
  const by = self.keyOrder ?? compareValues;
  const fitting = self.keys().filter((each) => test(by(each, key)));
  return fitting.at(last ? -1 : 0) ?? null;
}

function entryOf(self: JavaMap, key: JavaValue): JavaValue {
  return key === null ? null : new MapEntry(key, self.get(key), self);
}

function part(self: JavaMap, test: (key: JavaValue) => boolean): JavaMap {
  const found = new JavaMap('tree', 16, self.keyOrder);
  for (const [key, value] of self) if (test(key)) found.put(key, value);
  return found;
}

const sortedMap: ClassSpec = {
  name: 'java.util.SortedMap',
  extends: ['java.util.Map'],
  is: (value) => value instanceof JavaMap && value.kind === 'tree',
  members: {
    'def firstKey()': (self: JavaMap) => edgeKey(self, 0),
    'def lastKey()': (self: JavaMap) => edgeKey(self, -1),
    'SortedMap headMap(def)': (self: JavaMap, to: JavaValue) => part(self, (key) => compared(key, to) < 0),
    'SortedMap tailMap(def)': (self: JavaMap, from: JavaValue) => part(self, (key) => compared(key, from) >= 0),
    'SortedMap subMap(def,def)': (self: JavaMap, from: JavaValue, to: JavaValue) =>
      part(self, (key) => compared(key, from) >= 0 && compared(key, to) < 0),
  },
};

const navigableMap: ClassSpec = {
  name: 'java.util.NavigableMap',
  extends: ['java.util.SortedMap'],
  is: (value) => value instanceof JavaMap && value.kind === 'tree',
  members: {
    'def ceilingKey(def)': (self: JavaMap, key: JavaValue) => near(self, key, (side) => side >= 0, false),
    'def floorKey(def)': (self: JavaMap, key: JavaValue) => near(self, key, (side) => side <= 0, true),
    'def higherKey(def)': (self: JavaMap, key: JavaValue) => near(self, key, (side) => side > 0, false),
    'Map.Entry ceilingEntry(def)': (self: JavaMap, key: JavaValue) =>
      entryOf(
        self,
        near(self, key, (side) => side >= 0, false),
      ),
    'Map.Entry floorEntry(def)': (self: JavaMap, key: JavaValue) =>
      entryOf(
        self,
        near(self, key, (side) => side <= 0, true),
      ),
    'Map.Entry higherEntry(def)': (self: JavaMap, key: JavaValue) =>
      entryOf(
        self,
        near(self, key, (side) => side > 0, false),
      ),
    'Map.Entry lowerEntry(def)': (self: JavaMap, key: JavaValue) =>
      entryOf(
        self,
        near(self, key, (side) => side < 0, true),
      ),
    'Map.Entry firstEntry()': (self: JavaMap) => entryOf(self, self.keys()[0] ?? null),
    'Map.Entry lastEntry()': (self: JavaMap) => entryOf(self, self.keys().at(-1) ?? null),
  },
};

const set: ClassSpec = {
  name: 'java.util.Set',
  extends: ['java.util.Collection'],
  is: (value) => value instanceof JavaSet || (value instanceof MapView && value.part !== 'values'),
  members: { 'boolean remove(def)': (self: JavaValue, value: JavaValue) => removeValue(self, value) },
};

function setClass(name: string, kind: MapKind, parents: readonly string[]): ClassSpec {
  return {
    name,
    extends: parents,
    is: (value) => value instanceof JavaSet && (value.map.kind === kind || (kind === 'hash' && value.map.kind === 'linked')),
    members: {
      'new()': () => new JavaSet(new JavaMap(kind)),
      ...(kind === 'tree'
        ? { 'new(Comparator)': (by: JavaLambda | null) => new JavaSet(new JavaMap(kind, 16, orderOf(by))) }
        : { 'new(Collection)': (values: JavaValue) => JavaSet.of(itemsOf(values), kind) }),
    },
  };
}

function firstOf(self: JavaSet, index: number): JavaValue {
  return edgeKey(self.map, index);
}

const sortedSet: ClassSpec = {
  name: 'java.util.SortedSet',
  extends: ['java.util.Set'],
  is: (value) => value instanceof JavaSet && value.map.kind === 'tree',
  members: {
    'def first()': (self: JavaSet) => firstOf(self, 0),
    'def last()': (self: JavaSet) => firstOf(self, -1),
  },
};

const navigableSet: ClassSpec = {
  name: 'java.util.NavigableSet',
  extends: ['java.util.SortedSet'],
  is: (value) => value instanceof JavaSet && value.map.kind === 'tree',
  members: {
    'def ceiling(def)': (self: JavaSet, key: JavaValue) => near(self.map, key, (side) => side >= 0, false),
    'def floor(def)': (self: JavaSet, key: JavaValue) => near(self.map, key, (side) => side <= 0, true),
    'def higher(def)': (self: JavaSet, key: JavaValue) => near(self.map, key, (side) => side > 0, false),
    'def lower(def)': (self: JavaSet, key: JavaValue) => near(self.map, key, (side) => side < 0, true),
  },
};

const iterator: ClassSpec = {
  name: 'java.util.Iterator',
  is: (value) => value instanceof JavaIterator,
  members: {
    'boolean hasNext()': (self: JavaIterator) => self.hasNext(),
    'def next()': (self: JavaIterator) => self.next(),
    'void remove()': (self: JavaIterator) => self.remove(),
  },
};

const READ_ONLY_LIST = 'java.util.Collections$UnmodifiableRandomAccessList';

/** A map that refuses changes and shows what another holds now. */
function unmodifiable(value: JavaMap): JavaMap {
  const copy = JavaMap.copyOf(value, value.kind, value.keyOrder);
  copy.frozen = null;
  return copy;
}

const collections: ClassSpec = {
  name: 'java.util.Collections',
  members: {
    'static List EMPTY_LIST': () => OtherList.holding([], 'java.util.Collections$EmptyList', 'none'),
    'static List emptyList()': () => OtherList.holding([], 'java.util.Collections$EmptyList', 'none'),
    'static Map emptyMap()': () => unmodifiable(new JavaMap()),
    'static Set emptySet()': () => new JavaSet(unmodifiable(new JavaMap()), 'java.util.Collections$EmptySet'),
    'static List singletonList(def)': (value: JavaValue) => OtherList.holding([value], 'java.util.Collections$SingletonList', 'none'),
    'static Set singleton(def)': (value: JavaValue) =>
      new JavaSet(unmodifiable(JavaMap.of([[value, true]])), 'java.util.Collections$SingletonSet'),
    'static Map singletonMap(def,def)': (key: JavaValue, value: JavaValue) => unmodifiable(JavaMap.of([[key, value]])),
    'static List unmodifiableList(List)': (values: JavaValue[]) => OtherList.holding(values, READ_ONLY_LIST, 'none'),
    'static Map unmodifiableMap(Map)': (value: JavaMap) => unmodifiable(value),
    'static void sort(List)': (values: JavaValue[]) => sortList(values, null),
    'static void sort(List,Comparator)': (values: JavaValue[], by: JavaLambda | null) => sortList(values, by),
    'static void reverse(List)': (values: JavaValue[]) => {
      refuseListChange(values, 'set');
      values.reverse();
    },
    'static void swap(List,int,int)': (values: JavaValue[], a: number, b: number) => {
      listSet(values, a, listSet(values, b, listGet(values, a)));
    },
    'static def max(Collection)': (values: JavaValue) => extreme(itemsOf(values), (a, b) => compared(a, b)),
    'static def max(Collection,Comparator)': (values: JavaValue, by: JavaLambda) =>
      extreme(itemsOf(values), (a, b) => asInt(by.call(a, b))),
    'static def min(Collection)': (values: JavaValue) => extreme(itemsOf(values), (a, b) => -compared(a, b)),
    'static def min(Collection,Comparator)': (values: JavaValue, by: JavaLambda) =>
      extreme(itemsOf(values), (a, b) => -asInt(by.call(a, b))),
    'static int frequency(Collection,def)': (values: JavaValue, value: JavaValue) =>
      itemsOf(values).filter((each) => equalValues(each, value)).length,
    'static boolean disjoint(Collection,Collection)': (a: JavaValue, b: JavaValue) => !itemsOf(a).some((each) => contains(b, each)),
    'static List nCopies(int,def)': (count: number, value: JavaValue) => {
      if (count < 0) throw illegalArgument(`List length = ${count}`);
      checkSize(count, 'a list');
      return OtherList.holding(new Array<JavaValue>(count).fill(value), 'java.util.Collections$CopiesList', 'none');
    },
    'static Comparator reverseOrder()': () => asLambda((a, b) => compared(b, a)),
    'static Comparator reverseOrder(Comparator)': (by: JavaLambda) => asLambda((a, b) => asInt(by.call(b, a))),
  },
};

function extreme(values: readonly JavaValue[], by: (a: JavaValue, b: JavaValue) => number): JavaValue {
  const [first, ...rest] = values;
  if (first === undefined) throw new JavaThrowable('java.util.NoSuchElementException', null);
  return rest.reduce((best, each) => (by(each, best) > 0 ? each : best), first);
}

const arrays: ClassSpec = {
  name: 'java.util.Arrays',
  members: {
    'static List asList(Object[])': (array: JavaArray) => OtherList.holding(array.values(), 'java.util.Arrays$ArrayList', 'set'),
  },
};

const objects: ClassSpec = {
  name: 'java.util.Objects',
  members: {
    'static boolean equals(Object,Object)': (a: JavaValue, b: JavaValue) => equalValues(a, b),
    'static boolean deepEquals(Object,Object)': (a: JavaValue, b: JavaValue) => equalValues(a, b),
    'static int hashCode(Object)': (value: JavaValue) => hashOf(value),
    'static boolean isNull(Object)': (value: JavaValue) => value === null,
    'static boolean nonNull(Object)': (value: JavaValue) => value !== null,
    'static def requireNonNull(def)': (value: JavaValue) => required(value, null),
    'static def requireNonNull(def,String)': (value: JavaValue, message: string) => required(value, message),
    'static String toString(Object)': (value: JavaValue) => textOf(value),
    'static String toString(Object,String)': (value: JavaValue, otherwise: string) => (value === null ? otherwise : textOf(value)),
  },
};

function required(value: JavaValue, message: string | null): JavaValue {
  if (value === null) throw thrown('NullPointerException', message);
  return value;
}

/** Collections of java.util. */
export const javaUtil: readonly ClassSpec[] = [
  collection,
  list,
  arrayList,
  map,
  mapEntry,
  mapClass('java.util.HashMap', 'hash', ['java.util.Map']),
  mapClass('java.util.LinkedHashMap', 'linked', ['java.util.HashMap']),
  sortedMap,
  navigableMap,
  mapClass('java.util.TreeMap', 'tree', ['java.util.NavigableMap']),
  set,
  setClass('java.util.HashSet', 'hash', ['java.util.Set']),
  setClass('java.util.LinkedHashSet', 'linked', ['java.util.HashSet']),
  sortedSet,
  navigableSet,
  setClass('java.util.TreeSet', 'tree', ['java.util.NavigableSet']),
  iterator,
  collections,
  arrays,
  objects,
];
