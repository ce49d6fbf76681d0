import { optionalHeaderOf } from './frame.js';
import { anyOf, blanks, endOfText, firstLetterGuard, literal } from './regex.js';

/**
 * A body of `[NAME=value]` fields. The shared rule: it runs from the first `[START=` to the last `]` of the record; a value ends at
 * `][NAME=` with a NAME that is not reserved, at `[LACK=` for the few fields known to lose their bracket, or at that last `]`. Where the first
 * `[START=` has no value, or no `]` follows it, the record holds no event, and nothing of it but its time is read.
 */
export interface BracketsRule {
  readonly start: string;
  readonly mayLackBracket: readonly string[];
  /** Words that mean "no value". */
  readonly nulls: readonly string[];
  /** Names, and beginnings of names, that no field may have. */
  readonly reserved: { readonly names: readonly string[]; readonly prefixes: readonly string[] };
}

const name = '[A-Za-z][A-Za-z0-9_]{0,40}';
// Lazy single-alternative groups keep PCRE2's depth flat however long the value is.
const value = '(?:[^\\[\\]]*[\\[\\]])*?[^\\[\\]]*';

function notReserved(rule: BracketsRule): string {
  const { names, prefixes } = rule.reserved;
  const guard = firstLetterGuard([...names, ...prefixes]);
  return `(?!${guard}(?:${names.map(literal).join('|')}|(?:${prefixes.map(literal).join('|')})[A-Za-z0-9_]{0,40})=)`;
}

function valueEnd(rule: BracketsRule, behindLast = endOfText): string {
  const next = `\\](?:\\[(?=${name}=)${notReserved(rule)}|${behindLast})`;
  if (rule.mayLackBracket.length === 0) return `(?:${next})`;
  return `(?:${next}|\\[(?=${name}=)(?=${anyOf(rule.mayLackBracket)}=))`;
}

function notNull(rule: BracketsRule, end: string): string {
  const guard = firstLetterGuard([...rule.nulls, '[', ']']);
  return `(?!${guard}${anyOf(rule.nulls)}?${end})`;
}

/** Returns the expression that reads one field of the body: group 1 its name, group 2 its value, null words and empty values not matched. */
export function fieldExpression(rule: BracketsRule): string {
  const end = valueEnd(rule);
  return `${notReserved(rule)}(${name})=${notNull(rule, end)}(${value})${end}`;
}

/** Returns the expression that finds the first value of one field in group `group`. */
export function firstValueExpression(rule: BracketsRule, field: string, group: string): string {
  const start = rule.mayLackBracket.includes(field) ? '\\[' : '\\]\\[';
  const end = valueEnd(rule);
  // A value of blanks alone is trimmed to nothing, so the next one is the first.
  return `${start}${field}=${notNull(rule, end)}(?![${blanks}]*${end})(?<${group}>${value})${end}`;
}

/** Returns the expression that consumes one field, whatever its value; group 1 is the name. Its matches follow each other without a gap. */
export function fieldNameExpression(rule: BracketsRule): string {
  return `(${name})=${value}${valueEnd(rule)}`;
}

// In a whole record; the first field alone is looked at, so that the way to the last bracket is gone once.
function eventName(rule: BracketsRule): string {
  const end = valueEnd(rule, '(?![\\s\\S]*\\])');
  return `\\[${literal(rule.start)}=(?!(?:[${blanks}]*|${anyOf(rule.nulls)})${end})`;
}

/** Takes the expression of a frame and returns that of a frame, behind a header if need be, right behind which a body with an event begins. */
export function framedExpression(rule: BracketsRule, frame: string): string {
  // The header ends in front of the first field that begins a body.
  const inHeader = `(?:(?!\\[${literal(rule.start)}=)[^\\r\\n])`;
  return `\\A${optionalHeaderOf(inHeader)}${frame}\\[?${eventName(rule)}(?=[\\s\\S]*\\])`;
}

/**
 * Returns the expression that finds the body and what stands behind it, with the group names given; none of them is set in a record without an
 * event, which is consumed as a whole.
 */
export function bodyExpression(
  rule: BracketsRule,
  groups: { readonly body: string; readonly unclosed: string; readonly text: string },
): string {
  const unclosed = `(?<${groups.unclosed}>\\[${notReserved(rule)}${name}=[\\s\\S]*)`;
  const body = `(?<${groups.body}>${eventName(rule)}[\\s\\S]*\\])(?:${unclosed}| ?(?<${groups.text}>[\\s\\S]+))?`;
  return `${body}|\\[${literal(rule.start)}=[\\s\\S]*`;
}

/** Returns the expression that reads a field which the record ends in, unclosed: group 1 its name, group 2 its value. */
export function unclosedExpression(rule: BracketsRule): string {
  return `^\\[(${name})=(?!${anyOf(rule.nulls)}${endOfText})([\\s\\S]+)`;
}

/** Returns the expression that finds the value of one field where the record ends in it, unclosed, in group `group`. */
export function unclosedValueExpression(rule: BracketsRule, field: string, group: string): string {
  return `^\\[${field}=(?!${anyOf(rule.nulls)}${endOfText})(?<${group}>[\\s\\S]+)`;
}

/** Returns the expression of a field that the record ends in, as a whole; group 1 is its name. */
export function unclosedNameExpression(): string {
  return `^\\[(${name})=[\\s\\S]*`;
}
