import { frameTemplates } from '../../catalog/frame.js';
import { isListOfObjects, jsonMembers, type Place } from '../../catalog/json-members.js';
import type { Catalog, Field, JsonBody, Stream } from '../../catalog/model.js';
import { comparedKey } from '../../catalog/rows.js';
import { framesInEachTime, unionTimes, uniteFrames } from '../../pattern/frame-union.js';
import { frameData } from '../../pattern/template-data.js';
import { timeLayoutOf } from '../../pattern/time-pattern.js';
import { ecsVersion } from '../../vocab/ecs.js';
import type { TemplateSource } from '../target.js';
import type { Data } from './event-table.js';
import { packageName } from './package-name.js';
import { flags, monthNumbers, zoneSeconds } from './parameters.js';
import { ecsPlaces } from './placed-frame.js';
import type { RecordReader } from './record-reader.js';
import { scriptSource } from './script-source.js';

/** Takes a stream with a body of JSON and returns how its records are read. */
export function jsonReader(catalog: Catalog, stream: Stream, body: JsonBody, templates: TemplateSource): RecordReader {
  return {
    source: scriptSource(templates, ['strip', 'read-frame', 'read-json']),
    parameters: parameters(catalog, stream, body),
    unreadable: `the record has no JSON text with the member ${body.key}`,
    mapping: {},
    processors: [],
  };
}

function parameters(catalog: Catalog, stream: Stream, body: JsonBody): Data {
  const times = unionTimes(uniteFrames(frameTemplates(stream)) ?? []);
  const hasOutcome = Object.keys(body.suffixes).length > 0;
  return {
    package: packageName(catalog),
    stream: stream.dataStream,
    ecs: ecsVersion,
    key: body.key,
    fold: body.ignoresCase,
    suffixes: Object.entries(body.suffixes).map(([suffix, outcome]) => ({
      text: body.ignoresCase ? suffix.toLowerCase() : suffix,
      outcome,
    })),
    outcome: hasOutcome ? 'success' : 'none',
    ...(body.scope === undefined ? {} : { scope: scopeData(stream, body.scope) }),
    ...(body.envelope === undefined ? {} : { envelope: body.envelope }),
    frames: framesInEachTime(frameTemplates(stream)).map(frameData),
    times: times.map(timeLayoutOf),
    months: monthNumbers,
    zone: stream.timeZone.default,
    zones: zoneSeconds(stream.timeZone.table),
    places: ecsPlaces(stream),
    nulls: flags(stream.nulls),
    members: memberTree(catalog),
  };
}

function scopeData(stream: Stream, { from, values, otherwise }: NonNullable<JsonBody['scope']>): Data {
  return {
    from,
    values: Object.entries(values).map(([name, patterns]) => ({
      name: comparedKey(stream, name),
      patterns: patterns.map((pattern) => pattern.toLowerCase().split('*')),
    })),
    otherwise: comparedKey(stream, otherwise),
  };
}

/** Numbers of the kinds of members as `read-json.painless` knows them. */
const kinds = { text: 0, int: 1, bool: 2, list: 3, object: 4, container: 5, containers: 6, plain: 7 } as const;

interface Node {
  /** The name of the field. */
  f: string;
  /** The name in the document, beside its siblings. */
  n: string;
  t: number;
  /** Which of several places this is. */
  k?: number;
  /** Where the value belongs, if that is not here. */
  p?: readonly string[];
  m?: Record<string, Node>;
}

// The members as a tree of the names that records have; each node says which field it is.
function memberTree(catalog: Catalog): Record<string, Node> {
  const root: Record<string, Node> = {};
  for (const { field, places, isContainer } of jsonMembers(catalog)) {
    places.forEach((place, rank) => {
      const node = nodeAt(catalog, root, place);
      if (isContainer) return;
      node.f = field.name;
      node.n = field.name.split('.').at(-1) ?? '';
      node.t = kindOf(field);
      // What most members are: a text in its one place, under its own name.
      if (places.length === 1 && node.t === kinds.text && node.n === place.at(-1)) node.t = kinds.plain;
      if (places.length === 1) return;
      node.k = rank;
      if (!inList(catalog, field.name)) node.p = field.name.split('.');
    });
  }
  return root;
}

function nodeAt(catalog: Catalog, root: Record<string, Node>, place: Place): Node {
  let level = root;
  let node: Node | undefined;
  place.forEach((step, index) => {
    const path = place.slice(0, index + 1).join('.');
    node = level[step] ??= { f: path, n: step, t: isListOfObjects(catalog, path) ? kinds.containers : kinds.container };
    if (index < place.length - 1) level = node.m ??= {};
  });
  if (node === undefined) throw new Error('a member has a name');
  return node;
}

function inList(catalog: Catalog, name: string): boolean {
  const steps = name.split('.');
  return steps.some((_, index) => index > 0 && isListOfObjects(catalog, steps.slice(0, index).join('.')));
}

function kindOf({ type }: Field): number {
  if (type === 'int' || type === 'bool' || type === 'list' || type === 'object') return kinds[type];
  return kinds.text;
}
