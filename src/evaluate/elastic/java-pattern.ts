import type { Span } from '../../diagnostics/finding.js';
import { compileExpression, type Expression } from '../regex/expression.js';
import type { IngestDocument } from './ingest-document.js';
import { IngestFailure, illegalArgument } from './ingest-failure.js';
import { type ProcessorOptions, Unsupported } from './processor-options.js';

/** A java.util.regex pattern of a pipeline, and where it stands. */
export interface JavaPattern {
  readonly expression: Expression;
  readonly span: Span;
}

/** Compiles the pattern of an option; what cannot be run exactly as Java would is refused there. */
export function javaPattern(options: ProcessorOptions, name: string, pattern: string): JavaPattern {
  const compiled = compileExpression(pattern, 'java');
  const span = options.span(name);
  if (compiled.expression !== undefined) return { expression: compiled.expression, span };
  const { what, at } = compiled.refused;
  throw new Unsupported(
    `in the expression of \`${name}\`, ${what} at character ${at + 1}`,
    span,
    'correct the expression where Java refuses it too; else write it in another way, or run the pipeline on a real engine',
  );
}

/** Says what runs now, so that a limit that is passed can be told by place. */
export function running(document: IngestDocument, span: Span): void {
  if (document.budget !== undefined) document.budget.at = span;
}

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

type Part = string | { readonly group: number } | { readonly fault: IngestFailure };

/** The replacement of Matcher.replaceAll, taken apart: `$1`, `${name}`, `\x`. Java fails at a mistake when something matched. */
export function javaReplacement(text: string, expression: Expression): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text[at];
    if (character === '\\') {
      if (at + 1 === text.length) return [...parts, { fault: illegalArgument('character to be escaped is missing') }];
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

function reference(text: string, at: number, expression: Expression): { readonly part: Part; readonly end: number } {
  const fault = (reason: string): { readonly part: Part; readonly end: number } => ({ part: { fault: illegalArgument(reason) }, end: at });
  if (at === text.length) return fault('Illegal group reference: group index is missing');
  if (text[at] === '{') return named(text, at + 1, expression, fault);
  if (!/\d/.test(text[at] ?? '')) return fault('Illegal group reference');
  let group = Number(text[at]);
  if (group > expression.groupCount) {
    return { part: { fault: new IngestFailure('index_out_of_bounds_exception', `No group ${group}`) }, end: at };
  }
  let end = at + 1;
  while (/^\d$/.test(text[end] ?? '') && group * 10 + Number(text[end]) <= expression.groupCount) {
    group = group * 10 + Number(text[end]);
    end++;
  }
  return { part: { group }, end };
}

type Fault = (reason: string) => { readonly part: Part; readonly end: number };

function named(text: string, at: number, expression: Expression, fault: Fault): { readonly part: Part; readonly end: number } {
  const name = /^[a-zA-Z0-9]*/.exec(text.slice(at))?.[0] ?? '';
  if (name === '') return fault('named capturing group has 0 length name');
  if (text[at + name.length] !== '}') return fault("named capturing group is missing trailing '}'");
  if (/^\d/.test(name)) return fault(`capturing group name {${name}} starts with digit character`);
  const group = expression.names.get(name)?.[0];
  if (group === undefined) return fault(`No group with name {${name}}`);
  return { part: { group }, end: at + name.length + 1 };
}

/** Matcher.replaceAll of Java. */
export function javaReplaceAll(text: string, pattern: Expression, replacement: readonly Part[]): string {
  let out = '';
  let from = 0;
  for (const match of pattern.matches(text)) {
    out += text.slice(from, match.start);
    for (const part of replacement) {
      if (typeof part === 'string') out += part;
      else if ('fault' in part) throw part.fault;
      else out += match.groups[part.group] ?? '';
    }
    from = match.end;
  }
  return from === 0 && out === '' ? text : out + text.slice(from);
}
