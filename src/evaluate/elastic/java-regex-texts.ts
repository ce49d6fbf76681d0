import type { Expression, Match } from '../regex/expression.js';
import { illegalArgument, type JavaThrowable, thrown } from './painless/throwable.js';

/** String.split(pattern, limit) of Java: 0 leaves out empty parts at the end, a negative limit keeps them, another is the number of parts. */
export function javaSplit(text: string, pattern: Expression, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of pattern.matches(text)) {
    if (limit > 0 && parts.length === limit - 1) break;
    // A match without width at the start makes no empty part.
    if (match.end === 0) continue;
    parts.push(text.slice(from, match.start));
    from = match.end;
  }
  if (from === 0 && parts.length === 0) return [text];
  parts.push(text.slice(from));
  if (limit !== 0) return parts;
  while (parts.length > 0 && parts.at(-1) === '') parts.pop();
  return parts;
}

/** A part of a replacement: a text, a group of the match, or a mistake, which Java finds when something matched. */
export type ReplacementPart = string | { readonly group: number } | { readonly fault: () => JavaThrowable };

/** The replacement of Matcher.replaceAll, taken apart: `$1`, `${name}`, `\x`. */
export function javaReplacement(text: string, expression: Expression): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text[at];
    if (character === '\\') {
      if (at + 1 === text.length) return [...parts, { fault: () => illegalArgument('character to be escaped is missing') }];
      parts.push(text[at + 1] ?? '');
      at += 2;
    } else if (character === '$') {
      const { part, end } = reference(text, at + 1, expression);
      parts.push(part);
      if (typeof part === 'object' && 'fault' in part) return parts;
      at = end;
    } else {
      const end = text.slice(at).search(/[\\$]/);
      parts.push(end < 0 ? text.slice(at) : text.slice(at, at + end));
      at = end < 0 ? text.length : at + end;
    }
  }
  return parts;
}

interface Reference {
  readonly part: ReplacementPart;
  readonly end: number;
}

function reference(text: string, at: number, expression: Expression): Reference {
  if (at === text.length) return mistake('Illegal group reference: group index is missing', at);
  if (text[at] === '{') return named(text, at + 1, expression);
  if (!/\d/.test(text[at] ?? '')) return mistake('Illegal group reference', at);
  let group = Number(text[at]);
  if (group > expression.groupCount) {
    return { part: { fault: () => thrown('IndexOutOfBoundsException', `No group ${group}`) }, end: at };
  }
  let end = at + 1;
  while (/^\d$/.test(text[end] ?? '') && group * 10 + Number(text[end]) <= expression.groupCount) {
    group = group * 10 + Number(text[end]);
    end++;
  }
  return { part: { group }, end };
}

function named(text: string, at: number, expression: Expression): Reference {
  const name = /^[a-zA-Z0-9]*/.exec(text.slice(at))?.[0] ?? '';
  if (name === '') return mistake('named capturing group has 0 length name', at);
  if (text[at + name.length] !== '}') return mistake("named capturing group is missing trailing '}'", at);
  if (/^\d/.test(name)) return mistake(`capturing group name {${name}} starts with digit character`, at);
  const group = expression.names.get(name)?.[0];
  if (group === undefined) return mistake(`No group with name {${name}}`, at);
  return { part: { group }, end: at + name.length + 1 };
}

function mistake(reason: string, at: number): Reference {
  return { part: { fault: () => illegalArgument(reason) }, end: at };
}

/** What a replacement makes of a match. */
export function replacementText(replacement: readonly ReplacementPart[], match: Match): string {
  let out = '';
  for (const part of replacement) {
    if (typeof part === 'string') out += part;
    else if ('fault' in part) throw part.fault();
    else out += match.groups[part.group] ?? '';
  }
  return out;
}

/** Matcher.replaceAll of Java. */
export function javaReplaceAll(text: string, pattern: Expression, replacement: readonly ReplacementPart[]): string {
  let out = '';
  let from = 0;
  for (const match of pattern.matches(text)) {
    out += text.slice(from, match.start) + replacementText(replacement, match);
    from = match.end;
  }
  return out + text.slice(from);
}
