import Handlebars from 'handlebars';
import { dump, load } from 'js-yaml';
import { parse, stringify } from 'yaml';

/** One value for a variable of a template; text of type `yaml` becomes what it says. */
export interface FleetValue {
  readonly type: string;
  readonly value: unknown;
}

/** A template filled in: what Elastic Agent is told, or why Fleet refuses. */
export type FilledTemplate =
  | { readonly settings: Readonly<Record<string, unknown>>; readonly fault?: undefined }
  | { readonly settings?: undefined; readonly fault: TemplateFault };

export interface TemplateFault {
  readonly kind: 'template' | 'yaml';
  readonly message: string;
  /** Line of the template, counted from 1, where it is known. */
  readonly line: number | undefined;
}

/** What a template asks for: a helper that it calls, or a variable. */
export interface TemplateName {
  readonly kind: 'helper' | 'variable';
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** Fleet of older Kibanas reads filled in templates by one library and that of newer ones by another, and each escapes texts for its own. */
interface Generation {
  readonly escapeString: (text: string) => string;
  readonly escapeLines: (text: string) => string;
  readonly print: (value: unknown) => string;
  /** What is done to a filled in template around the insertion of values of type `yaml`. */
  readonly before: (text: string) => string;
  readonly after: (text: string) => string;
  readonly read: (text: string) => unknown;
  /** Line of an error of the library, counted from 1. */
  readonly lineOf: (error: unknown) => number | undefined;
}

// Fleet doubles line ends. That version of the library only warns where the next line is indented too little, and takes the blanks before a
// line for nothing; ours refuses, so they are written.
const doubled = `\n\n${' '.repeat(80)}`;

const jsYaml: Generation = {
  escapeString: (text) => `'${text.replaceAll("'", "''").replaceAll('\n', doubled)}'`,
  escapeLines: (text) => text.replaceAll("'", "''").replaceAll('\n', doubled),
  print: (value) => dump(value),
  before: (text) => text,
  after: withLists,
  // An empty text is nothing, which the library of this version refuses and that of Fleet does not.
  read: (text) => (/^\s*(?:#.*\s*)*$/.test(text) ? null : load(text)),
  lineOf: (error) => {
    const mark: unknown = error instanceof Error && 'mark' in error ? error.mark : undefined;
    return typeof mark === 'object' && mark !== null && 'line' in mark && typeof mark.line === 'number' ? mark.line + 1 : undefined;
  },
};

const yaml: Generation = {
  escapeString: (text) =>
    text.includes('\n')
      ? `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
      : `'${text.replaceAll("'", "''")}'`,
  escapeLines: (text) => text.replaceAll('\n ', '\n').replaceAll("'", "''").replaceAll('\n', '\\n'),
  print: (value) => stringify(value, { collectionStyle: 'block', lineWidth: 0 }),
  // Between double quotes, n line ends become n-1 written ones.
  before: (text) => text.replace(/"(?:[^"\\]|\\[\s\S])*"/g, (quoted) => quoted.replace(/\n+/g, (ends) => '\\n'.repeat(ends.length - 1))),
  after: withLists,
  read: (text) => parse(text) as unknown,
  lineOf: (error) => {
    const places: unknown = error instanceof Error && 'linePos' in error ? error.linePos : undefined;
    const first: unknown = Array.isArray(places) ? places[0] : undefined;
    return typeof first === 'object' && first !== null && 'line' in first && typeof first.line === 'number' ? first.line : undefined;
  },
};

// A list in brackets at the beginning of a line belongs to the key of the line before: older Kibanas read it so, newer ones move it there.
function withLists(text: string): string {
  return text.replace(/^(\S[^\n]*:)\s*\n(\[.*\]|\{.*\})\s*$/gm, '$1 $2');
}

/** A template of an agent's stream as Fleet sees it. Fleet's own helpers are known and no others; unknown variables are empty. */
export class FleetTemplate {
  readonly #source: string;
  readonly #compiled = new Map<Generation, (variables: Variables) => string>();
  readonly #texts = new Map<Generation, Map<string, unknown>>();

  constructor(source: string) {
    this.#source = source;
  }

  /** Fills in the template and reads it as every supported Kibana would; the settings are those of the newest. */
  fill(values: Readonly<Record<string, FleetValue>>): FilledTemplate {
    const older = this.#fillAs(jsYaml, values);
    return older.fault === undefined ? this.#fillAs(yaml, values) : older;
  }

  /** The names that the template asks for, in order; or its fault, where it is no Handlebars. */
  names(): { readonly names: readonly TemplateName[]; readonly fault?: TemplateFault } {
    try {
      return { names: [...namesOf(Handlebars.parse(this.#source).body)] };
    } catch (error) {
      return { names: [], fault: templateFault(error) };
    }
  }

  #fillAs(generation: Generation, values: Readonly<Record<string, FleetValue>>): FilledTemplate {
    try {
      const { variables, insertions } = variablesOf(generation, values);
      const filled = this.#compile(generation)(variables);
      return this.#read(generation, inserted(generation, generation.before(filled), insertions), insertions, variables);
    } catch (error) {
      if (error instanceof Unreadable) return { fault: { kind: 'yaml', message: error.message, line: undefined } };
      return { fault: templateFault(error) };
    }
  }

  #compile(generation: Generation): (variables: Variables) => string {
    const known = this.#compiled.get(generation) ?? environmentOf(generation).compile<Variables>(this.#source, { noEscape: true });
    this.#compiled.set(generation, known);
    return known;
  }

  #read(generation: Generation, text: string, insertions: Insertions, variables: Variables): FilledTemplate {
    try {
      const read = this.#readOnce(generation, text);
      if (typeof read !== 'object' || read === null) throw new Error('it says nothing');
      return { settings: withTexts(withInsertions(read, insertions) as Record<string, unknown>, variables) };
    } catch (error) {
      const line = generation.lineOf(error);
      return { fault: { kind: 'yaml', message: firstLine(error), line: line === undefined ? undefined : this.#lineOf(text, line) } };
    }
  }

  // Many values of variables make the same text, and reading it is most of the work.
  #readOnce(generation: Generation, text: string): unknown {
    const known = this.#texts.get(generation) ?? new Map<string, unknown>();
    this.#texts.set(generation, known);
    if (!known.has(text)) known.set(text, generation.read(text));
    return known.get(text);
  }

  // Of the filled in text only its lines are known; the line of the template with the same key is meant, or the nearest before it.
  #lineOf(text: string, line: number): number | undefined {
    const keys = text.split('\n').slice(0, line).map(keyOf);
    const own = this.#source.split('\n').map(keyOf);
    for (let at = keys.length - 1; at >= 0; at--) {
      const key = keys[at];
      if (key === undefined) continue;
      const which = keys.slice(0, at).filter((each) => each === key).length;
      const places = own.flatMap((each, index) => (each === key ? [index + 1] : []));
      if (places.length > 0) return places[which] ?? places.at(-1);
    }
    return undefined;
  }
}

function keyOf(line: string): string | undefined {
  return /^[\s-]*([A-Za-z_][\w.]*:)/.exec(line)?.[1];
}

type Variables = Readonly<Record<string, unknown>>;
type Insertions = ReadonlyMap<string, unknown>;

/** A value of type `yaml` that is none. */
class Unreadable extends Error {}

function variablesOf(
  generation: Generation,
  values: Readonly<Record<string, FleetValue>>,
): { readonly variables: Variables; readonly insertions: Insertions } {
  const variables: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const insertions = new Map<string, unknown>();
  for (const [name, { type, value }] of Object.entries(values)) {
    if (type !== 'yaml') {
      put(variables, name, value);
      continue;
    }
    const mark = `##${name}##`;
    const isEmpty = value === undefined || value === null || value === '';
    put(variables, name, isEmpty ? null : `"${mark}"`);
    insertions.set(mark, isEmpty ? null : readValue(generation, name, String(value)));
  }
  return { variables, insertions };
}

function readValue(generation: Generation, name: string, text: string): unknown {
  try {
    return generation.read(text);
  } catch (error) {
    throw new Unreadable(`the value of ${name} is no YAML: ${firstLine(error)}`);
  }
}

// `a.b` is the member b of a.
function put(variables: Record<string, unknown>, name: string, value: unknown): void {
  const steps = name.split('.');
  const last = steps.pop() ?? '';
  let place = variables;
  for (const step of steps) {
    place[step] ??= Object.create(null);
    place = place[step] as Record<string, unknown>;
  }
  place[last] = value;
}

// A value of type `yaml` at the beginning of a line is written there; behind a key it takes the place of its mark once all is read.
function inserted(generation: Generation, text: string, insertions: Insertions): string {
  let result = text;
  for (const [mark, value] of insertions) {
    const place = new RegExp(`^"${mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"`, 'gm');
    result = result.replace(place, () => (value ? generation.print(value) : ''));
  }
  return insertions.size === 0 ? result : generation.after(result);
}

function withInsertions(value: unknown, insertions: Insertions): unknown {
  if (typeof value === 'string') return insertions.has(value) ? insertions.get(value) : value;
  if (Array.isArray(value)) return value.map((each) => withInsertions(each, insertions));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withInsertions(each, insertions)]));
}

// An empty text that a template writes without quotes is read as nothing; Fleet makes it a text again.
function withTexts(settings: Record<string, unknown>, variables: Variables): Readonly<Record<string, unknown>> {
  const isBlank = (value: unknown) => typeof value === 'string' && value.trim() === '';
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, value === null && isBlank(variables[key]) ? '' : value]));
}

const builtIn = ['if', 'unless', 'each', 'with', 'lookup', 'log'] as const;
const ownHelpers = ['contains', 'escape_string', 'escape_multiline_string', 'to_json', 'url_encode'] as const;

/** Helpers that a template may call: those of Handlebars and those of Fleet. */
export const fleetHelpers: readonly string[] = [...builtIn, ...ownHelpers];

function environmentOf(generation: Generation): typeof Handlebars {
  const environment = Handlebars.create();
  const helpers: Readonly<Record<(typeof ownHelpers)[number], Handlebars.HelperDelegate>> = {
    contains: containsHelper,
    escape_string: (text: unknown) => escaped('escape_string', generation.escapeString, text),
    escape_multiline_string: (text: unknown) => escaped('escape_multiline_string', generation.escapeLines, text),
    to_json: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
    url_encode: (value: unknown) =>
      encodeURIComponent(String(value)).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`),
  };
  environment.registerHelper(helpers);
  return environment;
}

function containsHelper(this: unknown, item: unknown, within: unknown, options: unknown): unknown {
  const isWithin =
    (Array.isArray(within) && within.includes(item)) || (typeof within === 'string' && typeof item === 'string' && within.includes(item));
  if (!isWithin) return '';
  const block: unknown = typeof options === 'object' && options !== null && 'fn' in options ? options.fn : undefined;
  return typeof block === 'function' ? (block as (context: unknown) => string)(this) : true;
}

// Fleet calls methods of texts: any other value ends in an error.
function escaped(helper: string, escaping: (text: string) => string, text: unknown): string | undefined {
  if (!text) return undefined;
  if (typeof text !== 'string') throw new Error(`${helper} takes a text, not ${Array.isArray(text) ? 'a list' : `a ${typeof text}`}`);
  return escaping(text);
}

function templateFault(error: unknown): TemplateFault {
  const line: unknown = error instanceof Error && 'lineNumber' in error ? error.lineNumber : undefined;
  const parsed = /^Parse error on line (\d+)/.exec(firstLine(error))?.[1];
  return {
    kind: 'template',
    message: firstLine(error),
    line: parsed !== undefined ? Number(parsed) : typeof line === 'number' ? line : undefined,
  };
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}

/**
 * Yields what statements ask for. Inside of `each` and `with` variables are members of what is looped over: those are not told. Neither is a
 * variable whose absence the template asks for by `if`: one text may serve several inputs.
 */
function* namesOf(statements: readonly hbs.AST.Node[], guarded: readonly string[] = []): Generator<TemplateName> {
  for (const each of statements) {
    const helper = isBlock(each) ? pathOf(each.path) : undefined;
    const asked = helper === 'if' || helper === 'unless' ? (each as hbs.AST.BlockStatement).params.flatMap((one) => pathOf(one) ?? []) : [];
    const known = [...guarded, ...asked];
    if (isCall(each)) yield* [...namesOfCall(each)].filter(({ kind, name }) => kind === 'helper' || !known.includes(name));
    if (!isBlock(each)) continue;
    const changesContext = helper === 'each' || helper === 'with';
    const inner = each.program === undefined ? [] : [...namesOf(each.program.body, known)];
    yield* changesContext ? inner.filter(({ kind }) => kind === 'helper') : inner;
    if (each.inverse !== undefined) yield* namesOf(each.inverse.body, known);
  }
}

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement';
}

function isCall(node: hbs.AST.Node): node is Call {
  return isBlock(node) || node.type === 'MustacheStatement' || node.type === 'SubExpression';
}

function* namesOfCall(call: Call): Generator<TemplateName> {
  const isHelper = call.params.length > 0 || call.type === 'SubExpression';
  yield* nameOf(call.path, isHelper ? 'helper' : 'variable');
  for (const each of [...call.params, ...(call.hash?.pairs ?? []).map((pair) => pair.value)]) {
    if (isCall(each)) yield* namesOfCall(each);
    else yield* nameOf(each, 'variable');
  }
}

function* nameOf(node: hbs.AST.Node, kind: TemplateName['kind']): Generator<TemplateName> {
  const name = pathOf(node);
  if (name === undefined || name === '') return;
  yield { kind, name, line: node.loc.start.line, column: node.loc.start.column + 1 };
}

/** The variable or helper that a path names; undefined for literals and for `@index` and the like. */
function pathOf(node: hbs.AST.Node): string | undefined {
  if (node.type !== 'PathExpression') return undefined;
  const path = node as hbs.AST.PathExpression;
  return path.data ? undefined : path.parts.join('.');
}
