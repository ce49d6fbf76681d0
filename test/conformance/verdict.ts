import { type KnownDifference, knownDifferences } from './known-differences.js';
import type { Difference, Judged, Row, Saboteur } from './row.js';

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

/** Whether the engines said of a slip what they must say; a known difference is no notice. */
export function isNoticed({ noticedAs }: Saboteur, lines: readonly JudgedLine[]): boolean {
  return lines.some(({ differences }) => differences.some(({ place, what }) => noticedAs.test(`${place} ${what}`)));
}

/** Known differences of rows that were judged whole and did not show them: to be deleted from the table. */
function staleDifferences(verdicts: readonly Verdict[]): readonly KnownDifference[] {
  const whole = verdicts.filter(({ missing, broken }) => missing.length === 0 && broken === undefined);
  const seen = new Set(whole.flatMap(({ row, judged }) => judged.flatMap(({ known }) => known.map(({ reason }) => `${row.id} ${reason}`))));
  return knownDifferences.filter((each) => whole.some(({ row }) => row.id === each.row) && !seen.has(`${each.row} ${each.reason}`));
}

/** What the closing line counts. */
export interface Conclusion {
  readonly passed: number;
  readonly failed: number;
  /** Rows that were not judged, because an engine is missing. */
  readonly skipped: number;
  readonly stale: readonly KnownDifference[];
}

/** Counts what passed and what failed. Where engines must be there, a row that lacks one has failed. */
export function concluded(verdicts: readonly Verdict[], enginesMustBeThere: boolean): Conclusion {
  const sum = (count: (verdict: Verdict) => number): number => verdicts.reduce((total, each) => total + count(each), 0);
  const skipped = sum(({ missing }) => (missing.length > 0 ? 1 : 0));
  const stale = staleDifferences(verdicts);
  return { passed: sum(passes), failed: sum(failures) + stale.length + (enginesMustBeThere ? skipped : 0), skipped, stale };
}

function failures({ judged, unnoticed, broken }: Verdict): number {
  const lines = judged.filter((line) => !isGood(line)).length;
  return lines + unnoticed.length + (broken === undefined ? 0 : 1);
}

function passes({ row, judged, unnoticed, broken }: Verdict): number {
  if (broken !== undefined || judged.length === 0) return 0;
  return judged.filter(isGood).length + row.saboteurs.length - unnoticed.length;
}

/** No difference, and something was asked. */
export function isGood({ differences, cases }: JudgedLine): boolean {
  return differences.length === 0 && cases > 0;
}
