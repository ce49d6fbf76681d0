import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import type { Budget } from '../budget.js';
import { compileExpression, type Expression, type Match } from '../regex/expression.js';
import type { Setting, Settings, Stanza } from './conf-file.js';
import type { Fields } from './eval-values.js';
import { type Assignment, ingestEval, type Undecided } from './ingest-eval.js';
import { isTrue } from './reports.js';
import { splunkCodes } from './splunk-codes.js';

/** A record while it is indexed. Transforms change it in place. */
export interface ArrivingRecord {
  raw: string;
  /** Seconds since 1970. */
  time: number | null;
  /** What no document decides of the time. */
  undecidedOfTime: readonly string[];
  host: string;
  source: string;
  sourcetype: string;
  /** `nullQueue` throws the record away. */
  queue: string;
  /** Fields that are stored with the record. */
  readonly fields: Map<string, readonly string[]>;
  /** The record once more, as one of another sourcetype. */
  clone(sourcetype: string): ArrivingRecord;
}

/** Takes a record and returns it with its clones; what no document decides is told. */
export type IndexStep = (record: ArrivingRecord, undecided: Undecided, budget: Budget | undefined) => readonly ArrivingRecord[];

/** Keys of a transforms.conf stanza that a TRANSFORMS reads, and how far: transforms.conf.spec. */
export const indexTransformKeys: Readonly<Record<string, string | undefined>> = {
  REGEX: undefined,
  FORMAT: 'without FORMAT only one that writes no field is implemented',
  DEST_KEY: 'the destinations that are listed',
  SOURCE_KEY: 'the sources that are listed',
  DEFAULT_VALUE: undefined,
  WRITE_META: undefined,
  REPEAT_MATCH: undefined,
  LOOKAHEAD: 'counted in characters',
  CLONE_SOURCETYPE: undefined,
  INGEST_EVAL: 'see eval functions; assignments see those before them; no types in brackets',
};

/** What a key of a record is to transforms: how it is read, and what writing it does. */
interface RecordKey {
  read(record: ArrivingRecord): string;
  write(record: ArrivingRecord, value: string): void;
}

type Named = 'host' | 'source' | 'sourcetype';

/** `MetaData:Host` and its like hold the value with its name in front. */
function metadata(name: Named): RecordKey {
  const prefix = `${name}::`;
  return {
    read: (record) => prefix + record[name],
    write: (record, value) => {
      record[name] = value.startsWith(prefix) ? value.slice(prefix.length) : value;
    },
  };
}

/** Where a record goes is nothing that a search sees. */
const unseen: RecordKey = { read: () => '', write: () => {} };

/** SOURCE_KEY and DEST_KEY: transforms.conf.spec, "KEYS". */
const recordKeys: Readonly<Record<string, RecordKey>> = {
  _raw: {
    read: (record) => record.raw,
    write: (record, value) => {
      record.raw = value;
    },
  },
  queue: {
    read: (record) => record.queue,
    write: (record, value) => {
      record.queue = value;
    },
  },
  _meta: {
    read: (record) => [...record.fields].flatMap(([name, values]) => values.map((value) => `${name}::${value}`)).join(' '),
    write: (record, value) => {
      record.fields.clear();
      addMeta(record, value);
    },
  },
  'MetaData:Host': metadata('host'),
  'MetaData:Source': metadata('source'),
  'MetaData:Sourcetype': metadata('sourcetype'),
  '_MetaData:Index': unseen,
  _TCP_ROUTING: unseen,
  _SYSLOG_ROUTING: unseen,
  _INDEX_AND_FORWARD_ROUTING: unseen,
};

/** Names of the keys that transforms read and write. */
export const indexRecordKeys: readonly string[] = Object.keys(recordKeys);

/** Adds the `name::value` pairs of a text to the fields; a value in quotes may hold blanks. */
function addMeta(record: ArrivingRecord, text: string): void {
  for (const [, name = '', quoted, plain] of text.matchAll(/([^\s:"]+)::(?:"((?:[^"\\]|\\[\s\S])*)"|(\S*))/g)) {
    const value = quoted?.replace(/\\([\s\S])/g, '$1') ?? plain ?? '';
    if (value !== '') record.fields.set(name, [...(record.fields.get(name) ?? []), value]);
  }
}

/** Makes a step of a name in TRANSFORMS or RULESET; undefined, with a finding, where it cannot be evaluated. */
export function indexTransform(
  stanza: Stanza,
  findings: Finding[],
  cloned: ((record: ArrivingRecord) => readonly ArrivingRecord[]) | undefined,
): IndexStep | undefined {
  const { settings } = stanza;
  const refuse = (message: string, at: Setting | undefined) => {
    findings.push(finding(splunkCodes['splunk-refused'], { message, span: at?.placed.span() ?? stanza.place }));
    return undefined;
  };
  const stop = settings.get('STOP_PROCESSING_IF');
  if (stop !== undefined) return refuse('STOP_PROCESSING_IF is not implemented', stop);
  const ingest = settings.get('INGEST_EVAL');
  if (ingest !== undefined) return ingestStep(ingest, findings);
  const regex = settings.get('REGEX');
  if (regex === undefined) return refuse(`[${stanza.name}] has neither REGEX nor INGEST_EVAL`, undefined);
  const { expression, refused } = compileExpression(regex.value, 'pcre2');
  if (expression === undefined) {
    const span = regex.placed.span(refused.at);
    findings.push(finding(splunkCodes['splunk-refused'], { message: `the regular expression has ${refused.what}`, span }));
    return undefined;
  }
  const writing = writingOf(stanza, expression, refuse);
  const source = sourceOf(settings.get('SOURCE_KEY'));
  if (writing === undefined) return undefined;
  if (source === undefined)
    return refuse(`SOURCE_KEY = ${settings.get('SOURCE_KEY')?.value} is not implemented`, settings.get('SOURCE_KEY'));
  return regexStep({ settings, expression, source, writing, place: regex.place, cloned });
}

/** Makes the text that FORMAT describes of a match. */
type Format = (match: Match, before: string) => string;

/** What a match writes, and what is written without one. */
interface Writing {
  readonly format: Format;
  readonly otherwise: string | undefined;
  readonly key: RecordKey | undefined;
}

function writingOf(
  stanza: Stanza,
  expression: Expression,
  refuse: (message: string, at: Setting | undefined) => undefined,
): Writing | undefined {
  const { settings } = stanza;
  const [format, dest] = [settings.get('FORMAT'), settings.get('DEST_KEY')];
  const writesMeta = isTrue(settings.get('WRITE_META'), false);
  if (dest === undefined && !writesMeta)
    return refuse(`[${stanza.name}] has neither DEST_KEY nor WRITE_META = true: it writes nothing`, undefined);
  if (dest !== undefined && !Object.hasOwn(recordKeys, dest.value)) return refuse(`DEST_KEY = ${dest.value} is not implemented`, dest);
  if (format === undefined && expression.names.size > 0)
    return refuse('named groups without FORMAT at index time are not documented', undefined);
  const text = format?.value ?? `${stanza.name}::$1`;
  const highest = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits)));
  if (highest > expression.groupCount)
    return refuse(`FORMAT has $${highest}, but REGEX has ${expression.groupCount} groups: documents differ about it`, format);
  return {
    format: formatOf(text, writesMeta && dest === undefined),
    otherwise: settings.get('DEFAULT_VALUE')?.value,
    key: dest === undefined ? undefined : recordKeys[dest.value],
  };
}

function formatOf(text: string, isMeta: boolean): Format {
  const parts = text.split(/(\$\d+)/).map((part) => (/^\$\d+$/.test(part) ? Number(part.slice(1)) : part));
  return (match, before) =>
    parts
      .map((part) => {
        if (typeof part === 'string') return part;
        const value = part === 0 ? before : (match.groups[part] ?? '');
        // A group's blanks and quotes are the field's, not the pairs'.
        return isMeta && part > 0 && /[\s"\\]/.test(value) ? quoted(value) : value;
      })
      .join('');
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** `fields:a,b` reads stored fields, with blanks between. */
function sourceOf(setting: Setting | undefined): ((record: ArrivingRecord) => string) | undefined {
  if (setting === undefined) return (record) => record.raw;
  if (Object.hasOwn(recordKeys, setting.value)) return recordKeys[setting.value]?.read;
  const [, list] = /^fields?:(.+)$/.exec(setting.value) ?? [];
  const names = list?.split(',').map((each) => each.trim());
  return names === undefined ? undefined : (record) => names.flatMap((name) => record.fields.get(name)?.slice(0, 1) ?? []).join(' ');
}

interface RegexStep {
  readonly settings: Settings;
  readonly expression: Expression;
  readonly source: (record: ArrivingRecord) => string;
  readonly writing: Writing;
  readonly place: Span;
  /** What becomes of a clone; undefined where nothing is cloned. */
  readonly cloned: ((record: ArrivingRecord) => readonly ArrivingRecord[]) | undefined;
}

const usualLookahead = 4096;

function regexStep({ settings, expression, source, writing, place, cloned }: RegexStep): IndexStep {
  const lookahead = Number(settings.get('LOOKAHEAD')?.value ?? usualLookahead);
  const repeats = isTrue(settings.get('REPEAT_MATCH'), false) && settings.get('DEST_KEY')?.value !== '_raw';
  const sourcetype = settings.get('CLONE_SOURCETYPE')?.value ?? '';
  const isMeta = writing.key === undefined;
  return (record, _undecided, budget) => {
    if (budget !== undefined) budget.at = place;
    const text = source(record).slice(0, lookahead);
    const matches = repeats ? [...expression.matches(text)] : [expression.match(text)].filter((each) => each !== undefined);
    if (cloned !== undefined) {
      if (matches.length === 0) return [record];
      const other = record.clone(sourcetype);
      for (const match of matches) write(other, match, writing, isMeta);
      return [record, ...cloned(other)];
    }
    for (const match of matches) write(record, match, writing, isMeta);
    if (matches.length === 0 && writing.otherwise !== undefined) put(record, writing.otherwise, writing.key);
    return [record];
  };
}

function write(record: ArrivingRecord, match: Match, { format, key }: Writing, isMeta: boolean): void {
  put(record, format(match, isMeta ? '' : (key?.read(record) ?? '')), key);
}

function put(record: ArrivingRecord, value: string, key: RecordKey | undefined): void {
  if (key === undefined) addMeta(record, value);
  else key.write(record, value);
}

/** What INGEST_EVAL can assign beside fields: transforms.conf.spec. */
const assignable: Readonly<Record<string, (record: ArrivingRecord, value: string | undefined) => void>> = {
  _raw: (record, value) => {
    record.raw = value ?? '';
  },
  _time: (record, value) => {
    const seconds = Number(value ?? Number.NaN);
    record.time = Number.isFinite(seconds) ? seconds : null;
  },
  queue: (record, value) => {
    record.queue = value ?? record.queue;
  },
  index: () => {},
  host: (record, value) => {
    record.host = value ?? record.host;
  },
  source: (record, value) => {
    record.source = value ?? record.source;
  },
  sourcetype: (record, value) => {
    record.sourcetype = value ?? record.sourcetype;
  },
};

function ingestStep(setting: Setting, findings: Finding[]): IndexStep | undefined {
  const compiled = ingestEval(setting.placed);
  findings.push(...compiled.findings);
  if (compiled.assignments.length === 0) return undefined;
  return (record, undecided, budget) => {
    for (const assignment of compiled.assignments) {
      if (budget !== undefined) budget.at = assignment.place;
      assign(record, assignment, undecided);
    }
    return [record];
  };
}

function assign(record: ArrivingRecord, { field, sign, evaluate }: Assignment, undecided: Undecided): void {
  const seen = new SeenFields(record);
  const values = evaluate(seen, undecided);
  const name = field.replace(/^(?:pd|field|mv):/, '');
  const special = Object.hasOwn(assignable, name) ? assignable[name] : undefined;
  if (special === undefined) {
    const all = sign === '=' ? [...(record.fields.get(name) ?? []), ...values] : values;
    if (all.length === 0) record.fields.delete(name);
    else record.fields.set(name, all);
    return;
  }
  special(record, values[0]);
  // What was undecided about the time that was read is of no account where the new one does not rest on it.
  if (name === '_time' && !seen.askedForTime) record.undecidedOfTime = [];
}

/**
 * The fields of a record as an expression sees them: of several values the first, with `mv:` before the name all. It remembers whether the time
 * was asked for.
 */
class SeenFields implements Fields {
  askedForTime = false;

  constructor(readonly record: ArrivingRecord) {}

  get(name: string): readonly string[] | undefined {
    const key = this.#key(name.startsWith('pd:') ? name.slice(3) : name);
    if (key !== undefined) return [key];
    const { fields } = this.record;
    if (fields.size === 0) return undefined;
    if (name.startsWith('mv:')) return fields.get(name.slice(3));
    return fields.get(name.startsWith('field:') ? name.slice(6) : name)?.slice(0, 1);
  }

  #key(name: string): string | undefined {
    const { record } = this;
    switch (name) {
      case '_raw':
      case 'host':
      case 'source':
      case 'sourcetype':
      case 'queue':
        return record[name === '_raw' ? 'raw' : name];
      case 'linecount':
        return String(record.raw.split('\n').length);
      case '_time':
        this.askedForTime = true;
        return record.time === null ? undefined : String(record.time);
      default:
        return undefined;
    }
  }
}
