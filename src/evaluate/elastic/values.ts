import { JavaMap } from './java-map.js';
import { JavaBigInteger, JavaDouble, JavaFloat, order } from './java-numbers.js';
import { JavaObject } from './java-object.js';

export { JavaMap, type KeyOrder, type MapKind } from './java-map.js';
export {
  compareDoubles,
  doubleText,
  floatText,
  JavaBigDecimal,
  JavaBigInteger,
  JavaChar,
  JavaDouble,
  JavaFloat,
  JavaSmall,
  order,
} from './java-numbers.js';
export { JavaObject } from './java-object.js';
export { JsonFault } from './json-fault.js';
export { type JsonOptions, readJson } from './json-reader.js';
export { printJson } from './json-text.js';

/**
 * A Java value: Integer is a number, Long a bigint, String a string, Boolean a boolean, ArrayList an array, HashMap a JavaMap,
 * Double a JavaDouble; every other class is a JavaObject.
 */
export type JavaValue = null | boolean | string | number | bigint | JavaValue[] | JavaObject;

/** Lists that are no ArrayList: of a fixed length (Arrays.asList), or that refuse every change. */
export class OtherList extends Array<JavaValue> {
  listClass = 'java.util.Arrays$ArrayList';
  change: 'set' | 'none' = 'none';
  /** The text of the exception that a refused change throws. */
  refusal: string | null = null;

  // What map and filter make of this list is a plain array.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static holding(items: Iterable<JavaValue>, listClass: string, change: 'set' | 'none'): OtherList {
    const list = new OtherList();
    for (const each of items) list.push(each);
    list.listClass = listClass;
    list.change = change;
    return list;
  }
}

/** The name that Java's getClass().getName() gives; "null" for null. */
export function classNameOf(value: JavaValue): string {
  switch (typeof value) {
    case 'string':
      return 'java.lang.String';
    case 'number':
      return 'java.lang.Integer';
    case 'bigint':
      return 'java.lang.Long';
    case 'boolean':
      return 'java.lang.Boolean';
  }
  if (value === null) return 'null';
  if (value instanceof JavaObject) return value.className;
  return value instanceof OtherList ? value.listClass : 'java.util.ArrayList';
}

/** String.hashCode. */
export function stringHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Objects.hashCode: 0 for null. */
export function hashOf(value: JavaValue): number {
  switch (typeof value) {
    case 'string':
      return stringHash(value);
    case 'number':
      return value;
    case 'bigint':
      return Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));
    case 'boolean':
      return value ? 1231 : 1237;
  }
  if (value === null) return 0;
  if (value instanceof JavaObject) return value.hash();
  return value.reduce<number>((hash, each) => (Math.imul(31, hash) + hashOf(each)) | 0, 1);
}

/** Objects.equals: an Integer never equals a Long, whatever their size. */
export function equalValues(a: JavaValue, b: JavaValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof JavaObject) return a.equalTo(b);
  if (!Array.isArray(b)) return false;
  return a.length === b.length && a.every((each, index) => equalValues(each, b[index] ?? null));
}

/** String.valueOf. */
export function textOf(value: JavaValue): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof JavaObject) return value.text();
  return `[${value.map((each) => (each === value ? '(this Collection)' : textOf(each))).join(', ')}]`;
}

/** Thrown by compareValues: Java's ClassCastException of two classes that cannot be compared. */
export class Incomparable extends Error {
  constructor(
    readonly left: JavaValue,
    readonly right: JavaValue,
  ) {
    super(`class ${classNameOf(right)} cannot be cast to class ${classNameOf(left)}`);
  }
}

/** Comparable.compareTo in the natural order of Java's classes; throws Incomparable where Java throws. */
export function compareValues(a: JavaValue, b: JavaValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return order(a, b);
  if (typeof a === 'bigint' && typeof b === 'bigint') return order(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return order(Number(a), Number(b));
  const compared = a instanceof JavaObject ? a.compareTo(b) : undefined;
  if (compared === undefined) throw new Incomparable(a, b);
  return compared;
}

/** String.compareTo: the difference of the first units that differ, else of the lengths. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = a.charCodeAt(index) - b.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The value as plain JSON values, for comparing: numbers beyond 2^53 and what JSON cannot hold become texts. */
export function toPlain(value: JavaValue): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof JavaMap) return Object.fromEntries([...value].map(([key, each]) => [textOf(key), toPlain(each)]));
  if (value instanceof JavaDouble || value instanceof JavaFloat) return value.value;
  if (value instanceof JavaBigInteger) return value.text();
  return value.text();
}

/** Plain values as Java's: whole numbers become Integer or Long, others Double, objects HashMap, lists ArrayList. */
export function fromPlain(value: unknown): JavaValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return wholeNumber(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? wholeNumber(BigInt(value)) : new JavaDouble(value);
  if (Array.isArray(value)) return value.map(fromPlain);
  if (value instanceof Map) return JavaMap.of([...value].map(([key, each]): [JavaValue, JavaValue] => [fromPlain(key), fromPlain(each)]));
  if (value instanceof Date) return value.toISOString();
  return JavaMap.of(Object.entries(value).map(([key, each]): [JavaValue, JavaValue] => [key, fromPlain(each)]));
}

/** The smallest of Integer, Long and BigInteger that holds a number, as Elasticsearch reads one from JSON. */
export function wholeNumber(value: bigint): number | bigint | JavaBigInteger {
  if (value >= -2147483648n && value <= 2147483647n) return Number(value);
  return BigInt.asIntN(64, value) === value ? value : new JavaBigInteger(value);
}

/** Copies maps and lists, as Elasticsearch copies a document. */
export function deepCopy(value: JavaValue): JavaValue {
  if (Array.isArray(value)) return value.map(deepCopy);
  if (!(value instanceof JavaMap)) return value;
  const copy = JavaMap.withRoomFor(value.size, value.kind);
  for (const [key, each] of value) copy.put(key, deepCopy(each));
  return copy;
}
