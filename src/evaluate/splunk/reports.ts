import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import { compileExpression, type Expression, type Match } from '../regex/expression.js';
import type { Setting, Settings, Stanza } from './conf-file.js';
import { type Delimited, readDelimited, readDelimiters } from './delimiters.js';
import { spanInRaw } from './extractions.js';
import { splunkCodes } from './splunk-codes.js';
import { type Step, trimmedExtent, type WorkingRecord } from './working-record.js';

/** Keys of a transforms.conf stanza that a REPORT reads, and how far: transforms.conf.spec. */
export const reportKeys: Readonly<Record<string, string | undefined>> = {
  REGEX: 'modular expressions ([[name]]) are refused',
  FORMAT: 'a name or value made of several parts is refused, as at search time Splunk does not concatenate',
  SOURCE_KEY: 'a source with several values is not decided',
  MV_ADD: undefined,
  CLEAN_KEYS: undefined,
  KEEP_EMPTY_VALS: 'documents and observations contradict each other under DELIMS',
  DELIMS: 'a quote inside a value is not decided',
  FIELDS: undefined,
};

/** Keys that change nothing of what is read. */
export const idleTransformKeys: readonly string[] = [
  'CAN_OPTIMIZE',
  'DEPTH_LIMIT',
  'MATCH_LIMIT',
  'DEFAULT_VALUE',
  'REPEAT_MATCH',
  'LOOKAHEAD',
  'WRITE_META',
];

/** REPORT-<class> = <transform>, ...: from left to right. */
export function report(setting: Setting, transforms: ReadonlyMap<string, Stanza>, findings: Finding[]): readonly Step[] {
  const steps: Step[] = [];
  for (const found of setting.value.matchAll(/[^,]+/g)) {
    const name = found[0].trim();
    if (name === '') continue;
    const stanza = transforms.get(name);
    if (stanza === undefined) {
      const span = setting.placed.span(found.index, found.index + found[0].length);
      findings.push(finding(splunkCodes['splunk-missing'], { message: `transforms.conf has no [${name}]`, span }));
      continue;
    }
    const step = transform(setting, stanza, findings);
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

/** What a transform does to a value that it found. */
interface Options {
  readonly name: string;
  readonly place: Span;
  readonly source: string;
  readonly append: boolean;
  readonly cleanKeys: boolean;
  readonly keepEmpty: boolean;
}

function transform(setting: Setting, stanza: Stanza, findings: Finding[]): Step | undefined {
  const { settings } = stanza;
  const options: Options = {
    name: stanza.name,
    place: (settings.get('REGEX') ?? settings.get('DELIMS'))?.place ?? stanza.place,
    source: settings.get('SOURCE_KEY')?.value ?? '_raw',
    append: isTrue(settings.get('MV_ADD'), false),
    cleanKeys: isTrue(settings.get('CLEAN_KEYS'), true),
    keepEmpty: isTrue(settings.get('KEEP_EMPTY_VALS'), false),
  };
  const places = [setting.place, ...[...settings.values()].map((each) => each.place)];
  if (settings.has('REGEX')) return byRegex(settings, options, places, findings);
  if (settings.has('DELIMS')) return byDelimiters(settings, options, places, findings);
  const message = `[${stanza.name}] has neither REGEX nor DELIMS`;
  findings.push(finding(splunkCodes['splunk-wrong'], { message, span: stanza.place }));
  return undefined;
}

/** Splunk's Booleans: 1, t, true, y, yes in any case. */
export function isTrue(setting: Setting | undefined, otherwise: boolean): boolean {
  return setting === undefined ? otherwise : /^(?:1|t|true|y|yes)$/i.test(setting.value);
}

type Side = number | string;

interface Pair {
  readonly name: Side;
  readonly value: Side;
}

function byRegex(settings: Settings, options: Options, places: readonly Span[], findings: Finding[]): Step | undefined {
  const setting = settings.get('REGEX');
  if (setting === undefined) return undefined;
  const modular = /\[\[[A-Za-z]/.exec(setting.value);
  const { expression, refused } = compileExpression(setting.value, 'pcre2', '', settings.has('FORMAT') ? 'all' : 'named');
  if (refused !== undefined || modular !== null) {
    const at = modular?.index ?? refused?.at ?? 0;
    const what = modular !== null ? 'a modular expression' : (refused?.what ?? '');
    findings.push(
      finding(splunkCodes['splunk-refused'], { message: `regular expression: ${what}`, span: setting.placed.span(at, at + 1) }),
    );
    return undefined;
  }
  if (expression === undefined) return undefined;
  const keyed = keyedGroups(expression);
  const format = settings.get('FORMAT');
  const pairs = format === undefined ? namedGroups(expression) : readFormat(format, expression, findings);
  if (pairs === undefined) return undefined;
  const all = [...pairs, ...(format === undefined ? keyed : [])];
  if (all.length === 0) {
    const message = `[${options.name}] extracts nothing: neither FORMAT nor a named group`;
    findings.push(finding(splunkCodes['splunk-wrong'], { message, span: setting.placed.span() }));
    return undefined;
  }
  const isVariable = all.some((pair) => typeof pair.name === 'number');
  if (!isVariable && options.append) warnOfRepetition(settings, options, findings);
  return {
    places,
    writes: (field) => all.some((pair) => typeof pair.name === 'number' || pair.name === field),
    run: (record) => runRegex(record, expression, all, isVariable || options.append, options),
  };
}

function warnOfRepetition(settings: Settings, { name }: Options, findings: Finding[]): void {
  const message = `[${name}] names its fields literally: with MV_ADD every match is taken, as observed by others only`;
  findings.push(finding(splunkCodes['splunk-undecided'], { message, span: settings.get('MV_ADD')?.place }));
}

/** transforms.conf.spec: groups `_KEY_<n>` and `_VAL_<n>` belong together. */
function keyedGroups({ names }: Expression): readonly Pair[] {
  return [...names].flatMap(([name, [number]]) => {
    const value = names.get(name.replace('_KEY_', '_VAL_'))?.[0];
    return name.startsWith('_KEY_') && number !== undefined && value !== undefined ? [{ name: number, value }] : [];
  });
}

function namedGroups({ names }: Expression): readonly Pair[] {
  return [...names].flatMap(([name, numbers]) => (/^_(?:KEY|VAL)_/.test(name) ? [] : numbers.map((value) => ({ name, value }))));
}

const pairForm = /\s*("(?:[^"\\]|\\.)*"|[^\s":]+(?::[^\s":]+)*)::("(?:[^"\\]|\\.)*"|\S+)/y;

/** `name::value ...`; both sides a text or the number of a group. */
function readFormat(format: Setting, { groupCount }: Expression, findings: Finding[]): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  const fail = (code: 'splunk-wrong' | 'splunk-refused', message: string, start: number, end: number) => {
    findings.push(finding(splunkCodes[code], { message, span: format.placed.span(start, end) }));
    return undefined;
  };
  pairForm.lastIndex = 0;
  while (pairForm.lastIndex < format.value.length) {
    const at = pairForm.lastIndex;
    const found = pairForm.exec(format.value);
    if (found === null) return fail('splunk-wrong', 'FORMAT at search time is a list of name::value', at, format.value.length);
    const end = pairForm.lastIndex;
    const [name, value] = [side(found[1] ?? ''), side(found[2] ?? '')];
    if (name === undefined || value === undefined) return fail('splunk-refused', 'a name or a value made of several parts', at, end);
    for (const each of [name, value]) {
      if (typeof each === 'number' && each > groupCount) {
        return fail(
          'splunk-wrong',
          `FORMAT names group ${each}, the expression has ${groupCount}: a search would return no event`,
          at,
          end,
        );
      }
    }
    pairs.push({ name, value });
  }
  return pairs;
}

function side(written: string): Side | undefined {
  const text = written.startsWith('"') ? written.slice(1, -1).replace(/\\(.)/g, '$1') : written;
  if (/^\$\d+$/.test(text)) return Number(text.slice(1));
  return /\$\d/.test(text) ? undefined : text;
}

function runRegex(record: WorkingRecord, expression: Expression, pairs: readonly Pair[], repeats: boolean, options: Options): void {
  const values = record.fields.get(options.source);
  if (values === undefined) return;
  record.at(options.place);
  if (values.length > 1) record.undecided(options.place, `${options.source} has several values: each is read`);
  for (const [index, text] of values.entries()) {
    if (!repeats) {
      const match = expression.match(text);
      if (match !== undefined) takeMatch(record, match, pairs, options, index);
      continue;
    }
    for (const match of expression.matches(text)) takeMatch(record, match, pairs, options, index);
  }
}

function takeMatch(record: WorkingRecord, match: Match, pairs: readonly Pair[], options: Options, source: number): void {
  for (const { name, value } of pairs) {
    // $0, the whole match, makes no field.
    if (value === 0 || name === 0) continue;
    const field = typeof name === 'number' ? keyOf(match.groups[name], options) : name;
    const text = typeof value === 'number' ? match.groups[value] : value;
    if (field === undefined || field === '' || text === undefined) continue;
    const at = () => (typeof value === 'number' ? match.spans()[value]?.[0] : undefined);
    addValue(record, field, text, options, { source, at });
  }
}

function keyOf(name: string | undefined, { cleanKeys }: Options): string | undefined {
  return name === undefined || !cleanKeys ? name : cleanKey(name);
}

/** CLEAN_KEYS: what is no letter or digit becomes `_`; `_` and digits in front go away. */
function cleanKey(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '_').replace(/^[_0-9]+/, '');
}

interface Found {
  /** Which of the source's values. */
  readonly source: number;
  /** Where in it the text stands. */
  at(): number | undefined;
}

/** MV_ADD: a field that is there keeps its value, or gets one more. */
function addValue(record: WorkingRecord, field: string, text: string, options: Options, found: Found): void {
  const [start, end] = trimmedExtent(text);
  if (start === end && !options.keepEmpty) return;
  const before = record.fields.get(field);
  if (before !== undefined && !options.append) return;
  record.fields.set(field, [...(before ?? []), text.slice(start, end)]);
  if (record.origins === undefined) return;
  const added = spanInRaw(record, options.source, found.at(), start, end, found.source);
  const earlier = before === undefined ? [] : record.origins.get(field)?.spans;
  const spans = added === undefined || earlier === undefined ? {} : { spans: [...earlier, ...added] };
  record.origins.set(field, { place: options.place, directive: options.name, from: [options.source], ...spans });
}

function byDelimiters(settings: Settings, options: Options, places: readonly Span[], findings: Finding[]): Step | undefined {
  const delims = settings.get('DELIMS');
  const delimiters = delims === undefined ? undefined : readDelimiters(delims, settings.get('FIELDS'), findings);
  if (delimiters === undefined) return undefined;
  if (options.keepEmpty) {
    const message = 'KEEP_EMPTY_VALS under DELIMS: empty values are kept, as documented and not as observed';
    findings.push(finding(splunkCodes['splunk-undecided'], { message, span: settings.get('KEEP_EMPTY_VALS')?.place }));
  }
  return {
    places,
    writes: (field) => delimiters.fields === undefined || delimiters.fields.includes(field),
    run: (record) => {
      const values = record.fields.get(options.source);
      if (values === undefined) return;
      record.at(options.place);
      for (const [source, text] of values.entries()) {
        for (const each of readDelimited(text, delimiters)) takeDelimited(record, each, options, source);
      }
    },
  };
}

function takeDelimited(record: WorkingRecord, { name, value, at, isDoubtful }: Delimited, options: Options, source: number): void {
  const field = keyOf(name, options);
  if (field === undefined || field === '') return;
  if (isDoubtful) record.undecided(options.place, `a quote inside a value of ${field} under DELIMS`);
  addValue(record, field, value, options, { source, at: () => at });
}
