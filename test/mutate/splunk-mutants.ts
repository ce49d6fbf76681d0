import type { PackageFiles } from '../../src/source/package-files.js';
import { withChangedTexts, withoutAlternatives } from './expression-pieces.js';
import { type Mutant, textOf, withFile } from './mutant.js';

/** Yields all that is dropped or altered in a rendered app: in each `.conf` and `.meta`, and in each lookup. */
export function* splunkMutants(app: PackageFiles): Generator<Mutant> {
  for (const path of app.files.keys()) {
    if (/^(?:default|metadata)\/[^/]+\.(?:conf|meta)$/.test(path)) yield* confMutants(app, path);
    if (/^lookups\/[^/]+\.csv$/.test(path)) yield* lookupMutants(app, path);
  }
}

/** An app that does nothing, to stand beside a package that is changed. */
export function withoutSettings(app: PackageFiles): PackageFiles {
  return { name: app.name, files: new Map() };
}

interface Setting {
  readonly line: number;
  readonly stanza: string;
  readonly key: string;
  readonly value: string;
}

interface Conf {
  readonly lines: readonly string[];
  readonly headings: readonly { readonly line: number; readonly stanza: string }[];
  readonly settings: readonly Setting[];
}

/** Rendered files have one setting a line; anything else is no rendered file. */
function confOf(text: string): Conf {
  const lines = text.split('\n');
  const headings: { line: number; stanza: string }[] = [];
  const settings: Setting[] = [];
  lines.forEach((line, index) => {
    if (line === '' || line.startsWith('#')) return;
    const stanza = /^\[(.*)\]$/.exec(line)?.[1];
    if (stanza !== undefined) headings.push({ line: index, stanza });
    else {
      const [, key, value] = /^([^=]*?) = (.*)$/.exec(line) ?? /^([^=]*?) =()$/.exec(line) ?? [];
      if (key === undefined || value === undefined || value.endsWith('\\')) throw new Error(`no setting of one line: ${line}`);
      settings.push({ line: index, stanza: headings.at(-1)?.stanza ?? '', key, value });
    }
  });
  return { lines, headings, settings };
}

function kindsOf(path: string): { readonly stanza: string; readonly setting: string } {
  if (path.endsWith('/eventtypes.conf')) return { stanza: 'event type', setting: 'search of an event type' };
  if (path.endsWith('/tags.conf')) return { stanza: 'tags of an event type', setting: 'tag' };
  return { stanza: 'stanza', setting: 'setting' };
}

function* confMutants(app: PackageFiles, path: string): Generator<Mutant> {
  const { lines, headings, settings } = confOf(textOf(app, path));
  const kinds = kindsOf(path);
  const make = (kind: string, line: number, what: string, changed: () => readonly string[], deep = false): Mutant => ({
    side: 'splunk',
    kind,
    place: `${app.name}/${path}:${line + 1}`,
    what,
    hints: [],
    deep,
    apply: () => withFile(app, path, changed().join('\n')),
  });
  for (const [index, { line, stanza }] of headings.entries()) {
    const end = headings[index + 1]?.line ?? lines.length;
    yield make(kinds.stanza, line, `without [${stanza}]`, () => [...lines.slice(0, line), ...lines.slice(end)]);
  }
  for (const { line, stanza, key, value } of settings) {
    const inStanza = `[${stanza}] ${key}`;
    yield make(kinds.setting, line, `without ${inStanza}`, () => lines.toSpliced(line, 1));
    for (const { how, to, deep } of changesOf(key, value))
      yield make(deep ? 'piece' : `${kinds.setting}, altered`, line, `${inStanza} ${how}`, () => lines.with(line, `${key} = ${to}`), deep);
  }
}

interface Change {
  readonly how: string;
  readonly to: string;
  readonly deep: boolean;
}

function* changesOf(key: string, value: string): Generator<Change> {
  const change = (how: string, to: string, deep = false): Change => ({ how, to, deep });
  if (/^(?:EXTRACT-|REGEX$|LINE_BREAKER$|TIME_PREFIX$)/.test(key)) {
    for (const { without, text } of withoutAlternatives(value)) yield change(`without the alternative ${without}`, text, true);
  } else if (/^(?:EVAL-|INGEST_EVAL$)/.test(key)) {
    for (const { without, text } of withChangedTexts(value)) yield change(`with another text than ${without}`, text, true);
  } else if (/^(?:REPORT-|TRANSFORMS-)/.test(key)) {
    yield* withoutItems(value, ', ');
  } else if (key === 'TZ_ALIAS') {
    yield* withoutItems(value, ',');
  } else if (/^FIELDALIAS-/.test(key)) {
    for (const [pair] of value.matchAll(/\S+ AS(?:NEW)? \S+/g))
      yield change(`without ${pair}`, value.replace(pair, '').replace(/ {2,}/g, ' ').trim());
  } else if (/^LOOKUP-/.test(key)) {
    yield* withoutOutputs(value);
  } else if (key === 'search') {
    for (const [term] of value.matchAll(/\S+ IN \([^)]*\)|\S+/g))
      yield change(`without ${term}`, value.replace(term, '').replace(/ {2,}/g, ' ').trim());
  } else if (key === 'FORMAT') {
    for (const [group] of value.matchAll(/\$\d/g)) yield change(`without ${group}`, value.replace(group, 'x'));
  } else yield change(`is ${otherThan(value)}`, otherThan(value));
}

function* withoutItems(value: string, separator: string): Generator<Change> {
  const items = value.split(separator);
  for (const item of items.length < 2 ? [] : items)
    yield { how: `without ${item}`, to: items.filter((each) => each !== item).join(separator), deep: false };
}

function* withoutOutputs(value: string): Generator<Change> {
  const [, front = '', outputs = ''] = /^(.* OUTPUT(?:NEW)? )(.*)$/.exec(value) ?? [];
  const fields = [...outputs.matchAll(/\S+(?: AS \S+)?/g)].map(([field]) => field);
  for (const field of fields.length < 2 ? [] : fields)
    yield { how: `without ${field}`, to: front + fields.filter((each) => each !== field).join(' '), deep: false };
}

/** Another value of the same kind. */
function otherThan(value: string): string {
  const opposites: Readonly<Record<string, string>> = { true: 'false', false: 'true', enabled: 'disabled', none: 'auto' };
  const opposite = Object.hasOwn(opposites, value) ? opposites[value] : undefined;
  if (opposite !== undefined) return opposite;
  return /^\d+$/.test(value) ? '1' : `${value}x`;
}

function* lookupMutants(app: PackageFiles, path: string): Generator<Mutant> {
  const [header = [], ...rows] = cellsOf(textOf(app, path));
  const make = (
    kind: string,
    line: number,
    what: string,
    hints: readonly string[],
    table: () => readonly (readonly string[])[],
    deep = false,
  ): Mutant => ({
    side: 'splunk',
    kind,
    place: `${app.name}/${path}:${line}`,
    what,
    hints,
    deep,
    apply: () => withFile(app, path, table().map(csvLine).join('')),
  });
  for (const [index, row] of rows.entries()) {
    const hints = [row[1] ?? '', ...(row[0] ?? '').split(':')].filter((text) => text.length > 3);
    yield make('row of a lookup', index + 2, `without ${row[0]}`, hints, () => [header, ...rows.toSpliced(index, 1)]);
    for (const [column, cell] of row.entries()) {
      const changed = () => [header, ...rows.with(index, row.with(column, `${cell}x`))];
      yield make('cell of a lookup', index + 2, `${row[0]}: ${header[column]} is ${cell}x`, hints, changed, true);
    }
  }
  for (const [column, name] of header.entries()) {
    yield make('column of a lookup', 1, `without ${name}`, [], () => [header, ...rows].map((row) => row.toSpliced(column, 1)));
    const altered = () => [header, ...rows.map((row) => row.with(column, row[column] === '' ? '' : `${row[column]}x`))];
    yield make('column of a lookup, altered', 1, `${name} with other cells`, [], altered);
  }
}

/** Rows of cells of a CSV file; quotes, commas and line ends inside of quotes are understood. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (end === '' && row.length === 0 && (plain ?? '') === '' && quoted === undefined) break;
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
