import { createContext, Script } from 'node:vm';
import type { Span } from '../diagnostics/finding.js';

/** What became of work under a limit. */
export type Spent<T> = { readonly done: true; readonly value: T } | { readonly done: false; readonly at: Span | undefined };

/** How many things run under one limit at first. */
const BATCH = 256;

const script = new Script('work()');

/**
 * Runs work under a time limit, which also ends a regular expression or a script that is running: the engine asks for it whenever it goes back.
 * A run costs some 50 microseconds, as much as the reading of a short record, so many records run under one (`each`), and one by one only when
 * that was over the limit.
 */
export class Budget {
  /** What runs now, for the finding that names it. */
  at: Span | undefined;
  readonly #milliseconds: number;
  readonly #context: { work: () => void };

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.#context = { work: () => undefined };
    createContext(this.#context);
  }

  /** Takes work and returns its value, or, when it took too long, where it was. What the work throws is thrown. */
  run<T>(work: () => T): Spent<T> {
    let value: { readonly of: T } | undefined;
    this.#context.work = () => {
      value = { of: work() };
    };
    try {
      script.runInContext(this.#context, { timeout: this.#milliseconds });
    } catch (error) {
      if (isTimeout(error)) return { done: false, at: this.at };
      throw error;
    }
    if (value === undefined) throw new Error('work ended without a value');
    return { done: true, value: value.of };
  }

  /** Takes things and work for one of them; gives each with what became of its work, as if it had run alone under the limit. */
  *each<T, R>(things: Iterable<T>, work: (thing: T) => R): Iterable<readonly [T, Spent<R>]> {
    let batch: T[] = [];
    for (const thing of things) {
      batch.push(thing);
      if (batch.length < BATCH) continue;
      yield* this.#batch(batch, work);
      batch = [];
    }
    yield* this.#batch(batch, work);
  }

  *#batch<T, R>(things: readonly T[], work: (thing: T) => R): Iterable<readonly [T, Spent<R>]> {
    let next = 0;
    while (next < things.length) {
      const values: R[] = [];
      const together = this.run(() => {
        for (const thing of things.slice(next)) values.push(work(thing));
      });
      for (const value of values) yield [things[next++] as T, { done: true, value }];
      // The one that ran when the time was up may have had little of it: it gets all of it for itself.
      const ended = things[next];
      if (!together.done && ended !== undefined) yield [things[next++] as T, this.run(() => work(ended))];
    }
  }
}

// The error comes from the script's own realm, so it is no instance of our Error.
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
