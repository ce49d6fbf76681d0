import type { Engine } from '../processor-options.js';
import { doubleText, equalValues, floatText, JavaMap, type JavaValue, textOf } from '../values.js';
import {
  box,
  castNumber,
  character,
  doubleToInt,
  doubleToLong,
  numberOf,
  primitiveOf,
  textToChar,
  unbox,
  unboxExplicitly,
} from './boxing.js';
import { iteratorOf, JavaIterator, JavaLambda } from './collections.js';
import * as operators from './def-operators.js';
import * as dispatch from './dispatch.js';
import { JavaArray } from './java-array.js';
import type { Method } from './library/class-table.js';
import { exceptionLineage } from './library/java-lang.js';
import { finds, matchesAll } from './library/java-regex.js';
import { mapPut } from './library/java-util.js';
import { checkSize, illegalArgument, JavaThrowable, thrown } from './throwable.js';
import { boxed, type Type, widens } from './types.js';

/** How often the loops of one call may turn (Painless: max_loop_counter). */
export const MOST_TURNS = 1_000_000;

function nullPointer(message: string | null): never {
  throw thrown('NullPointerException', message);
}

/** A def as a text; the most frequent cast. */
function toText(value: JavaValue): string | null {
  if (typeof value === 'string' || value === null) return value;
  throw thrown('ClassCastException', `cannot implicitly cast def [${shownType(value)}] to java.lang.String`);
}

function shownType(value: JavaValue): string {
  const shown = dispatch.shownClass(value);
  const primitives: Readonly<Record<string, string>> = {
    'java.lang.Integer': 'int',
    'java.lang.Long': 'long',
    'java.lang.Double': 'double',
    'java.lang.Float': 'float',
    'java.lang.Boolean': 'boolean',
    'java.lang.Character': 'char',
    'java.lang.Short': 'short',
    'java.lang.Byte': 'byte',
  };
  return primitives[shown] ?? shown;
}

function toInt(value: JavaValue): number {
  return typeof value === 'number' ? value : (unbox(value, 'int') as number);
}

function toBoolean(value: JavaValue): boolean {
  return typeof value === 'boolean' ? value : (unbox(value, 'boolean') as boolean);
}

function toMap(value: JavaValue): JavaMap | null {
  return value instanceof JavaMap || value === null ? value : (dispatch.fromDef(value, 'java.util.Map') as never);
}

function toList(value: JavaValue): JavaValue[] | null {
  return Array.isArray(value) || value === null ? value : (dispatch.fromDef(value, 'java.util.List') as never);
}

/** A reference cast of a value whose static type is no def. */
function toClass(value: JavaValue, type: Type): JavaValue {
  return dispatch.fromDef(value, type) as JavaValue;
}

function explicitText(value: JavaValue): string | null {
  if (typeof value === 'string' || value === null) return value;
  const one = dispatch.shownClass(value) === 'java.lang.Character';
  if (one) return textOf(value);
  throw thrown('ClassCastException', `cannot explicitly cast def [${shownType(value)}] to java.lang.String`);
}

/** A def as a boxed number, character or boolean. */
function toBox(value: JavaValue, primitive: Type, kind: string): JavaValue {
  if (value === null) return null;
  const from = primitiveOf(value);
  const fits = from !== undefined && (from === primitive || (primitive !== 'boolean' && (kind === 'explicit' || widens(from, primitive))));
  if (!fits)
    throw thrown('ClassCastException', `cannot explicitly cast def [${from ?? dispatch.shownClass(value)}] to ${boxed(primitive)}`);
  return box(unboxExplicitly(value, primitive), primitive);
}

/** What a loop walks. */
function walk(value: JavaValue, missing: string): JavaIterator {
  if (value === null) throw thrown('NullPointerException', missing);
  const iterator = value instanceof JavaIterator ? undefined : iteratorOf(value);
  if (iterator === undefined) throw illegalArgument(`Cannot iterate over [${dispatch.shownClass(value)}]`);
  return iterator;
}

function tooManyTurns(): never {
  throw new JavaThrowable(
    'org.elasticsearch.painless.PainlessError',
    'The maximum number of statements that can be executed in a loop has been reached.',
  );
}

/** Whether a method of the library was given a null that Java's does not take either: a NullPointerException there. */
export function isNullAccess(fault: unknown): boolean {
  return fault instanceof TypeError && /\bof null\b|null is not/.test(fault.message);
}

/** What a catch block of a class is given; undefined where it does not catch. */
function caught(fault: unknown, type: Type, at: number): JavaThrowable | undefined {
  if (isNullAccess(fault)) return caught(thrown('NullPointerException'), type, at);
  if (!(fault instanceof JavaThrowable)) return undefined;
  if (fault.at < 0) fault.at = at;
  return exceptionLineage(fault.className).includes(type) ? fault : undefined;
}

/** A new exception knows the place where the script made it. */
function made(fault: JavaThrowable, at: number): JavaThrowable {
  fault.at = at;
  return fault;
}

function raise(fault: JavaThrowable | null, source: string | null): never {
  throw fault ?? thrown('NullPointerException', `Cannot throw exception because ${source ?? '"null"'} is null`);
}

function newMap(...pairs: JavaValue[]): JavaMap {
  const map = new JavaMap();
  for (let index = 0; index < pairs.length; index += 2) map.put(pairs[index] ?? null, pairs[index + 1] ?? null);
  return map;
}

function newArray(element: Type, sizes: readonly number[]): JavaArray {
  const [size = 0, ...rest] = sizes;
  checkSize(
    sizes.reduce((product, each) => product * Math.max(each, 1), 1),
    'an array',
  );
  if (size < 0) throw thrown('NegativeArraySizeException', String(size));
  if (rest.length === 0) return JavaArray.ofSize(element, size);
  const inner = element.slice(0, -2);
  return new JavaArray(
    element,
    Array.from({ length: size }, () => newArray(inner, rest)),
  );
}

function isA(value: JavaValue, type: Type): boolean {
  return value !== null && dispatch.isInstance(value, type);
}

/** What a reference to a method calls: the candidate for the number of arguments. */
function refer(candidates: readonly (Method | undefined)[], args: readonly JavaValue[], index: number): JavaValue {
  const method = candidates[index];
  if (method === undefined) throw illegalArgument('no such method');
  const [self = null, ...rest] = args;
  return method.isStatic || method.name === 'new' ? dispatch.invoke(method, null, args) : dispatch.invoke(method, self, rest);
}

function lambda(call: (...args: JavaValue[]) => JavaValue, count?: number, captured = 0): JavaLambda {
  return new JavaLambda(call, count === undefined ? undefined : { count, captured });
}

/** What generated code calls, by the name it calls it by. */
export const runtime = {
  ...{ nullPointer, toText, toInt, toBoolean, toMap, toList, toClass, toBox, explicitText, walk, tooManyTurns, caught, made, raise },
  ...{ newMap, newArray, isA, refer, lambda, box, unbox, unboxExplicitly, castNumber, character, doubleToInt, doubleToLong, textToChar },
  ...{ numberOf, equalValues, textOf, doubleText, floatText, mapPut, JavaArray, finds, matchesAll },
  idiv: operators.divideInts,
  irem: operators.remainderOfInts,
  ldiv: operators.divideLongs,
  lrem: operators.remainderOfLongs,
  operate: operators.operate,
  operateInto: operators.operateInto,
  add: operators.add,
  shift: operators.shift,
  shiftInt: operators.shiftInt,
  shiftLong: operators.shiftLong,
  equal: operators.equal,
  compare: operators.compare,
  unary: operators.unary,
  callDef: dispatch.callDef,
  getDef: dispatch.getDef,
  setDef: dispatch.setDef,
  indexed: dispatch.indexed,
  indexDef: dispatch.indexDef,
  setIndexDef: dispatch.setIndexDef,
  listAt: dispatch.listAt,
  setListAt: dispatch.setListAt,
  listSet: dispatch.listSet,
  arrayPlace: dispatch.arrayPlace,
} as const;

const NULL_REFERENCE = /^cannot access method\/field \[\w+\] from a null def reference$/;

/** OpenSearch leaves it to Java to say what was null. */
function openSearchCaught(fault: unknown, type: Type, at: number): JavaThrowable | undefined {
  const found = caught(fault, type, at);
  if (found?.message == null || !NULL_REFERENCE.test(found.message)) return found;
  return made(new JavaThrowable(found.className, 'Cannot invoke "Object.getClass()" because "callArgs[0]" is null', found.cause), found.at);
}

/** The same, by engine. */
export const runtimes: Readonly<Record<Engine, typeof runtime>> = {
  elasticsearch: runtime,
  opensearch: { ...runtime, caught: openSearchCaught },
};
