import { library } from './library/index.js';
import type { Value } from './scope.js';
import { CompileFault } from './tokens.js';
import { boxed, isArray, isNumeric, isPrimitive, LIST, MAP, OBJECT, STRING, type Type, unboxed, widens } from './types.js';

/** How a cast came about: written by the script, needed by it, or made for an argument, where Painless also boxes. */
export type CastKind = 'explicit' | 'implicit' | 'internal';

/** Whether a class is one that boxes a primitive. */
function isBox(type: Type): boolean {
  return unboxed(type) !== type;
}

/** Code that writes the present place down, as the last argument of a call. */
export function place(at: number): string {
  return `at=${at}`;
}

/** A value as another type, or a fault in Elasticsearch's words where Painless refuses the cast. */
export function convert(value: Value, to: Type, kind: CastKind): Value {
  const from = value.type;
  if (from === to) return value;
  const made = converted(value, to, kind);
  return value.constant === null ? made : { ...made, mark: value.at };
}

function converted(value: Value, to: Type, kind: CastKind): Value {
  const from = value.type;
  if (to === 'void') throw refusedCast(value, to);
  if (to === 'def') return { ...value, js: boxedCode(value.js, from), type: 'def' };
  if (from === 'def') return { ...fromDefCode(value, to, kind), ...(value.constant === null ? { constant: null } : {}) };
  if (value.constant === null && isPrimitive(to) && kind !== 'internal') {
    throw new CompileFault('illegal_argument_exception', `Cannot cast null to a primitive type [${to}].`, value.at);
  }
  if (isPrimitive(from)) return fromPrimitive(value, to, kind);
  if (isPrimitive(to)) return toPrimitive(value, to, kind);
  return reference(value, to, kind);
}

function refusedCast(value: Value, to: Type): CompileFault {
  return new CompileFault('class_cast_exception', `Cannot cast from [${value.type}] to [${to}].`, value.at);
}

/** Code for a primitive as an object. */
export function boxedCode(js: string, type: Type): string {
  switch (type) {
    case 'char':
      return `character(${js})`;
    case 'double':
    case 'float':
    case 'byte':
    case 'short':
      return `box(${js},"${type}")`;
    default:
      return js;
  }
}

function fromDefCode(value: Value, to: Type, kind: CastKind): Value {
  const { js, at } = value;
  const made = (code: string): Value => ({ js: code, type: to, at, ...(value.source === undefined ? {} : { source: value.source }) });
  if (value.constant === null && !isPrimitive(to)) return made(js);
  if (isPrimitive(to)) {
    if (kind === 'explicit') return made(`unboxExplicitly(${js},"${to}",${place(at)})`);
    if (to === 'int') return made(`toInt(${js},${place(at)})`);
    if (to === 'boolean') return made(`toBoolean(${js},${place(at)})`);
    return made(`unbox(${js},"${to}",${place(at)})`);
  }
  if (to === STRING) {
    const cast = kind === 'explicit' ? 'explicitText' : 'toText';
    const method = kind === 'explicit' ? 'defToStringExplicit' : 'defToStringImplicit';
    return { ...made(`${cast}(${js},${place(at)})`), source: `the return value of "org.elasticsearch.painless.Def.${method}(Object)"` };
  }
  if (to === MAP) return made(`toMap(${js},${place(at)})`);
  if (to === LIST) return made(`toList(${js},${place(at)})`);
  if (to === OBJECT) return made(js);
  if (isBox(to)) return made(`toBox(${js},"${unboxed(to)}","${kind}",${place(at)})`);
  return made(`toClass(${js},"${to}",${place(at)})`);
}

function fromPrimitive(value: Value, to: Type, kind: CastKind): Value {
  const { js, type: from, at } = value;
  if (isPrimitive(to)) {
    if (!canCast(value, to, kind)) throw refusedCast(value, to);
    return numberCast(value, to);
  }
  if (from === 'char' && to === STRING && kind === 'explicit') return { js: `String.fromCharCode(${js})`, type: to, at, nonNull: true };
  if (kind === 'internal' && (to === boxed(from) || to === OBJECT || (to === 'java.lang.Number' && isNumeric(from)))) {
    return { ...value, js: boxedCode(js, from), type: to };
  }
  throw refusedCast(value, to);
}

function canCast(value: Value, to: Type, kind: CastKind): boolean {
  if (!isNumeric(value.type) || !isNumeric(to)) return false;
  if (kind === 'explicit' || widens(value.type, to)) return true;
  return value.type === 'int' && typeof value.constant === 'number' && fitsConstant(value.constant, to);
}

/** A literal becomes a smaller number where it fits. */
function fitsConstant(value: number, to: Type): boolean {
  if (to === 'byte') return value >= -128 && value <= 127;
  if (to === 'short') return value >= -32768 && value <= 32767;
  return to === 'char' && value >= 0 && value <= 65535;
}

function numberCast(value: Value, to: Type): Value {
  const { js, type: from, at } = value;
  const constant = typeof value.constant === 'number' && to !== 'long' ? { constant: value.constant } : {};
  const made = (code: string): Value => ({ js: code, type: to, at, nonNull: true, ...(to === 'int' || to === 'double' ? constant : {}) });
  if (to === 'long' && typeof value.constant === 'number' && from !== 'double' && from !== 'float') {
    return { ...made(`${value.constant}n`), constant: BigInt(value.constant) };
  }
  const whole = from !== 'double' && from !== 'float';
  if (to === 'double') return made(from === 'long' ? `Number(${js})` : js);
  if (to === 'float') return made(`Math.fround(${from === 'long' ? `Number(${js})` : js})`);
  if (to === 'int') {
    if (!whole) return made(`doubleToInt(${js})`);
    return made(from === 'long' ? `Number(BigInt.asIntN(32,${js}))` : js);
  }
  if (to === 'long') return made(whole ? `BigInt(${js})` : `doubleToLong(${js})`);
  return made(`castNumber(${js},"${from}","${to}")`);
}

function toPrimitive(value: Value, to: Type, kind: CastKind): Value {
  const { js, type: from, at } = value;
  if (from === STRING && to === 'char' && kind === 'explicit') return { js: `textToChar(${js},${place(at)})`, type: to, at, nonNull: true };
  const held = unboxed(from);
  if (kind === 'internal' && isPrimitive(held) && (held === to || widens(held, to))) {
    return { js: `unbox(${js},"${to}",${place(at)})`, type: to, at, nonNull: true };
  }
  throw refusedCast(value, to);
}

function reference(value: Value, to: Type, kind: CastKind): Value {
  if (value.constant === null) return { ...value, type: to };
  if (isSubtype(value.type, to)) return { ...value, type: to };
  if (kind === 'explicit' && isSubtype(to, value.type)) {
    const source = value.source === undefined ? {} : { source: value.source };
    return { js: `toClass(${value.js},"${to}",${place(value.at)})`, type: to, at: value.at, ...source };
  }
  throw refusedCast(value, to);
}

function isSubtype(type: Type, of: Type): boolean {
  if (of === OBJECT) return true;
  if (!isArray(type) || !isArray(of)) return library.extends(type, of);
  return !isPrimitive(type.slice(0, -2)) && of !== 'def[]' && isSubtype(type.slice(0, -2), of.slice(0, -2));
}
