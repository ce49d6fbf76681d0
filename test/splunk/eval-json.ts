import type { Value } from './eval-language.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The JSON functions of eval, by Splunk's Search Reference: a path goes through `{}` to every element of an array, which yields an array's
 * text, and through `{0}` to one. What the manual leaves open (a path that leads nowhere, text that is no JSON, null in an array) is taken to
 * be no value.
 */
export const jsonFunctions: Readonly<Record<string, (...values: Value[]) => Value>> = {
  json_valid: (subject = null) => parse(textOf(subject)) !== undefined,
  json_extract: (subject = null, path = null) => {
    const json = parse(textOf(subject));
    return json === undefined ? null : toValue(at(json, steps(textOf(path))));
  },
  json_keys: (subject = null) => {
    const json = parse(textOf(subject));
    return isObject(json) ? JSON.stringify(Object.keys(json)) : null;
  },
  json_array_to_mv: (subject = null) => {
    const json = parse(textOf(subject));
    if (!Array.isArray(json)) return null;
    const values = (json as readonly Json[]).filter((each) => each !== null).map((each) => String(toValue(each)));
    return values.length > 1 ? values : (values[0] ?? null);
  },
};

function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  throw new Error(`JSON text is meant, not ${JSON.stringify(value)}`);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isObject(json: Json | undefined): json is { readonly [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function toValue(json: Json | undefined): Value {
  if (json === undefined || json === null) return null;
  return typeof json === 'object' ? JSON.stringify(json) : String(json);
}

function steps(path: string): readonly string[] {
  const read = [...path.matchAll(/([^.{}]+)|\{(\d*)\}/g)];
  if (read.length === 0) throw new Error(`no path: ${path}`);
  return read.map(([whole]) => whole);
}

function at(json: Json | undefined, [step, ...rest]: readonly string[]): Json | undefined {
  if (step === undefined) return json;
  if (!step.startsWith('{')) return isObject(json) && Object.hasOwn(json, step) ? at(json[step], rest) : undefined;
  if (!Array.isArray(json)) return undefined;
  const elements = json as readonly Json[];
  if (step !== '{}') return at(elements[Number(step.slice(1, -1))], rest);
  const found = elements.map((each) => at(each, rest)).filter((each) => each !== undefined);
  return found.length === 0 ? undefined : found;
}
