import { literal } from './regex.js';
import type { PlaceholderType, Template } from './template.js';
import { longestInFrame } from './template-regex.js';
import { stampShape, type TimePattern, timeShapeOf } from './time-pattern.js';

/**
 * Several frames as one: a frame of which parts may be left out. Splunk names each group of an expression once, so frames that share values
 * have to become one expression; what stands in several frames stands in it once.
 */
export type UnionPart = string | UnionValue | readonly UnionPart[];

/** A value of the united frames; a list is a part that may be left out. */
export interface UnionValue {
  readonly name: string;
  readonly type: PlaceholderType;
  /** The patterns of a time, which may differ between frames. */
  readonly times: readonly TimePattern[];
  /** The text that ends it: of several the longest that all begin with. */
  readonly after: string;
}

/** A frame taken apart: single characters, and names of values in braces. */
type Tokens = readonly string[];

/** Takes frames and returns them as one, or undefined where they are not one frame with parts left out. */
export function uniteFrames(frames: readonly Template[]): readonly UnionPart[] | undefined {
  const values = valuesOf(frames);
  if (values === undefined) return undefined;
  const united = unite(distinct(frames.map(tokensOf)));
  if (united === undefined) return undefined;
  const parts = united.map((part) => withValues(part, values));
  return hasTwice(namesOf(parts)) ? undefined : parts;
}

/** Takes the frames of a JSON body and returns all that is read as one of them: each in each form of the time that one of them has. */
export function framesInEachTime(frames: readonly Template[]): readonly Template[] {
  const times = unionTimes(uniteFrames(frames) ?? []);
  const all = frames.flatMap((frame) => [...frame.values.flatMap(({ time }) => time ?? []), ...times].map((time) => withTime(frame, time)));
  const keys = all.map((frame) => JSON.stringify([tokensOf(frame), frame.values.map(({ time }) => time && timeShapeOf(time))]));
  return all.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

function withTime(frame: Template, time: TimePattern): Template {
  return { ...frame, values: frame.values.map((value) => (value.time === undefined ? value : { ...value, time })) };
}

function tokensOf({ head, values }: Template): Tokens {
  return [...head, ...values.flatMap((value) => [`{${value.name}}`, ...value.after])];
}

function distinct(all: readonly Tokens[]): readonly Tokens[] {
  return all.filter((each, index) => all.findIndex((other) => other.join('\0') === each.join('\0')) === index);
}

function valuesOf(frames: readonly Template[]): ReadonlyMap<string, UnionValue> | undefined {
  const found = new Map<string, UnionValue>();
  for (const { name, type, time, after } of frames.flatMap((frame) => frame.values)) {
    const known = found.get(name);
    if (known !== undefined && known.type !== type) return undefined;
    const times = time === undefined ? [] : [time];
    const shapes = new Map([...(known?.times ?? []), ...times].map((each) => [timeShapeOf(each), each]));
    found.set(name, { name, type, times: [...shapes.values()], after: known === undefined ? after : sharedStart(known.after, after) });
  }
  return [...found.values()].some((value) => value.after === '') ? undefined : found;
}

function sharedStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one.charAt(length) === other.charAt(length)) length++;
  return one.slice(0, length);
}

type Shape = string | readonly Shape[];

function unite(frames: readonly Tokens[]): readonly Shape[] | undefined {
  const [first = []] = frames;
  if (frames.length === 1) return first;
  const start = sharedCount(frames, (frame, index) => frame[index]);
  if (start > 0) return after(first.slice(0, start), unite(frames.map((frame) => frame.slice(start))));
  const [front, back] = [frames.filter((frame) => frame[0] === first[0]), frames.filter((frame) => frame[0] !== first[0])];
  const shared = sharedCount(front, (frame, index) => frame[index]);
  const rests = front.map((frame) => frame.slice(shared));
  // The frames with this part and the frames without it are otherwise the same.
  if (sameFrames(rests, back)) return after([first.slice(0, shared)], unite(back));
  const end = Math.min(
    sharedCount(frames, (frame, index) => frame[frame.length - 1 - index]),
    ...frames.map((frame) => frame.length),
  );
  const fronts = frames.map((frame) => frame.slice(0, frame.length - end));
  const tail = first.slice(first.length - end);
  if (!fronts.some((frame) => frame.length === 0)) return undefined;
  const optional = unite(fronts.filter((frame) => frame.length > 0));
  return optional === undefined ? undefined : [optional, ...tail];
}

function after(start: readonly Shape[], rest: readonly Shape[] | undefined): readonly Shape[] | undefined {
  return rest === undefined ? undefined : [...start, ...rest];
}

function sharedCount(frames: readonly Tokens[], at: (frame: Tokens, index: number) => string | undefined): number {
  const [first = []] = frames;
  let count = 0;
  while (count < first.length && frames.every((frame) => count < frame.length && at(frame, count) === at(first, count))) count++;
  return count;
}

function sameFrames(one: readonly Tokens[], other: readonly Tokens[]): boolean {
  const text = (frames: readonly Tokens[]) => frames.map((frame) => frame.join('\0')).join('\n');
  return text(one) === text(other);
}

function withValues(shape: Shape, values: ReadonlyMap<string, UnionValue>): UnionPart {
  if (typeof shape !== 'string') return shape.map((each) => withValues(each, values));
  return (shape.length > 1 ? values.get(shape.slice(1, -1)) : undefined) ?? shape;
}

function namesOf(parts: readonly UnionPart[]): readonly string[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : 'name' in part ? [part.name] : namesOf(part)));
}

function hasTwice(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}

/** Returns the expression of united frames; values stand in groups named by `group`. */
export function unionExpression(parts: readonly UnionPart[], group: (name: string) => string): string {
  const [part, ...rest] = parts;
  if (part === undefined) return '';
  if (typeof part === 'string') {
    const length = parts.findIndex((each) => typeof each !== 'string');
    const text = parts.slice(0, length < 0 ? parts.length : length).join('');
    return text.split(/ +/).map(literal).join(' +') + unionExpression(length < 0 ? [] : parts.slice(length), group);
  }
  if ('name' in part) return valueExpression(part, group(part.name)) + unionExpression(rest, group);
  return `(?:${unionExpression(part, group)})?${unionExpression(rest, group)}`;
}

// Ends where the text behind it stands for the first time, as the reader of the other side does.
function valueExpression(value: UnionValue, name: string): string {
  const named = (expression: string) => `(?<${name}>${expression})`;
  if (value.type === 'time') return named(value.times.map(timeShapeOf).join('|'));
  const characters = classes[value.type];
  if (characters !== undefined) return named(characters);
  const stop = value.after.charAt(0).replace(/[\\\]^-]/g, '\\$&');
  const single = `[^${stop}\\r\\n]{1,${longestInFrame.text}}`;
  if (value.after.length === 1) return named(single);
  const end = value.after.split(/ +/).map(literal).join(' +');
  return `(?!${end})(?=(?<${name}>[^\\r\\n]{1,${longestInFrame.text}}?)${end})\\k<${name}>`;
}

const classes: Readonly<Partial<Record<PlaceholderType, string>>> = {
  stamp: stampShape,
  word: `[^ \\t\\r\\n]{1,${longestInFrame.text}}`,
  digits: `[0-9]{1,${longestInFrame.digits}}`,
  int: `-?[0-9]{1,${longestInFrame.digits}}`,
  hex: `[0-9A-Fa-f]{1,${longestInFrame.hex}}`,
  address: `[0-9A-Za-z._:%-]{1,${longestInFrame.text}}`,
};

/** Returns the patterns of the times of united frames. */
export function unionTimes(parts: readonly UnionPart[]): readonly TimePattern[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : 'name' in part ? part.times : unionTimes(part)));
}

/** Returns the text in front of the time that all frames have, and that behind it. */
export function aroundTime(frames: readonly Template[]): { readonly before: string; readonly after: string } {
  const around = frames.map(({ head, values }) => {
    const at = values.findIndex((value) => value.type === 'time');
    return { before: at === 0 ? head : (values[at - 1]?.after ?? ''), after: values[at]?.after ?? '' };
  });
  const [first = { before: '', after: '' }] = around;
  return around.reduce(
    (shared, each) => ({ before: sharedEnd(shared.before, each.before), after: sharedStart(shared.after, each.after) }),
    first,
  );
}

function sharedEnd(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one.at(-1 - length) === other.at(-1 - length)) length++;
  return one.slice(one.length - length);
}

/** Expression of a header in front of a frame that a syslog server writes: the shortest counts. */
export const anyHeader = '(?:[^\\r\\n]{0,400}? )??';
