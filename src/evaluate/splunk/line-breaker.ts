import type { Expression, Match } from '../regex/expression.js';

/** Cuts a text that comes in pieces. */
export interface Breaker {
  /** Takes the next piece and returns what is complete. */
  push(chunk: string): readonly string[];
  /** Says that no more comes and returns the rest. */
  end(): readonly string[];
}

/** How much must have come behind a place before it is decided, where the expression itself sets no bound. */
const unboundedReach = 65_536;
/** How much of what is cut already stays for lookbehinds. */
const context = 1024;

/**
 * Cuts a text into segments as LINE_BREAKER does (props.conf.spec): what the first group matched goes away, what stands before it ends a
 * segment, what follows begins one. Where the first group is not part of a match, the leftmost that is counts; where none is, the cut is
 * before the match. A place is decided only when no text to come can change it. Segments without text are no segments.
 */
export class LineBreaker implements Breaker {
  readonly #expression: Expression;
  /** What may still decide something: with each piece, the engine goes over it again. */
  #text = '';
  /** The beginning of the open segment, where that was longer. */
  #head: string[] = [];
  /** Where in the text the rest of the open segment begins. */
  #start = 0;
  /** Where no break was found before. */
  #searched = 0;

  constructor(expression: Expression) {
    this.#expression = expression;
  }

  push(chunk: string): readonly string[] {
    this.#text += chunk;
    return this.#cut(false);
  }

  end(): readonly string[] {
    const segments = [...this.#cut(true), this.#close(this.#text.length)];
    this.#text = '';
    this.#start = 0;
    this.#searched = 0;
    return segments.filter((each) => each !== '');
  }

  #cut(isLast: boolean): readonly string[] {
    const segments: string[] = [];
    for (;;) {
      const match = this.#expression.match(this.#text, this.#searched);
      if (match === undefined || !(isLast || this.#isDecided(match))) {
        this.#waitFor(match);
        break;
      }
      const [from, to] = breakOf(match);
      // A break before the segment itself (by a lookbehind or \K) would turn it round.
      if (from >= this.#start) {
        segments.push(this.#close(from));
        this.#start = to;
      }
      this.#searched = match.end > match.start ? match.end : match.end + 1;
      if (this.#searched > this.#text.length) break;
    }
    this.#forget();
    return segments.filter((each) => each !== '');
  }

  #isDecided(match: Match): boolean {
    const { reach } = this.#expression;
    if (reach === 'run') return match.end < this.#text.length;
    return match.start + Math.max(match.end - match.start + 1, Math.min(reach, unboundedReach)) <= this.#text.length;
  }

  /** Places where no match begins need not be looked at again, once enough text stood behind them. */
  #waitFor(match: Match | undefined): void {
    const { reach } = this.#expression;
    const { length } = this.#text;
    const undecided = match?.start ?? length;
    const sure = reach === 'run' ? undecided : length - Math.min(reach, unboundedReach);
    this.#searched = Math.max(this.#searched, Math.min(undecided, sure));
  }

  #close(end: number): string {
    const rest = this.#text.slice(this.#start, end);
    if (this.#head.length === 0) return rest;
    const segment = this.#head.join('') + rest;
    this.#head = [];
    return segment;
  }

  #forget(): void {
    const unused = this.#searched - context;
    if (unused < context) return;
    if (unused > this.#start) this.#head.push(this.#text.slice(this.#start, unused));
    this.#text = this.#text.slice(unused);
    this.#start = Math.max(0, this.#start - unused);
    this.#searched -= unused;
  }
}

function breakOf(match: Match): readonly [number, number] {
  const [, ...groups] = match.spans();
  return groups.find((each) => each !== undefined) ?? [match.start, match.start];
}
