import type { Call, Parameter } from './eval-function.js';
import { add, doubleOf, type EvalNumber, looksNumeric, scaled } from './eval-numbers.js';
import type { PairOperator } from './eval-syntax.js';
import { type EvalContext, type Evaluate, isList, isNumber, numberOf, textOf, type Value } from './eval-values.js';

/** What an operator needs of the place where it stands. */
export type OperatorPlace = Pick<Call, 'undecided' | 'refuse'>;

type Comparison = (left: Value, right: Value, context: EvalContext) => boolean | null;

/** Takes an operator and its operands, and returns the calculation. */
export function operation(operator: PairOperator, left: Parameter, right: Parameter, place: OperatorPlace): Evaluate {
  const [first, second] = [left.evaluate, right.evaluate];
  switch (operator) {
    case 'AND':
      return (context) => logic(false, first(context), second, context, place);
    case 'OR':
      return (context) => logic(true, first(context), second, context, place);
    case 'XOR':
      return (context) => exclusive(first(context), second(context), context, place);
    case '.':
      return (context) => concatenate(first(context), second(context), context, place);
    case '==':
    case '=':
      return comparing(first, second, equals(left, right, place));
    case '!=': {
      const same = equals(left, right, place);
      return comparing(first, second, (a, b, context) => negated(same(a, b, context)));
    }
    case '<':
      return comparing(
        first,
        second,
        ordering(left, right, (order) => order < 0),
      );
    case '>':
      return comparing(
        first,
        second,
        ordering(left, right, (order) => order > 0),
      );
    case '<=':
      return comparing(
        first,
        second,
        ordering(left, right, (order) => order <= 0),
      );
    case '>=':
      return comparing(
        first,
        second,
        ordering(left, right, (order) => order >= 0),
      );
    case '+':
      return (context) => sum(first(context), second(context), context, place);
    case '-':
      return arithmetic(first, second, (a, b) => add(a, b, -1));
    case '*':
      return arithmetic(first, second, (a, b) => scaled(doubleOf(a) * doubleOf(b), a, b));
    case '/':
      return arithmetic(first, second, (a, b) => (doubleOf(b) === 0 ? null : scaled(doubleOf(a) / doubleOf(b), a, b)));
    case '%':
      return arithmetic(first, second, (a, b) => (doubleOf(b) === 0 ? null : scaled(doubleOf(a) % doubleOf(b), a, b)));
    case 'LIKE':
      return place.refuse('LIKE as an operator is calculated by like()');
  }
}

/** The difference of the sign: what NOT makes of a condition. */
export function negated(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

/** Whether two values are equal; NULL with NULL. A literal text compares as text, numbers as numbers, any value of a list may be the equal one. */
export function equals(left: Parameter, right: Parameter, place: OperatorPlace): Comparison {
  const asText = left.text !== undefined || right.text !== undefined;
  return (a, b, context) => {
    if (a === null || b === null) return null;
    if (typeof a === 'string' && typeof b === 'string') {
      if (a === b) return true;
      return !asText && looksNumeric(a) && looksNumeric(b) ? Number(a) === Number(b) : false;
    }
    if (isList(a) || isList(b)) return listEquals(a, b, context, place);
    if (typeof a === 'boolean' || typeof b === 'boolean') return typeof a === typeof b ? a === b : null;
    return order(a, b, asText, (difference) => difference === 0);
  };
}

function listEquals(a: Value, b: Value, context: EvalContext, place: OperatorPlace): boolean | null {
  if (isList(a) && typeof b === 'string') return a.includes(b);
  if (isList(b) && typeof a === 'string') return b.includes(a);
  if (isNumber(a) || isNumber(b)) return null;
  return place.undecided(context, 'two fields with several values compared');
}

function ordering(left: Parameter, right: Parameter, holds: (order: number) => boolean): Comparison {
  const asText = left.text !== undefined || right.text !== undefined;
  return (a, b) => (isList(a) || isList(b) ? null : order(a, b, asText, holds));
}

function order(a: Value, b: Value, asText: boolean, holds: (order: number) => boolean): boolean | null {
  const numbers = isNumber(a) || isNumber(b) || (!asText && bothNumeric(a, b));
  if (!numbers || (asText && !(isNumber(a) && isNumber(b)))) {
    const [first, second] = [textOf(a), textOf(b)];
    if (first === undefined || second === undefined) return null;
    return holds(first === second ? 0 : first < second ? -1 : 1);
  }
  const [first, second] = [numberOf(a), numberOf(b)];
  return first === undefined || second === undefined ? null : holds(doubleOf(first) - doubleOf(second));
}

function bothNumeric(a: Value, b: Value): boolean {
  return typeof a === 'string' && typeof b === 'string' && looksNumeric(a) && looksNumeric(b);
}

function comparing(left: Evaluate, right: Evaluate, compare: Comparison): Evaluate {
  return (context) => {
    const a = left(context);
    if (a === null) return null;
    const b = right(context);
    return b === null ? null : compare(a, b, context);
  };
}

// Three values: what decides alone (false for AND, true for OR) decides even beside NULL.
function logic(decides: boolean, left: Value, second: Evaluate, context: EvalContext, place: OperatorPlace): boolean | null {
  if (left === decides) return decides;
  const right = second(context);
  if (right === decides) return decides;
  for (const each of [left, right]) {
    if (each !== null && typeof each !== 'boolean') return place.undecided(context, 'AND or OR with an operand that is no condition');
  }
  return left === null || right === null ? null : !decides;
}

function exclusive(left: Value, right: Value, context: EvalContext, place: OperatorPlace): boolean | null {
  if (left === null || right === null) return null;
  if (typeof left === 'boolean' && typeof right === 'boolean') return left !== right;
  return place.undecided(context, 'XOR with an operand that is no condition');
}

function concatenate(left: Value, right: Value, context: EvalContext, place: OperatorPlace): Value {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (left === null || right === null) return null;
  const [first, second] = [textOf(left), textOf(right)];
  if (first === undefined || second === undefined) return place.undecided(context, 'a list or a Boolean concatenated');
  return first + second;
}

function sum(left: Value, right: Value, context: EvalContext, place: OperatorPlace): Value {
  if (left === null || right === null) return null;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return finite(add(a, b, 1));
  if (typeof left === 'string' && typeof right === 'string' && a === undefined && b === undefined) return left + right;
  return place.undecided(context, 'a number and a text added');
}

function arithmetic(left: Evaluate, right: Evaluate, calculate: (a: EvalNumber, b: EvalNumber) => EvalNumber | null): Evaluate {
  return (context) => {
    const a = numberOf(left(context));
    if (a === undefined) return null;
    const b = numberOf(right(context));
    return b === undefined ? null : finite(calculate(a, b));
  };
}

function finite(number: EvalNumber | null): EvalNumber | null {
  return number !== null && Number.isFinite(doubleOf(number)) ? number : null;
}
