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
  stamp: 8,
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

/** Which templates may fit a text, by a word of it; numbers are places in the list of templates, lowest first. */
export interface TemplateIndex {
  /** By the word that the text begins with, where few templates share it. */
  readonly first: Readonly<Record<string, readonly number[]>>;
  /** By a whole word anywhere in the text: that of the template which the fewest have. */
  readonly words: Readonly<Record<string, readonly number[]>>;
  /** Templates without a whole word of their own: tried on every text. */
  readonly others: readonly number[];
  /** The lowest number that is not found by the first word. */
  readonly least: number;
}

/** How many templates may be found by one first word: each of them is tried. */
const MOST_SHARING = 12;

/** Takes templates in the order in which they are tried and returns the index that the script finds them by. */
export function templateIndex(templates: readonly Template[]): TemplateIndex {
  const first = new Map<string, number[]>();
  const later: { readonly number: number; readonly words: readonly string[] }[] = [];
  const read = templates.map(wholeWords);
  const sharing = new Map<string, number>();
  for (const words of read) if (words.first !== undefined) sharing.set(words.first, (sharing.get(words.first) ?? 0) + 1);
  read.forEach((words, number) => {
    if (words.first === undefined || (sharing.get(words.first) ?? 0) > MOST_SHARING) later.push({ number, words: words.all });
    else add(first, words.first, number);
  });
  const uses = new Map<string, number>();
  for (const word of later.flatMap((each) => [...new Set(each.words)])) uses.set(word, (uses.get(word) ?? 0) + 1);
  const anywhere = new Map<string, number[]>();
  const others: number[] = [];
  for (const { number, words } of later) {
    const [rarest] = [...words].sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0) || b.length - a.length);
    if (rarest === undefined) others.push(number);
    else add(anywhere, rarest, number);
  }
  return { first: Object.fromEntries(first), words: Object.fromEntries(anywhere), others, least: later[0]?.number ?? templates.length };
}

function add(index: Map<string, number[]>, word: string, number: number): void {
  const known = index.get(word);
  if (known === undefined) index.set(word, [number]);
  else known.push(number);
}

// A word counts only where both its ends show: at the edge of a literal a value may go on with it.
function wholeWords({ head, values }: Template): { readonly first: string | undefined; readonly all: readonly string[] } {
  const lead = /^[A-Za-z0-9_]+/.exec(head)?.[0];
  const isWhole = lead !== undefined && (lead.length < head.length || values.length === 0);
  const inside = values.flatMap((value, index) => wordsIn(value.after, false, index === values.length - 1));
  return { first: isWhole ? lead : undefined, all: [...wordsIn(head, true, values.length === 0), ...inside] };
}

function wordsIn(text: string, openAtStart: boolean, openAtEnd: boolean): readonly string[] {
  return [...text.matchAll(/[A-Za-z0-9_]+/g)].flatMap((found) => {
    const end = found.index + found[0].length;
    const whole = (found.index > 0 || openAtStart) && (end < text.length || openAtEnd);
    return whole ? [found[0]] : [];
  });
}
