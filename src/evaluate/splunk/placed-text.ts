import type { Span } from '../../diagnostics/finding.js';
import { LineStarts } from '../../source/line-starts.js';
import { trimmedExtent } from './working-record.js';

/** Where the parts of a file's text stand; one for each file, asked only when something is to be said about it. */
export class FileText {
  #lines: LineStarts | undefined;

  constructor(
    readonly file: string,
    readonly text: string,
  ) {}

  /** The span from an offset to an offset. */
  span(start: number, end: number): Span {
    this.#lines ??= new LineStarts(this.text);
    return this.#lines.span(this.file, start, end);
  }
}

/** A piece of a text: from `at` in the text on, it is what stands from `from` on in the file. */
export interface Piece {
  readonly at: number;
  readonly from: number;
}

/** A text that was read from a file, perhaps from several lines of it, and knows where each of its characters stands. */
export class PlacedText {
  constructor(
    readonly text: string,
    readonly file: FileText,
    readonly pieces: readonly Piece[],
  ) {}

  /** The span of a part of the text; of all of it unless told. */
  span(start = 0, end = this.text.length): Span {
    const from = this.#offset(start);
    return this.file.span(from, end > start ? this.#offset(end - 1) + 1 : from);
  }

  /** A part of the text, without blanks of ASCII at its ends: other blanks of Unicode belong to it. */
  part(start: number, end: number): PlacedText {
    const whole = this.text.slice(start, end);
    const [from, to] = trimmedExtent(whole);
    return new PlacedText(whole.slice(from, to), this.file, this.#piecesFrom(start + from));
  }

  #piecesFrom(start: number): readonly Piece[] {
    const later = this.pieces.filter((piece) => piece.at > start).map((piece) => ({ at: piece.at - start, from: piece.from }));
    return [{ at: 0, from: this.#offset(start) }, ...later];
  }

  #offset(at: number): number {
    const piece = this.pieces.findLast((each) => each.at <= at) ?? { at: 0, from: 0 };
    return piece.from + at - piece.at;
  }
}

/** Takes a text that stands on one line at a span, and returns it as one that knows its places. */
export function placedAt(text: string, span: Span): PlacedText {
  const shifted = new ShiftedFile(text, span);
  return new PlacedText(text, shifted, [{ at: 0, from: 0 }]);
}

/** A text of which only the span is known: its places are counted from there. */
class ShiftedFile extends FileText {
  readonly #origin: Span;

  constructor(text: string, origin: Span) {
    super(origin.file, text);
    this.#origin = origin;
  }

  override span(start: number, end: number): Span {
    const { file, start: offset, line, column } = this.#origin;
    return { file, start: offset + start, end: offset + end, line, column: column + start, endLine: line, endColumn: column + end };
  }
}
