import type { Span } from '../diagnostics/finding.js';

/** Where the lines of a text start, to turn offsets into lines and columns. */
export class LineStarts {
  readonly #starts: Int32Array;

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = Int32Array.from(starts);
  }

  /** The span from an offset to an offset that does not lie before it. */
  span(file: string, start: number, end: number): Span {
    const last = Math.max(start, end);
    const from = this.#lineOf(start);
    const to = this.#lineOf(last);
    const column = (line: number, offset: number) => offset - (this.#starts[line] ?? 0) + 1;
    return { file, start, end: last, line: from + 1, column: column(from, start), endLine: to + 1, endColumn: column(to, last) };
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
