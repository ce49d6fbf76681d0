/** A name or keyword of FIELDALIAS or LOOKUP. */
export interface Word {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly start: number;
  readonly end: number;
}

/** The words of a setting, set apart by blanks or commas; a name in quotes may hold both. */
export function readWords(text: string): readonly Word[] {
  return [...text.matchAll(/"([^"]*)"|[^\s,"]+/g)].map((found) => ({
    text: found[1] ?? found[0],
    isQuoted: found[1] !== undefined,
    start: found.index,
    end: found.index + found[0].length,
  }));
}
