import { createHash } from 'node:crypto';
import type { Expression, Replacement } from '../regex/expression.js';
import {
  asValue,
  type Call,
  type EvalFunction,
  type EvalFunctions,
  ofTexts,
  ofValues,
  type Parameter,
  wholeNumber,
} from './eval-function.js';
import { doubleOf, type EvalNumber, printNumber, readNumber, roundDecimal } from './eval-numbers.js';
import { printf } from './eval-printf.js';
import { type Evaluate, isList, numberOf, textOf, type Value } from './eval-values.js';

/** Text, conversion and cryptographic functions: Search Reference. */
export const textFunctions: EvalFunctions = {
  len: ofTexts([1], ([text = '']) => codePoints(text)),
  lower: perValue((text) => text.toLowerCase()),
  ltrim: ofTexts([1, 2], ([text = '', characters = BLANKS]) => trimStart(text, characters)),
  md5: digest('md5'),
  printf: ofValues([1, Number.POSITIVE_INFINITY], printf, { note: 'lists among the values are not decided' }),
  replace: { least: 3, most: 3, regexes: [1], build: buildReplace },
  rtrim: ofTexts([1, 2], ([text = '', characters = BLANKS]) => trimEnd(text, characters)),
  sha1: digest('sha1'),
  sha256: digest('sha256'),
  sha512: digest('sha512'),
  split: ofTexts([2], ([text = '', delimiter = '']) => asValue(delimiter === '' ? [...text] : text.split(delimiter))),
  substr: ofTexts([2, 3], (texts) => substring(texts)),
  tonumber: ofTexts([1, 2], ([text = '', base = '10']) => toNumber(text, base)),
  tostring: ofValues([1, 2], ([value = null, format = '']) => toText(value, textOf(format) ?? ''), {
    note: '"commas" at most two decimals; "duration" of less than a day and of more',
  }),
  trim: ofTexts([1, 2], ([text = '', characters = BLANKS]) => trimEnd(trimStart(text, characters), characters)),
  upper: perValue((text) => text.toUpperCase()),
  urldecode: ofTexts([1], ([text = '']) => urlDecode(text)),
};

/** Search Reference, trim: blanks and tabs unless told. */
const BLANKS = ' \t';

/** Search Reference, lower: of a field with several values each. */
function perValue(convert: (text: string) => string): EvalFunction {
  return ofValues([1], ([value = null]) => {
    if (isList(value)) return value.map(convert);
    const text = textOf(value);
    return text === undefined ? null : convert(text);
  });
}

function digest(algorithm: string): EvalFunction {
  return ofTexts([1], ([text = '']) => createHash(algorithm).update(text, 'utf8').digest('hex'));
}

function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // The second half of a pair belongs to the first.
    if (unit < 0xdc00 || unit > 0xdfff) count += 1;
  }
  return count;
}

function trimStart(text: string, characters: string): string {
  let at = 0;
  while (at < text.length && characters.includes(text.charAt(at))) at += 1;
  return text.slice(at);
}

function trimEnd(text: string, characters: string): string {
  let at = text.length;
  while (at > 0 && characters.includes(text.charAt(at - 1))) at -= 1;
  return text.slice(0, at);
}

/** Counted from 1, from the end where negative; a start before the beginning is the beginning's place less what lies before it. */
function substring([text = '', from = '', count]: readonly string[]): Value {
  const start = wholeNumber(from);
  const length = count === undefined ? Number.POSITIVE_INFINITY : wholeNumber(count);
  if (start === undefined || length === undefined) return null;
  const characters = [...text];
  // Search Reference's own example: a start of 0 is read as 1.
  const first = start < 0 ? characters.length + start : Math.max(0, start - 1);
  if (first < 0) return null;
  return characters.slice(first, first + Math.max(0, length)).join('');
}

function buildReplace(call: Call): Evaluate {
  const [subject, , replacement] = call.parameters;
  const regex = call.regex(1);
  if (subject === undefined || replacement === undefined) return () => null;
  const exchange = exchangeOf(call, regex.written);
  if (exchange !== undefined) return exchanging(exchange);
  // Nearly always the same for every record: kept until one of the two is another.
  let last: { readonly expression: Expression; readonly replacement: string; replace(text: string): string } | undefined;
  return (context) => {
    const value = subject.evaluate(context);
    const text = value === null ? undefined : textOf(value);
    if (text === undefined) return null;
    const expression = regex(context);
    const by = textOf(replacement.evaluate(context));
    if (expression === undefined || by === undefined) return null;
    if (last?.expression !== expression || last.replacement !== by) {
      last = { expression, replacement: by, replace: expression.replacer(template(by)) };
    }
    return last.replace(text);
  };
}

/** Whole texts that others stand for. */
interface Exchange {
  readonly subject: Parameter;
  readonly texts: ReadonlySet<string>;
  readonly by: string;
  /** What was exchanged before, where the subject is such a call itself. */
  readonly before: Exchange | undefined;
}

/** A calculation that only exchanges. */
type Exchanging = Evaluate & { readonly exchange?: Exchange };

function exchangeOf({ parameters }: Call, expression: Expression | undefined): Exchange | undefined {
  const [subject, , replacement] = parameters;
  const texts = expression?.wholeTexts();
  if (subject === undefined || replacement?.text === undefined || texts === undefined) return undefined;
  const [by = '', ...others] = template(replacement.text);
  if (typeof by !== 'string' || others.length > 0) return undefined;
  const { exchange: before }: Exchanging = subject.evaluate;
  return { subject: before?.subject ?? subject, texts, by, before };
}

/** Long tables are written as one call around the other, which would be as many regular expressions for each record. */
function exchanging(exchange: Exchange): Exchanging {
  let table: ReadonlyMap<string, string> | undefined;
  const calculate: Evaluate = (context) => {
    const value = exchange.subject.evaluate(context);
    const text = value === null ? undefined : textOf(value);
    if (text === undefined) return null;
    table ??= tableOf(exchange);
    return table.get(text) ?? text;
  };
  return Object.assign(calculate, { exchange });
}

/** From the innermost call outwards: each exchanges also what those inside it made. */
function tableOf(outermost: Exchange): ReadonlyMap<string, string> {
  const all: Exchange[] = [];
  for (let each: Exchange | undefined = outermost; each !== undefined; each = each.before) all.unshift(each);
  const table = new Map<string, string>();
  for (const { texts, by } of all) {
    for (const [from, to] of table) if (texts.has(to)) table.set(from, by);
    for (const text of texts) if (!table.has(text)) table.set(text, by);
  }
  return table;
}

/** `\1` is the first group; a backslash before anything else stays. */
function template(text: string): Replacement {
  const parts: (string | number)[] = [];
  let end = 0;
  for (const found of text.matchAll(/\\(\d)/g)) {
    if (found.index > end) parts.push(text.slice(end, found.index));
    parts.push(Number(found[1]));
    end = found.index + 2;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** Search Reference, tonumber: bases from 2 to 36; what cannot be read, or has blanks around it, is NULL. */
function toNumber(text: string, baseText: string): EvalNumber | null {
  const base = wholeNumber(baseText);
  if (base === undefined || base < 2 || base > 36) return null;
  if (base === 10) return readNumber(text) ?? null;
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  const plain = text.toLowerCase().replace(base === 16 ? /^0x/ : /^(?!)/, '');
  if (plain === '' || ![...plain].every((each) => digits.includes(each))) return null;
  return Number.parseInt(plain, base);
}

function toText(value: Value, format: string): Value {
  if (format === '') return typeof value === 'boolean' ? (value ? 'True' : 'False') : (textOf(value) ?? null);
  const number = numberOf(value);
  if (number === undefined) return null;
  if (format === 'hex') return Number.isInteger(doubleOf(number)) ? `0x${doubleOf(number).toString(16).toUpperCase()}` : null;
  if (format === 'binary') return Number.isInteger(doubleOf(number)) ? doubleOf(number).toString(2) : null;
  if (format === 'commas') return withCommas(number);
  return format === 'duration' ? duration(doubleOf(number)) : null;
}

function withCommas(number: EvalNumber): string {
  const printed = printNumber(number);
  const decimals = Math.min(2, printed.split('.')[1]?.length ?? 0);
  const [whole = '', fraction] = roundDecimal(doubleOf(number), decimals).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `HH:MM:SS`, with `D+` before it from a day on. */
function duration(seconds: number): string {
  const whole = Math.trunc(seconds);
  const days = Math.floor(whole / 86_400);
  const part = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const clock = `${part((whole % 86_400) / 3600)}:${part((whole % 3600) / 60)}:${part(whole % 60)}`;
  return days > 0 ? `${days}+${clock}` : clock;
}

/** Search Reference, urldecode: `%20` and its like; a percent sign that begins none stays. */
function urlDecode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}
