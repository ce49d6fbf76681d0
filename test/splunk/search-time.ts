import { type Conf, classesOf, readConf, readCsv } from './conf-reader.js';
import { evaluate, toValues } from './eval-language.js';
import { type Node, parseEval } from './eval-syntax.js';
import { compile, type Expression } from './regular-expression.js';

/** A rendered app: path below the app's folder -> text. */
export type App = ReadonlyMap<string, string>;

/** Where records come from: what Splunk chooses their settings by. */
export interface Origin {
  readonly sourcetype: string;
  readonly source: string;
  readonly host: string;
}

/** What a search sees of a record. */
export interface Seen {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly eventtypes: readonly string[];
  readonly tags: readonly string[];
}

type Working = Map<string, readonly string[]>;
type Step = (fields: Working) => void;

/**
 * Takes a rendered app, or several that are installed together, and where records come from; returns the function that shows a record as a
 * search sees it; steps in Splunk's order.
 */
export function searchTime(installed: App | readonly App[], origin: Origin): (raw: string) => Seen {
  const app = Array.isArray(installed) ? together(installed) : (installed as App);
  const props = settingsOf(conf(app, 'props'), origin);
  if (![undefined, 'none'].includes(props.get('KV_MODE'))) throw new Error('only KV_MODE = none is understood');
  const transforms = conf(app, 'transforms');
  const steps: readonly Step[] = [
    ...classesOf(props, 'EXTRACT').map(([, value]) => extract(value)),
    ...classesOf(props, 'REPORT').flatMap(([, value]) => value.split(',').map((name) => report(stanza(transforms, name.trim())))),
    ...classesOf(props, 'FIELDALIAS').map(([, value]) => alias(value)),
    calculate(classesOf(props, 'EVAL')),
    ...classesOf(props, 'LOOKUP').map(([, value]) => lookup(app, transforms, value)),
  ];
  const types = [...conf(app, 'eventtypes')].map(([name, settings]) => [name, eventtype(settings.get('search') ?? '')] as const);
  const tags = conf(app, 'tags');
  return (raw) => {
    const fields: Working = new Map([['_raw', [raw]], ...Object.entries(origin).map(([name, value]) => [name, [value]] as const)]);
    for (const step of steps) step(fields);
    const eventtypes = types.filter(([, fits]) => fits(fields)).map(([name]) => name);
    return { fields, eventtypes, tags: tagsOf(tags, eventtypes) };
  };
}

/** Several apps as one: what two of them say of the same setting is for nobody to say. */
function together(apps: readonly App[]): App {
  const joined = new Map<string, string>();
  const owner = new Map<string, string>();
  for (const app of apps) {
    for (const [path, content] of app) {
      if (!path.endsWith('.conf')) joined.set(path, content);
      else joined.set(path, `${joined.get(path) ?? ''}\n${content}`);
      if (!path.endsWith('.conf')) continue;
      for (const [name, settings] of readConf(content)) {
        for (const key of settings.keys()) {
          const setting = `${path} [${name}] ${key}`;
          if (owner.has(setting)) throw new Error(`two apps have ${setting}`);
          owner.set(setting, path);
        }
      }
    }
  }
  return joined;
}

/** The settings of all stanzas that apply: a source beats a sourcetype, a literal beats a pattern, and of patterns the first in ASCII order. */
export function settingsOf(props: Conf, { sourcetype, source }: Pick<Origin, 'sourcetype' | 'source'>): ReadonlyMap<string, string> {
  const ranked = [...props]
    .map(([name, settings]) => ({ name, settings, rank: rankOf(name, sourcetype, source) }))
    .filter((each) => each.rank > 0)
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? 1 : -1));
  return new Map(ranked.flatMap(({ settings }) => [...settings]));
}

function rankOf(name: string, sourcetype: string, source: string): number {
  if (!name.startsWith('source::')) return name === sourcetype ? 1 : 0;
  const pattern = name.slice('source::'.length);
  if (pattern === source) return 3;
  return sourcePattern(pattern).test(source) ? 2 : 0;
}

/** `...` is any text, `*` any text without a separator of paths, a dot is a dot; the rest is a regular expression of the whole name. */
function sourcePattern(pattern: string): RegExp {
  const source = pattern.replace(/\.\.\.|[*.]/g, (token) => ({ '...': '.*', '*': '[^/\\\\]*', '.': '\\.' })[token] ?? token);
  return new RegExp(`^(?:${source})$`);
}

function conf(app: App, name: string): Conf {
  return readConf(text(app, `default/${name}.conf`));
}

function text(app: App, path: string): string {
  const found = app.get(path);
  if (found === undefined) throw new Error(`the app has no ${path}`);
  return found;
}

function stanza(all: Conf, name: string): ReadonlyMap<string, string> {
  const found = all.get(name);
  if (found === undefined) throw new Error(`transforms.conf has no [${name}]`);
  return found;
}

/** Splunk trims what it extracts; an empty value makes no field. */
function trimmed(value: string | undefined): string {
  return (value ?? '').replace(/^[\t\n\v\f\r ]+/, '').replace(/[\t\n\v\f\r ]+$/, '');
}

function extract(value: string): Step {
  const inField = /^(.*) in ([A-Za-z0-9_]+)$/s.exec(value);
  const source = inField?.[2] ?? '_raw';
  const regex = compile(inField?.[1] ?? value, true);
  if (regex.names.length === 0) throw new Error(`EXTRACT without a named group: ${value}`);
  return (fields) => {
    const match = regex.firstMatch(one(fields, source) ?? '');
    for (const [name, group] of Object.entries(match?.named ?? {})) {
      if (trimmed(group) === '') continue;
      if (fields.has(name)) throw new Error(`two extractions of ${name}: nobody says which one counts`);
      fields.set(name, [trimmed(group)]);
    }
  };
}

/** The one value of a field; a regular expression on several values is documented nowhere. */
function one(fields: Working, name: string): string | undefined {
  const values = fields.get(name) ?? [];
  if (values.length > 1) throw new Error(`${name} has ${values.length} values where one is meant`);
  return values[0];
}

function report(settings: ReadonlyMap<string, string>): Step {
  const regex = compile(settings.get('REGEX') ?? '');
  const source = settings.get('SOURCE_KEY') ?? '_raw';
  const append = settings.get('MV_ADD') === 'true';
  const format = settings.get('FORMAT');
  if (format !== undefined && format !== '$1::$2') throw new Error(`FORMAT = ${format} is not understood`);
  if (format !== undefined && regex.groups !== 2) throw new Error(`FORMAT = ${format} with ${regex.groups} groups`);
  const add = (fields: Working, name: string, group: string | undefined) => {
    const value = trimmed(group);
    const before = fields.get(name);
    if (value === '' || name === '' || (before !== undefined && !append)) return;
    fields.set(name, [...(before ?? []), value]);
  };
  return (fields) => {
    const subject = one(fields, source);
    if (subject === undefined) return;
    if (format === undefined) return reportNamed(regex, subject, (name, value) => add(fields, name, value));
    for (const { groups } of regex.allMatches(subject)) add(fields, cleanKey(groups[1] ?? ''), groups[2]);
  };
}

function reportNamed(regex: Expression, subject: string, add: (name: string, value: string | undefined) => void): void {
  for (const [name, value] of Object.entries(regex.firstMatch(subject)?.named ?? {})) add(name, value);
}

/** CLEAN_KEYS: what is no letter or digit becomes `_`; `_` and digits in front go away. */
function cleanKey(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '_').replace(/^[_0-9]+/, '');
}

function alias(value: string): Step {
  const pairs = [...value.matchAll(/(\S+) (AS|ASNEW) (\S+)(?:\s+|(?![\s\S]))/gy)].map(
    ([, from = '', how = '', to = '']) => [from, how, to] as const,
  );
  if (pairs.map((each) => each.join(' ')).join(' ') !== value) throw new Error(`FIELDALIAS not understood: ${value}`);
  return (fields) => {
    for (const [from, how, to] of pairs) {
      const values = fields.get(from);
      if (how === 'ASNEW' && (values === undefined || fields.has(to))) continue;
      if (values === undefined) fields.delete(to);
      else fields.set(to, values);
    }
  };
}

function calculate(expressions: readonly (readonly [string, string])[]): Step {
  const parsed: readonly (readonly [string, Node])[] = expressions.map(([name, value]) => [name, parseEval(value)]);
  return (fields) => {
    const before = new Map(fields);
    for (const [name, tree] of parsed) {
      const values = valuesOf(name, tree, before);
      if (values.length === 0) fields.delete(name);
      else fields.set(name, values);
    }
  };
}

function valuesOf(name: string, tree: Node, before: Working): readonly string[] {
  try {
    return toValues(evaluate(tree, before));
  } catch (error) {
    throw new Error(`EVAL-${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface Column {
  readonly column: string;
  readonly field: string;
}

function columns(value: string): readonly Column[] {
  const words = value.trim().split(/[\s,]+/);
  const all: Column[] = [];
  for (let at = 0; at < words.length; ) {
    const column = words[at] ?? '';
    const renamed = words[at + 1] === 'AS';
    all.push({ column, field: renamed ? (words[at + 2] ?? '') : column });
    at += renamed ? 3 : 1;
  }
  return all;
}

function lookup(app: App, transforms: Conf, value: string): Step {
  const parts = /^(\S+) (.+?) (OUTPUT|OUTPUTNEW) (.+)$/.exec(value);
  if (parts === null) throw new Error(`LOOKUP not understood: ${value}`);
  const [, name = '', inputText = '', mode = '', outputText = ''] = parts;
  const settings = stanza(transforms, name);
  if (settings.get('max_matches') !== '1') throw new Error(`[${name}] may yield several rows`);
  const rows = readCsv(text(app, `lookups/${settings.get('filename')}`));
  const [input, ...others] = columns(inputText);
  const outputs = columns(outputText);
  if (input === undefined || others.length > 0) throw new Error(`LOOKUP with ${others.length + 1} keys: ${value}`);
  for (const { column } of [input, ...outputs]) {
    if (rows[0]?.[column] === undefined) throw new Error(`${settings.get('filename')} has no column ${column}`);
  }
  const byKey = new Map([...rows].reverse().map((row) => [row[input.column] ?? '', row] as const));
  return (fields) => {
    const key = one(fields, input.field);
    if (key === undefined) return;
    const row = byKey.get(key);
    for (const { column, field } of outputs) setOutput(fields, field, row?.[column] ?? '', mode);
  };
}

function setOutput(fields: Working, field: string, cell: string, mode: string): void {
  if (mode === 'OUTPUTNEW' && fields.has(field)) return;
  if (cell === '') fields.delete(field);
  else fields.set(field, [cell]);
}

/** A search of terms that all must hold: `field=value`, `field=*`, `field IN (a, b*)`, each with NOT in front or without. */
export function eventtype(search: string): (fields: Seen['fields']) => boolean {
  const terms = [...search.matchAll(/(NOT )?([A-Za-z0-9_]+)(?:=([^\s"()]+)| IN \(([^"()]+)\))(?:\s+|(?![\s\S]))/gy)];
  if (terms.map(([term]) => term).join('') !== search || terms.length === 0) throw new Error(`search not understood: ${search}`);
  return (fields) =>
    terms.every(([, not, name = '', value, list]) => {
      const values = fields.get(name) ?? [];
      const wanted = (list?.split(/,\s*/) ?? [value ?? '']).map(wildcards);
      return values.some((each) => wanted.some((one) => one.test(each))) !== (not !== undefined);
    });
}

/** `*` in the value of a search is any text. */
function wildcards(value: string): RegExp {
  const source = value.replace(/[.*+?^${}()|[\]\\]/g, (token) => (token === '*' ? '[\\s\\S]*' : `\\${token}`));
  return new RegExp(`^${source}$`, 'u');
}

function tagsOf(tags: Conf, eventtypes: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const each of eventtypes) {
    for (const [tag, state] of tags.get(`eventtype=${each}`) ?? []) if (state === 'enabled') found.add(tag);
  }
  return [...found].sort();
}
