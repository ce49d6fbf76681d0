import type { Engine } from '../engine.js';
import { mustRun } from '../run-command.js';

const JUDGE = 'test/conformance/judges/pcre2/judge.py';
const VERSION = '10.42';

/** The library that Debian's pcre2-utils brings with `pcre2test`; nothing is installed. */
export const pcre2: Engine = {
  id: 'pcre2',
  name: 'PCRE2',
  version: VERSION,
  needs: [{ command: 'python3', args: [JUDGE, VERSION] }],
  recipe: [],
  install: async () => undefined,
};

/** An expression and the texts it is to search: for its first match, or for all. */
export interface Question {
  readonly pattern: string;
  readonly flags: string;
  readonly all: boolean;
  readonly texts: readonly string[];
}

/** Where a match and its groups stand, in UTF-16 units; undefined for a group that is not set. */
export type Spans = readonly (readonly [start: number, end: number] | undefined)[];

/** Why PCRE2 refuses an expression; or, for each text, its matches or the number of its failure. */
export type Answer =
  | { readonly refused: string; readonly found?: undefined }
  | { readonly found: readonly (readonly Spans[] | number)[]; readonly refused?: undefined };

/** An expression, and texts in twos: one, and one of the same kind with twice as much. */
export interface Probing {
  readonly pattern: string;
  readonly flags: string;
  readonly all: boolean;
  readonly probes: readonly (readonly [small: string, large: string])[];
  /** Splunk's MATCH_LIMIT and DEPTH_LIMIT, which each search in the large text is to keep. */
  readonly match: number;
  readonly depth: number;
  /** How many times the steps in the small text the large one may need. */
  readonly growth: number;
  /** So many steps are never too many. */
  readonly few: number;
}

/** What came of one probe. */
export interface Probed {
  readonly steps: number;
  /** Steps in the large text, where they grew more than they may; ten millions where the small one needs as many: no more are counted. */
  readonly grown: number | undefined;
  /** What the large text did not keep: `steps`, or `depth` and how deep it went. */
  readonly broken: string | undefined;
}

/** Asks PCRE2 for the matches of expressions. Half characters in texts are to be replaced before, as UTF-8 has none. */
export async function askPcre2(questions: readonly Question[]): Promise<readonly Answer[]> {
  const numbered = new NumberedTexts();
  const asked = questions.map(({ pattern, flags, all, texts }) => ({ pattern, flags, all, on: texts.map((text) => numbered.of(text)) }));
  const answers = await ask<{ readonly refused: string } | { readonly found: readonly (readonly (readonly number[])[] | number)[] }>(
    numbered.texts,
    asked,
  );
  return answers.map((answer, index) => {
    if ('refused' in answer) return answer;
    return { found: answer.found.map((matches, at) => spansIn(questions[index]?.texts[at] ?? '', matches)) };
  });
}

/** Asks PCRE2 how many steps searches need. */
export async function probePcre2(probings: readonly Probing[]): Promise<readonly (readonly Probed[])[]> {
  const numbered = new NumberedTexts();
  const asked = probings.map((each) => ({ ...each, probes: each.probes.map((texts) => texts.map((text) => numbered.of(text))) }));
  const answers = await ask<{ readonly steps: readonly (readonly [number, number, string, number])[] }>(numbered.texts, asked);
  return answers.map(({ steps }) =>
    steps.map(([few, grown, broken, depth]) => ({
      steps: few,
      grown: grown < 0 ? undefined : grown,
      broken: broken === '' ? undefined : `${broken}${depth === 0 ? '' : ` ${depth}`}`,
    })),
  );
}

class NumberedTexts {
  readonly #numbers = new Map<string, number>();

  get texts(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  of(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }
}

async function ask<T>(texts: readonly string[], questions: readonly object[]): Promise<readonly T[]> {
  const input = [{ texts }, ...questions].map((each) => JSON.stringify(each)).join('\n');
  const answers = (await mustRun('python3', [JUDGE], { input: `${input}\n` })).split('\n').filter((line) => line !== '');
  if (answers.length !== questions.length) throw new Error(`${answers.length} answers to ${questions.length} questions`);
  return answers.map((line) => JSON.parse(line) as T);
}

/** PCRE2 counts the bytes of UTF-8. */
function spansIn(text: string, matches: readonly (readonly number[])[] | number): readonly Spans[] | number {
  if (typeof matches === 'number') return matches;
  const place = placesOf(text, matches.length);
  return matches.map((offsets) =>
    Array.from({ length: offsets.length / 2 }, (_, group) => {
      const [start = -1, end = -1] = offsets.slice(2 * group, 2 * group + 2);
      return start < 0 ? undefined : ([place(start), place(end)] as const);
    }),
  );
}

function placesOf(text: string, matches: number): (byte: number) => number {
  if (matches === 0 || !/[^\u0000-\u007f]/.test(text)) return (byte) => byte;
  const places = new Map<number, number>();
  let [byte, at] = [0, 0];
  for (const character of text) {
    places.set(byte, at);
    byte += Buffer.byteLength(character);
    at += character.length;
  }
  places.set(byte, at);
  return (wanted) => places.get(wanted) ?? Number.NaN;
}
