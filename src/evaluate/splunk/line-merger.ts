import type { Expression } from '../regex/expression.js';
import type { Breaker } from './line-breaker.js';

/** What SHOULD_LINEMERGE joins lines by: props.conf.spec, "Line breaking". */
export interface MergeRules {
  readonly breakBefore: Expression | undefined;
  /** BREAK_ONLY_BEFORE_DATE: whether a line holds a time. */
  readonly hasDate: ((line: string) => boolean) | undefined;
  readonly breakAfter: Expression | undefined;
  readonly keepAfter: Expression | undefined;
  readonly keepBefore: Expression | undefined;
  readonly mostLines: number;
}

/** Joins the lines that another breaker cuts into records, with newlines between them. */
export class LineMerger implements Breaker {
  readonly #lines: Breaker;
  readonly #rules: MergeRules;
  readonly #prepared: (line: string) => string;
  #open: string[] = [];
  #mustBreak = false;
  /** MUST_NOT_BREAK_AFTER matched, and MUST_BREAK_AFTER not since. */
  #mustKeep = false;

  constructor(lines: Breaker, rules: MergeRules, prepared: (line: string) => string) {
    this.#lines = lines;
    this.#rules = rules;
    this.#prepared = prepared;
  }

  push(chunk: string): readonly string[] {
    return this.#lines.push(chunk).flatMap((line) => this.#add(this.#prepared(line)));
  }

  end(): readonly string[] {
    const records = this.#lines.end().flatMap((line) => this.#add(this.#prepared(line)));
    return [...records, ...this.#close()];
  }

  #add(line: string): readonly string[] {
    const closed = this.#open.length > 0 && this.#breaksBefore(line) ? this.#close() : [];
    this.#open.push(line);
    const { breakAfter, keepAfter } = this.#rules;
    this.#mustBreak = breakAfter?.test(line) ?? false;
    if (this.#mustBreak) this.#mustKeep = false;
    else if (keepAfter?.test(line)) this.#mustKeep = true;
    return closed;
  }

  #breaksBefore(line: string): boolean {
    const { breakBefore, hasDate, keepBefore, mostLines } = this.#rules;
    if (this.#mustBreak || this.#open.length >= mostLines) return true;
    if (this.#mustKeep || keepBefore?.test(line)) return false;
    if (breakBefore?.test(line)) return true;
    return hasDate?.(line) ?? false;
  }

  #close(): readonly string[] {
    if (this.#open.length === 0) return [];
    const record = this.#open.join('\n');
    this.#open = [];
    return [record];
  }
}
