import pc from 'picocolors';
import { type Finding, type Severity, type Span, sortFindings } from './finding.js';

/** Returns the text of a file that a finding points into, for the code frame; undefined prints no frame. */
export type SourceLookup = (file: string) => string | undefined;

export interface TextOptions {
  readonly sources?: SourceLookup;
  readonly colour?: boolean;
}

const FRAME_WIDTH = 100;
const LEAD_IN = 30;

/** Renders findings for a person: place, code, message, code frame, notes, fix; the last line counts. Empty without findings. */
export function printText(findings: readonly Finding[], options: TextOptions = {}): string {
  if (findings.length === 0) return '';
  const colours = pc.createColors(options.colour ?? false);
  const linesOf = lineCache(options.sources);
  const blocks = sortFindings(findings).map((each) => printOne(each, colours, linesOf));
  return `${blocks.join('\n\n')}\n\n${countLine(findings)}\n`;
}

/** Says how many errors and warnings there are, in words. */
export function countLine(findings: readonly Finding[]): string {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  const parts = [plural(count('error'), 'error'), plural(count('warning'), 'warning')];
  if (count('info') > 0) parts.push(plural(count('info'), 'note'));
  return parts.join(', ');
}

type Colours = ReturnType<typeof pc.createColors>;
type Lines = (file: string) => readonly string[] | undefined;

function printOne(each: Finding, colours: Colours, linesOf: Lines): string {
  const place = each.span === undefined ? '' : `${colours.bold(printable(`${each.span.file}:${each.span.line}:${each.span.column}`))} `;
  const head = `${place}${paint(each.severity, colours)(each.severity)} ${colours.dim(each.code)} ${printable(each.message)}`;
  const frame = each.span === undefined ? [] : codeFrame(each.span, linesOf, paint(each.severity, colours));
  const notes = (each.notes ?? []).map((note) => `  note: ${printable(note)}`);
  const fix = each.fix === undefined ? [] : [`  ${colours.green('fix:')} ${printable(each.fix)}`];
  return [head, ...frame, ...notes, ...fix].join('\n');
}

function paint(severity: Severity, colours: Colours): (text: string) => string {
  if (severity === 'error') return colours.red;
  return severity === 'warning' ? colours.yellow : colours.cyan;
}

/** The line that a span starts on, cut to the frame's width around the span, and carets under what is meant. */
function codeFrame(span: Span, linesOf: Lines, highlight: (text: string) => string): string[] {
  const line = linesOf(span.file)?.[span.line - 1];
  if (line === undefined) return [];
  const startColumn = Math.min(span.column - 1, line.length);
  const endColumn = span.endLine > span.line ? line.length : Math.min(span.endColumn - 1, line.length);
  const from = line.length <= FRAME_WIDTH ? 0 : Math.max(0, Math.min(startColumn - LEAD_IN, line.length - FRAME_WIDTH));
  const shown = printable(line.slice(from, from + FRAME_WIDTH));
  const caretStart = startColumn - from;
  const caretEnd = Math.max(caretStart + 1, Math.min(endColumn - from, shown.length));
  const number = String(span.line);
  const margin = ' '.repeat(number.length);
  return [`  ${number} | ${shown}`, `  ${margin} | ${' '.repeat(caretStart)}${highlight('^'.repeat(caretEnd - caretStart))}`];
}

function lineCache(sources: SourceLookup | undefined): Lines {
  const cache = new Map<string, readonly string[] | undefined>();
  return (file) => {
    if (!cache.has(file)) cache.set(file, sources?.(file)?.split(/\r?\n/));
    return cache.get(file);
  };
}

// A catalog may hold control characters; written raw they would steer the reader's terminal. One for one keeps the carets in place.
function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
