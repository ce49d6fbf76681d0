import type { PathStep } from './yaml-document.js';

/** A part of a text: offsets in UTF-16 units, the end exclusive. */
export type Range = readonly [start: number, end: number];

/** Where the values of a document stand. */
export interface Places {
  /** The range of the value at a path, or of its key; undefined where this cannot be said. */
  range(path: readonly PathStep[], which: 'key' | 'value'): Range | undefined;
  /** The text of a scalar as it was written, quotes resolved; undefined for anything else, or where this cannot be said. */
  scalarText(path: readonly PathStep[]): string | undefined;
}
