import type { Finding, Span } from '../../diagnostics/finding.js';
import { type EvalNumber, Measured, printNumber, readNumber } from './eval-numbers.js';
import type { Json } from './json-text.js';

/** A value in eval; several values of one field are a list of two or more. */
export type Value = string | EvalNumber | boolean | null | readonly string[];

/** The fields of a record: none has an empty list. */
export type Fields = Pick<ReadonlyMap<string, readonly string[]>, 'get'>;

/** What an expression may ask for while a record is evaluated; one for each set of expressions, reused from record to record. */
export interface EvalContext {
  fields: Fields;
  /** Values of shared subexpressions, and the number of the record that they were calculated for. */
  readonly values: Value[];
  readonly stamps: Float64Array;
  generation: number;
  /** JSON texts of this record that were read. */
  readonly json: Map<string, Json | undefined>;
  /** The one that was asked for last. */
  readonly lastJson: { text: string; json: Json | undefined };
  /** The fields that are asked for, where somebody wants to know. */
  reads: Set<string> | undefined;
  /** Tells that no document decides what Splunk does here. */
  undecided(place: Span, message: string): void;
}

export interface Evaluate {
  (context: EvalContext): Value;
  /** The JSON that it yields the text of, or a text that may be some: saves who asks for JSON that it is printed and read again. */
  readonly json?: ((context: EvalContext) => Json | undefined) | undefined;
}

/** What a calculation is allowed to say beside its value. */
export interface EvalNotes {
  readonly findings: readonly Finding[];
}

export function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

export function isNumber(value: Value): value is EvalNumber {
  return typeof value === 'number' || value instanceof Measured;
}

/** The values of a field as one value. */
export function fromValues(values: readonly string[] | undefined): Value {
  if (values === undefined) return null;
  return values.length > 1 ? values : (values[0] ?? null);
}

/** The text of one value; undefined for NULL, a list, a Boolean. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return isNumber(value) ? printNumber(value) : undefined;
}

/** All values as texts; undefined for NULL and a Boolean. */
export function listOf(value: Value): readonly string[] | undefined {
  if (isList(value)) return value;
  const text = textOf(value);
  return text === undefined ? undefined : [text];
}

/** The number of one value, also where it is written as text; undefined where there is none. */
export function numberOf(value: Value): EvalNumber | undefined {
  if (typeof value === 'string') return readNumber(value);
  return isNumber(value) ? value : undefined;
}
