/** Builds eval expressions (Splunk Search Reference, "Evaluation functions"); every piece of text from a catalog goes through {@link text}. */

/** A string literal. Backslashes of regular expressions pass through eval as they are; a quote is escaped. */
export function text(value: string): string {
  if (/[\r\n]/.test(value)) throw new Error('an eval string cannot hold a line end');
  return `"${value.replaceAll('"', '\\"')}"`;
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
