import { anyOf, endOfText, literal } from './regex.js';
import { anyCharacterOf, type Template, type TemplateValue, typeCharacters } from './template.js';
import { stampShape, timeShapeOf } from './time-pattern.js';

/** How a template is turned into an expression. */
export interface Reading {
  /** Name of the group of a value. */
  readonly group: (name: string) => string;
  /** Only the groups that the expression itself needs, as in a lookahead: where a value may hold the text that ends it. */
  readonly fewGroups?: boolean;
  /** Words that stand for no value: they fit any placeholder and make no group. */
  readonly nulls: readonly string[];
  /** A frame: values stay on one line and are bounded, blanks of the template are one or more blanks. */
  readonly isFrame: boolean;
  /** A character that no value holds. */
  readonly without?: string;
}

/** Longest values of a frame: bounds what a hostile line can cost. */
export const longestInFrame: Readonly<Record<'digits' | 'hex' | 'text', number>> = { digits: 20, hex: 32, text: 200 };

type Kind = keyof typeof typeCharacters;

/**
 * Returns the expression of a template from its first to its last character, without an anchor in front. `mark` may write a literal text in
 * its own way, say with a group around a part of it; 0 is the text in front of the first value, n that behind the n-th.
 */
export function templateExpression({ head, values }: Template, reading: Reading, mark?: (text: string, index: number) => string): string {
  const written = mark ?? ((text: string) => literalExpression(text, reading));
  const rest = values.map((value, index) => {
    const closing = value.after === '' ? endOfText : written(value.after, index + 1);
    return valueExpression(value, reading) + closing;
  });
  return written(head, 0) + rest.join('');
}

/** Returns the expression of a whole message: {@link templateExpression} up to the end of the text. */
export function messageExpression(template: Template, reading: Reading, mark?: (text: string, index: number) => string): string {
  return templateExpression(template, reading, mark) + (template.values.at(-1)?.after === '' ? '' : endOfText);
}

/** Returns the expression of literal text. */
export function literalExpression(text: string, { isFrame }: Pick<Reading, 'isFrame'>): string {
  if (!isFrame) return literal(text);
  const closed = text.endsWith(' ') ? '(?! )' : '';
  return `${text.split(/ +/).map(literal).join(' +')}${closed}`;
}

// The value alone; what ends it stands behind.
function valueExpression(value: TemplateValue, reading: Reading): string {
  const after = value.after === '' ? endOfText : literalExpression(value.after, reading);
  const nulls = value.type === 'time' ? [] : nullsBefore(value.after, reading.nulls);
  const plain = plainExpression(value, reading, after);
  if (nulls.length === 0) return plain;
  const like = nulls.filter((word) => isWhole(value, reading, word));
  const guard = like.length === 0 ? '' : `(?!${oneOf(like)}${after})`;
  return `(?:${oneOf(nulls)}|${guard}${plain})`;
}

function oneOf(words: readonly string[]): string {
  return words.length === 1 ? literal(words[0] ?? '') : anyOf(words);
}

// Whether a value of the type can be just that word.
function isWhole({ type }: TemplateValue, reading: Reading, word: string): boolean {
  const kind = type === 'rest' || type === 'time' ? 'text' : type;
  return new RegExp(`^(?:${run(kind, reading, '')})${endOfText}`).test(word);
}

// A null word counts only where the text that ends the value begins right behind it for the first time.
function nullsBefore(after: string, nulls: readonly string[]): readonly string[] {
  return after === '' ? nulls : nulls.filter((word) => `${word}${after}`.indexOf(after) === word.length);
}

function plainExpression({ name, type, time, after }: TemplateValue, reading: Reading, end: string): string {
  const named = (expression: string) => `(?<${reading.group(name)}>${expression})`;
  const group = reading.fewGroups === true ? (expression: string) => expression : named;
  if (time !== undefined) return group(timeShapeOf(time));
  if (type === 'stamp') return group(stampShape);
  const kind = type === 'rest' || type === 'time' ? 'text' : type;
  const first = after.charAt(0);
  if (first === '' || !holds(kind, first, reading)) return group(run(kind, reading, ''));
  if (isOne(after, reading) && typeCharacters[kind].only === undefined) return group(run(kind, reading, first));
  return `(?!${end})(?=${named(`${run(kind, reading, '')}?`)}${end})\\k<${reading.group(name)}>`;
}

function isOne(after: string, { isFrame }: Reading): boolean {
  return after.length === 1 || (isFrame && /^ +$/.test(after));
}

/** Whether a value of the type can hold the character. */
function holds(kind: Kind, character: string, { isFrame, without }: Reading): boolean {
  if (character === without || (isFrame && /[\r\n]/.test(character))) return false;
  return anyCharacterOf(kind, character);
}

// The run of characters that a value is, one character fewer in the class where that ends it.
function run(kind: Kind, reading: Reading, stop: string): string {
  const { only, not } = typeCharacters[kind];
  const many = reading.isFrame ? `{1,${limit(kind)}}` : '+';
  if (only !== undefined) {
    if (kind === 'int') return `-?[0-9]${many}`;
    if (kind !== 'host-port') return `[${only}]${many}`;
    const host = `[${typeCharacters.address.only}]${many}`;
    return `(?:\\[${host}\\]|${host}):[0-9]{1,5}`;
  }
  const barred = [...new Set([stop, reading.without ?? ''])].join('').replace(/[\\\]^-]/g, '\\$&');
  const excluded = `${barred}${not ?? ''}${reading.isFrame && not === '' ? '\\r\\n' : ''}`;
  return excluded === '' ? `[\\s\\S]${many}` : `[^${excluded}]${many}`;
}

function limit(kind: Kind): number {
  if (kind === 'digits' || kind === 'int') return longestInFrame.digits;
  return kind === 'hex' ? longestInFrame.hex : longestInFrame.text;
}

/** Names of groups for a lookahead: short, and by a beginning of its own no name of another group in the same expression. */
export function groupsOf({ values }: Template, beginning: string): (name: string) => string {
  return (name) => `${beginning}${values.findIndex((value) => value.name === name)}`;
}

/** Returns the expression of a frame, each value in a group named by `group`; the body begins behind it. */
export function frameExpressionOf(frame: Template, group: (name: string) => string, fewGroups = false): string {
  return templateExpression(frame, { group, nulls: [], isFrame: true, fewGroups });
}

/**
 * Returns the expression that shows a line to begin a record: the frame up to its time stamp, and that. Without groups, so that it can stand
 * anywhere; it may fit a little more than the frame itself.
 */
export function frameBeginning(frame: Template): string {
  const { before, time } = splitAtTime(frame);
  return `${before}${time === undefined ? '' : timeShapeOf(time)}`;
}

/** Returns the expression of what stands in front of the time stamp of a frame; the stamp must follow. */
export function frameBeforeTime(frame: Template): string {
  const { before, time } = splitAtTime(frame);
  return `${before}${time === undefined ? '' : `(?=${timeShapeOf(time)})`}`;
}

function splitAtTime({ head, values }: Template) {
  const at = values.findIndex((value) => value.type === 'time');
  const reading: Reading = { group: (name) => name, nulls: [], isFrame: true };
  const before = values.slice(0, at).map((value) => {
    const kind = value.type === 'rest' || value.type === 'time' ? 'text' : value.type;
    return `${run(kind, reading, '')}?${literalExpression(value.after, reading)}`;
  });
  return { before: literalExpression(head, reading) + before.join(''), time: values[at]?.time };
}
