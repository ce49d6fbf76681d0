import type { SplunkReader } from '../../src/evaluate/splunk/splunk-apps.js';
import { hostileLines } from '../../src/verify/hostile-lines.js';
import type { Hazard } from '../../src/vocab/hazards.js';
import { linesOfCatalog, type RenderedApp, sampleLines } from './rendered-expressions.js';

/** Two lines of one kind, of which the second is twice as long. */
export interface FilledLine {
  readonly place: string;
  readonly small: string;
  readonly large: string;
}

const LARGE = 10_000;
/** More than what any expression counts up to: where that is in reach in the large line alone, steps grow once and no further. */
const LARGE_PART = 1000;
const MOST_LINES = 6;
const MOST_PARTS = 8;
/** Each delimiter fills every third line. */
const EVERY = 3;

type Span = readonly [start: number, end: number];

/**
 * Lines of 5,000 and of 10,000 characters: a part of a real line, in turn, is filled with itself, or with one of the delimiters of the
 * stream's format, again and again. Where all parts are filled at once, the lines are longer.
 */
export function* filledLines(app: RenderedApp, reader: (raw: string) => SplunkReader): Generator<FilledLine> {
  const fillers = fillersOf(app);
  for (const [index, line] of differentLines(app, reader).entries()) {
    const parts = partsOf(line, reader(line));
    for (const part of spread(parts, MOST_PARTS)) yield filled(line, [part], line.slice(...part), `itself at ${part[0]}`);
    yield filled(line, parts, undefined, 'itself everywhere');
    for (const [number, filler] of fillers.entries()) {
      const part = parts[(number * 7 + index) % parts.length];
      if (part !== undefined && number % EVERY === index % EVERY)
        yield filled(line, [part], filler, `${JSON.stringify(filler)} at ${part[0]}`);
    }
  }
  for (const filler of fillers) yield filled('', [[0, 0]], filler, `nothing but ${JSON.stringify(filler)}`);
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, index) => index % step === 0).slice(0, most);
}

/** Lines whose fields are others, the longest of each kind. */
function differentLines(app: RenderedApp, reader: (raw: string) => SplunkReader): readonly string[] {
  const kinds = new Map<string, string>();
  for (const line of [...sampleLines(app), ...linesOfCatalog(app)]) {
    const [record] = reader(line).read(line);
    const kind = [...(record?.fields.keys() ?? [])].sort().join(' ');
    if ((kinds.get(kind)?.length ?? 0) < line.length) kinds.set(kind, line);
  }
  return spread([...kinds.values()], MOST_LINES);
}

/** Where a line may vary: what is read of it as fields, and its words. */
function partsOf(line: string, reader: SplunkReader): readonly Span[] {
  const [record] = reader.read(line, { trace: true });
  const read = [...(record?.origins?.values() ?? [])].flatMap(({ spans = [] }) => spans);
  const words = [...line.matchAll(/[^\s"'<>=[\]{},;:|+]{2,}/g)].map(({ index, 0: word }): Span => [index, index + word.length]);
  const known = new Map([...read, ...words].filter(([start, end]) => end > start).map((span) => [span.join(), span]));
  return [...known.values()].sort(([a], [b]) => a - b);
}

function filled(line: string, parts: readonly Span[], filler: string | undefined, what: string): FilledLine {
  const large = Math.max(LARGE, parts.length * LARGE_PART);
  return { place: `${line.slice(0, 60)}: ${what}`, small: fill(line, parts, filler, large / 2), large: fill(line, parts, filler, large) };
}

/** The line with its parts filled up, each with the same, so that it has about so many characters. */
function fill(line: string, parts: readonly Span[], filler: string | undefined, length: number): string {
  const apart = parts.filter(([start], index) => index === 0 || start >= (parts[index - 1]?.[1] ?? 0));
  const room = (length - line.length) / apart.length;
  let [text, at] = ['', 0];
  for (const [start, end] of apart) {
    const by = filler ?? line.slice(start, end);
    text += line.slice(at, start) + by.repeat(Math.max(1, Math.round(room / by.length)));
    at = end;
  }
  return text + line.slice(at);
}

const GENERAL = [
  'a',
  '1',
  ' ',
  '\t',
  '\n',
  '\r\n',
  'é',
  '"',
  "'",
  '\\',
  '\\"',
  ',',
  ';',
  ':',
  '.',
  '/',
  '-',
  '=',
  '|',
  '+',
  '&',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '<',
  '>',
];
const OF_FORMATS: readonly Hazard[] = ['delimiter', 'field', 'trailer', 'pair', 'entity', 'json', 'json_list', 'reserved'];
const LONGEST = 40;

/** Single characters, and what ends or begins a value in the stream's format. */
function fillersOf({ proved: { rendered } }: RenderedApp): readonly string[] {
  const { catalog, stream } = rendered;
  const values = [...hostileLines(catalog, stream, { cases: 0, seed: 1 })]
    .filter(({ hazards, value }) => hazards.every((hazard) => OF_FORMATS.includes(hazard)) && value.length <= LONGEST)
    .map(({ value }) => value);
  return [...new Set([...GENERAL, ...values])].filter((value) => value !== '');
}
