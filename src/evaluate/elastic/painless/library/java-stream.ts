import { JavaObject } from '../../java-object.js';
import { equalValues, JavaDouble, JavaMap, type JavaValue, textOf } from '../../values.js';
import { itemsOf, type JavaLambda, JavaSet } from '../collections.js';
import { JavaArray } from '../java-array.js';
import { checkSize, JavaThrowable, thrown } from '../throwable.js';
import type { ClassSpec } from './class-table.js';
import { asDouble, asInt, asLong, compared } from './java-lang.js';
import { addTo, holds, sortValues } from './java-util.js';

/** What a stream holds: objects, or numbers of one kind. */
type StreamKind = 'Stream' | 'IntStream' | 'LongStream' | 'DoubleStream';

/** A stream. Its values stand ready: what a script sees of one does not tell. */
export class JavaStream extends JavaObject {
  constructor(
    readonly kind: StreamKind,
    readonly values: readonly JavaValue[],
  ) {
    super();
  }
  get className(): string {
    return `java.util.stream.${this.kind}`;
  }
  text(): string {
    return this.className;
  }
}

/** Optional and its kin for numbers; undefined where it is empty. */
export class JavaOptional extends JavaObject {
  constructor(
    readonly kind: 'Optional' | 'OptionalInt' | 'OptionalLong' | 'OptionalDouble',
    readonly value: JavaValue | undefined,
  ) {
    super();
  }
  get className(): string {
    return `java.util.${this.kind}`;
  }
  override equalTo(other: JavaValue): boolean {
    if (!(other instanceof JavaOptional) || other.kind !== this.kind) return false;
    if (this.value === undefined || other.value === undefined) return this.value === other.value;
    return equalValues(this.value, other.value);
  }
  text(): string {
    return this.value === undefined ? `${this.kind}.empty` : `${this.kind}[${textOf(this.value)}]`;
  }
}

/** A Collector: what becomes of all values of a stream. */
export class JavaCollector extends JavaObject {
  readonly className = 'java.util.stream.Collector';
  constructor(readonly finish: (values: readonly JavaValue[]) => JavaValue) {
    super();
  }
  text(): string {
    return this.className;
  }
}

const stream = (values: readonly JavaValue[], kind: StreamKind = 'Stream'): JavaStream => new JavaStream(kind, values);

function optional(kind: StreamKind, value: JavaValue | undefined): JavaOptional {
  return new JavaOptional(kind === 'Stream' ? 'Optional' : (`Optional${kind.replace('Stream', '')}` as 'OptionalInt'), value);
}

function distinct(values: readonly JavaValue[]): readonly JavaValue[] {
  return [...JavaSet.of(values, 'linked').map.keys()];
}

function sorted(values: readonly JavaValue[], by: JavaLambda | null): readonly JavaValue[] {
  const copy = [...values];
  sortValues(copy, by);
  return copy;
}

function best(values: readonly JavaValue[], better: (a: JavaValue, b: JavaValue) => number): JavaValue | undefined {
  return values.length === 0 ? undefined : values.reduce((found, each) => (better(each, found) > 0 ? each : found));
}

function greatest(values: readonly JavaValue[], by: JavaLambda): JavaOptional {
  const found = best(values, (a, b) => asInt(by.call(a, b)));
  return optional('Stream', found);
}

function least(values: readonly JavaValue[], by: JavaLambda): JavaOptional {
  const found = best(values, (a, b) => -asInt(by.call(a, b)));
  return optional('Stream', found);
}

function mapped(self: JavaStream, map: JavaLambda, kind: StreamKind): JavaStream {
  const values = self.values.map((each) => map.call(each));
  return stream(values, kind);
}

function doublesOf(self: JavaStream): JavaStream {
  const values = self.values.map((each) => new JavaDouble(asDouble(each)));
  return stream(values, 'DoubleStream');
}

function reduced(values: readonly JavaValue[], by: JavaLambda): JavaValue | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, each) => by.call(sum, each));
}

function limited(values: readonly JavaValue[], count: bigint): readonly JavaValue[] {
  if (count < 0n) throw thrown('IllegalArgumentException', String(count));
  return values.slice(0, Number(count));
}

/** Methods that all four kinds of streams have, by the types of the kind's values. */
function common(kind: StreamKind, predicate: string, operator: string, consumer: string): ClassSpec['members'] {
  const same = (values: readonly JavaValue[]): JavaStream => stream(values, kind);
  return {
    [`boolean allMatch(${predicate})`]: (self: JavaStream, test: JavaLambda) => self.values.every((each) => holds(test, each)),
    [`boolean anyMatch(${predicate})`]: (self: JavaStream, test: JavaLambda) => self.values.some((each) => holds(test, each)),
    [`boolean noneMatch(${predicate})`]: (self: JavaStream, test: JavaLambda) => !self.values.some((each) => holds(test, each)),
    'long count()': (self: JavaStream) => BigInt(self.values.length),
    [`${kind} distinct()`]: (self: JavaStream) => same(distinct(self.values)),
    [`static ${kind} empty()`]: () => same([]),
    [`static ${kind} concat(${kind},${kind})`]: (a: JavaStream, b: JavaStream) => same([...a.values, ...b.values]),
    [`${kind} filter(${predicate})`]: (self: JavaStream, test: JavaLambda) => same(self.values.filter((each) => holds(test, each))),
    [`void forEach(${consumer})`]: (self: JavaStream, action: JavaLambda) => {
      for (const each of self.values) action.call(each);
    },
    [`${kind} limit(long)`]: (self: JavaStream, count: bigint) => same(limited(self.values, count)),
    [`${kind} skip(long)`]: (self: JavaStream, count: bigint) => same(self.values.slice(Number(count))),
    [`${kind} sorted()`]: (self: JavaStream) => same(sorted(self.values, null)),
    [`${kind} map(${operator})`]: (self: JavaStream, map: JavaLambda) => mapped(self, map, kind),
    ...(kind === 'Stream' ? {} : numeric(kind)),
  };
}

function numeric(kind: StreamKind): ClassSpec['members'] {
  const name = kind.replace('Stream', '');
  const type = name.toLowerCase();
  const found = `Optional${name}`;
  return {
    'OptionalDouble average()': (self: JavaStream) => optional('DoubleStream', average(self.values)),
    'Stream boxed()': (self: JavaStream) => stream(self.values),
    [`${found} findFirst()`]: (self: JavaStream) => optional(kind, self.values[0]),
    [`${found} findAny()`]: (self: JavaStream) => optional(kind, self.values[0]),
    [`Stream mapToObj(${name}Function)`]: (self: JavaStream, map: JavaLambda) => mapped(self, map, 'Stream'),
    [`${found} max()`]: (self: JavaStream) => optional(kind, best(self.values, compared)),
    [`${found} min()`]: (self: JavaStream) =>
      optional(
        kind,
        best(self.values, (a, b) => compared(b, a)),
      ),
    [`${type} sum()`]: (self: JavaStream) => total(self.values, kind),
    [`${type}[] toArray()`]: (self: JavaStream) =>
      new JavaArray(
        type,
        self.values.map((each) => (each instanceof JavaDouble ? each.value : each)),
      ),
  };
}

function average(values: readonly JavaValue[]): JavaValue | undefined {
  if (values.length === 0) return undefined;
  return new JavaDouble(values.reduce<number>((sum, each) => sum + asDouble(each), 0) / values.length);
}

function total(values: readonly JavaValue[], kind: StreamKind): unknown {
  if (kind === 'IntStream') return values.reduce<number>((sum, each) => (sum + asInt(each)) | 0, 0);
  if (kind === 'LongStream') return values.reduce<bigint>((sum, each) => BigInt.asIntN(64, sum + asLong(each)), 0n);
  return values.reduce<number>((sum, each) => sum + asDouble(each), 0);
}

function kindClass(kind: StreamKind, members: ClassSpec['members']): ClassSpec {
  return { name: `java.util.stream.${kind}`, is: (value) => value instanceof JavaStream && value.kind === kind, members };
}

const objects = kindClass('Stream', {
  ...common('Stream', 'Predicate', 'Function', 'Consumer'),
  'def collect(Collector)': (self: JavaStream, into: JavaCollector) => into.finish(self.values),
  'Optional findFirst()': (self: JavaStream) => found(self.values[0]),
  'Optional findAny()': (self: JavaStream) => found(self.values[0]),
  'Stream flatMap(Function)': (self: JavaStream, map: JavaLambda) => stream(self.values.flatMap((each) => inner(map.call(each)))),
  'void forEachOrdered(Consumer)': (self: JavaStream, action: JavaLambda) => {
    for (const each of self.values) action.call(each);
  },
  'IntStream mapToInt(ToIntFunction)': (self: JavaStream, map: JavaLambda) => mapped(self, map, 'IntStream'),
  'LongStream mapToLong(ToLongFunction)': (self: JavaStream, map: JavaLambda) => mapped(self, map, 'LongStream'),
  'DoubleStream mapToDouble(ToDoubleFunction)': (self: JavaStream, map: JavaLambda) => mapped(self, map, 'DoubleStream'),
  'Optional max(Comparator)': (self: JavaStream, by: JavaLambda) => greatest(self.values, by),
  'Optional min(Comparator)': (self: JavaStream, by: JavaLambda) => least(self.values, by),
  'static Stream of(def[])': (values: JavaArray) => stream(values.values()),
  'Optional reduce(BinaryOperator)': (self: JavaStream, by: JavaLambda) => optional('Stream', reduced(self.values, by)),
  'def reduce(def,BinaryOperator)': (self: JavaStream, start: JavaValue, by: JavaLambda) =>
    self.values.reduce((sum, each) => by.call(sum, each), start),
  'Stream sorted(Comparator)': (self: JavaStream, by: JavaLambda) => stream(sorted(self.values, by)),
  'def[] toArray()': (self: JavaStream) => new JavaArray('def', self.values),
  'def[] toArray(IntFunction)': (self: JavaStream, make: JavaLambda) => filled(make.call(self.values.length), self.values),
});

function found(value: JavaValue | undefined): JavaOptional {
  if (value === null) throw thrown('NullPointerException');
  return optional('Stream', value);
}

function inner(value: JavaValue): readonly JavaValue[] {
  return value instanceof JavaStream ? value.values : [];
}

function filled(array: JavaValue, values: readonly JavaValue[]): JavaValue {
  if (array instanceof JavaArray) for (const [index, each] of values.entries()) array.set(index, each);
  return array;
}

function range(from: bigint, to: bigint): bigint[] {
  if (to > from) checkSize(Number(to - from), 'a stream');
  return Array.from({ length: to > from ? Number(to - from) : 0 }, (_, index) => from + BigInt(index));
}

const ints = kindClass('IntStream', {
  ...common('IntStream', 'IntPredicate', 'IntUnaryOperator', 'IntConsumer'),
  'static IntStream range(int,int)': (from: number, to: number) => stream(range(BigInt(from), BigInt(to)).map(Number), 'IntStream'),
  'static IntStream rangeClosed(int,int)': (from: number, to: number) =>
    stream(range(BigInt(from), BigInt(to) + 1n).map(Number), 'IntStream'),
  'static IntStream of(int[])': (values: JavaArray) => stream(values.values(), 'IntStream'),
  'LongStream asLongStream()': (self: JavaStream) => stream(self.values.map(asLong), 'LongStream'),
  'DoubleStream asDoubleStream()': doublesOf,
  'int reduce(int,IntBinaryOperator)': (self: JavaStream, start: number, by: JavaLambda) =>
    self.values.reduce((sum, each) => by.call(sum, each), start),
  'OptionalInt reduce(IntBinaryOperator)': (self: JavaStream, by: JavaLambda) => optional('IntStream', reduced(self.values, by)),
});

const longs = kindClass('LongStream', {
  ...common('LongStream', 'LongPredicate', 'LongUnaryOperator', 'LongConsumer'),
  'static LongStream range(long,long)': (from: bigint, to: bigint) => stream(range(from, to), 'LongStream'),
  'static LongStream rangeClosed(long,long)': (from: bigint, to: bigint) => stream(range(from, to + 1n), 'LongStream'),
  'DoubleStream asDoubleStream()': doublesOf,
});

const doubles = kindClass('DoubleStream', common('DoubleStream', 'DoublePredicate', 'DoubleUnaryOperator', 'DoubleConsumer'));

function present(self: JavaOptional): JavaValue {
  if (self.value === undefined) throw new JavaThrowable('java.util.NoSuchElementException', 'No value present');
  return self.value;
}

function optionalClass(kind: JavaOptional['kind'], members: ClassSpec['members']): ClassSpec {
  return {
    name: `java.util.${kind}`,
    is: (value) => value instanceof JavaOptional && value.kind === kind,
    members: { 'boolean isPresent()': (self: JavaOptional) => self.value !== undefined, ...members },
  };
}

const optionals: readonly ClassSpec[] = [
  optionalClass('Optional', {
    'static Optional empty()': () => new JavaOptional('Optional', undefined),
    'static Optional of(def)': (value: JavaValue) => found(value),
    'static Optional ofNullable(def)': (value: JavaValue) => new JavaOptional('Optional', value ?? undefined),
    'Optional filter(Predicate)': (self: JavaOptional, test: JavaLambda) =>
      self.value === undefined || holds(test, self.value) ? self : new JavaOptional('Optional', undefined),
    'def get()': present,
    'void ifPresent(Consumer)': (self: JavaOptional, action: JavaLambda) => {
      if (self.value !== undefined) action.call(self.value);
    },
    'Optional map(Function)': (self: JavaOptional, map: JavaLambda) =>
      self.value === undefined ? self : new JavaOptional('Optional', map.call(self.value) ?? undefined),
    'Optional flatMap(Function)': (self: JavaOptional, map: JavaLambda) => (self.value === undefined ? self : map.call(self.value)),
    'def orElse(def)': (self: JavaOptional, otherwise: JavaValue) => self.value ?? otherwise,
    'def orElseGet(Supplier)': (self: JavaOptional, make: JavaLambda) => self.value ?? make.call(),
    'def orElseThrow(Supplier)': (self: JavaOptional, make: JavaLambda) => {
      if (self.value === undefined) throw make.call();
      return self.value;
    },
  }),
  optionalClass('OptionalInt', {
    'int getAsInt()': present,
    'int orElse(int)': (self: JavaOptional, otherwise: number) => self.value ?? otherwise,
  }),
  optionalClass('OptionalLong', {
    'long getAsLong()': present,
    'long orElse(long)': (self: JavaOptional, otherwise: bigint) => self.value ?? otherwise,
  }),
  optionalClass('OptionalDouble', {
    'double getAsDouble()': (self: JavaOptional) => asDouble(present(self)),
    'double orElse(double)': (self: JavaOptional, otherwise: number) => (self.value === undefined ? otherwise : asDouble(self.value)),
  }),
];

const collector = (finish: (values: readonly JavaValue[]) => JavaValue): JavaCollector => new JavaCollector(finish);
const asList = collector((values) => [...values]);

function grouped(values: readonly JavaValue[], by: JavaLambda, into: JavaMap, down: JavaCollector): JavaMap {
  const groups = new JavaMap('linked');
  for (const each of values) {
    const key = by.call(each);
    if (key === null) throw thrown('NullPointerException', 'element cannot be mapped to a null key');
    const group = groups.get(key);
    if (Array.isArray(group)) group.push(each);
    else groups.put(key, [each]);
  }
  for (const [key, group] of groups) into.putComputed(key, down.finish(itemsOf(group)));
  return into;
}

function toMap(values: readonly JavaValue[], key: JavaLambda, value: JavaLambda, merge: JavaLambda | undefined, into: JavaMap): JavaMap {
  for (const each of values) {
    const [name, held] = [key.call(each), value.call(each)];
    if (held === null) throw thrown('NullPointerException');
    const before = into.get(name);
    if (before === null) into.put(name, held);
    else if (merge !== undefined) into.put(name, merge.call(before, held));
    else
      throw thrown(
        'IllegalStateException',
        `Duplicate key ${textOf(name)} (attempted merging values ${textOf(before)} and ${textOf(held)})`,
      );
  }
  return into;
}

function partitioned(values: readonly JavaValue[], test: JavaLambda, down: JavaCollector): JavaMap {
  const side = (wanted: boolean): JavaValue => down.finish(values.filter((each) => holds(test, each) === wanted));
  return JavaMap.of(
    [
      [false, side(false)],
      [true, side(true)],
    ],
    'linked',
  );
}

const collectors: ClassSpec = {
  name: 'java.util.stream.Collectors',
  members: {
    'static Collector toList()': () => asList,
    'static Collector toSet()': () => collector((values) => added(JavaSet.of([]), values)),
    'static Collector toCollection(Supplier)': (make: JavaLambda) => collector((values) => added(make.call(), values)),
    'static Collector joining()': () => collector((values) => values.map(textOf).join('')),
    'static Collector joining(CharSequence)': (by: JavaValue) => collector((values) => values.map(textOf).join(textOf(by))),
    'static Collector joining(CharSequence,CharSequence,CharSequence)': (by: JavaValue, before: JavaValue, behind: JavaValue) =>
      collector((values) => textOf(before) + values.map(textOf).join(textOf(by)) + textOf(behind)),
    'static Collector counting()': () => collector((values) => BigInt(values.length)),
    'static Collector mapping(Function,Collector)': (map: JavaLambda, down: JavaCollector) =>
      collector((values) => down.finish(values.map((each) => map.call(each)))),
    'static Collector collectingAndThen(Collector,Function)': (down: JavaCollector, then: JavaLambda) =>
      collector((values) => then.call(down.finish(values))),
    'static Collector groupingBy(Function)': (by: JavaLambda) => collector((values) => grouped(values, by, new JavaMap(), asList)),
    'static Collector groupingBy(Function,Collector)': (by: JavaLambda, down: JavaCollector) =>
      collector((values) => grouped(values, by, new JavaMap(), down)),
    'static Collector groupingBy(Function,Supplier,Collector)': (by: JavaLambda, make: JavaLambda, down: JavaCollector) =>
      collector((values) => grouped(values, by, make.call() as JavaMap, down)),
    'static Collector partitioningBy(Predicate)': (test: JavaLambda) => collector((values) => partitioned(values, test, asList)),
    'static Collector partitioningBy(Predicate,Collector)': (test: JavaLambda, down: JavaCollector) =>
      collector((values) => partitioned(values, test, down)),
    'static Collector toMap(Function,Function)': (key: JavaLambda, value: JavaLambda) =>
      collector((values) => toMap(values, key, value, undefined, new JavaMap())),
    'static Collector toMap(Function,Function,BinaryOperator)': (key: JavaLambda, value: JavaLambda, merge: JavaLambda) =>
      collector((values) => toMap(values, key, value, merge, new JavaMap())),
    'static Collector toMap(Function,Function,BinaryOperator,Supplier)': (
      key: JavaLambda,
      value: JavaLambda,
      merge: JavaLambda,
      make: JavaLambda,
    ) => collector((values) => toMap(values, key, value, merge, make.call() as JavaMap)),
    'static Collector summingInt(ToIntFunction)': (map: JavaLambda) =>
      collector((values) => values.reduce<number>((sum, each) => (sum + asInt(map.call(each))) | 0, 0)),
    'static Collector summingLong(ToLongFunction)': (map: JavaLambda) =>
      collector((values) => values.reduce<bigint>((sum, each) => BigInt.asIntN(64, sum + asLong(map.call(each))), 0n)),
    'static Collector summingDouble(ToDoubleFunction)': (map: JavaLambda) =>
      collector((values) => new JavaDouble(values.reduce<number>((sum, each) => sum + asDouble(map.call(each)), 0))),
    'static Collector averagingInt(ToIntFunction)': (map: JavaLambda) => collector((values) => mean(values, map)),
    'static Collector averagingLong(ToLongFunction)': (map: JavaLambda) => collector((values) => mean(values, map)),
    'static Collector averagingDouble(ToDoubleFunction)': (map: JavaLambda) => collector((values) => mean(values, map)),
    'static Collector maxBy(Comparator)': (by: JavaLambda) => collector((values) => greatest(values, by)),
    'static Collector minBy(Comparator)': (by: JavaLambda) => collector((values) => least(values, by)),
    'static Collector reducing(def,BinaryOperator)': (start: JavaValue, by: JavaLambda) =>
      collector((values) => values.reduce((sum, each) => by.call(sum, each), start)),
  },
};

function added(collection: JavaValue, values: readonly JavaValue[]): JavaValue {
  for (const each of values) addTo(collection, each);
  return collection;
}

function mean(values: readonly JavaValue[], map: JavaLambda): JavaValue {
  return average(values.map((each) => map.call(each))) ?? new JavaDouble(0);
}

const collectorClass: ClassSpec = { name: 'java.util.stream.Collector', is: (value) => value instanceof JavaCollector, members: {} };

/** stream(), which every collection has. */
export const streamExtras: ClassSpec['members'] = {
  'Stream stream()': (self: JavaValue) => stream([...itemsOf(self)]),
};

/** The classes of java.util.stream, and Optional. */
export const javaStream: readonly ClassSpec[] = [objects, ints, longs, doubles, ...optionals, collectors, collectorClass];
