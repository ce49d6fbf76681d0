/**
 * A type of Painless: `def`, `void`, a primitive, the full name of a class, or one of these with `[]` behind it for each dimension of an
 * array (Painless language specification, types).
 */
export type Type = string;

export const OBJECT = 'java.lang.Object';
export const STRING = 'java.lang.String';
export const MAP = 'java.util.Map';
export const LIST = 'java.util.List';

/** Numeric primitives, narrowest first; char stands beside them. */
const NUMERIC: readonly Type[] = ['byte', 'short', 'char', 'int', 'long', 'float', 'double'];

const BOXES: Readonly<Record<string, string>> = {
  boolean: 'java.lang.Boolean',
  byte: 'java.lang.Byte',
  short: 'java.lang.Short',
  char: 'java.lang.Character',
  int: 'java.lang.Integer',
  long: 'java.lang.Long',
  float: 'java.lang.Float',
  double: 'java.lang.Double',
};
const PRIMITIVE_OF: ReadonlyMap<string, string> = new Map(Object.entries(BOXES).map(([primitive, box]) => [box, primitive]));

export function isPrimitive(type: Type): boolean {
  return Object.hasOwn(BOXES, type);
}

export function isNumeric(type: Type): boolean {
  return NUMERIC.includes(type);
}

/** The class that holds a primitive; every other type unchanged. */
export function boxed(type: Type): Type {
  return BOXES[type] ?? type;
}

/** The primitive that a class holds; every other type unchanged. */
export function unboxed(type: Type): Type {
  return PRIMITIVE_OF.get(type) ?? type;
}

export function isArray(type: Type): boolean {
  return type.endsWith('[]');
}

export function elementOf(type: Type): Type {
  return type.slice(0, -2);
}

/** Whether a number of one primitive type becomes another without loss of size (Java language specification 5.1.2). */
export function widens(from: Type, to: Type): boolean {
  if (from === to) return true;
  if (!isNumeric(from) || !isNumeric(to) || to === 'char') return false;
  if (from === 'char') return NUMERIC.indexOf(to) > NUMERIC.indexOf('char');
  return NUMERIC.indexOf(to) > NUMERIC.indexOf(from);
}

/** The type that an operation on two numbers works in; undefined where one of them is no number. */
export function promoted(left: Type, right: Type, decimal: boolean): Type | undefined {
  const a = unboxed(left);
  const b = unboxed(right);
  if (a === 'def' || b === 'def') return 'def';
  if (!isNumeric(a) || !isNumeric(b)) return undefined;
  for (const wide of ['double', 'float', 'long']) {
    if (a === wide || b === wide) return decimal || wide === 'long' ? wide : undefined;
  }
  return 'int';
}
