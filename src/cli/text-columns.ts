/** Lays out rows as columns as wide as their widest cell, two blanks between them; a cell longer than the column's limit is cut. */
export function textColumns(rows: readonly (readonly string[])[], limits: readonly number[] = []): readonly string[] {
  const cut = rows.map((row) => row.map((cell, column) => cutTo(cell, limits[column])));
  const widths = (cut[0] ?? []).map((_, column) => Math.max(0, ...cut.map((row) => row[column]?.length ?? 0)));
  // A column that is empty throughout takes no place.
  return cut.map((row) =>
    row
      .flatMap((cell, column) => (widths[column] === 0 ? [] : [cell.padEnd(widths[column] ?? 0)]))
      .join('  ')
      .trimEnd(),
  );
}

function cutTo(text: string, limit: number | undefined): string {
  return limit === undefined || text.length <= limit ? text : `${text.slice(0, limit - 3)}...`;
}

/** Breaks a text at blanks into lines of at most a number of characters. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** A text of others on a terminal: characters that would steer it are shown as such. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
