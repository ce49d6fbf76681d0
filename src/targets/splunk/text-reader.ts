import { frameNames } from '../../catalog/frame.js';
import { type Message, messagesOf, trailerOf } from '../../catalog/messages.js';
import type { Catalog, Stream, TextBody } from '../../catalog/model.js';
import { anyOf, endOfText, literal } from '../../pattern/regex.js';
import type { Template } from '../../pattern/template.js';
import { overlaps } from '../../pattern/template-overlap.js';
import { groupsOf, messageExpression, type Reading } from '../../pattern/template-regex.js';
import { choose, coalesce, pattern, text } from './eval.js';
import type { Evaluation } from './evaluations.js';
import { own } from './field-names.js';
import { framesExtractions, framesIndexTime } from './frames.js';
import type { RecordReader } from './record-reader.js';
import type { Setting } from './settings.js';

/** Longest record kept whole, in bytes. */
const longestRecord = 100_000;

/** A message beside what tells on its record that it was this one. */
interface Told {
  readonly message: Message;
  /** Words of the message that no other event has; undefined where there are none. */
  readonly words: string | undefined;
}

/** Everything the builders below share. */
interface Scope {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly body: TextBody;
  readonly name: (own: string) => string;
  readonly told: readonly Told[];
}

/**
 * Takes a stream with a body of text and returns how its records are read: one extraction a message. Each captures words of its own into one
 * field, which tells the event; of two messages that one text may fit the later looks first whether the earlier does.
 */
export function textReader(catalog: Catalog, stream: Stream, body: TextBody): RecordReader {
  const name = own(catalog);
  const scope: Scope = { catalog, stream, body, name, told: tell(messagesOf(catalog, stream)) };
  const said = saidWords(scope);
  const keys = keysByEvent(scope.told);
  return {
    stanza: stream.sourcetype,
    search: `sourcetype=${stream.sourcetype}`,
    indexTime: framesIndexTime(stream, longestRecord),
    extractions: extractions(scope),
    transforms: [],
    switchedOff: [],
    fieldName: name,
    value: name,
    code: code(scope, said),
    event: said,
    keysOf: (family) => keys.get(family.name) ?? [],
    outcomeRead: outcomeRead(scope),
    text: name('text'),
    evaluations: [...numbers(scope), ...tidy(scope)],
    extracted: ['_time', ...frameNames(stream).map(name), name('text'), ...catalog.fields.map((field) => name(field.name))],
    keyField: name('text'),
  };
}

// The key of an event where its message holds that, else the longest text that no other event uses.
function tell(messages: readonly Message[]): readonly Told[] {
  const taken = new Map(messages.map((message) => [message.event.key, message.name]));
  return messages.map((message) => {
    const literals = literalsOf(message.template);
    const { key } = message.event;
    if (literals.some((each) => each.includes(key)) && taken.get(key) === message.name) return { message, words: key };
    const longest = literals.map((each) => each.trim()).sort((a, b) => b.length - a.length);
    const words = longest.find((each) => /[A-Za-z0-9]/.test(each) && (taken.get(each) ?? message.name) === message.name);
    if (words !== undefined) taken.set(words, message.name);
    return { message, words };
  });
}

function keysByEvent(told: readonly Told[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { message, words = message.name } of told) {
    const known = keys.get(message.name) ?? [];
    if (!known.includes(words)) keys.set(message.name, [...known, words]);
  }
  return keys;
}

function literalsOf({ head, values }: Template): readonly string[] {
  return [head, ...values.map((value) => value.after)];
}

function extractions(scope: Scope): readonly Setting[] {
  const { stream, body, name, told } = scope;
  const trailer = trailerOf(body);
  const earlier = overlaps(
    told.map(({ message: { template } }) => template),
    stream.nulls,
  );
  const width = String(told.length).length;
  const order = (index: number) => String(index + 1).padStart(width, '0');
  return [
    { key: 'KV_MODE', value: 'none', comment: 'Search time: frame, text, then the one message that fits' },
    { key: 'MATCH_LIMIT', value: '1000000' },
    ...framesExtractions(stream, name, name(trailer === undefined ? 'text' : 'body')),
    ...(trailer === undefined ? [] : [trailerExtraction(scope, trailer)]),
    ...told.map((each, index) => ({
      key: `EXTRACT-${name(`2_${order(index)}`)}`,
      value: `${message(scope, each, index, templatesAt(told, earlier[index] ?? []))} in ${name('text')}`,
    })),
  ];
}

// It starts at the last occurrence of its first character, because no value of it holds that.
function trailerExtraction({ stream, name }: Scope, trailer: Template): Setting {
  const reading: Reading = { group: name, nulls: stream.nulls, isFrame: false, without: trailer.head.charAt(0) };
  const expression = `\\A(?<${name('text')}>[\\s\\S]+?)(?:${messageExpression(trailer, reading)}|${endOfText}) in ${name('body')}`;
  return { key: `EXTRACT-${name('1text')}`, value: expression };
}

function templatesAt(told: readonly Told[], places: readonly number[]): readonly Template[] {
  return places.flatMap((place) => told[place]?.message.template ?? []);
}

// An earlier template that fits too counts alone.
function message({ stream, name }: Scope, { message: { template }, words }: Told, index: number, others: readonly Template[]): string {
  const earlier = others.map((each, number) => `(?!${bare(each, number, stream)})`);
  const reading: Reading = { group: name, nulls: stream.nulls, isFrame: false };
  const place = markedLiteral(template, words);
  const mark = (literalText: string, at: number) =>
    at === place.index ? marked(literalText, place, name, words, index) : literal(literalText);
  return `\\A${earlier.join('')}${messageExpression(template, reading, mark)}`;
}

function bare(template: Template, number: number, { nulls }: Stream): string {
  return messageExpression(template, { group: groupsOf(template, `n${number}_`), nulls, isFrame: false, fewGroups: true });
}

interface Place {
  readonly index: number;
  readonly from: number;
  readonly length: number;
}

// Without words of its own a message is told by a field of its own, which holds one character.
function markedLiteral(template: Template, words: string | undefined): Place {
  const literals = literalsOf(template);
  const found = literals.findIndex((each) => (words === undefined ? /\S/.test(each) : each.includes(words)));
  const from = words === undefined ? (literals[found] ?? '').search(/\S/) : (literals[found] ?? '').indexOf(words);
  return { index: found, from, length: words?.length ?? 1 };
}

function marked(literalText: string, { from, length }: Place, name: Scope['name'], words: string | undefined, index: number): string {
  const group = words === undefined ? markerName(name, index) : name('words');
  const middle = literal(literalText.slice(from, from + length));
  return `${literal(literalText.slice(0, from))}(?<${group}>${middle})${literal(literalText.slice(from + length))}`;
}

function markerName(name: Scope['name'], index: number): string {
  return name(`is_${index + 1}`);
}

function saidWords({ name, told }: Scope): string {
  const markers = told.flatMap(({ message: { name: event }, words }, index) =>
    words === undefined ? [`if(isnotnull(${markerName(name, index)}),${text(event)},null())`] : [],
  );
  return coalesce([name('words'), ...markers]);
}

// The vendor's own key, where the words that tell the event are others.
function code({ told }: Scope, said: string): string {
  const others = told.flatMap(({ message: { event, name }, words }) => {
    const compared = words ?? name;
    return compared === event.key ? [] : [[`${said}==${text(compared)}`, text(event.key)] as const];
  });
  return choose(others, said);
}

function outcomeRead({ stream: { outcome }, name }: Scope): string {
  const isRecord = name('text');
  if (outcome === undefined) return `if(isnull(${isRecord}),null(),"none")`;
  const value = name(outcome.from);
  const fits = (words: readonly string[]) => `match(lower(${value}),${pattern(`^${anyOf(words)}${endOfText}`)})`;
  const read = choose(
    [
      [`isnull(${isRecord})`, 'null()'],
      [`isnull(${value})`, '"none"'],
      [fits(outcome.success), '"success"'],
      [fits(outcome.failure), '"failure"'],
    ],
    '"unknown"',
  );
  return read;
}

// Splunk computes with doubles: exact up to 15 digits, and to 12 hexadecimal ones. A longer number stays in the text alone.
function numbers({ catalog, name }: Scope): readonly Evaluation[] {
  const number = (field: string, shape: string, base: string): Evaluation => ({
    group: 'what',
    field: name(field),
    expression: `if(match(${name(field)},${pattern(`^${shape}${endOfText}`)}),tonumber(${name(field)}${base}),null())`,
  });
  return catalog.fields.flatMap((field) => {
    if (field.type === 'hex') return [number(field.name, '[0-9A-Fa-f]{1,12}', ',16')];
    return field.type === 'int' ? [number(field.name, '-?[0-9]{1,15}', '')] : [];
  });
}

function tidy({ body, name, told }: Scope): readonly Evaluation[] {
  const markers = told.flatMap(({ words }, index) => (words === undefined ? [markerName(name, index)] : []));
  const helpers = [name('words'), ...(body.trailer === undefined ? [] : [name('body')]), ...markers];
  return helpers.map((field) => ({ group: 'tidy', field, expression: 'null()' }));
}
