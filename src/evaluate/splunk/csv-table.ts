/** A CSV file as Splunk's lookups have them: columns by name, rows in the order of the file. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The line of the file on which each row begins, from 1 on. */
  readonly lines: readonly number[];
}

/** Reads a CSV text: RFC 4180, line ends of any kind, blank lines left out; a row that is too short has empty cells. */
export function readCsv(text: string): CsvTable {
  const rows: string[][] = [];
  const lines: number[] = [];
  let line = 1;
  const reader = new CsvReader(text.startsWith('\ufeff') ? text.slice(1) : text);
  while (!reader.isAtEnd) {
    const before = line;
    const { cells, newlines } = reader.row();
    line += newlines;
    if (cells.length === 1 && cells[0] === '') continue;
    rows.push(cells);
    lines.push(before);
  }
  const [columns = [], ...rest] = rows;
  return { columns, rows: rest, lines: lines.slice(1) };
}

class CsvReader {
  #at = 0;

  constructor(readonly text: string) {}

  get isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** One row, and how many line ends it holds with the one behind it. */
  row(): { readonly cells: string[]; readonly newlines: number } {
    const cells: string[] = [];
    let newlines = 0;
    for (;;) {
      const cell = this.#cell();
      newlines += cell.split('\n').length - 1;
      cells.push(cell);
      const next = this.text.charAt(this.#at);
      this.#at += 1;
      if (next === ',') continue;
      if (next === '\r' && this.text.charAt(this.#at) === '\n') this.#at += 1;
      return { cells, newlines: newlines + (next === '' ? 0 : 1) };
    }
  }

  #cell(): string {
    if (this.text.charAt(this.#at) !== '"') return this.#plain();
    let value = '';
    for (let start = this.#at + 1; ; ) {
      const quote = this.text.indexOf('"', start);
      const end = quote < 0 ? this.text.length : quote;
      value += this.text.slice(start, end);
      this.#at = end + 1;
      if (quote < 0) return value;
      if (this.text.charAt(this.#at) !== '"') return value + this.#plain();
      value += '"';
      start = this.#at + 1;
    }
  }

  #plain(): string {
    const start = this.#at;
    while (this.#at < this.text.length && !',\r\n'.includes(this.text.charAt(this.#at))) this.#at += 1;
    return this.text.slice(start, this.#at);
  }
}
