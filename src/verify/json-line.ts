import { frameTemplates } from '../catalog/frame.js';
import { isListOfObjects, jsonMembers } from '../catalog/json-members.js';
import type { Catalog, Field, JsonBody, JsonEnvelope, Stream } from '../catalog/model.js';
import type { Template } from '../pattern/template.js';
import type { Statement, Value, WritingForm, Written } from './statement.js';
import { syslogHeaders } from './syslog-header.js';
import { asFact, type FrontText, frontText } from './template-frame.js';

/**
 * Returns the forms in which records with a body of JSON are written: behind each frame, behind syslog headers, in the log of a container,
 * with the event's name in other letters, and with each other spelling and place of a member.
 */
export function jsonForms(catalog: Catalog, stream: Stream, body: JsonBody): readonly WritingForm[] {
  const frames = frameTemplates(stream);
  const [first] = frames;
  if (first === undefined) return [];
  const headers = stream.carriers.some((carrier) => carrier.id === 'syslog') ? syslogHeaders : [];
  const write = (change: Change) => (statement: Statement) => writeLine(statement, body, change);
  const { envelope } = body;
  return [
    ...frames.map((frame, index): WritingForm => ({ id: `frame ${index + 1}`, carrier: 'plain', write: write({ frame }) })),
    ...headers.map(
      (each): WritingForm => ({ id: each.id, carrier: 'syslog', write: write({ frame: frames.at(-1) ?? first, header: each.text }) }),
    ),
    ...(envelope === undefined
      ? []
      : ['', 'service-1 | '].map(
          (header): WritingForm => ({
            id: header === '' ? 'envelope' : 'envelope behind the name of a service',
            carrier: 'container',
            write: write({ frame: envelopeFrame(frames, envelope), envelope, header }),
          }),
        )),
    ...(body.ignoresCase ? [{ id: 'event in capitals', carrier: 'plain' as const, write: write({ frame: first, isCapital: true }) }] : []),
    ...spellings(catalog).map(
      (each): WritingForm => ({ id: each.id, carrier: 'plain', needs: each.field, write: write({ frame: first, spelling: each }) }),
    ),
  ];
}

interface Change {
  readonly frame: Template;
  readonly header?: string;
  readonly envelope?: JsonEnvelope;
  readonly isCapital?: boolean;
  readonly spelling?: Spelling;
}

/** A place in which records have a member beside the documented one. */
interface Spelling {
  readonly id: string;
  readonly field: string;
  readonly place: readonly string[];
}

// An object's own other spellings move all that stands below it, so only members are moved one by one.
function spellings(catalog: Catalog): readonly Spelling[] {
  return jsonMembers(catalog).flatMap(({ field, places, isContainer }) =>
    isContainer ? [] : places.slice(1).map((place) => ({ id: `${field.name} as ${place.join('.')}`, field: field.name, place })),
  );
}

// The envelope has members for some values of the frame; the frame that has no others stands for it.
function envelopeFrame(frames: readonly Template[], { frame }: JsonEnvelope): Template {
  const named = new Set(Object.keys(frame));
  const fitting = frames.find(({ values }) => values.every((value) => named.has(value.name)));
  const [first] = frames;
  const chosen = fitting ?? first;
  if (chosen === undefined) throw new Error('a body of JSON stands behind a frame');
  return chosen;
}

function writeLine(statement: Statement, body: JsonBody, change: Change): Written {
  const { catalog, stream } = statement;
  const front = frontText(catalog, stream, change.frame, scopeValue(statement, body));
  const key = eventText(statement, body, change);
  const json = JSON.stringify(objectOf(statement, body, key, change.spelling));
  const raw = change.envelope === undefined ? `${front.text}${json}` : enveloped(change.envelope, front, json);
  const states = new Map<string, Value>([
    ...[...front.values].map(([name, value]): [string, Value] => [name, asFact(catalog, name, value)]),
    ...(front.time === undefined ? [] : ([['time', front.time]] as [string, Value][])),
    [`field.${body.key}`, key],
    ...[...statement.values].map(([name, value]): [string, Value] => [`field.${name}`, value]),
  ]);
  return { raw: `${change.header ?? ''}${raw}`, states };
}

// The ending that states the outcome, and letters in which the name is not documented.
function eventText({ name, says }: Statement, body: JsonBody, { isCapital }: Change): string {
  const suffix = Object.entries(body.suffixes).find(([, outcome]) => outcome === says)?.[0] ?? '';
  const text = `${name}${suffix}`;
  return isCapital === true ? text.toUpperCase() : text;
}

/** The value of the frame by which a record's component is known: what fits its first pattern, or no pattern of any. */
function scopeValue({ family }: Statement, { scope }: JsonBody): ReadonlyMap<string, string> {
  if (scope === undefined) return new Map();
  const [pattern] = scope.values[family.scope ?? ''] ?? [];
  return new Map([[scope.from, pattern === undefined ? 'none of them' : pattern.replaceAll('*', ' x ').trim()]]);
}

function enveloped(envelope: JsonEnvelope, front: FrontText, json: string): string {
  const members = Object.entries(envelope.frame).map(([name, member]): [string, string] => [
    member,
    (name === 'time' ? front.stamp : front.values.get(name)) ?? '',
  ]);
  const text = JSON.stringify(Object.fromEntries([...members, [envelope.body, json]]));
  return text.startsWith(envelope.start) ? text : `${envelope.start}${text.slice(1)}`;
}

/** Builds the object: the event's name first, as the product writes it, then members in the order of the catalog. */
function objectOf({ catalog, values }: Statement, body: JsonBody, key: string, spelling: Spelling | undefined): unknown {
  const root = new Map<string, unknown>();
  put(root, body.key.split('.'), key);
  for (const field of catalog.fields) {
    const value = values.get(field.name);
    if (value === undefined) continue;
    const place = spelling?.field === field.name ? spelling.place : field.name.split('.');
    const list = listAbove(catalog, field.name);
    if (list === undefined) put(root, place, jsonValue(field, value));
    else putInList(root, list.split('.'), field.name.slice(list.length + 1).split('.'), [value].flat());
  }
  return plain(root);
}

/** The path of the list of objects that a member stands in, if it does. */
export function listAbove(catalog: Catalog, name: string): string | undefined {
  const steps = name.split('.');
  const above = steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('.'));
  return above.find((path) => isListOfObjects(catalog, path));
}

/** Whether the member of a field can hold the text: one of numbers or of truth values holds no name. */
export function fitsMember(field: Field, text: string): boolean {
  return (field.type !== 'int' && field.type !== 'bool') || typeof jsonValue(field, text) !== 'string';
}

function jsonValue(field: Field, value: Value): unknown {
  if (typeof value !== 'string') return value;
  if (field.type === 'int' && /^-?[0-9]{1,15}$/.test(value)) return Number(value);
  if (field.type === 'bool' && /^(?:true|false)$/.test(value)) return value === 'true';
  if (field.type === 'object') return JSON.parse(value);
  return value;
}

function put(root: Map<string, unknown>, [step = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    root.set(step, value);
    return;
  }
  const inner = root.get(step);
  const next = inner instanceof Map ? (inner as Map<string, unknown>) : new Map<string, unknown>();
  root.set(step, next);
  put(next, rest, value);
}

function putInList(root: Map<string, unknown>, path: readonly string[], member: readonly string[], values: readonly string[]): void {
  const existing = at(root, path);
  const objects = Array.isArray(existing) ? (existing as Map<string, unknown>[]) : [];
  if (objects.length === 0) put(root, path, objects);
  values.forEach((value, index) => {
    const object = objects[index] ?? new Map<string, unknown>();
    objects[index] = object;
    put(object, member, value);
  });
}

function at(root: Map<string, unknown>, path: readonly string[]): unknown {
  let found: unknown = root;
  for (const step of path) found = found instanceof Map ? found.get(step) : undefined;
  return found;
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...(value as Map<string, unknown>)].map(([name, each]) => [name, plain(each)]));
  return Array.isArray(value) ? value.map(plain) : value;
}
