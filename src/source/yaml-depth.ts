import { lexemes as lexemesOf } from './yaml-library.js';

/** No catalog comes near it; far above it the library runs out of stack, and on some machines ends the whole process. */
export const MAX_DEPTH = 100;

/** Words and marks, blanks between them included; a catalog of the largest size that is read has half as many. */
const MAX_LEXEMES = 2_500_000;

/**
 * Says what is beyond measure in a text, if anything: how deeply lists and mappings are nested, or how many values there are. Looks without
 * recursion, without a tree, and no further than it must.
 */
export function excessOf(text: string): 'depth' | 'amount' | undefined {
  // A lexeme has a character at least.
  if (!mayBeTooDeep(text) && text.length <= MAX_LEXEMES) return undefined;
  const depth = new Depth();
  let lexemes = 0;
  for (const lexeme of lexemesOf(text)) {
    lexemes += 1;
    if (depth.after(lexeme) > MAX_DEPTH) return 'depth';
    if (lexemes > MAX_LEXEMES) return 'amount';
  }
  return undefined;
}

/** Cheap and never wrong about a harmless text: a level costs an open bracket, or a column at the start of a line. */
function mayBeTooDeep(text: string): boolean {
  let open = 0;
  for (const character of text.matchAll(/[[\]{}]/g)) {
    open += character[0] === '[' || character[0] === '{' ? 1 : -1;
    if (open > MAX_DEPTH) return true;
    open = Math.max(0, open);
  }
  // No more than the least that tells: megabytes of marks would be too much for the memory of a regular expression.
  return new RegExp(`^[ ?:-]{${MAX_DEPTH}}`, 'm').test(text);
}

// What the lexer puts in front of a scalar, a document, and where a flow collection ends in a mistake.
const SCALAR = '\u001f';
const DOCUMENT = '\u0002';

/** How deeply what was read so far is nested: open brackets, and columns at which blocks began. */
class Depth {
  #flow = 0;
  #columns: number[] = [];
  #column = 0;
  #atStart = true;
  #scalarNext = false;

  after(lexeme: string): number {
    if (lexeme === SCALAR) this.#scalarNext = true;
    else if (lexeme === DOCUMENT) this.#columns = [];
    else {
      this.#count(lexeme, this.#scalarNext);
      this.#scalarNext = false;
      this.#move(lexeme);
    }
    return this.#flow + this.#columns.length;
  }

  #count(lexeme: string, isScalar: boolean): void {
    const isMark = !isScalar && /^[-?:]$/.test(lexeme);
    if (!isScalar && /^[[{]$/.test(lexeme)) this.#flow += 1;
    if (!isScalar && /^[\]}]$/.test(lexeme)) this.#flow = Math.max(0, this.#flow - 1);
    if (this.#flow > 0 || (!isScalar && /^(?:\s*|#.*)$/.test(lexeme))) return;
    if (isMark || this.#atStart) this.#open();
    this.#atStart = false;
  }

  /** A block that begins at a column is inside those that began further to the left. */
  #open(): void {
    while ((this.#columns.at(-1) ?? -1) > this.#column) this.#columns.pop();
    if (this.#columns.at(-1) !== this.#column) this.#columns.push(this.#column);
  }

  #move(lexeme: string): void {
    const newline = lexeme.lastIndexOf('\n');
    this.#column = newline < 0 ? this.#column + lexeme.length : lexeme.length - newline - 1;
    if (newline >= 0) this.#atStart = true;
  }
}
