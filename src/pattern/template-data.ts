import type { PlaceholderType, Template } from './template.js';
import { longestInFrame } from './template-regex.js';
import { type TimeLayout, timeLayoutOf } from './time-pattern.js';

/** Numbers of the types as `read-frame.painless` knows them. */
const typeNumbers: Readonly<Record<PlaceholderType, number>> = {
  text: 0,
  rest: 0,
  word: 1,
  digits: 2,
  int: 3,
  hex: 4,
  address: 5,
  'host-port': 6,
  time: 7,
};

/** A frame as the script reads it: lists side by side. A literal is a list of texts with one or more blanks between them. */
export interface FrameData {
  readonly head: readonly string[];
  readonly names: readonly string[];
  readonly types: readonly number[];
  readonly longest: readonly number[];
  readonly ends: readonly (readonly string[])[];
  readonly time: TimeLayout;
}

/** Takes a frame and returns what the script needs in order to read it. */
export function frameData({ head, values }: Template): FrameData {
  const time = values.find((value) => value.time !== undefined)?.time;
  if (time === undefined) throw new Error('a frame has a time');
  return {
    head: pieces(head),
    names: values.map((value) => value.name),
    types: values.map((value) => typeNumbers[value.type]),
    longest: values.map((value) => longestInFrame[bound(value.type)]),
    ends: values.map((value) => pieces(value.after)),
    time: timeLayoutOf(time),
  };
}

function bound(type: PlaceholderType): keyof typeof longestInFrame {
  if (type === 'digits' || type === 'int') return 'digits';
  return type === 'hex' ? 'hex' : 'text';
}

function pieces(text: string): readonly string[] {
  return text.split(/ +/);
}

/** A message or a trailer as the script reads it. */
export interface TemplateData {
  readonly head: string;
  readonly names: readonly string[];
  readonly types: readonly number[];
  /** The text behind each value; empty for the end. */
  readonly ends: readonly string[];
}

/** Takes a message or a trailer and returns what the script needs in order to read it. */
export function templateData({ head, values }: Template): TemplateData {
  return {
    head,
    names: values.map((value) => value.name),
    types: values.map((value) => typeNumbers[value.type]),
    ends: values.map((value) => value.after),
  };
}
