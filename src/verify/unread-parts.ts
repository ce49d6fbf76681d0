import type { Stream } from '../catalog/model.js';
import { literal } from '../pattern/regex.js';
import type { JsonLeaf, Part } from './value-places.js';

/** A record, and what of it is known to be read. */
export interface CoveredRecord {
  readonly stream: Stream;
  readonly raw: string;
  /** Parts that values cover, in order, none touching another. */
  readonly covered: readonly Part[];
  readonly leaves: readonly JsonLeaf[];
}

/**
 * Returns the parts of a record that no value covers, without the fixed text of its form: brackets and quotes, the names in front of values,
 * words that stand for no value, and of a message that fits its template the words of the template.
 */
export function unreadParts(record: CoveredRecord): readonly Part[] {
  const { stream, raw, covered, leaves } = record;
  // Of a JSON object every member counts by itself: read, or not.
  if (leaves.length > 0) return unreadMembers(record);
  const parts = gaps(raw, covered);
  switch (stream.body.form) {
    case 'brackets':
      return parts.flatMap((part) => withoutNames(raw, part, stream.nulls));
    case 'windows-event':
      return parts.flatMap((part) => xmlTexts(raw, part));
    default:
      return parts.flatMap((part) => trimmed(raw, part));
  }
}

function gaps(raw: string, covered: readonly Part[], from = 0, to = raw.length): readonly Part[] {
  const found: Part[] = [];
  let at = from;
  for (const [start, end] of covered) {
    if (start > at) found.push([at, Math.min(start, to)]);
    at = Math.max(at, end);
  }
  if (at < to) found.push([at, to]);
  return found.filter(([start, end]) => start < end);
}

/** The part without what is no letter and no digit at its ends; nothing where none is left. */
function trimmed(raw: string, [start, end]: Part): readonly Part[] {
  const text = raw.slice(start, end);
  const front = /^[^\p{L}\p{N}]*/u.exec(text)?.[0].length ?? 0;
  if (front === text.length) return [];
  const back = /[^\p{L}\p{N}]*$/u.exec(text)?.[0].length ?? 0;
  return [[start + front, end - back]];
}

// `[NAME=` in front of a value, and whole fields whose value is empty or a word for none.
function withoutNames(raw: string, [start, end]: Part, nulls: readonly string[]): readonly Part[] {
  const words = [...nulls, ''].map(literal).join('|');
  const fields = new RegExp(`\\[[^\\[\\]=\\s]+=(?:(?:${words})\\]|$)|\\[\\s*\\]`, 'gi');
  return outside(raw, [start, end], fields).flatMap((part) => trimmed(raw, part));
}

/** The parts of a part that an expression does not match. */
function outside(raw: string, [start, end]: Part, expression: RegExp): readonly Part[] {
  const matches = [...raw.slice(start, end).matchAll(expression)];
  const covered = matches.map((match): Part => [start + match.index, start + match.index + match[0].length]);
  return gaps(raw, covered, start, end);
}

// Tags, names of attributes and namespaces are the form; what stands between tags and in attributes is the record's.
function xmlTexts(raw: string, part: Part): readonly Part[] {
  const form = /<\/?[A-Za-z][^\s>/]*|xmlns(?::\w+)?=(?:'[^']*'|"[^"]*")|[\w:.-]+=(?=['"]|$)|\/?>|^[\w:.-]+>|^[A-Za-z]\w*=/g;
  return outside(raw, part, form).flatMap((each) => trimmed(raw, each));
}

function unreadMembers({ raw, covered, leaves, stream }: CoveredRecord): readonly Part[] {
  const isCovered = ([start, end]: Part) => covered.some(([from, to]) => from < end && start < to);
  const isNothing = (value: JsonLeaf['value']) => value === null || value === '' || stream.nulls.includes(String(value));
  const members = leaves.filter((leaf) => !isCovered(leaf.part) && !isNothing(leaf.value)).map(({ part }) => part);
  const first = Math.min(...leaves.map(({ part }) => part[0]));
  const body = raw.lastIndexOf('{', first);
  const front = gaps(raw, covered, 0, body).flatMap((part) => trimmed(raw, part));
  return [...front, ...members];
}
