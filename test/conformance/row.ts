import type { Engine } from './engine.js';
import type { Workshop } from './workshop.js';

/** Something an engine said that must not be, or said otherwise than we do. */
export interface Difference {
  /** The package, file, record or case. */
  readonly place: string;
  readonly what: string;
}

/** What one engine was asked about one thing. */
export interface Judged {
  /** Name and version as the report shows them. */
  readonly engine: string;
  /** What was judged, without numbers that change from machine to machine. */
  readonly what: string;
  /** How many questions were asked: checks, records, expressions. None is a failure. */
  readonly cases: number;
  readonly differences: readonly Difference[];
}

/** A slip made on purpose: the row must find it, else its silence says nothing. */
export interface Saboteur {
  /** What is broken. */
  readonly breaks: string;
  /** Fits the place, a blank and what is different of at least one difference: an engine that does not start has noticed nothing. */
  readonly noticedAs: RegExp;
  readonly judge: (workshop: Workshop) => Promise<readonly Judged[]>;
}

/** One line of the report: engines, and what is put before them. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly engines: readonly Engine[];
  readonly judge: (workshop: Workshop) => Promise<readonly Judged[]>;
  readonly saboteurs: readonly Saboteur[];
}
