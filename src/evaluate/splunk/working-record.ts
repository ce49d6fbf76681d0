import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import type { Budget } from '../budget.js';
import { splunkCodes } from './splunk-codes.js';

/** Where the final value of a field comes from. */
export interface FieldOrigin {
  /** Line of the .conf file. */
  readonly place: Span;
  /** `EXTRACT-x`, `EVAL-y`, `LOOKUP-z`; of a REPORT the name of the transform. */
  readonly directive: string;
  /** The fields that were read for it. */
  readonly from: readonly string[];
  /** Where its values stand in the record, one for each value, where that is known. */
  readonly spans?: readonly (readonly [number, number])[];
}

/** A record on its way through the steps of a search. */
export class WorkingRecord {
  readonly fields = new Map<string, readonly string[]>();
  /** What no document decides of this record. */
  notes: Finding[] | undefined;
  readonly origins: Map<string, FieldOrigin> | undefined;

  constructor(
    readonly raw: string,
    readonly isTraced: boolean,
    readonly budget: Budget | undefined,
  ) {
    this.origins = isTraced ? new Map() : undefined;
    this.fields.set('_raw', [raw]);
  }

  /** Tells that no document decides what Splunk does with this record, once for each place. */
  undecided(place: Span, message: string): void {
    this.notes ??= [];
    if (this.notes.some((each) => each.span === place && each.message === message)) return;
    this.notes.push(finding(splunkCodes['splunk-undecided'], { message, span: place }));
  }

  /** Tells a budget what runs now. */
  at(place: Span): void {
    if (this.budget !== undefined) this.budget.at = place;
  }

  /** Where the values of a field stand in the record; undefined where nobody knows. */
  spansOf(field: string): readonly (readonly [number, number])[] | undefined {
    if (field === '_raw' && this.fields.get('_raw')?.[0] === this.raw) return [[0, this.raw.length]];
    return this.origins?.get(field)?.spans;
  }
}

/** A step of a search over the fields of a record. */
export interface Step {
  /** Every line and file that this step works by. */
  readonly places: readonly Span[];
  /** The lines that write a field, where that is not all of them. */
  placesOf?(field: string): readonly Span[];
  /** Whether the step can write a field. */
  writes(field: string): boolean;
  run(record: WorkingRecord): void;
}

const blanks = ' \t\n\r\v\f';

/** Splunk trims what it extracts: props.conf, observed on 10.4. Returns the text's extent without blanks at its ends. */
export function trimmedExtent(text: string): readonly [number, number] {
  let start = 0;
  let end = text.length;
  while (start < end && blanks.includes(text.charAt(start))) start += 1;
  while (end > start && blanks.includes(text.charAt(end - 1))) end -= 1;
  return [start, end];
}

/** The text without blanks at its ends. */
export function trimmed(text: string): string {
  const [start, end] = trimmedExtent(text);
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
