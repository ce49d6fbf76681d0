import { parseTimePattern, type TimePattern } from './time-pattern.js';

/**
 * Templates of frames, messages and trailers: text as printed, with `{name}` or `{name:type}` where a value stands; `{{` is a brace.
 * A value reaches up to the FIRST occurrence of the text that follows it, is never empty, and has to be of its type; the last one reaches to
 * the end. That is how Elastic's dissect reads; regular expressions (template-regex.ts) and the script (template-data.ts) read the same.
 */
export const placeholderTypes = ['text', 'word', 'digits', 'int', 'hex', 'address', 'host-port', 'stamp', 'time', 'rest'] as const;
export type PlaceholderType = (typeof placeholderTypes)[number];

export interface LiteralPart {
  readonly kind: 'literal';
  readonly text: string;
}

export interface PlaceholderPart {
  readonly kind: 'placeholder';
  readonly name: string;
  readonly type: PlaceholderType;
  /** The pattern of a time. */
  readonly time?: TimePattern;
}

/** Parts of a template in their order: never two placeholders, never two literals side by side. */
export type TemplatePart = LiteralPart | PlaceholderPart;

/** What is wrong with a template, and at which character of it (from 0). */
export interface TemplateMistake {
  readonly message: string;
  readonly at: number;
  readonly length: number;
}

export type Parsed = { readonly parts: readonly TemplatePart[] } | { readonly mistake: TemplateMistake };

/** A value of a template, and the literal text that ends it; the empty text is the end. */
export interface TemplateValue {
  readonly name: string;
  readonly type: PlaceholderType;
  readonly time?: TimePattern;
  readonly after: string;
}

/** A template as both readers see it: literal text in front, then value and literal by turns. */
export interface Template {
  readonly head: string;
  readonly values: readonly TemplateValue[];
}

/** Takes the template of a message: at least one word of its own, any placeholders but `time`. */
export function parseMessage(template: string): Parsed {
  const read = tokens(template, ['time']);
  if ('mistake' in read) return read;
  const only = read.parts.find((part) => part.kind === 'literal' && /[^\s]/.test(part.text));
  if (only === undefined) return mistake('a template has some text of its own, else it fits every message', 0, template.length);
  return read;
}

/** Takes the template of a trailer, which starts with literal text whose first character stands nowhere else in it. */
export function parseTrailer(template: string): Parsed {
  const read = tokens(template, ['time']);
  if ('mistake' in read) return read;
  const [first] = read.parts;
  if (first?.kind !== 'literal') return mistake('a trailer starts with the text that tells where it begins, such as "|"', 0, 1);
  const again = read.parts
    .filter((part) => part.kind === 'literal')
    .some((part, index) => part.text.slice(index === 0 ? 1 : 0).includes(first.text.charAt(0)));
  if (again) return mistake(`"${first.text.charAt(0)}" tells where the trailer begins, so it stands in it only once`, 0, template.length);
  return read;
}

const bodyPlaceholder = '{@body}';

/** Takes the template of a frame, which holds a time and ends in `{@body}`; the parts are those in front of the body. */
export function parseFrameTemplate(template: string): Parsed {
  const at = template.indexOf(bodyPlaceholder);
  if (at < 0) return mistake('a frame ends in {@body}', Math.max(0, template.length - 1), 1);
  const behind = at + bodyPlaceholder.length;
  if (behind < template.length) return mistake('nothing follows {@body} in a frame', behind, template.length - behind);
  const read = tokens(template.slice(0, at), ['rest']);
  if ('mistake' in read) return read;
  const last = read.parts.at(-1);
  if (last?.kind === 'placeholder')
    return mistake(
      `some text has to stand between {${last.name}} and {@body}, else nobody knows where the value ends`,
      at,
      bodyPlaceholder.length,
    );
  if (!read.parts.some((part) => part.kind === 'placeholder' && part.type === 'time'))
    return mistake('a frame has a {time:...}, such as {time:yyyy-MM-dd HH:mm:ss}', 0, at);
  return read;
}

/** Takes parts and returns the template as readers see it. */
export function templateOf(parts: readonly TemplatePart[]): Template {
  const [first] = parts;
  const head = first?.kind === 'literal' ? first.text : '';
  const values = parts.flatMap((part, index): readonly TemplateValue[] => {
    if (part.kind === 'literal') return [];
    const { kind: _, ...value } = part;
    const next = parts[index + 1];
    return [{ ...value, after: next?.kind === 'literal' ? next.text : '' }];
  });
  return { head, values };
}

function mistake(message: string, at: number, length: number): { readonly mistake: TemplateMistake } {
  return { mistake: { message, at, length } };
}

// `{{` is one brace; a lone `}` is itself.
function tokens(template: string, barred: readonly PlaceholderType[]): Parsed {
  const lineEnd = template.search(/[\r\n]/);
  if (lineEnd >= 0) return mistake('a template stands on one line', lineEnd, 1);
  const parts: TemplatePart[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') parts.push({ kind: 'literal', text });
    text = '';
  };
  for (let at = 0; at < template.length; ) {
    if (template.startsWith('{{', at)) {
      text += '{';
      at += 2;
    } else if (template.charAt(at) === '{') {
      const end = template.indexOf('}', at);
      const open = template.indexOf('{', at + 1);
      if (end < 0 || (open >= 0 && open < end)) return mistake('this brace is not closed; write {{ for a brace that is printed', at, 1);
      flush();
      const part = placeholder(template.slice(at + 1, end), parts, barred);
      if ('message' in part) return mistake(part.message, at, end + 1 - at);
      parts.push(part);
      at = end + 1;
    } else {
      text += template.charAt(at);
      at += 1;
    }
  }
  flush();
  return firstUnreadable(template, parts) ?? { parts };
}

function placeholder(
  inner: string,
  before: readonly TemplatePart[],
  barred: readonly PlaceholderType[],
): PlaceholderPart | { readonly message: string } {
  const colon = inner.indexOf(':');
  const name = colon < 0 ? inner : inner.slice(0, colon);
  const type = colon < 0 ? 'text' : inner.slice(colon + 1);
  const whole = `{${inner}}`;
  if (!/^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(name))
    return {
      message: `"${name}" is no name of a placeholder: letters, digits and _, at most 41, a letter first; write {{ for a brace that is printed`,
    };
  if (before.at(-1)?.kind === 'placeholder')
    return { message: `some text has to stand in front of ${whole}, else nobody knows where the value before it ends` };
  if (before.some((part) => part.kind === 'placeholder' && part.name === name))
    return { message: `{${name}} stands twice in one template` };
  if (name === 'time' && !barred.includes('time')) return timePlaceholder(colon < 0 ? '' : type);
  const known = placeholderTypes.filter((each) => !barred.includes(each) && each !== 'time');
  const found = known.find((each) => each === type);
  if (found === undefined) return { message: `"${type}" is no type of a placeholder: use ${known.join(', ')}` };
  return { kind: 'placeholder', name, type: found };
}

function timePlaceholder(pattern: string): PlaceholderPart | { readonly message: string } {
  const time = parseTimePattern(pattern);
  return 'message' in time ? { message: time.message } : { kind: 'placeholder', name: 'time', type: 'time', time };
}

// What reads up to the next text has to know that text when it sees it.
function firstUnreadable(template: string, parts: readonly TemplatePart[]): Parsed | undefined {
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'literal') continue;
    const next = parts[index + 1];
    const at = template.search(new RegExp(`\\{${part.name}[:}]`));
    const length = template.indexOf('}', at) + 1 - at;
    if (next === undefined) continue;
    if (part.type === 'rest') return mistake(`{${part.name}:rest} reads to the end, so nothing follows it`, at, length);
    const first = next.kind === 'literal' ? next.text.charAt(0) : '';
    if (endsUnclearly(part.type, first)) {
      return mistake(
        `{${part.name}:${part.type}} may itself hold "${first}", so nobody knows where it ends: use another type, such as text`,
        at,
        length,
      );
    }
  }
  return undefined;
}

function endsUnclearly(type: PlaceholderType, first: string): boolean {
  if (type === 'int') return /[0-9]/.test(first);
  if (type === 'time') return /[0-9A-Za-z+:/_-]/.test(first);
  return type === 'host-port' && anyCharacterOf(type, first);
}

/** What the values of a type are made of, as it stands between the brackets of a character class: those characters, or all but those. */
export const typeCharacters: Readonly<
  Record<Exclude<PlaceholderType, 'time' | 'rest'>, { readonly only?: string; readonly not?: string }>
> = {
  text: { not: '' },
  word: { not: ' \\t\\r\\n' },
  stamp: { not: ' \\t\\r\\n' },
  digits: { only: '0-9' },
  int: { only: '0-9-' },
  hex: { only: '0-9A-Fa-f' },
  address: { only: '0-9A-Za-z._:%-' },
  'host-port': { only: '0-9A-Za-z._:%[\\]-' },
};

const ofType: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(typeCharacters).map(([type, { only, not }]) => [type, new RegExp(only !== undefined ? `[${only}]` : `[^${not ?? ''}]`)]),
);

/** Whether a value of the type can hold the character. */
export function anyCharacterOf(type: PlaceholderType, character: string): boolean {
  return ofType.get(type)?.test(character) ?? true;
}
