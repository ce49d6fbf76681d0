import { classNameOf, JavaMap, type JavaValue } from '../values.js';
import { box, unbox } from './boxing.js';
import { JavaLambda } from './collections.js';
import { JavaArray } from './java-array.js';
import type { Code, JavaClass, Method } from './library/class-table.js';
import { library } from './library/index.js';
import { notCast } from './library/java-lang.js';
import { listGet, mapPut } from './library/java-util.js';
import { isUnknownMember } from './library/not-implemented.js';
import { illegalArgument, type JavaThrowable, PainlessRefusal, thrown } from './throwable.js';
import { isArray, isPrimitive, OBJECT, type Type } from './types.js';

/** An argument of such a call; Java casts it by Class.cast, which words its fault in its own way. */
function argument(value: JavaValue, type: Type): unknown {
  if (value === null || isPrimitive(type) || value instanceof JavaLambda || isInstance(value, type)) return fromDef(value, type);
  throw thrown('ClassCastException', `Cannot cast ${classNameOf(value)} to ${javaName(type)}`);
}

/** A method as a call site of unknown type calls it: boxed values in and out. */
type Adapter = (self: JavaValue, args: readonly JavaValue[]) => JavaValue;

type AnyCode = (...args: unknown[]) => unknown;

const adapters = new WeakMap<Method, Adapter>();

/** A value whose type is known now only, as a method's parameter of a type takes it. */
export function fromDef(value: JavaValue, type: Type): unknown {
  if (type === 'def' || type === OBJECT) return value;
  if (isPrimitive(type)) return unbox(value, type);
  if (value instanceof JavaLambda) checkCount(value, type);
  if (value === null || isInstance(value, type)) return value;
  throw thrown('ClassCastException', notCast(value, javaName(type)));
}

/** A lambda takes as many values as the interface hands over. */
function checkCount({ takes }: JavaLambda, type: Type): void {
  const method = library.find(type)?.functional;
  if (takes === undefined || method === undefined || method.parameters.length === takes.count) return;
  const count = method.parameters.length;
  const reference = `[this::lambda$synthetic$0/${count + takes.captured}] matching [${type}, ${method.name}/${count}]`;
  throw illegalArgument(`function reference ${reference} not found due to an incorrect number of arguments`);
}

/** Whether a value (not null) is of a class. */
export function isInstance(value: JavaValue, type: Type): boolean {
  if (type === 'def' || type === OBJECT) return true;
  if (isArray(type))
    return value instanceof JavaArray && (`${value.element}[]` === type || (type === 'def[]' && !isPrimitive(value.element)));
  const spec = library.find(type)?.spec;
  return spec?.is === undefined ? classNameOf(value) === javaName(type) : spec.is(value);
}

/** The name of a class as Java's machine has it: a class inside another behind a dollar sign. */
export function javaName(type: Type): string {
  return type.replace(/(?<=\.[A-Z]\w*)\./g, '$');
}

function adapterOf(method: Method): Adapter {
  const known = adapters.get(method);
  if (known !== undefined) return known;
  const { parameters, returns } = method;
  const adapt = (args: readonly JavaValue[]): unknown[] => args.map((each, index) => argument(each, parameters[index] ?? 'def'));
  const adapter: Adapter =
    method.isStatic || method.name === 'new'
      ? (_, args) => box((method.code as AnyCode)(...adapt(args)), returns)
      : (self, args) => box((method.code as AnyCode)(self, ...adapt(args)), returns);
  adapters.set(method, adapter);
  return adapter;
}

/** Calls a method with values of unknown type. */
export function invoke(method: Method, self: JavaValue, args: readonly JavaValue[]): JavaValue {
  return adapterOf(method)(self, args);
}

const lineages = new Map<string, readonly JavaClass[]>();

/** The classes of the whitelist that a value is of, nearest first. */
function lineageOf(value: JavaValue): readonly JavaClass[] {
  const name = classNameOf(value);
  const known = lineages.get(name);
  if (known !== undefined) return known;
  const own = library.find(name)?.lineage ?? fittingClasses(value);
  const classes = own.map((each) => library.find(each)).filter((each) => each !== undefined);
  lineages.set(name, classes);
  return classes;
}

function fittingClasses(value: JavaValue): readonly string[] {
  const fitting = library.all.filter((spec) => spec.is?.(value) === true).map((spec) => library.find(spec.name)?.lineage ?? []);
  return [...new Set(fitting.sort((a, b) => b.length - a.length).flat())];
}

/** Methods that were looked for, by class and key. */
const found = new Map<string, Map<string, Method | null>>();

/** The method that a value has under a name with a number of arguments. */
function methodOf(value: JavaValue, key: string): Method | undefined {
  const name = classNameOf(value);
  const ofClass = found.get(name);
  const known = ofClass?.get(key);
  if (known !== undefined) return known ?? undefined;
  let method: Method | undefined;
  for (const each of lineageOf(value)) method ??= each.methods.get(key);
  if (ofClass === undefined) found.set(name, new Map([[key, method ?? null]]));
  else ofClass.set(key, method ?? null);
  return method;
}

function nullReference(name: string): JavaThrowable {
  return thrown('NullPointerException', `cannot access method/field [${name}] from a null def reference`);
}

/** The name of a value's class as Painless prints it. */
export function shownClass(value: JavaValue): string {
  if (value instanceof JavaArray) return `${value.element}[]`;
  return classNameOf(value).replace(/\$/g, '.');
}

/** What is thrown for a member that a value has not: a refusal where only this tool has it not. */
function missing(self: JavaValue, keys: readonly string[], reason: string): JavaThrowable | PainlessRefusal {
  const unknown = keys.find((key) => lineageOf(self).some((each) => isUnknownMember(each.name, key)));
  return unknown === undefined ? illegalArgument(reason) : new PainlessRefusal(`${unknown} of ${shownClass(self)}`);
}

/** A call of a method on a value of unknown type. */
export function callDef(self: JavaValue, name: string, key: string, args: readonly JavaValue[]): JavaValue {
  if (self === null) throw nullReference(name);
  const method = methodOf(self, key);
  if (method === undefined) throw missing(self, [key], `dynamic method [${shownClass(self)}, ${key}] not found`);
  return adapterOf(method)(self, args);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `value.name` of a value of unknown type: a getter, the length of an array, a key of a map, an index of a list. */
export function getDef(self: JavaValue, name: string): JavaValue {
  if (self instanceof JavaMap && name !== 'empty') return self.get(name);
  if (self === null) throw nullReference(name);
  const getter = methodOf(self, `get${capital(name)}/0`) ?? methodOf(self, `is${capital(name)}/0`);
  if (getter !== undefined) return adapterOf(getter)(self, []);
  if (self instanceof JavaArray && name === 'length') return self.items.length;
  if (Array.isArray(self)) return listGet(self, listIndex(name));
  throw missing(self, [`get${capital(name)}/0`, `is${capital(name)}/0`], `dynamic getter [${shownClass(self)}, ${name}] not found`);
}

function listIndex(name: string): number {
  if (/^\d+$/.test(name)) return Number(name);
  throw illegalArgument(`Illegal list shortcut value [${name}].`);
}

/** `value.name = what` of a value of unknown type. */
export function setDef(self: JavaValue, name: string, value: JavaValue): void {
  if (self === null) throw nullReference(name);
  const setter = methodOf(self, `set${capital(name)}/1`);
  if (setter !== undefined) adapterOf(setter)(self, [value]);
  else if (self instanceof JavaMap) mapPut(self, name, value);
  else if (Array.isArray(self)) listSet(self, listIndex(name), value);
  else throw missing(self, [`set${capital(name)}/1`], `dynamic setter [${shownClass(self)}, ${name}] not found`);
}

/** List.set. */
export function listSet(self: JavaValue[], index: number, value: JavaValue): void {
  const method = methodOf(self, 'set/2');
  if (method !== undefined) (method.code as Code as (list: JavaValue[], index: number, value: JavaValue) => void)(self, index, value);
}

/** Negative places count from the end, in brackets only. */
function placed(index: number, length: number): number {
  return index < 0 ? index + length : index;
}

type Indexed = JavaMap | JavaValue[] | JavaArray;

/** What an index can be used on; throws for all else. */
export function indexed(self: JavaValue): Indexed {
  if (self instanceof JavaMap || Array.isArray(self) || self instanceof JavaArray) return self;
  if (self === null) throw nullReference('normalizeIndex');
  throw illegalArgument(`Attempting to address a non-array-like type [${shownClass(self)}] as an array.`);
}

/** `value[index]` of a value of unknown type. */
export function indexDef(self: Indexed, index: JavaValue): JavaValue {
  if (self instanceof JavaMap) return self.get(index);
  if (self instanceof JavaArray) return self.at(arrayPlace(self, unbox(index, 'int') as number));
  return listAt(self, unbox(index, 'int') as number);
}

/** `value[index] = what` of a value of unknown type. */
export function setIndexDef(self: Indexed, index: JavaValue, value: JavaValue): void {
  if (self instanceof JavaMap) mapPut(self, index, value);
  else if (self instanceof JavaArray) self.set(arrayPlace(self, unbox(index, 'int') as number), value);
  else setListAt(self, unbox(index, 'int') as number, value);
}

export function listAt(self: JavaValue[], index: number): JavaValue {
  return listGet(self, placed(index, self.length));
}

export function setListAt(self: JavaValue[], index: number, value: JavaValue): void {
  listSet(self, placed(index, self.length), value);
}

/** The place of an item of an array; throws where there is none. */
export function arrayPlace(array: JavaArray, index: number): number {
  const at = placed(index, array.items.length);
  if (at >= 0 && at < array.items.length) return at;
  throw thrown('ArrayIndexOutOfBoundsException', `Index ${at} out of bounds for length ${array.items.length}`);
}
