import { createContext, Script } from 'node:vm';
import type { Span } from '../diagnostics/finding.js';

/** What became of work under a limit. */
export type Spent<T> = { readonly done: true; readonly value: T } | { readonly done: false; readonly at: Span | undefined };

const script = new Script('work()');

/**
 * Runs work under a time limit, which also ends a regular expression or a script that is running: the engine asks for it whenever it goes back.
 * A run costs some 50 microseconds, so callers run many records under one, and one by one only when that was over the limit.
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
}

// The error comes from the script's own realm, so it is no instance of our Error.
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
