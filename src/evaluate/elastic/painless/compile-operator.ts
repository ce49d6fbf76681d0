import { boxedCode, convert, place } from './conversions.js';
import { lastMark, type Value } from './scope.js';
import { CompileFault } from './tokens.js';
import { isNumeric, isPrimitive, OBJECT, promoted, STRING, type Type, unboxed } from './types.js';

/** A value as a part of a text that is put together. */
function asText(value: Value): string {
  switch (value.type) {
    case STRING:
      return value.js;
    case 'char':
      return `String.fromCharCode(${value.js})`;
    case 'double':
      return `doubleText(${value.js})`;
    case 'float':
      return `floatText(${value.js})`;
    case 'int':
    case 'short':
    case 'byte':
    case 'long':
    case 'boolean':
      return `String(${value.js})`;
    default:
      return `textOf(${value.js})`;
  }
}

/** `left + right` where one of them is a text. */
export function concatenated(left: Value, right: Value, at: number): Value {
  return { js: `(""+${asText(left)}+${asText(right)})`, type: STRING, at, nonNull: true, mark: lastMark([left, right], at) };
}

/** Whether identity is sameness: of primitives of one type, and with null. */
function isIdentity(left: Value, right: Value): boolean {
  if (left.constant === null || right.constant === null) return true;
  return isPrimitive(left.type) && left.type === right.type;
}

function boolean(js: string, at: number): Value {
  return { js, type: 'boolean', at, nonNull: true };
}

/** The code of `left operator= right`, before it is cast to the type of the left side. */
export function compileCompound(operator: string, left: Value, right: Value, at: number): Value {
  const isShift = operator.startsWith('<<') || operator.startsWith('>>');
  if (left.type !== 'def' || isShift || (operator === '+' && right.type === STRING)) return compileBinary(operator, left, right, at);
  const value = convert(right, 'def', 'implicit');
  return { js: `operateInto("${operator}",${left.js},${value.js},${place(lastMark([left, value], at))})`, type: 'def', at };
}

/** The code of a binary operator, its types decided as Painless decides them. */
export function compileBinary(operator: string, left: Value, right: Value, at: number): Value {
  switch (operator) {
    case '&&':
    case '||':
      return boolean(`(${convert(left, 'boolean', 'implicit').js}${operator}${convert(right, 'boolean', 'implicit').js})`, at);
    case '==':
    case '!=':
      return equality(operator, left, right, at);
    case '===':
    case '!==':
      if (!isIdentity(left, right)) {
        throw new CompileFault('refused', `${operator} of two objects, whose identity is not followed`, at, true);
      }
      return boolean(`(${boxedCode(left.js, left.type)}${operator}${boxedCode(right.js, right.type)})`, at);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(operator, left, right, at);
    case '<<':
    case '>>':
    case '>>>':
      return shift(operator, left, right, at);
    case '=~':
    case '==~':
      return matching(operator, left, right, at);
    case '+':
      if (left.type === STRING || right.type === STRING) return concatenated(left, right, at);
      return arithmetic(operator, left, right, at);
    default:
      return arithmetic(operator, left, right, at);
  }
}

function matching(operator: string, left: Value, right: Value, at: number): Value {
  const text = convert(left, 'java.lang.CharSequence', 'implicit');
  const pattern = convert(right, 'java.util.regex.Pattern', 'implicit');
  return boolean(`${operator === '=~' ? 'finds' : 'matchesAll'}(${text.js},${pattern.js},${place(at)})`, at);
}

const NAMES: Readonly<Record<string, string>> = {
  '<': 'less than',
  '<=': 'less than or equals',
  '>': 'greater than',
  '>=': 'greater than or equals',
  '-': 'subtraction',
  '+': 'addition',
  '~': 'bitwise not',
  '<<': 'left shift',
  '>>': 'right shift',
  '>>>': 'unsigned right shift',
};

function notApplicable(operator: string, types: string, at: number): CompileFault {
  const reason = `cannot apply the ${NAMES[operator] ?? ''} operator [${operator}] to the ${types}`;
  return new CompileFault('class_cast_exception', reason, at);
}

/** The type of an operation on two numbers, or the fault that Elasticsearch reports: mostly at the side that is none. */
function commonNumber(operator: string, left: Value, right: Value, decimal: boolean, at: number): Type {
  const type = promoted(left.type, right.type, decimal);
  if (type !== undefined) return type;
  const wrong = isNumber(left.type, decimal) ? right : left;
  if (operator.startsWith('<') && left.type === right.type) throw notApplicable(operator, `types [${left.type}] and [${right.type}]`, at);
  if (operator.startsWith('>') && left.type === right.type) throw notApplicable(operator, `types [${left.type}] and [${right.type}]`, at);
  throw new CompileFault('class_cast_exception', `Cannot cast from [${wrong.type}] to [int].`, wrong.at);
}

function isNumber(type: Type, decimal: boolean): boolean {
  return isNumeric(unboxed(type)) && (decimal || !['float', 'double'].includes(unboxed(type)));
}

function arithmetic(operator: string, left: Value, right: Value, at: number): Value {
  const isBitwise = operator === '&' || operator === '|' || operator === '^';
  if (isBitwise && unboxed(left.type) === 'boolean' && unboxed(right.type) === 'boolean') {
    const sides = `${convert(left, 'boolean', 'internal').js}${operator === '^' ? '!==' : operator}${convert(right, 'boolean', 'internal').js}`;
    return boolean(operator === '^' ? `(${sides})` : `!!(${sides})`, at);
  }
  const type = commonNumber(operator, left, right, !isBitwise, at);
  if (type === 'def') return defOperation(operator, left, right, at);
  const a = convert(left, type, 'internal');
  const b = convert(right, type, 'internal');
  if ((operator === '/' || operator === '%') && isZero(a, b, type)) throw new CompileFault('arithmetic_exception', '/ by zero', at);
  const mark = lastMark([a, b], at);
  return { js: numberCode(operator, a.js, b.js, type, b.constant, mark), type, at, mark, nonNull: true, ...folded(operator, a, b, type) };
}

function isZero(a: Value, b: Value, type: Type): boolean {
  if (a.constant === undefined) return false;
  return (type === 'int' && b.constant === 0) || (type === 'long' && b.constant === 0n);
}

/** A sum of literals is a literal, which may become a smaller number. */
function folded(operator: string, a: Value, b: Value, type: Type): { readonly constant?: number } {
  if (type !== 'int' || typeof a.constant !== 'number' || typeof b.constant !== 'number') return {};
  if (operator === '+') return { constant: (a.constant + b.constant) | 0 };
  if (operator === '-') return { constant: (a.constant - b.constant) | 0 };
  return operator === '*' ? { constant: Math.imul(a.constant, b.constant) } : {};
}

function defOperation(operator: string, left: Value, right: Value, at: number): Value {
  const sides = `${boxedCode(left.js, left.type)},${boxedCode(right.js, right.type)}`;
  const mark = lastMark([left, right], at);
  const js = operator === '+' ? `add(${sides},${place(mark)})` : `operate("${operator}",${sides},${place(mark)})`;
  return { js, type: 'def', at, mark };
}

function numberCode(operator: string, a: string, b: string, type: Type, divisor: Value['constant'], at: number): string {
  if (type === 'double') return `(${a}${operator}${b})`;
  if (type === 'float') return `Math.fround(${a}${operator}${b})`;
  if (type === 'long') {
    if (operator === '/' || operator === '%') return `${operator === '/' ? 'ldiv' : 'lrem'}(${a},${b},${place(at)})`;
    return `BigInt.asIntN(64,${a}${operator}${b})`;
  }
  if (operator === '*') return `Math.imul(${a},${b})`;
  if (operator === '/' || operator === '%') {
    if (typeof divisor === 'number' && divisor !== 0) return `(${a}${operator}${b}|0)`;
    return `${operator === '/' ? 'idiv' : 'irem'}(${a},${b},${place(at)})`;
  }
  if (operator === '+' || operator === '-') return `(${a}${operator}${b}|0)`;
  return `(${a}${operator}${b})`;
}

function shift(operator: string, left: Value, right: Value, at: number): Value {
  if (left.type === 'def' || right.type === 'def') {
    const sides = `${boxedCode(left.js, left.type)},${boxedCode(right.js, right.type)}`;
    const mark = lastMark([left, right], at);
    return { js: `shift("${operator}",${sides},${place(mark)})`, type: 'def', at, mark };
  }
  const type = commonNumber(operator, left, { ...left }, false, at);
  if (promoted(right.type, right.type, false) === undefined) throw notApplicable(operator, `types [${left.type}] and [${right.type}]`, at);
  const by = convert(right, 'int', 'explicit').js;
  const value = convert(left, type, 'internal').js;
  if (type === 'long') return { js: `shiftLong("${operator}",${value},${by})`, type, at, nonNull: true };
  return { js: `(${value}${operator}${by}|0)`, type: 'int', at, nonNull: true };
}

function comparison(operator: string, left: Value, right: Value, at: number): Value {
  const type = commonNumber(operator, left, right, true, at);
  if (type === 'def') {
    const mark = lastMark([left, right], at);
    return {
      ...boolean(`compare("${operator}",${boxedCode(left.js, left.type)},${boxedCode(right.js, right.type)},${place(mark)})`, at),
      mark,
    };
  }
  return boolean(`(${convert(left, type, 'internal').js}${operator}${convert(right, type, 'internal').js})`, at);
}

function equality(operator: string, left: Value, right: Value, at: number): Value {
  const not = operator === '!=' ? '!' : '';
  if (left.constant === null && right.constant === null) {
    throw new CompileFault('illegal_argument_exception', 'extraneous comparison of [null] constants', at);
  }
  if (isPrimitive(left.type) && isPrimitive(right.type)) {
    const type = left.type === 'boolean' && right.type === 'boolean' ? 'boolean' : promoted(left.type, right.type, true);
    if (type === undefined)
      throw new CompileFault('class_cast_exception', `Cannot cast from [boolean] to [int].`, left.type === 'boolean' ? left.at : right.at);
    return boolean(`(${convert(left, type, 'internal').js}${not}${not === '' ? '===' : '=='}${convert(right, type, 'internal').js})`, at);
  }
  const type = left.type === 'def' || right.type === 'def' ? 'def' : OBJECT;
  const a = convert(left, type, 'implicit').js;
  const b = convert(right, type, 'implicit').js;
  if (left.constant === null || right.constant === null) return boolean(`(${a}${not === '' ? '===' : '!=='}${b})`, at);
  if (typeof left.constant === 'string' || typeof right.constant === 'string')
    return boolean(`(${a}${not === '' ? '===' : '!=='}${b})`, at);
  const compare = left.type === 'def' || right.type === 'def' ? 'equal' : 'equalValues';
  return boolean(`${not}${compare}(${a},${b})`, at);
}

/** The code of an operator before a value. */
export function compileUnary(operator: '+' | '-' | '!' | '~', value: Value, at: number): Value {
  if (operator === '!') return boolean(`!(${convert(value, 'boolean', 'implicit').js})`, at);
  const type = promoted(value.type, value.type, operator !== '~');
  if (type === undefined) throw notApplicable(operator, `type [${value.type}]`, at);
  if (type === 'def')
    return {
      js: `unary("${operator}",${boxedCode(value.js, value.type)},${place(lastMark([value], at))})`,
      type,
      at,
      mark: lastMark([value], at),
    };
  const { js, constant } = convert(value, type, 'internal');
  const made = (code: string): Value => ({ js: code, type, at, nonNull: true });
  if (operator === '+') return made(js);
  if (operator === '~') return made(`(~${js})`);
  if (type === 'int') return { ...made(`(-${js}|0)`), ...(typeof constant === 'number' ? { constant: -constant | 0 } : {}) };
  return made(type === 'long' ? `BigInt.asIntN(64,-${js})` : `(-${js})`);
}
