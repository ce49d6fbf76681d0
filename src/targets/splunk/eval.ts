import { Unwritable } from '../../render/unwritable.js';

/** Builds eval expressions (Splunk Search Reference, "Evaluation functions"); every piece of text from a catalog goes through {@link text}. */

/** A string literal that holds just this text. */
export function text(value: string): string {
  return quoted(value.replaceAll('\\', '\\\\'));
}

/**
 * A string literal that holds a regular expression or a replacement. Eval leaves the backslash of an escape that it does not know, so most
 * stay as they are; a run of several, and one that eval would take for an escape of its own or for the end of the literal, is doubled.
 */
export function pattern(expression: string): string {
  return quoted(expression.replace(/\\{2,}|\\(?=["]|$)/g, (slashes) => slashes.repeat(2)));
}

function quoted(escaped: string): string {
  if (/[\r\n]/.test(escaped)) throw new Unwritable('an eval string cannot hold a line end');
  return `"${escaped.replaceAll('"', '\\"')}"`;
}

/** First value of a field that may stand twice. */
export function first(field: string): string {
  return `mvindex(${field},0)`;
}

export function coalesce(expressions: readonly string[]): string {
  return expressions.length === 1 ? (expressions[0] ?? 'null()') : `coalesce(${expressions.join(',')})`;
}

export function equalsAny(expression: string, values: readonly string[]): string {
  if (values.length === 1) return `${expression}==${text(values[0] ?? '')}`;
  return `in(${expression},${values.map(text).join(',')})`;
}

/** `case(condition, value, ..., true(), otherwise)`; without conditions just the last. */
export function choose(branches: readonly (readonly [string, string])[], otherwise: string): string {
  if (branches.length === 0) return otherwise;
  return `case(${branches.map(([condition, value]) => `${condition},${value}`).join(',')},true(),${otherwise})`;
}
