/** One thing of Splunk or Elasticsearch, and how far an evaluator has it. Rows are derived from the tables that the evaluators work by. */
export interface SupportRow {
  readonly side: 'splunk' | 'elastic';
  /** props.conf, eval function, processor, painless, regular expression. */
  readonly area: string;
  readonly name: string;
  readonly state: 'implemented' | 'partial' | 'refused';
  /** What is missing, or what no document decides. */
  readonly note?: string;
}

/** Rows of names and their notes: a name without a note is implemented, one with a note in part. */
export function implementedRows(
  side: SupportRow['side'],
  area: string,
  notes: Readonly<Record<string, string | undefined>>,
): readonly SupportRow[] {
  return Object.entries(notes).map(([name, note]) =>
    note === undefined ? { side, area, name, state: 'implemented' } : { side, area, name, state: 'partial', note },
  );
}

/** Rows of names that are refused, and why. */
export function refusedRows(side: SupportRow['side'], area: string, reasons: Readonly<Record<string, string>>): readonly SupportRow[] {
  return Object.entries(reasons).map(([name, note]) => ({ side, area, name, state: 'refused', note }));
}
