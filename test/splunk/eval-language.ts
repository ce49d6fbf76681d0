import { createHash } from 'node:crypto';
import { jsonFunctions } from './eval-json.js';
import type { Node } from './eval-syntax.js';
import { strptime } from './eval-time.js';
import { compile } from './regular-expression.js';

/** A value in eval; several values of one field are a list of two or more. */
export type Value = string | number | boolean | null | readonly string[];

export type Fields = ReadonlyMap<string, readonly string[]>;

/**
 * Takes an expression's tree and the fields before any EVAL, returns its value. Throws on whatever Splunk's manual leaves open, such as
 * a list where one value is meant: our add-ons must not depend on it.
 */
export function evaluate(node: Node, fields: Fields): Value {
  switch (node.kind) {
    case 'text':
    case 'number':
      return node.value;
    case 'field':
      return fromValues(fields.get(node.name) ?? []);
    case 'not': {
      const of = truth(evaluate(node.of, fields));
      return of === null ? null : !of;
    }
    case 'pair':
      return pair(node.operator, node.left, node.right, fields);
    case 'call':
      return call(node.name, node.parameters, fields);
  }
}

/** Takes what an EVAL yields and returns the values of its field; none erases the field. */
export function toValues(value: Value): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'boolean') throw new Error('a Boolean cannot be assigned to a field');
  return typeof value === 'object' ? value : [String(value)];
}

function fromValues(values: readonly string[]): Value {
  return values.length > 1 ? values : (values[0] ?? null);
}

function truth(value: Value): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  throw new Error(`no condition: ${JSON.stringify(value)}`);
}

function pair(operator: string, leftNode: Node, rightNode: Node, fields: Fields): Value {
  const left = evaluate(leftNode, fields);
  const right = evaluate(rightNode, fields);
  if (operator === 'AND' || operator === 'OR') return logic(operator === 'OR', truth(left), truth(right));
  if (left === null || right === null) return null;
  if (operator === '.') return oneText(left) + oneText(right);
  if (operator === '==' || operator === '=') return equals(left, right);
  throw new Error(`the operator ${operator} is not understood`);
}

// Three values: what decides alone (false for AND, true for OR) decides even beside NULL.
function logic(decides: boolean, left: boolean | null, right: boolean | null): boolean | null {
  if (left === decides || right === decides) return decides;
  return left === null || right === null ? null : !decides;
}

function equals(left: Value, right: Value): boolean {
  if (typeof right !== 'string') throw new Error('only comparisons with a text are understood');
  return typeof left === 'object' && left !== null ? left.includes(right) : oneText(left) === right;
}

function oneText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new Error(`one text is meant, not ${JSON.stringify(value)}`);
}

function list(value: Value): readonly string[] {
  return typeof value === 'object' && value !== null ? value : [oneText(value)];
}

/** Functions that look at their parameters one after the other, and at NULL. */
const lazy: Readonly<Record<string, (parameters: readonly Node[], fields: Fields) => Value>> = {
  case: (parameters, fields) => {
    if (parameters.length % 2 !== 0) throw new Error('case() takes pairs');
    for (let at = 0; at < parameters.length; at += 2) {
      if (truth(evaluate(parameter(parameters, at), fields)) === true) return evaluate(parameter(parameters, at + 1), fields);
    }
    return null;
  },
  if: (parameters, fields) => {
    if (parameters.length !== 3) throw new Error('if() takes three parameters');
    return evaluate(parameter(parameters, truth(evaluate(parameter(parameters, 0), fields)) === true ? 1 : 2), fields);
  },
  coalesce: (parameters, fields) => {
    if (parameters.length === 0) throw new Error('coalesce() takes at least one value');
    for (const each of parameters) {
      const value = evaluate(each, fields);
      if (value !== null) return value;
    }
    return null;
  },
  isnull: (parameters, fields) => evaluate(parameter(parameters, 0), fields) === null,
  isnotnull: (parameters, fields) => evaluate(parameter(parameters, 0), fields) !== null,
  null: () => null,
  true: () => true,
  false: () => false,
};

function parameter(parameters: readonly Node[], at: number): Node {
  const found = parameters[at];
  if (found === undefined) throw new Error('a parameter is missing');
  return found;
}

/** Functions of values; NULL among their parameters makes them NULL. */
const strict: Readonly<Record<string, (...values: Value[]) => Value>> = {
  match: (subject = null, regex = null) => compile(oneText(regex)).firstMatch(oneText(subject)) !== undefined,
  replace: (subject = null, regex = null, replacement = null) => compile(oneText(regex)).replace(oneText(subject), oneText(replacement)),
  split: (subject = null, delimiter = null) => fromValues(oneText(subject).split(oneText(delimiter))),
  mvjoin: (values = null, separator = null) => list(values).join(oneText(separator)),
  mvindex: (values = null, index = null) => list(values).at(Number(index)) ?? null,
  mvsort: (values = null) => fromValues([...list(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))),
  mvdedup: (values = null) => fromValues([...new Set(list(values))]),
  lower: (subject = null) => oneText(subject).toLowerCase(),
  trim: (subject = null, characters = ' \t') => stripEnd(stripStart(oneText(subject), oneText(characters)), oneText(characters)),
  ltrim: (subject = null, characters = ' \t') => stripStart(oneText(subject), oneText(characters)),
  rtrim: (subject = null, characters = ' \t') => stripEnd(oneText(subject), oneText(characters)),
  substr: (subject = null, start = null) => substring(oneText(subject), Number(start)),
  tonumber: (subject = null, base = 10) => toNumber(oneText(subject), Number(base)),
  tostring: (value = null, format = '') => toText(value, oneText(format)),
  nullif: (subject = null, other = null) => (equals(subject, other) ? null : subject),
  in: (subject = null, ...values) => values.some((each) => equals(subject, each)),
  urldecode: (subject = null) => decodeURIComponent(oneText(subject)),
  ...jsonFunctions,
  strptime: (subject = null, format = null) => strptime(oneText(subject), oneText(format)),
  md5: (subject = null) => createHash('md5').update(oneText(subject)).digest('hex'),
};

const parameterCounts: Readonly<Record<string, readonly [number, number]>> = {
  json_extract: [2, 2],
  strptime: [2, 2],
  match: [2, 2],
  replace: [3, 3],
  split: [2, 2],
  mvjoin: [2, 2],
  mvindex: [2, 2],
  trim: [1, 2],
  ltrim: [1, 2],
  rtrim: [1, 2],
  substr: [2, 2],
  tonumber: [1, 2],
  tostring: [1, 2],
  nullif: [2, 2],
  in: [2, Number.POSITIVE_INFINITY],
};

function call(name: string, parameters: readonly Node[], fields: Fields): Value {
  const special = lazy[name];
  if (special !== undefined) return special(parameters, fields);
  const plain = strict[name];
  if (plain === undefined) throw new Error(`the function ${name}() is not understood`);
  const [least, most] = parameterCounts[name] ?? [1, 1];
  if (parameters.length < least || parameters.length > most) throw new Error(`${name}() with ${parameters.length} parameters`);
  const values = parameters.map((each) => evaluate(each, fields));
  return values.includes(null) ? null : plain(...values);
}

function stripStart(text: string, characters: string): string {
  let at = 0;
  while (at < text.length && characters.includes(text.charAt(at))) at += 1;
  return text.slice(at);
}

function stripEnd(text: string, characters: string): string {
  let at = text.length;
  while (at > 0 && characters.includes(text.charAt(at - 1))) at -= 1;
  return text.slice(0, at);
}

function substring(text: string, start: number): string {
  if (start < 1) throw new Error('only a start from 1 on is understood');
  return [...text].slice(start - 1).join('');
}

function toNumber(text: string, base: number): number | null {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  const readable =
    base === 10 ? /^-?\d+(?:\.\d+)?$/.test(text) : text !== '' && [...text.toLowerCase()].every((each) => digits.includes(each));
  if (!readable) return null;
  const number = base === 10 ? Number(text) : Number.parseInt(text, base);
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) throw new Error(`${text} is beyond what Splunk computes exactly`);
  return number;
}

function toText(value: Value, format: string): string | null {
  if (format === '') return oneText(value);
  if (format !== 'hex') throw new Error(`tostring() as ${format} is not understood`);
  const number = typeof value === 'number' ? value : toNumber(oneText(value), 10);
  return number === null ? null : `0x${number.toString(16).toUpperCase()}`;
}
