import { type Conf, classesOf, readConf, readCsv } from './conf-reader.js';
import { evaluate, toValues } from './eval-language.js';
import { type Node, parseEval } from './eval-syntax.js';
import { compile, type Expression } from './regular-expression.js';

/** A rendered app: path below the app's folder -> text. */
export type App = ReadonlyMap<string, string>;

export interface SplunkRecord {
  readonly raw: string;
  readonly sourcetype: string;
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

/** Takes a rendered app and a sourcetype, returns the function that shows a record as a search sees it; steps in Splunk's order. */
export function searchTime(app: App, sourcetype: string): (record: Omit<SplunkRecord, 'sourcetype'>) => Seen {
  const props = conf(app, 'props').get(sourcetype);
  if (props === undefined) throw new Error(`props.conf has no [${sourcetype}]`);
  if (props.get('KV_MODE') !== 'none') throw new Error('only KV_MODE = none is understood');
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
  return ({ raw, host }) => {
    const fields: Working = new Map([
      ['_raw', [raw]],
      ['host', [host]],
      ['sourcetype', [sourcetype]],
    ]);
    for (const step of steps) step(fields);
    const eventtypes = types.filter(([, fits]) => fits(fields)).map(([name]) => name);
    return { fields, eventtypes, tags: tagsOf(tags, eventtypes) };
  };
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
  const pairs = [...value.matchAll(/(\S+) AS (\S+)(?:\s+|(?![\s\S]))/gy)].map(([, from = '', to = '']) => [from, to] as const);
  if (pairs.map(([from, to]) => `${from} AS ${to}`).join(' ') !== value) throw new Error(`FIELDALIAS not understood: ${value}`);
  return (fields) => {
    for (const [from, to] of pairs) {
      const values = fields.get(from);
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

/** A search of terms that all must hold: `field=value`, `field=*`, each with NOT in front or without. */
function eventtype(search: string): (fields: Working) => boolean {
  const terms = [...search.matchAll(/(NOT )?([A-Za-z0-9_]+)=([^\s"*()]+|\*)(?:\s+|(?![\s\S]))/gy)];
  if (terms.map(([term]) => term).join('') !== search || terms.length === 0) throw new Error(`search not understood: ${search}`);
  return (fields) =>
    terms.every(([, not, name = '', value = '']) => {
      const values = fields.get(name) ?? [];
      const holds = value === '*' ? values.length > 0 : values.includes(value);
      return holds !== (not !== undefined);
    });
}

function tagsOf(tags: Conf, eventtypes: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const each of eventtypes) {
    for (const [tag, state] of tags.get(`eventtype=${each}`) ?? []) if (state === 'enabled') found.add(tag);
  }
  return [...found].sort();
}
