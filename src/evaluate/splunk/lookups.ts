import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import type { PackageFiles } from '../../source/package-files.js';
import { decodeForeignText, startOf } from '../../source/source-text.js';
import type { Setting, Settings, Stanza } from './conf-file.js';
import { type CsvTable, readCsv } from './csv-table.js';
import { readWords, type Word } from './field-words.js';
import { LookupMatcher, type LookupOptions, type MatchType } from './lookup-table.js';
import { FileText } from './placed-text.js';
import { isTrue } from './reports.js';
import { splunkCodes } from './splunk-codes.js';
import type { Step, WorkingRecord } from './working-record.js';

/** Keys of a lookup's stanza that are read, and how far: transforms.conf.spec. */
export const lookupKeys: Readonly<Record<string, string | undefined>> = {
  filename: 'a CSV file as it is, not compressed',
  case_sensitive_match: undefined,
  default_match: 'where min_matches asks for it',
  match_type: undefined,
  max_matches: undefined,
  min_matches: undefined,
};

/** Kinds of lookups that ask something else than a file. */
export const refusedLookupKeys: readonly string[] = ['collection', 'external_cmd', 'external_type', 'time_field'];

interface Column {
  readonly column: string;
  readonly field: string;
}

interface Directive {
  readonly name: string;
  readonly inputs: readonly Column[];
  /** None: every column that is not matched. */
  readonly outputs: readonly Column[];
  readonly mode: 'OUTPUT' | 'OUTPUTNEW';
}

/** What LOOKUP directives need of the installed apps. CSV files are read once. */
export interface LookupSources {
  readonly transforms: ReadonlyMap<string, Stanza>;
  readonly apps: readonly PackageFiles[];
  readonly tables: Map<string, LookupFile>;
}

/** A lookup file, read; what is wrong with it stands beside it. */
export interface LookupFile {
  readonly path: string;
  readonly table: CsvTable;
  readonly findings: readonly Finding[];
}

/** LOOKUP-<class> = <lookup> <column> [AS <field>] ... [OUTPUT|OUTPUTNEW <column> [AS <field>] ...]: props.conf.spec. */
export function lookup(setting: Setting, sources: LookupSources, findings: Finding[]): Step | undefined {
  const report = (code: 'splunk-wrong' | 'splunk-missing' | 'splunk-refused' | 'splunk-lookup-file', message: string, span: Span) => {
    findings.push(finding(splunkCodes[code], { message, span }));
    return undefined;
  };
  const directive = readDirective(setting.value);
  if (directive === undefined)
    return report('splunk-wrong', 'LOOKUP is a name, columns, and perhaps OUTPUT with columns', setting.placed.span());
  const stanza = sources.transforms.get(directive.name);
  if (stanza === undefined)
    return report('splunk-missing', `transforms.conf has no [${directive.name}]`, setting.placed.span(0, directive.name.length));
  const refused = refusedLookupKeys.map((key) => stanza.settings.get(key)).find((each) => each !== undefined);
  if (refused !== undefined) return report('splunk-refused', `a lookup with ${refused.key}`, refused.place);
  const filename = stanza.settings.get('filename');
  if (filename === undefined) return report('splunk-wrong', `[${directive.name}] names no file`, stanza.place);
  const file = fileOf(filename, sources);
  if (file === undefined) return report('splunk-lookup-file', `there is no lookup file ${filename.value}`, filename.placed.span());
  if (file.findings.length > 0) {
    // Several lookups may ask one file.
    findings.push(...file.findings.filter((each) => !findings.includes(each)));
    return undefined;
  }
  const options = readOptions(stanza.settings);
  const outputs = directive.outputs.length > 0 ? directive.outputs : otherColumns(file.table, directive.inputs);
  const absent = [...directive.inputs, ...outputs].find(({ column }) => !file.table.columns.includes(column));
  if (absent !== undefined) return report('splunk-missing', `${filename.value} has no column ${absent.column}`, setting.placed.span());
  const matcher = new LookupMatcher(
    file.table,
    directive.inputs.map(({ column }) => column),
    options,
  );
  const places = [setting.place, filename.place, startOf(file.path)];
  return new LookupStep(setting, { ...directive, outputs }, matcher, file.table, options, places);
}

function readDirective(value: string): Directive | undefined {
  const words = readWords(value);
  const name = words[0];
  const split = words.findIndex((word) => !word.isQuoted && /^OUTPUT(?:NEW)?$/i.test(word.text));
  const inputs = readColumns(words.slice(1, split < 0 ? undefined : split));
  const outputs = split < 0 ? [] : readColumns(words.slice(split + 1));
  if (name === undefined || inputs === undefined || inputs.length === 0 || outputs === undefined) return undefined;
  if (split >= 0 && outputs.length === 0) return undefined;
  return { name: name.text, inputs, outputs, mode: words[split]?.text.toUpperCase() === 'OUTPUTNEW' ? 'OUTPUTNEW' : 'OUTPUT' };
}

function readColumns(words: readonly Word[]): readonly Column[] | undefined {
  const columns: Column[] = [];
  for (let at = 0; at < words.length; ) {
    const column = words[at];
    const isRenamed = isAs(words[at + 1]);
    const field = isRenamed ? words[at + 2] : column;
    if (column === undefined || field === undefined || isAs(column)) return undefined;
    columns.push({ column: column.text, field: field.text });
    at += isRenamed ? 3 : 1;
  }
  return columns;
}

function isAs(word: Word | undefined): boolean {
  return word?.isQuoted === false && /^AS$/i.test(word.text);
}

function fileOf({ value, app }: Setting, { apps, tables }: LookupSources): LookupFile | undefined {
  const own = apps[app];
  const holders = [...(own === undefined ? [] : [own]), ...apps].map((each) => ({ each, bytes: each.files.get(`lookups/${value}`) }));
  const found = holders.find(({ bytes }) => bytes !== undefined);
  if (found?.bytes === undefined) return undefined;
  const path = `${found.each.name}/lookups/${value}`;
  const file = tables.get(path) ?? readLookupFile(path, found.bytes);
  tables.set(path, file);
  return file;
}

function readLookupFile(path: string, bytes: Uint8Array): LookupFile {
  const { text, findings } = decodeForeignText(path, bytes);
  const table = readCsv(text ?? '');
  const { fault } = table;
  if (text === undefined || fault === undefined) return { path, table, findings };
  const span = new FileText(path, text).span(fault.start, fault.end);
  return { path, table, findings: [finding(splunkCodes['splunk-lookup-file'], { message: fault.message, span })] };
}

function otherColumns({ columns }: CsvTable, inputs: readonly Column[]): readonly Column[] {
  const matched = new Set(inputs.map(({ column }) => column));
  return columns.filter((column) => !matched.has(column)).map((column) => ({ column, field: column }));
}

/** max_matches is 100 where nothing is said, min_matches 0; default_match counts only beside a min_matches. */
function readOptions(settings: Settings): LookupOptions {
  const number = (key: string, otherwise: number) => {
    const value = settings.get(key)?.value ?? '';
    return /^\d+$/.test(value) ? Number(value) : otherwise;
  };
  const types = (settings.get('match_type')?.value ?? '').matchAll(/(WILDCARD|CIDR|EXACT)\s*\(\s*([^)]*?)\s*\)/gi);
  return {
    caseSensitive: isTrue(settings.get('case_sensitive_match'), true),
    mostMatches: Math.max(1, number('max_matches', 100)),
    leastMatches: number('min_matches', 0),
    defaultMatch: settings.get('default_match')?.value ?? '',
    matchTypes: new Map([...types].map(([, kind = '', column = '']) => [column, kind.toUpperCase() as MatchType])),
  };
}

class LookupStep implements Step {
  readonly #columns: readonly number[];

  constructor(
    readonly setting: Setting,
    readonly directive: Directive,
    readonly matcher: LookupMatcher,
    table: CsvTable,
    readonly options: LookupOptions,
    readonly places: readonly Span[],
  ) {
    this.#columns = directive.outputs.map(({ column }) => table.columns.indexOf(column));
  }

  writes(field: string): boolean {
    return this.directive.outputs.some((each) => each.field === field);
  }

  run(record: WorkingRecord): void {
    const values: string[] = [];
    for (const { field } of this.directive.inputs) {
      const [value, ...more] = record.fields.get(field) ?? [];
      if (value === undefined) return;
      if (more.length > 0) {
        record.undecided(this.setting.place, `a lookup by ${field}, which has several values: left out`);
        return;
      }
      values.push(value);
    }
    const rows = this.matcher.rows(values);
    let index = 0;
    for (const { field } of this.directive.outputs) {
      this.#set(record, field, rows, this.#columns[index] ?? 0);
      index += 1;
    }
  }

  /** OUTPUT writes over what is there and clears it where no row fits; OUTPUTNEW writes where nothing is. */
  #set(record: WorkingRecord, field: string, rows: readonly (readonly string[])[], column: number): void {
    const before = record.fields.get(field);
    if (this.directive.mode === 'OUTPUTNEW' && before !== undefined) return;
    const cells: string[] = [];
    for (const row of rows) {
      const cell = row[column] ?? '';
      if (cell !== '') cells.push(cell);
    }
    const missing = Math.max(0, this.options.leastMatches - rows.length);
    if (this.options.defaultMatch !== '') for (let count = 0; count < missing; count += 1) cells.push(this.options.defaultMatch);
    if (cells.length === 0) {
      if (before === undefined) return;
      if (rows.length > 0) record.undecided(this.setting.place, `an empty cell where ${field} has a value: the field is cleared`);
      record.fields.delete(field);
      record.origins?.delete(field);
      return;
    }
    record.fields.set(field, cells);
    if (record.origins === undefined) return;
    const from = this.directive.inputs.map((each) => each.field);
    record.origins.set(field, { place: this.setting.place, directive: this.setting.key, from });
  }
}
