import type { SplunkRecord } from '../evaluate/splunk/splunk-apps.js';

/** A part of a record: offsets in UTF-16 units, the end exclusive. */
export type Part = readonly [start: number, end: number];

/** Returns where the value of a Splunk field stands in its record, as the expression that read it says; empty where none did. */
export function extractedParts(record: SplunkRecord, field: string): readonly Part[] {
  const spans = record.origins?.get(field)?.spans ?? [];
  return spans.filter(([start, end]) => start < end && end <= record.raw.length);
}

/** Returns the fields that a Splunk field was made of, whether directly or through others, nearest first. */
export function fieldsBehind(record: SplunkRecord, field: string): readonly string[] {
  const found = new Set<string>();
  const queue = [...(record.origins?.get(field)?.from ?? [])];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next === '_raw' || found.has(next)) continue;
    found.add(next);
    queue.push(...(record.origins?.get(next)?.from ?? []));
  }
  return [...found];
}

/** Returns the only place at which a text stands as a whole word in a record, or nothing where it stands at none or at several. */
export function onlyPart(raw: string, text: string): Part | undefined {
  if (text.trim() === '') return undefined;
  let found: Part | undefined;
  for (let at = raw.indexOf(text); at >= 0; at = raw.indexOf(text, at + 1)) {
    if (!isWhole(raw, at, at + text.length)) continue;
    if (found !== undefined) return undefined;
    found = [at, at + text.length];
  }
  return found;
}

function isWhole(raw: string, start: number, end: number): boolean {
  const isWord = (character: string) => /[\p{L}\p{N}_]/u.test(character);
  const isSplit = (at: number) => at > 0 && at < raw.length && isWord(raw.charAt(at - 1)) && isWord(raw.charAt(at));
  return !isSplit(start) && !isSplit(end);
}

/** A value inside the JSON object of a record. */
export interface JsonLeaf {
  readonly path: readonly (string | number)[];
  /** The path as catalogs write it: names alone, whatever stands in lists. */
  readonly name: string;
  readonly value: string | number | boolean | null;
  readonly part: Part;
}

const MOST_LEAVES = 2000;

/**
 * Returns every value that is no object or list of the JSON object that a record ends with, and where it stands; none where there is no such
 * object. Where the member `inside` holds a JSON object as text, that object's values are among them.
 */
export function jsonLeaves(raw: string, inside?: string): readonly JsonLeaf[] {
  const outer = leavesOf(raw);
  const holder = outer.find((leaf) => leaf.path.length === 1 && leaf.path[0] === inside && typeof leaf.value === 'string');
  if (holder === undefined) return outer;
  const offsets = writtenOffsets(raw, holder.part);
  const inner = leavesOf(String(holder.value)).map(({ part: [start, end], ...leaf }): JsonLeaf => {
    return { ...leaf, part: [offsets[start] ?? holder.part[0], offsets[end] ?? holder.part[1]] };
  });
  return inner.length === 0 ? outer : [...outer.filter((leaf) => leaf !== holder), ...inner];
}

/** For each unit of a JSON text, and its end, where in the record it is written: an escape is longer than what it stands for. */
function writtenOffsets(raw: string, [start, end]: Part): readonly number[] {
  const offsets: number[] = [];
  for (let at = start; at < end; ) {
    offsets.push(at);
    if (raw.charAt(at) !== '\\') at += 1;
    else at += raw.charAt(at + 1) === 'u' ? 6 : 2;
  }
  return [...offsets, end];
}

function leavesOf(raw: string): readonly JsonLeaf[] {
  const found = jsonObjectIn(raw);
  if (found === undefined) return [];
  const leaves: JsonLeaf[] = [];
  const path: (string | number)[] = [];
  let key: string | undefined;
  for (const match of found.text.matchAll(TOKEN)) {
    const [token] = match;
    const last = path.length - 1;
    if (token === '{') path.push('');
    else if (token === '[') path.push(0);
    else if (token === '}' || token === ']') path.pop();
    else if (token === ',') next(path, last);
    else if (token === ':') path[last] = key ?? '';
    else if (isKey(found.text, match.index + token.length, path[last])) key = String(JSON.parse(token));
    else if (leaves.length < MOST_LEAVES) leaves.push(leafAt([...path], token, found.start + match.index));
  }
  return leaves;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

function next(path: (string | number)[], last: number): void {
  const step = path[last];
  if (typeof step === 'number') path[last] = step + 1;
}

// In an object a text that a colon follows is the name of a member.
function isKey(text: string, end: number, step: string | number | undefined): boolean {
  let at = end;
  while (/\s/.test(text.charAt(at))) at += 1;
  return typeof step === 'string' && text.charAt(at) === ':';
}

function leafAt(path: readonly (string | number)[], token: string, at: number): JsonLeaf {
  // The quotes of a text are none of its value.
  const quote = token.startsWith('"') ? 1 : 0;
  const name = path.filter((step) => typeof step === 'string').join('.');
  return { path, name, value: JSON.parse(token) as JsonLeaf['value'], part: [at + quote, at + token.length - quote] };
}

function jsonObjectIn(raw: string): { readonly start: number; readonly text: string } | undefined {
  for (let start = raw.indexOf('{'); start >= 0; start = raw.indexOf('{', start + 1)) {
    const text = raw.slice(start).trimEnd();
    try {
      JSON.parse(text);
      return { start, text };
    } catch {
      // A brace of the frame: the object begins further on.
    }
  }
  return undefined;
}

/** Takes parts in any order and returns them in order, those that touch or overlap as one. */
export function joined(parts: readonly Part[]): readonly Part[] {
  const ordered = [...parts].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const all: [number, number][] = [];
  for (const [start, end] of ordered) {
    const last = all.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}
