import { type KnownDifference, knownDifferences } from './known-differences.js';
import type { Difference, Judged, Row } from './row.js';

/** What came of one row. */
export interface Verdict {
  readonly row: Row;
  readonly judged: readonly JudgedLine[];
  /** The slips that the row did not notice. */
  readonly unnoticed: readonly string[];
  /** The engine or the check could not be run at all. */
  readonly broken: string | undefined;
  /** Engines that are not there: nothing was judged. */
  readonly missing: readonly string[];
}

export interface JudgedLine {
  readonly engine: string;
  readonly what: string;
  readonly cases: number;
  readonly differences: readonly Difference[];
  readonly known: readonly { readonly difference: Difference; readonly reason: string }[];
}

/** Takes what an engine said of a row, returns it with the known differences set apart. */
export function judgedLine(row: Row, judged: Judged): JudgedLine {
  const sorted = judged.differences.map((difference) => ({ difference, known: knownOf(row, judged, difference) }));
  return {
    engine: judged.engine,
    what: judged.what,
    cases: judged.cases,
    differences: sorted.filter(({ known }) => known === undefined).map(({ difference }) => difference),
    known: sorted.flatMap(({ difference, known }) => (known === undefined ? [] : [{ difference, reason: known.reason }])),
  };
}

function knownOf(row: Row, { engine }: Judged, { place, what }: Difference): KnownDifference | undefined {
  return knownDifferences.find((each) => each.row === row.id && each.fits.test(`${engine} ${place} ${what}`));
}

/** Known differences of rows that were judged whole and did not show them: to be deleted from the table. */
export function staleDifferences(verdicts: readonly Verdict[]): readonly KnownDifference[] {
  const whole = verdicts.filter(({ missing, broken }) => missing.length === 0 && broken === undefined);
  const seen = new Set(whole.flatMap(({ row, judged }) => judged.flatMap(({ known }) => known.map(({ reason }) => `${row.id} ${reason}`))));
  return knownDifferences.filter((each) => whole.some(({ row }) => row.id === each.row) && !seen.has(`${each.row} ${each.reason}`));
}

export function failures({ judged, unnoticed, broken }: Verdict): number {
  const lines = judged.filter(({ differences, cases }) => differences.length > 0 || cases === 0).length;
  return lines + unnoticed.length + (broken === undefined ? 0 : 1);
}

export function passes({ row, judged, unnoticed, broken }: Verdict): number {
  if (broken !== undefined) return 0;
  const lines = judged.filter(({ differences, cases }) => differences.length === 0 && cases > 0).length;
  return judged.length === 0 ? 0 : lines + row.saboteurs.length - unnoticed.length;
}
