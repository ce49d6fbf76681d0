import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import type { Setting, Settings } from './conf-file.js';
import { isArray, isObject, type Json, JsonNumber, readJson } from './json-text.js';
import { isTrue } from './reports.js';
import { splunkCodes } from './splunk-codes.js';
import { type Step, trimmed, type WorkingRecord } from './working-record.js';
import { xmlFields } from './xml-fields.js';

/** A field that Splunk finds by itself. */
interface Found {
  readonly name: string;
  readonly value: string;
  /** Where the value stands in the record, where that is known. */
  readonly at: number | undefined;
  /** What no document decides of it. */
  readonly doubt?: string;
}

type Reader = (raw: string) => readonly Found[];

/** limits.conf [kv] of 8.2.12: as much of a record is read, so many fields are made. */
const MOST_CHARACTERS = 10_240;
const MOST_FIELDS = 100;
/** limits.conf [spath]: as much of a JSON or XML text is read. */
const MOST_PATH_CHARACTERS = 5000;

/** The values of KV_MODE and how each is read: props.conf.spec. */
const readers: Readonly<Record<string, Reader>> = {
  auto: (raw) => pairs(raw, false),
  auto_escaped: (raw) => pairs(raw, true),
  json: jsonFields,
  none: () => [],
  xml: (raw) => xmlFields(raw).map(({ name, value, doubt }) => ({ name, value, at: undefined, ...(doubt === undefined ? {} : { doubt }) })),
};

/** What of KV_MODE is implemented. */
export const kvModes: Readonly<Record<string, string | undefined>> = {
  auto: 'where a bare value ends, and a repeated name, are known by observation; JSON in a record that is more than JSON is not read',
  auto_escaped: 'as auto',
  json: 'first 5,000 characters; null is the text `null`',
  none: undefined,
  xml: 'elements; attributes are not decided',
};
export const refusedKvModes: readonly string[] = ['multi', 'multikv', 'multi:<name>'];

/** KV_MODE and AUTO_KV_JSON; `auto` where nothing is said. */
export function automaticFields(settings: Settings, stanza: Span, findings: Finding[]): Step | undefined {
  const setting = settings.get('KV_MODE');
  const mode = (setting?.value ?? 'auto').toLowerCase();
  if (mode === 'none') return undefined;
  const read = Object.hasOwn(readers, mode) ? readers[mode] : undefined;
  if (read === undefined) {
    findings.push(finding(splunkCodes['splunk-refused'], { message: `KV_MODE = ${setting?.value}`, span: setting?.placed.span() }));
    return undefined;
  }
  const alsoJson = (mode === 'auto' || mode === 'auto_escaped') && isTrue(settings.get('AUTO_KV_JSON'), true);
  const place = setting?.place ?? stanza;
  return {
    places: setting === undefined ? [] : [place],
    writes: () => true,
    run: (record) => {
      record.at(place);
      const isJson = alsoJson && record.raw.trimStart().startsWith('{');
      take(record, isJson ? jsonFields(record.raw) : read(record.raw), setting, place);
    },
  };
}

function take(record: WorkingRecord, found: readonly Found[], setting: Setting | undefined, place: Span): void {
  const values = new Map<string, Found[]>();
  for (const each of found) {
    const known = values.get(each.name);
    if (known === undefined) values.set(each.name, [each]);
    else known.push(each);
  }
  for (const [name, all] of values) {
    const texts = all.map(({ value }) => value);
    const before = record.fields.get(name);
    if (before !== undefined) {
      if (before.join('\0') !== texts.join('\0')) record.undecided(place, `${name} is extracted already: the automatic value is dropped`);
      continue;
    }
    for (const { doubt } of all) if (doubt !== undefined) record.undecided(place, `${name}: ${doubt}`);
    record.fields.set(name, texts);
    const spans = all.flatMap(({ at, value }) => (at === undefined ? [] : [[at, at + value.length] as const]));
    const known = spans.length === all.length ? { spans } : {};
    record.origins?.set(name, { place, directive: setting?.key ?? 'KV_MODE', from: ['_raw'], ...known });
  }
}

// A name begins where none goes on: looked for inside a long word, each of its characters would be a beginning.
const plainPair = /(?<![A-Za-z0-9_.:-])([A-Za-z0-9_.:-]+)=(?:"([^"]*)"|([^\s,;|&"]+))/g;
const escapedPair = /(?<![A-Za-z0-9_.:-])([A-Za-z0-9_.:-]+)=(?:"((?:[^"\\]|\\[\s\S])*)"|([^\s,;|&"]+))/g;

/** `name=value`: the first value of a name counts; the name is cleaned. */
function pairs(raw: string, escaped: boolean): readonly Found[] {
  const text = raw.slice(0, MOST_CHARACTERS);
  const found = new Map<string, Found>();
  for (const match of text.matchAll(escaped ? escapedPair : plainPair)) {
    const [, key = '', quoted, bare] = match;
    const name = cleaned(key);
    const value = trimmed(escaped ? (quoted ?? bare ?? '').replace(/\\(["\\])/g, '$1') : (quoted ?? bare ?? ''));
    if (name === '' || value === '' || found.has(name)) continue;
    if (found.size >= MOST_FIELDS) break;
    const end = match.index + match[0].length;
    const at = quoted === undefined ? end - (bare ?? '').length : end - 1 - quoted.length;
    found.set(name, { name, value, at: raw.startsWith(value, at) ? at : undefined, ...doubtOf(bare, text.charAt(end)) });
  }
  return [...found.values()];
}

// A bare value that ends in a blank or with the record ends there by every account; anything else in or behind it, nobody states.
function doubtOf(bare: string | undefined, next: string): { readonly doubt?: string } {
  if (bare === undefined) return {};
  if (/[()[\]{}<>']/.test(bare) || (next !== '' && !/[\s,]/.test(next)))
    return { doubt: 'where the bare value ends is documented nowhere' };
  return {};
}

function cleaned(key: string): string {
  return key.replace(/[^A-Za-z0-9_]/g, '_').replace(/^[_0-9]+/, '');
}

/** KV_MODE = json: `a.b`, `a{}`, `a{}.b`; values of one path are one field. */
function jsonFields(raw: string): readonly Found[] {
  const json = readJson(raw.trim());
  if (!isObject(json) && !isArray(json)) return [];
  const doubt =
    raw.length > MOST_PATH_CHARACTERS ? 'whether Splunk reads more than the first 5,000 characters is documented in two ways' : undefined;
  return [...leaves(json, '')].map(({ name, value }) => ({ name, value, at: undefined, ...(doubt === undefined ? {} : { doubt }) }));
}

function* leaves(json: Json, path: string): Iterable<{ readonly name: string; readonly value: string }> {
  if (isObject(json)) for (const [name, value] of json) yield* leaves(value, path === '' ? name : `${path}.${name}`);
  else if (isArray(json)) for (const value of json) yield* leaves(value, `${path}{}`);
  else yield { name: path, value: json instanceof JsonNumber ? json.text : String(json) };
}
