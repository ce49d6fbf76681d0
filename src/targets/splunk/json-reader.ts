import { frameNames, frameTemplates } from '../../catalog/frame.js';
import {
  isListOfObjects,
  type JsonLevel,
  type JsonMember,
  jsonLevels,
  jsonMembers,
  keyPlace,
  type Place,
} from '../../catalog/json-members.js';
import type { Catalog, FieldType, JsonBody, Stream } from '../../catalog/model.js';
import { comparedKey, type EventFamily, writtenKeys } from '../../catalog/rows.js';
import { anyHeader, aroundTime, type UnionPart, unionExpression, unionTimes, uniteFrames } from '../../pattern/frame-union.js';
import { anyCase, anyOf, endOfText, literal } from '../../pattern/regex.js';
import { strptimeOf, type TimePattern, timeShapeOf } from '../../pattern/time-pattern.js';
import { choose, coalesce, equalsAny, pattern, text } from './eval.js';
import type { Evaluation } from './evaluations.js';
import { own } from './field-names.js';
import { indexTimeSettings } from './index-time.js';
import type { ObjectRow, RecordReader } from './record-reader.js';
import type { Setting, Stanza } from './settings.js';

/** Longest record kept whole, in bytes: a service description can name hundreds of services. */
const longestRecord = 250_000;

/** Names of the add-on's own that a member of a record must not take: it is kept under `raw_<name>`. */
const taken = [
  'action',
  'class',
  'duplicate_field',
  'envelope',
  'event',
  'json',
  'key',
  'outcome',
  'outcome_read',
  'record',
  'role',
  'serial_decimal',
  'serial_hex',
  'target_user',
  'text',
  'time',
  'unknown_field',
];

/** Everything the builders below share. */
interface Scope {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly body: JsonBody;
  readonly name: (own: string) => string;
  readonly members: readonly JsonMember[];
  readonly frame: readonly UnionPart[];
  /** The record's JSON text, in whatever it is wrapped. */
  readonly json: string;
  /** The event's name as the record has it, with its ending. */
  readonly event: string;
}

/** Takes a stream with a body of JSON and returns how its records are read. */
export function jsonReader(catalog: Catalog, stream: Stream, body: JsonBody): RecordReader {
  const name = own(catalog);
  const frame = uniteFrames(frameTemplates(stream));
  if (frame === undefined) throw new Error(`the frames of ${stream.id} are not one frame with parts left out`);
  const inside = body.envelope === undefined ? [] : [extract(name('record'), text(body.envelope.body))];
  const json = coalesce([name('json'), ...inside]);
  const event = scalar(stream, 'text', extract(json, text(keyPlace(body).join('.'))));
  const scope: Scope = { catalog, stream, body, name, members: jsonMembers(catalog), frame, json, event };
  return {
    stanza: stream.sourcetype,
    search: `sourcetype=${stream.sourcetype}`,
    indexTime: indexTime(scope),
    extractions: extractions(scope),
    transforms: timeTransform(scope),
    switchedOff: [],
    fieldName: (field) => fieldName(scope, field),
    value: (reference) => firstValue(scope, reference),
    values: (reference) => allValues(scope, reference),
    code: withoutSuffix(scope, event),
    event: eventKey(scope),
    isOneOf: (all) => isOneOf(scope, all),
    pick: (rows) => pick(scope, rows),
    outcomeRead: outcomeRead(scope, event),
    text: undefined,
    evaluations: [...fieldValues(scope), ...marks(scope), ...tidy(scope)],
    extracted: ['_time', ...frameNames(stream).map(name)],
    keyField: 'signature_id',
  };
}

function extract(json: string, path: string): string {
  return `json_extract(${json},${path})`;
}

function fieldName({ stream, name }: Scope, field: string): string {
  const plain = field.replaceAll('.', '_');
  return name(taken.includes(plain) || frameNames(stream).includes(plain) ? `raw_${plain}` : plain);
}

// --- Index time: one line is one record; the time is the product's own, in whichever of its forms.

function indexTime(scope: Scope): readonly Setting[] {
  const { stream, name } = scope;
  const settings = indexTimeSettings(stream, {
    comment: 'a line is a record',
    longestRecord,
    time: [
      {
        key: 'TIME_PREFIX',
        value: timePrefix(scope),
        comment: `The product's own time stamp. No TIME_FORMAT, which knows one form only: ${name('time')} reads each form exactly`,
      },
      { key: 'MAX_TIMESTAMP_LOOKAHEAD', value: '40' },
    ],
    zoneless: 'no zone',
  });
  return [...settings, { key: `TRANSFORMS-${name('time')}`, value: name('time') }];
}

function stampShape(patterns: readonly TimePattern[]): string {
  return `(?:${[...new Set(patterns.map(timeShapeOf))].join('|')})`;
}

function timePrefix({ stream, body, frame }: Scope): string {
  const { before } = aroundTime(frameTemplates(stream));
  const member = body.envelope?.frame.time;
  const places = [literalRun(before), ...(member === undefined ? [] : [`"${literal(member)}"\\s*:\\s*"`])];
  return `(?:${places.join('|')})(?=${stampShape(unionTimes(frame))})`;
}

function literalRun(words: string): string {
  return words.split(/ +/).map(literal).join(' +');
}

// A time format has no alternatives, an expression has: the first form that fits counts, else the time that Splunk found by itself.
function timeTransform(scope: Scope): readonly Stanza[] {
  const { stream, body, frame, name } = scope;
  const { before, after } = aroundTime(frameTemplates(stream));
  const patterns = unionTimes(frame);
  const member = body.envelope?.frame.time;
  // A brace begins the body, behind which nothing is believed; only a collector's labels may stand in braces, in front of all.
  const places = [
    { lead: `^(?:\\{[^\\r\\n{}]{0,400}\\} )?[^\\r\\n{]{0,800}?${literalRun(before)}`, tail: literalRun(after) },
    ...(member === undefined ? [] : [{ lead: `^[\\s\\S]{0,800}?"${literal(member)}"\\s*:\\s*"`, tail: '"' }]),
  ];
  const times = places.flatMap(({ lead, tail }) =>
    patterns.map((each) => {
      const stamp = `replace(_raw,${pattern(`${lead}(${timeShapeOf(each)})${tail}[\\s\\S]*`)},"\\1")`;
      return `strptime(${zoned(stamp, each)},${text(strptimeOf(each))})`;
    }),
  );
  return [
    {
      name: name('time'),
      comment: `Reads the time in each form in which the product writes it`,
      settings: [{ key: 'INGEST_EVAL', value: `_time:=coalesce(${times.join(',')},_time)` }],
    },
  ];
}

// `Z` is an offset to the product and no offset to strptime.
function zoned(stamp: string, { zone }: TimePattern): string {
  if (zone !== 'XXX' && zone !== 'XX') return stamp;
  return `replace(${stamp},${pattern(`Z${endOfText}`)},${text(zone === 'XXX' ? '+00:00' : '+0000')})`;
}

// --- Search time: frame and JSON text by EXTRACT, members by EVAL.

function extractions(scope: Scope): readonly Setting[] {
  const { body, frame, name } = scope;
  const start = body.envelope === undefined ? '' : literal(body.envelope.start);
  const inFront = '(?:[^\\r\\n|{]{0,400}\\| )?';
  const guard = body.envelope === undefined ? '' : `(?!${inFront}${start})`;
  return [
    {
      key: 'KV_MODE',
      value: 'none',
      comment:
        'Search time: frame and JSON text; a record that was cut on its way keeps its frame. What Splunk finds in JSON by itself is switched off: it loses the frame, and stops at 5,000 characters',
    },
    { key: 'AUTO_KV_JSON', value: 'false' },
    { key: 'MATCH_LIMIT', value: '1000000' },
    {
      key: `EXTRACT-${name('0frame')}`,
      value: `\\A${guard}${anyHeader}${unionExpression(frame, name)}(?<${name('json')}>${named(scope)}[\\s\\S]*)?`,
    },
    ...(body.envelope === undefined ? [] : wrapped(scope, body.envelope, `${inFront}(?<${name('envelope')}>${start}[\\s\\S]*)`)),
  ];
}

/**
 * The start of JSON text that names an event: text without such a member is no record. Members in front of it are skipped, three objects
 * deep; each group is lazy and says one thing, which keeps the depth of the match flat. What the name is, the text says once it is opened.
 */
function named(scope: Scope): string {
  const string = '"(?:[^"\\\\]*\\\\[\\s\\S])*?[^"\\\\]*"';
  const object = ['', ''].reduce((inner) => `\\{(?:[^{}]*${inner})*?[^{}]*\\}`, '\\{[^{}]*\\}');
  const value = `(?:${string}|${object}|\\[[^\\[\\]]*\\]|[a-zA-Z0-9.+-]{1,40})`;
  return `(?=\\{\\s*(?:"[^"\\\\]{0,100}"\\s*:\\s*${value}\\s*,\\s*){0,19}?${keyMember(scope, '"')})`;
}

// Inside an envelope escapes are escaped once more, and to skip them would cost depth: the member is looked for wherever it stands.
function namedInEnvelope(scope: Scope): string {
  return `(?=\\{(?:\\s*|[\\s\\S]*?,\\s*)${keyMember(scope, '\\\\"')})`;
}

function keyMember({ body, stream }: Scope, quote: string): string {
  const none = ['', ...stream.nulls].map((word) => `${literal(word)}${quote}`).join('|');
  const [key = ''] = keyPlace(body);
  return `${quote}${literal(key)}${quote}\\s*:\\s*${quote}(?!${none})`;
}

function wrapped(scope: Scope, envelope: NonNullable<JsonBody['envelope']>, whole: string): readonly Setting[] {
  const { name } = scope;
  const record = `"${literal(envelope.body)}"\\s*:\\s*"${namedInEnvelope(scope)}`;
  return [
    { key: `EXTRACT-${name('1envelope')}`, value: `\\A${whole}` },
    { key: `EXTRACT-${name('2record')}`, value: `\\A(?<${name('record')}>[\\s\\S]*?${record}[\\s\\S]*) in ${name('envelope')}` },
    ...wrappedFrame(scope),
  ];
}

// Values of the frame that the envelope has instead; what the product writes there needs no escapes.
function wrappedFrame({ body, name }: Scope): readonly Setting[] {
  const values = Object.entries(body.envelope?.frame ?? {}).filter(([value]) => value !== 'time');
  return values.map(([value, member], index) => ({
    key: `EXTRACT-${name(`${index + 3}${value}`)}`,
    value: `[{,]\\s*"${literal(member)}"\\s*:\\s*"(?<${name(value)}>[^"\\\\]{1,200})" in ${name('envelope')}`,
  }));
}

// --- Which event, which outcome.

// An ending is one only behind a name.
function endings({ body }: Scope, suffixes: readonly string[]): string {
  const each = suffixes.map((suffix) => (body.ignoresCase ? anyCase(suffix) : literal(suffix)));
  return each.length === 1 ? (each[0] ?? '') : `(?:${each.join('|')})`;
}

function withoutSuffix(scope: Scope, event: string): string {
  const suffixes = Object.keys(scope.body.suffixes);
  if (suffixes.length === 0) return event;
  return `replace(${event},${pattern(`^([\\s\\S]+?)${endings(scope, suffixes)}${endOfText}`)},"\\1")`;
}

function eventKey(scope: Scope): string {
  const compared = comparedName(scope);
  return scope.body.scope === undefined ? compared : `${component(scope)}.":".${compared}`;
}

function component(scope: Scope): string {
  const rule = scope.body.scope;
  if (rule === undefined) return 'null()';
  const branches = Object.keys(rule.values).map((each) => [looksLike(scope, each), text(comparedScope(scope, each))] as const);
  return choose(branches, text(comparedScope(scope, rule.otherwise)));
}

function looksLike(scope: Scope, component: string): string {
  const rule = scope.body.scope;
  const patterns = rule?.values[component] ?? [];
  return `match(lower(${scope.name(rule?.from ?? '')}),${pattern(patterns.map(globExpression).join('|'))})`;
}

// The first component whose patterns fit counts.
function isFrom(scope: Scope, component: string): string {
  const components = Object.keys(scope.body.scope?.values ?? {});
  const at = components.findIndex((each) => comparedScope(scope, each) === component);
  const earlier = components.slice(0, at < 0 ? components.length : at).map((each) => `NOT ${looksLike(scope, each)}`);
  return [...earlier, ...(at < 0 ? [] : [looksLike(scope, components[at] ?? '')])].join(' AND ');
}

function comparedScope({ stream }: Scope, scope: string): string {
  return comparedKey(stream, scope);
}

function globExpression(pattern: string): string {
  const parts = pattern.toLowerCase().split('*');
  const inner = parts
    .filter((part) => part !== '')
    .map(literal)
    .join('[\\s\\S]*');
  return `${parts[0] === '' ? '' : '^'}${inner}${parts.at(-1) === '' ? '' : endOfText}`;
}

function outcomeRead(scope: Scope, event: string): string {
  const told = Object.entries(scope.body.suffixes).map(([suffix, outcome]) => {
    return [`match(${event},${pattern(`[\\s\\S]${endings(scope, [suffix])}${endOfText}`)})`, text(outcome)] as const;
  });
  return choose([[`isnull(${event})`, 'null()'], ...told], text(told.length === 0 ? 'none' : 'success'));
}

/** The component of a family as keys are compared; empty where the body has no components. */
function componentOf({ stream }: Scope, family: EventFamily): string {
  return family.scope === undefined ? '' : comparedKey(stream, family.scope);
}

function byComponent(scope: Scope, all: readonly EventFamily[]): ReadonlyMap<string, readonly EventFamily[]> {
  const found = new Map<string, EventFamily[]>();
  for (const family of all) {
    const component = componentOf(scope, family);
    found.set(component, [...(found.get(component) ?? []), family]);
  }
  return found;
}

// The names alone, of events of one component.
function namesOf(scope: Scope, all: readonly EventFamily[]): readonly string[] {
  const names = all.flatMap((family) => {
    const component = componentOf(scope, family);
    return writtenKeys(scope.stream, family).map((key) => (component === '' ? key : key.slice(component.length + 1)));
  });
  return [...new Set(names)];
}

function isNamed(scope: Scope, all: readonly EventFamily[]): string {
  return equalsAny(comparedName(scope), namesOf(scope, all));
}

function comparedName(scope: Scope): string {
  const named = withoutSuffix(scope, scope.event);
  return scope.body.ignoresCase ? `lower(${named})` : named;
}

function isOneOf(scope: Scope, all: readonly EventFamily[]): string {
  const tests = [...byComponent(scope, all)].map(([component, families]) => {
    const from = isFrom(scope, component);
    return from === '' ? isNamed(scope, families) : `(${from} AND ${isNamed(scope, families)})`;
  });
  return tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' OR ')})`;
}

// --- Members.

function memberNamed({ members }: Scope, reference: string): JsonMember {
  const member = members.find(({ field }) => field.name === reference);
  if (member === undefined) throw new Error(`no member ${reference}`);
  return member;
}

/** A path as json_extract takes it; `{}` is every element of a list of objects, `{0}` the first. */
function pathOf({ catalog }: Scope, place: Place, element: '{}' | '{0}' = '{}'): string {
  return place
    .map((step, index) => {
      const isLast = index === place.length - 1;
      return !isLast && isListOfObjects(catalog, place.slice(0, index + 1).join('.')) ? `${step}${element}` : step;
    })
    .join('.');
}

// What a value must look like to be of its type; anything is a text.
const shapes: Readonly<Partial<Record<FieldType, string>>> = {
  int: '-?[0-9]{1,18}',
  bool: '(?:true|false)',
};

function scalar(stream: Stream, type: FieldType, raw: string): string {
  const shape = shapes[type];
  const fitting = shape === undefined ? raw : `replace(${raw},${pattern(`^(?!${shape}${endOfText})[\\s\\S]+`)},"")`;
  return `nullif(${stream.nulls.reduce((value, word) => `nullif(${value},${text(word)})`, fitting)},"")`;
}

function isInList(scope: Scope, place: Place): boolean {
  return place.some((_, index) => index < place.length - 1 && isListOfObjects(scope.catalog, place.slice(0, index + 1).join('.')));
}

function allValues(scope: Scope, reference: string): string {
  const { field, places } = memberNamed(scope, reference);
  const raw = places.map((place) => extract(scope.json, text(pathOf(scope, place))));
  if (field.type !== 'list') return scalar(scope.stream, field.type, coalesce(raw));
  const lists = raw.map((each) => `json_array_to_mv(${each})`);
  if (isInList(scope, places[0] ?? [])) return coalesce(lists);
  // One value where the document has a list is a list of one.
  return coalesce([...lists, scalar(scope.stream, 'text', `replace(${coalesce(raw)},${pattern(`^\\[\\s*\\]${endOfText}`)},"")`)]);
}

function firstValue(scope: Scope, reference: string): string {
  const all = allValues(scope, reference);
  return memberNamed(scope, reference).field.type === 'list' ? `mvindex(${all},0)` : all;
}

function fieldValues(scope: Scope): readonly Evaluation[] {
  return scope.members
    .filter((member) => !member.isContainer)
    .map(({ field }) => ({ group: 'fields', field: fieldName(scope, field.name), expression: allValues(scope, field.name) }));
}

// One member out of many, by the event: the path is chosen, not the value, so that each rule costs a word and not an expression.
function pick(scope: Scope, rows: readonly ObjectRow[]): string {
  const paths = rows.map((row) => ({
    ...row,
    paths: row.references.flatMap((reference) => {
      const { field, places } = memberNamed(scope, reference);
      return places.map((place) => pathOf(scope, place, '{0}') + (field.type === 'list' && !isInList(scope, place) ? '{0}' : ''));
    }),
  }));
  const longest = Math.max(0, ...paths.map((row) => row.paths.length));
  const candidates = Array.from({ length: longest }, (_, index) => {
    const steps = paths.flatMap((row) => (row.paths[index] === undefined ? [] : [{ ...row, path: row.paths[index] ?? '' }]));
    return scalar(scope.stream, 'text', extract(scope.json, pathByEvent(scope, steps)));
  });
  return candidates.length === 0 ? 'null()' : coalesce(candidates);
}

function pathByEvent(scope: Scope, rows: readonly (ObjectRow & { readonly path: string })[]): string {
  const components = [
    ...byComponent(
      scope,
      rows.flatMap((row) => row.families),
    ).keys(),
  ];
  const branches = components.map((component) => {
    const byPath = new Map<string, PathRule & { readonly families: EventFamily[] }>();
    for (const { path, when, families: all } of rows) {
      const here = all.filter((family) => componentOf(scope, family) === component);
      if (here.length === 0) continue;
      const known = byPath.get(`${when} ${path}`) ?? { path, when, families: [] };
      known.families.push(...here);
      byPath.set(`${when} ${path}`, known);
    }
    return { from: isFrom(scope, component), chosen: chosenPath(scope, [...byPath.values()]) };
  });
  if (branches.length === 1 && branches[0]?.from === '') return branches[0].chosen;
  return `case(${branches.map(({ from, chosen }) => `${from},${chosen}`).join(',')})`;
}

interface PathRule {
  readonly path: string;
  readonly when: string;
  readonly families: readonly EventFamily[];
}

// Without conditions the name itself is turned into the path, so that the JSON text is opened for it once, and not once a rule.
function chosenPath(scope: Scope, rules: readonly PathRule[]): string {
  if (rules.some((rule) => rule.when !== '')) {
    const cases = rules.map(({ path, when, families: all }) => `${when === '' ? '' : `${when} AND `}${isNamed(scope, all)},${text(path)}`);
    return `case(${cases.join(',')})`;
  }
  const turned = rules.reduce(
    (name, { path, families: all }) => {
      return `replace(${name},${pattern(`^=${anyOf(namesOf(scope, all))}${endOfText}`)},${pattern(path.replaceAll('\\', '\\\\'))})`;
    },
    `"=".${comparedName(scope)}`,
  );
  return `nullif(replace(${turned},"^=[\\s\\S]*",""),"")`;
}

// --- Marks: members that nobody documented, of another type than documented, or in two places at once.

function marks(scope: Scope): readonly Evaluation[] {
  const levels = jsonLevels(scope.catalog);
  const lists = levels.flatMap((level) =>
    level.places.flatMap((place) => [strangers(scope, level, place), ...mistyped(scope, level, place)]),
  );
  const joined = `replace(${lists.join('.')},"[^A-Za-z0-9_.\\"-]+","_")`;
  const unknown = `mvdedup(mvsort(split(nullif(ltrim(if(json_valid(${scope.json}),${joined},""),"\\""),""),"\\"")))`;
  const twice = scope.members
    .filter((member) => !member.isContainer && member.places.length > 1)
    .map((member) => inTwoPlaces(scope, member));
  return [
    { group: 'marks', field: scope.name('unknown_field'), expression: unknown },
    ...(twice.length === 0
      ? []
      : [
          {
            group: 'marks' as const,
            field: scope.name('duplicate_field'),
            expression: `split(nullif(ltrim(${twice.join('.')},"\\""),""),"\\"")`,
          },
        ]),
  ];
}

function levelText(scope: Scope, place: Place): string {
  return place.length === 0 ? scope.json : extract(scope.json, text(place.join('.')));
}

// Names of an object by json_keys; those of a list's objects, which it does not tell, by what stands in front of a colon.
function strangers(scope: Scope, level: JsonLevel, place: Place): string {
  const json = levelText(scope, place);
  const keys = level.isList
    ? `replace(replace(if(match(${json},"^\\["),${json},""),"[{,]\\s*\\"([^\\"]{1,200})\\"\\s*:|[^{,]+|[{,]","\\"\\1"),"\\"+(?=\\"|${endOfText})","")`
    : `"\\"".mvjoin(json_array_to_mv(json_keys(${json})),"\\"")`;
  const known = level.names.length === 0 ? keys : `replace(${keys},${pattern(`"${anyOf(level.names)}(?="|${endOfText})`)},"")`;
  return `coalesce(${prefixed(level, known)},"")`;
}

function prefixed(level: JsonLevel, names: string): string {
  return level.path === '' ? names : `replace(${names},"\\"([^\\"]+)",${pattern(`"${level.path}.\\1`)})`;
}

// A name that deeper objects have too is asked for by its path; the others are found in the text at once.
function mistyped(scope: Scope, level: JsonLevel, place: Place): readonly string[] {
  if (level.isList) return [];
  const deeper = new Set(
    jsonLevels(scope.catalog)
      .filter(
        (each) =>
          each.path !== level.path &&
          each.places.some((other) => other.length > place.length && place.every((step, index) => step === other[index])),
      )
      .flatMap((each) => each.names),
  );
  const direct = directMembers(scope, place);
  const unique = direct.filter(({ name }) => !deeper.has(name));
  const others = direct.filter(({ name, kind }) => deeper.has(name) && kind === 'text');
  const byText = [...new Set(unique.map(({ kind }) => kind))].map((kind) => {
    const names = anyOf(unique.filter((each) => each.kind === kind).map(({ name }) => name));
    return `"(${names})"\\s*:${misfits(kind, scope.stream.nulls)}`;
  });
  const groups = byText.map((_, index) => `\\${index + 1}`).join('');
  const json = levelText(scope, place);
  const found =
    byText.length === 0
      ? []
      : [
          `coalesce(${prefixed(level, `replace(replace(${json},${pattern(`${byText.join('|')}|[^"]+|"`)},"\\"${groups}"),"\\"+(?=\\"|${endOfText})","")`)},"")`,
        ];
  const asked = others.map(({ name }) => {
    const value = extract(scope.json, text([...place, name].join('.')));
    const written = pattern(`"${literal(name)}"\\s*:${misfits('text', [])}`);
    return `if(match(${value},"^[\\[{]") AND match(${json},${written}),${text(`"${[level.path, name].filter((part) => part !== '').join('.')}`)},"")`;
  });
  return [...found, ...asked];
}

type Kind = 'text' | 'int' | 'bool' | 'list' | 'objects' | 'object';

function directMembers(scope: Scope, place: Place): readonly { readonly name: string; readonly kind: Kind }[] {
  const documented = scope.members.flatMap(({ field, places, isContainer }) =>
    places
      .filter((each) => each.length === place.length + 1 && place.every((step, index) => step === each[index]))
      .map((each) => ({ name: each.at(-1) ?? '', kind: kindOf(field.type, isContainer) })),
  );
  const levels = jsonLevels(scope.catalog).flatMap((level) =>
    level.places
      .filter((each) => each.length === place.length + 1 && place.every((step, index) => step === each[index]))
      .map((each) => ({ name: each.at(-1) ?? '', kind: level.isList ? ('objects' as const) : ('object' as const) })),
  );
  const all = [...documented, ...levels].filter(({ kind }) => kind !== 'none') as { readonly name: string; readonly kind: Kind }[];
  return all.filter((each, index) => all.findIndex((other) => other.name === each.name) === index);
}

function kindOf(type: FieldType, isContainer: boolean): Kind | 'none' {
  if (type === 'list') return isContainer ? 'objects' : 'list';
  if (type === 'object') return isContainer ? 'object' : 'none';
  return type === 'int' || type === 'bool' ? type : 'text';
}

function misfits(kind: Kind, nulls: readonly string[]): string {
  const none = `null|""|${nulls.map((word) => `"${literal(word)}"`).join('|')}`;
  const end = '\\s*[,}]';
  switch (kind) {
    case 'text':
      return '\\s*[\\[{]';
    case 'list':
      return '\\s*\\{';
    case 'int':
      return `(?!\\s*(?:"-?[0-9]{1,18}"|-?[0-9]{1,18}|${none})${end})`;
    case 'bool':
      return `(?!\\s*(?:"?(?:true|false)"?|${none})${end})`;
    case 'objects':
      return `(?!\\s*(?:\\[\\s*[{\\]]|null${end}))`;
    case 'object':
      return `(?!\\s*(?:\\{|null${end}))`;
  }
}

function inTwoPlaces(scope: Scope, { field, places }: JsonMember): string {
  const raw = places.map((place) => extract(scope.json, text(pathOf(scope, place))));
  const there = raw.map((each) => `isnotnull(${isInList(scope, places[0] ?? []) ? `json_array_to_mv(${each})` : each})`);
  const pairs = there.flatMap((one, index) => there.slice(index + 1).map((other) => `${one} AND ${other}`));
  return `if(${pairs.join(' OR ')},${text(`"${field.name}`)},"")`;
}

function tidy({ body, name }: Scope): readonly Evaluation[] {
  const helpers = ['time', ...(body.envelope === undefined ? [] : ['envelope', 'record'])];
  return helpers.map((each) => ({ group: 'tidy', field: name(each), expression: 'null()' }));
}
