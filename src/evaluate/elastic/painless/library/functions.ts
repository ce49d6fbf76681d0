import type { JavaValue } from '../../values.js';
import { box, unbox } from '../boxing.js';
import { JavaLambda } from '../collections.js';
import { isPrimitive } from '../types.js';
import type { ClassSpec, Code } from './class-table.js';
import { asInt, compared } from './java-lang.js';

/** Functional interfaces and the one method of each, as Java declares them. */
const INTERFACES: Readonly<Record<string, string>> = {
  BiConsumer: 'void accept(def,def)',
  BiFunction: 'def apply(def,def)',
  BinaryOperator: 'def apply(def,def)',
  BiPredicate: 'boolean test(def,def)',
  BooleanSupplier: 'boolean getAsBoolean()',
  Consumer: 'void accept(def)',
  DoubleBinaryOperator: 'double applyAsDouble(double,double)',
  DoubleConsumer: 'void accept(double)',
  DoubleFunction: 'def apply(double)',
  DoublePredicate: 'boolean test(double)',
  DoubleUnaryOperator: 'double applyAsDouble(double)',
  Function: 'def apply(def)',
  IntBinaryOperator: 'int applyAsInt(int,int)',
  IntConsumer: 'void accept(int)',
  IntFunction: 'def apply(int)',
  IntPredicate: 'boolean test(int)',
  IntUnaryOperator: 'int applyAsInt(int)',
  LongBinaryOperator: 'long applyAsLong(long,long)',
  LongConsumer: 'void accept(long)',
  LongFunction: 'def apply(long)',
  LongPredicate: 'boolean test(long)',
  LongUnaryOperator: 'long applyAsLong(long)',
  ObjIntConsumer: 'void accept(def,int)',
  Predicate: 'boolean test(def)',
  Supplier: 'def get()',
  ToDoubleFunction: 'double applyAsDouble(def)',
  ToIntFunction: 'int applyAsInt(def)',
  ToLongFunction: 'long applyAsLong(def)',
  UnaryOperator: 'def apply(def)',
};

/** The code of an interface's method, which hands primitives over boxed, as a lambda takes and gives them. */
function caller(signature: string): Code {
  const [, returns = 'def', list = ''] = /^(\S+) \w+\((.*)\)$/.exec(signature) ?? [];
  const types = list === '' ? [] : list.split(',');
  return (self: JavaLambda, ...args: unknown[]): unknown => {
    const result = self.call(...types.map((type, index) => box(args[index], type)));
    return isPrimitive(returns) && returns !== 'void' ? unbox(result, returns) : result;
  };
}

const lambda = (call: (...args: JavaValue[]) => JavaValue): JavaLambda => new JavaLambda(call);

/** What functions can be made of others by. */
const COMBINATORS: Readonly<Record<string, ClassSpec['members']>> = {
  Function: {
    'static Function identity()': () => lambda((value) => value ?? null),
    'Function andThen(Function)': (self: JavaLambda, next: JavaLambda) => lambda((value) => next.call(self.call(value ?? null))),
    'Function compose(Function)': (self: JavaLambda, first: JavaLambda) => lambda((value) => self.call(first.call(value ?? null))),
  },
  UnaryOperator: { 'static UnaryOperator identity()': () => lambda((value) => value ?? null) },
  Predicate: {
    'Predicate and(Predicate)': (self: JavaLambda, other: JavaLambda) =>
      lambda((...args) => self.call(...args) === true && other.call(...args) === true),
    'Predicate or(Predicate)': (self: JavaLambda, other: JavaLambda) =>
      lambda((...args) => self.call(...args) === true || other.call(...args) === true),
    'Predicate negate()': (self: JavaLambda) => lambda((...args) => self.call(...args) !== true),
  },
};

/** Interfaces whose method is that of another. */
const INHERITED: ReadonlyMap<string, string> = new Map([
  ['BinaryOperator', 'BiFunction'],
  ['UnaryOperator', 'Function'],
]);

function functional(name: string, signature: string): ClassSpec {
  const parent = INHERITED.get(name);
  return {
    name: `java.util.function.${name}`,
    ...(parent === undefined ? {} : { extends: [`java.util.function.${parent}`] }),
    functional: signature,
    is: (value) => value instanceof JavaLambda,
    members: { ...(parent === undefined ? { [signature]: caller(signature) } : {}), ...COMBINATORS[name] },
  };
}

function by(order: (a: JavaValue, b: JavaValue) => number): JavaLambda {
  return new JavaLambda((a, b) => order(a ?? null, b ?? null));
}

function byKey(key: JavaLambda): JavaLambda {
  return by((a, b) => compared(key.call(a), key.call(b)));
}

function then(self: JavaLambda, next: JavaLambda): JavaLambda {
  return by((a, b) => asInt(self.call(a, b)) || asInt(next.call(a, b)));
}

const comparator: ClassSpec = {
  name: 'java.util.Comparator',
  functional: 'int compare(def,def)',
  is: (value) => value instanceof JavaLambda,
  members: {
    'int compare(def,def)': caller('int compare(def,def)'),
    'Comparator reversed()': (self: JavaLambda) => by((a, b) => asInt(self.call(b, a))),
    'Comparator thenComparing(Comparator)': then,
    'Comparator thenComparing(Function,Comparator)': (self: JavaLambda, key: JavaLambda, order: JavaLambda) =>
      then(
        self,
        by((a, b) => asInt(order.call(key.call(a), key.call(b)))),
      ),
    'Comparator thenComparingInt(ToIntFunction)': (self: JavaLambda, key: JavaLambda) => then(self, byKey(key)),
    'Comparator thenComparingLong(ToLongFunction)': (self: JavaLambda, key: JavaLambda) => then(self, byKey(key)),
    'Comparator thenComparingDouble(ToDoubleFunction)': (self: JavaLambda, key: JavaLambda) => then(self, byKey(key)),
    'static Comparator comparing(Function)': byKey,
    'static Comparator comparing(Function,Comparator)': (key: JavaLambda, order: JavaLambda) =>
      by((a, b) => asInt(order.call(key.call(a), key.call(b)))),
    'static Comparator comparingInt(ToIntFunction)': byKey,
    'static Comparator comparingLong(ToLongFunction)': byKey,
    'static Comparator comparingDouble(ToDoubleFunction)': byKey,
    'static Comparator naturalOrder()': () => by(compared),
    'static Comparator reverseOrder()': () => by((a, b) => compared(b, a)),
  },
};

/** java.util.function and Comparator. */
export const javaFunctions: readonly ClassSpec[] = [
  ...Object.entries(INTERFACES).map(([name, signature]) => functional(name, signature)),
  comparator,
];
