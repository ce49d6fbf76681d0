import { stringify } from 'csv-stringify/sync';
import { Unwritable } from './unwritable.js';

/** Splunk refuses a lookup whose header is longer. */
export const longestHeader = 4096;

/**
 * Takes a header and rows, returns CSV as Splunk reads it: RFC 4180 quoting, LF, a final newline.
 * A value is written as it is: a lookup is read by a machine, and a changed value would match nothing.
 * Throws on NUL, a bare carriage return, a row of another width, a column that stands twice, a header that is too long.
 */
export function renderCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (header.length === 0 || new Set(header).size !== header.length)
    throw new Unwritable(`header empty or with a column twice: ${header.join()}`);
  if (header.join().length > longestHeader) throw new Unwritable(`header longer than ${longestHeader} characters`);
  for (const row of rows) refuseRow(row, header.length);
  return stringify([[...header], ...rows.map((row) => [...row])], {
    record_delimiter: '\n',
    quoted_match: /^[\s#]|\s$/,
    // An empty value stays bare: `""` and nothing are the same to Splunk, and a table full of quotes is hard to review.
    quoted_empty: false,
  });
}

function refuseRow(row: readonly string[], width: number): void {
  if (row.length !== width) throw new Unwritable(`row of ${row.length} values under ${width} columns: ${row.join()}`);
  for (const cell of row) {
    if (cell.includes('\0')) throw new Unwritable(`NUL in a value: ${JSON.stringify(cell)}`);
    if (/\r/.test(cell)) throw new Unwritable(`carriage return in a value: ${JSON.stringify(cell)}`);
  }
}
