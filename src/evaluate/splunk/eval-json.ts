import { asValue, type Call, type EvalFunctions, ofValues, type Parameter } from './eval-function.js';
import { printNumber } from './eval-numbers.js';
import { type EvalContext, type Evaluate, isList, isNumber, textOf, type Value } from './eval-values.js';
import { isArray, isObject, type Json, JsonNumber, printJson, readJson } from './json-text.js';

const missing = 'a path that leads nowhere is NULL, which no document says';

/** JSON functions: Search Reference, "JSON functions". */
export const jsonFunctions: EvalFunctions = {
  json: { least: 1, most: 1, build: (call) => overJson(call, (json, text) => (json === undefined ? null : text)) },
  json_array: { least: 0, most: Number.POSITIVE_INFINITY, build: (call) => buildArray(call) },
  json_array_to_mv: { least: 1, most: 2, note: 'null among the elements is left out, which no document says', build: buildArrayToList },
  json_extract: { least: 1, most: Number.POSITIVE_INFINITY, note: missing, build: (call) => buildExtract(call, readPath) },
  json_extract_exact: { least: 1, most: Number.POSITIVE_INFINITY, note: missing, build: (call) => buildExtract(call, (key) => [key]) },
  json_keys: { least: 1, most: 1, build: buildKeys },
  json_object: { least: 0, most: Number.POSITIVE_INFINITY, build: buildObject },
  json_valid: { least: 1, most: 1, isCondition: true, build: (call) => overJson(call, (json) => json !== undefined) },
  mv_to_json_array: ofValues([1, 2], ([values = null, infer = false]) => printJson(elementsOf(values, infer === true)), {
    note: 'with true() as second parameter, JSON among the values is read as such',
  }),
  spath: { least: 2, most: 2, note: 'JSON only', build: buildSpath },
};

/** The JSON value of a text, read once for each record. */
function jsonOf(context: EvalContext, text: string): Json | undefined {
  const { lastJson } = context;
  // Most calls of a record ask for one and the same text.
  if (text === lastJson.text) return lastJson.json;
  const json = readOnce(context, text);
  lastJson.text = text;
  lastJson.json = json;
  return json;
}

function readOnce(context: EvalContext, text: string): Json | undefined {
  const known = context.json.get(text);
  if (known !== undefined || context.json.has(text)) return known;
  const json = readJson(text);
  context.json.set(text, json);
  return json;
}

function overJson(call: Call, calculate: (json: Json | undefined, text: string, context: EvalContext) => Value): Evaluate {
  const [subject] = call.parameters;
  return (context) => {
    const text = textIn(subject, context);
    return text === undefined ? null : calculate(jsonOf(context, text), text, context);
  };
}

/** The JSON of a parameter, read from its text where it is not at hand. */
function jsonIn(parameter: Parameter | undefined, context: EvalContext): Json | undefined {
  const { json } = parameter?.evaluate ?? {};
  const found = json === undefined ? textIn(parameter, context) : json(context);
  return typeof found === 'string' ? jsonOf(context, found) : found;
}

function buildKeys({ parameters: [subject] }: Call): Evaluate {
  const keys = (context: EvalContext): Json | undefined => {
    const json = jsonIn(subject, context);
    return isObject(json) ? [...json.keys()] : undefined;
  };
  return Object.assign((context: EvalContext) => toValue(keys(context), context), { json: keys });
}

function textIn(parameter: Parameter | undefined, context: EvalContext): string | undefined {
  const value = parameter?.evaluate(context) ?? null;
  return value === null ? undefined : textOf(value);
}

/** A step of a path: a member's name, an element's number, or every element. */
type Step = string | number | typeof EVERY;
const EVERY = Symbol('every element');

/** `a.b`, `{}` all elements, `{0}` one: Search Reference, json_extract. */
function readPath(path: string): readonly Step[] {
  return [...path.matchAll(/([^.{}]+)|\{(\d*)\}/g)].map(([, name, index]) => name ?? (index === '' ? EVERY : Number(index)));
}

function buildExtract(call: Call, read: (path: string) => readonly Step[]): Evaluate {
  const [subject, ...paths] = call.parameters;
  const [only] = paths;
  if (paths.length === 1 && only?.text !== undefined) return extractOne(call, read(only.text));
  const known = new Map<string, readonly Step[]>();
  const pathAt = (index: number, context: EvalContext): readonly Step[] | undefined => {
    const path = textIn(paths[index], context);
    if (path === undefined) return undefined;
    const before = known.get(path);
    if (before !== undefined) return before;
    const steps = read(path);
    // Few different paths come by, and a hostile record must not fill the memory with others.
    if (known.size < MOST_PATHS) known.set(path, steps);
    return steps;
  };
  return (context) => {
    const text = textIn(subject, context);
    const json = text === undefined ? undefined : jsonOf(context, text);
    if (json === undefined) return null;
    if (paths.length === 0) return toValue(json, context);
    if (paths.length === 1) {
      const path = pathAt(0, context);
      return path === undefined ? null : toValue(follow(json, path, 0), context);
    }
    const found: (Json | undefined)[] = [];
    for (let index = 0; index < paths.length; index += 1) {
      const path = pathAt(index, context);
      if (path === undefined) return null;
      found.push(follow(json, path, 0));
    }
    // Several paths yield an array of what they lead to.
    return printJson(found.map((each) => each ?? null));
  };
}

const MOST_PATHS = 1000;

/** The common case: one path, written in the expression. Calls that begin alike go the common part of their ways once for each record. */
function extractOne({ parameters: [subject], jsonPlaces }: Call, steps: readonly Step[]): Evaluate {
  const [last, before] = [steps.at(-1), steps.slice(0, -1)];
  if (subject === undefined) return () => null;
  const known = jsonPlaces.get(subject.evaluate);
  const whole = known ?? new JsonPlace((context) => jsonIn(subject, context));
  if (known === undefined) jsonPlaces.set(subject.evaluate, whole);
  // An element of a list, or all of them, is looked for by going the way to its end.
  const isNamed = before.every((step) => typeof step === 'string');
  if (typeof last !== 'string' || !isNamed) return yielding((context) => follow(whole.read(context), steps, 0));
  const parent = before.reduce<JsonPlace>((place, step) => place.member(step), whole);
  return yielding((context) => {
    const json = parent.read(context);
    return isObject(json) ? json.get(last) : undefined;
  });
}

function yielding(json: (context: EvalContext) => Json | undefined): Evaluate {
  const calculate: Evaluate = (context) => {
    const value = json(context);
    return typeof value === 'string' ? value : toValue(value, context);
  };
  return Object.assign(calculate, { json });
}

/** What stands at a path of JSON, looked for once for each record. */
export class JsonPlace {
  readonly #find: (context: EvalContext) => Json | undefined;
  readonly #members = new Map<string, JsonPlace>();
  #context: EvalContext | undefined;
  #generation = 0;
  #found: Json | undefined;

  constructor(find: (context: EvalContext) => Json | undefined) {
    this.#find = find;
  }

  read(context: EvalContext): Json | undefined {
    if (this.#context === context && this.#generation === context.generation) return this.#found;
    this.#found = this.#find(context);
    this.#context = context;
    this.#generation = context.generation;
    return this.#found;
  }

  member(name: string): JsonPlace {
    const known = this.#members.get(name);
    if (known !== undefined) return known;
    const made = new JsonPlace((context) => {
      const json = this.read(context);
      return isObject(json) ? json.get(name) : undefined;
    });
    this.#members.set(name, made);
    return made;
  }
}

function follow(json: Json | undefined, steps: readonly Step[], from: number): Json | undefined {
  let at = json;
  for (let index = from; index < steps.length; index += 1) {
    const step = steps[index];
    if (typeof step === 'string') at = isObject(at) ? at.get(step) : undefined;
    else if (!isArray(at)) return undefined;
    else if (typeof step === 'number') at = at[step];
    else return everyElement(at, steps, index + 1);
    if (at === undefined) return undefined;
  }
  return at;
}

function everyElement(elements: readonly Json[], steps: readonly Step[], from: number): Json | undefined {
  const found: Json[] = [];
  for (const each of elements) {
    const value = follow(each, steps, from);
    if (value !== undefined) found.push(value);
  }
  return found.length === 0 ? undefined : found;
}

/** Objects and arrays as their text, which is not read anew when it is asked for; null as NULL. */
function toValue(json: Json | undefined, context: EvalContext): Value {
  if (json === undefined || json === null) return null;
  if (typeof json === 'string') return json;
  if (json instanceof JsonNumber) return json.text;
  if (typeof json === 'boolean') return String(json);
  const text = printJson(json);
  context.json.set(text, json);
  return text;
}

function buildArrayToList(call: Call): Evaluate {
  const [subject] = call.parameters;
  return (context) => {
    const json = jsonIn(subject, context);
    if (!isArray(json)) return null;
    const list: string[] = [];
    for (const each of json) {
      const value = typeof each === 'string' ? each : textOf(toValue(each, context));
      if (value !== undefined) list.push(value);
    }
    return asValue(list);
  };
}

function buildSpath(call: Call): Evaluate {
  const [subject, path] = call.parameters;
  return (context) => {
    const text = textIn(subject, context);
    const steps = textIn(path, context);
    if (text === undefined || steps === undefined) return null;
    if (text.trimStart().startsWith('<')) return call.undecided(context, 'spath() over XML is not implemented');
    const json = jsonOf(context, text);
    const read = readPath(steps);
    const found = follow(json, read, 0);
    if (isArray(found) && read.includes(EVERY)) return asValue(found.flatMap((each) => textOf(toValue(each, context)) ?? []));
    return toValue(found, context);
  };
}

function buildArray(call: Call): Evaluate {
  const all = call.parameters.map(asElement);
  return (context) => printJson(all.map((each) => each(context)));
}

/** Names and values in turn. */
function buildObject(call: Call): Evaluate {
  const names = call.parameters.map((each) => each.evaluate);
  const values = call.parameters.map(asElement);
  if (names.length % 2 !== 0) return call.fault('json_object() takes pairs of a name and a value');
  return (context) => {
    const members = new Map<string, Json>();
    for (let at = 0; at < names.length; at += 2) {
      const name = textOf(names[at]?.(context) ?? null);
      if (name === undefined) return null;
      members.set(name, values[at + 1]?.(context) ?? null);
    }
    return printJson(members);
  };
}

const makesJson = new Set(['json', 'json_array', 'json_object', 'mv_to_json_array']);

/** A parameter that makes JSON is nested as such; every other text is text. */
function asElement({ evaluate, node }: Parameter): (context: EvalContext) => Json {
  const nested = node.kind === 'call' && makesJson.has(node.name);
  return (context) => {
    const value = evaluate(context);
    return nested && typeof value === 'string' ? (jsonOf(context, value) ?? value) : fromValue(value);
  };
}

function fromValue(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isNumber(value)) return new JsonNumber(printNumber(value));
  return isList(value) ? value : null;
}

function elementsOf(values: Value, infer: boolean): readonly Json[] {
  const texts = isList(values) ? values : [textOf(values) ?? ''];
  return texts.map((text) => (infer ? (readJson(text) ?? text) : text));
}
