import { literal } from './regex.js';

/** One part of a frame: a value, and the literal text that follows it. */
export interface FramePart {
  readonly name: string;
  readonly kind: 'digits' | 'text' | 'time';
  /** Of a time: its pattern, in letters of java.time with `zone` for whatever the product prints as zone. */
  readonly time?: string;
  readonly literal: string;
}

/** Longest number and longest text that a frame is expected to hold: bounds what a hostile line can cost. */
export const longest = { digits: 10, text: 200, header: 400 } as const;

/**
 * Takes a frame's template, such as `{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}`, and returns its parts,
 * or a sentence that says what is wrong with it.
 */
export function parseFrame(template: string): readonly FramePart[] | string {
  const parts: FramePart[] = [];
  const placeholder = /\{([^{}]*)\}([^{}]*)/y;
  let body = false;
  while (placeholder.lastIndex < template.length) {
    const at = placeholder.lastIndex;
    const match = placeholder.exec(template);
    if (match === null) return at === 0 ? 'a frame starts with a placeholder in braces' : `the brace at character ${at + 1} is not closed`;
    if (body) return 'nothing follows {@body} in a frame';
    const [, inner = '', text = ''] = match;
    if (inner === '@body') {
      body = true;
      if (text !== '') return 'nothing follows {@body} in a frame';
      continue;
    }
    const part = parsePart(inner, text);
    if (typeof part === 'string') return part;
    parts.push(part);
  }
  if (!body) return 'a frame ends in {@body}';
  if (!parts.some((part) => part.kind === 'time')) return 'a frame has a {time:...}';
  return parts;
}

function parsePart(inner: string, text: string): FramePart | string {
  const colon = inner.indexOf(':');
  const name = colon < 0 ? inner : inner.slice(0, colon);
  const type = colon < 0 ? '' : inner.slice(colon + 1);
  if (!/^[a-z][a-z0-9_]*$/.test(name)) return `"${name}" is no name of a placeholder: lower case letters, digits and _`;
  if (text === '') return `a literal has to follow {${inner}}, else nobody knows where the value ends`;
  if (name === 'time' && type !== type.trim()) return `the time pattern "${type}" begins or ends with a blank`;
  if (name === 'time')
    return timeTokens(type) === undefined
      ? `the time pattern "${type}" has a letter that is not understood`
      : { name, kind: 'time', time: type, literal: text };
  if (type === 'digits') return { name, kind: 'digits', literal: text };
  if (type !== '') return `"${type}" is no type of a frame's value: digits, or nothing`;
  if (!/[[\]]/.test(text)) return `the literal behind {${inner}} needs a bracket, which the value cannot hold`;
  return { name, kind: 'text', literal: text };
}

/** Returns the expression of the frame from its first character to the body, each value in a group named by `group`, or in none. */
export function frameExpression(parts: readonly FramePart[], group?: (name: string) => string): string {
  return parts.map((part) => wrap(valueExpression(part), group?.(part.name)) + literal(part.literal)).join('');
}

/** Returns the expression of everything in front of the time stamp. */
export function timePrefix(parts: readonly FramePart[]): string {
  return frameExpression(
    parts.slice(
      0,
      parts.findIndex((part) => part.kind === 'time'),
    ),
  );
}

/** Returns the expression that proves a line to be the start of a record: the frame up to its time stamp, and the stamp's shape. */
export function frameStart(parts: readonly FramePart[]): string {
  const time = parts.find((part) => part.kind === 'time');
  return timePrefix(parts) + timeShape(time?.time ?? '');
}

function wrap(expression: string, name: string | undefined): string {
  return name === undefined ? expression : `(?<${name}>${expression})`;
}

function valueExpression(part: FramePart): string {
  if (part.kind === 'digits') return `\\d{1,${longest.digits}}`;
  return `[^\\[\\]\\r\\n]{1,${longest.text}}`;
}

/** Optional syslog header in front of the frame; the native line, which has none, is tried first. */
export const optionalHeader = optionalHeaderOf('[^\\r\\n]');

/** As {@link optionalHeader}, of characters that the expression given matches. */
export function optionalHeaderOf(character: string): string {
  return `(?:${character}{0,${longest.header}}?(?:: |- |\\] )|${character}{0,${longest.header}}? )??`;
}

interface TimeToken {
  readonly letters: string;
  readonly strptime: string;
  readonly shape: string;
}

const timeLetters: readonly TimeToken[] = [
  { letters: 'yyyy', strptime: '%Y', shape: '\\d{4}' },
  { letters: 'MMM', strptime: '%b', shape: '[^\\/\\s\\[\\]]{1,12}' },
  { letters: 'MM', strptime: '%m', shape: '\\d\\d' },
  { letters: 'dd', strptime: '%d', shape: '\\d\\d' },
  { letters: 'HH', strptime: '%H', shape: '\\d\\d' },
  { letters: 'mm', strptime: '%M', shape: '\\d\\d' },
  { letters: 'ss', strptime: '%S', shape: '\\d\\d' },
  { letters: 'zone', strptime: '%Z', shape: '' },
];

function timeTokens(pattern: string): readonly (TimeToken | string)[] | undefined {
  const tokens: (TimeToken | string)[] = [];
  let rest = pattern;
  while (rest !== '') {
    const token = timeLetters.find((each) => rest.startsWith(each.letters));
    if (token === undefined && /^[A-Za-z]/.test(rest)) return undefined;
    tokens.push(token ?? rest.slice(0, 1));
    rest = rest.slice(token?.letters.length ?? 1);
  }
  return tokens;
}

/** Takes a time pattern and returns Splunk's TIME_FORMAT of it. */
export function strptimeFormat(pattern: string): string {
  return (timeTokens(pattern) ?? []).map((token) => (typeof token === 'string' ? token.replace('%', '%%') : token.strptime)).join('');
}

function timeShape(pattern: string): string {
  const tokens = timeTokens(pattern) ?? [];
  const seconds = tokens.findIndex((token) => typeof token !== 'string' && token.letters === 'HH');
  return tokens
    .slice(0, seconds)
    .map((token) => (typeof token === 'string' ? literal(token) : token.shape))
    .join('');
}

/** Where each part of a stamp of fixed width begins, in characters; the zone is what follows the rest. */
export function timeOffsets(pattern: string): Readonly<Record<string, number>> {
  const offsets: Record<string, number> = {};
  let at = 0;
  for (const token of timeTokens(pattern) ?? []) {
    if (typeof token === 'string') at += token.length;
    else {
      offsets[token.letters] = at;
      at += token.letters.length;
    }
  }
  return offsets;
}
