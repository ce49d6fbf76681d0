/** A CSV file as Splunk's lookups have them: columns by name, rows in the order of the file. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The line of the file on which each row begins, from 1 on. */
  readonly lines: readonly number[];
  /** The first thing for which the text is no such table. */
  readonly fault: CsvFault | undefined;
}

export interface CsvFault {
  readonly message: string;
  /** From where to where in the text, without a byte order mark. */
  readonly start: number;
  readonly end: number;
}

/** Reads a CSV text: RFC 4180, line ends of any kind, blank lines left out; a row that is too short has empty cells. What is no table is told. */
export function readCsv(text: string): CsvTable {
  const rows: string[][] = [];
  const lines: number[] = [];
  let line = 1;
  let ragged: CsvFault | undefined;
  const reader = new CsvReader(text.startsWith('\ufeff') ? text.slice(1) : text);
  while (!reader.isAtEnd) {
    const before = line;
    const start = reader.at;
    const { cells, newlines, end } = reader.row();
    line += newlines;
    if (cells.length === 1 && cells[0] === '') continue;
    ragged ??= raggedRow(rows[0] ?? cells, cells, start, end);
    rows.push(cells);
    lines.push(before);
  }
  const [columns = [], ...rest] = rows;
  const empty = columns.length > 0 ? undefined : { message: 'the file has no header', start: 0, end: 0 };
  return { columns, rows: rest, lines: lines.slice(1), fault: empty ?? reader.fault ?? ragged };
}

/** Cells that are missing or too many change nothing where they are empty and have no name. */
function raggedRow(columns: readonly string[], cells: readonly string[], start: number, end: number): CsvFault | undefined {
  const [more, fewer] = [cells.slice(columns.length), columns.slice(cells.length)];
  if ([...more, ...fewer].every((each) => each === '')) return undefined;
  return { message: `the row has ${counted(cells.length)}, the header ${columns.length}`, start, end };
}

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}

class CsvReader {
  /** The first quote that does not stand where quotes do. */
  fault: CsvFault | undefined;
  #at = 0;

  constructor(readonly text: string) {}

  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** One row, how many line ends it holds with the one behind it, and where that one is. */
  row(): { readonly cells: string[]; readonly newlines: number; readonly end: number } {
    const cells: string[] = [];
    let newlines = 0;
    for (;;) {
      const cell = this.#cell();
      newlines += cell.split('\n').length - 1;
      cells.push(cell);
      const next = this.text.charAt(this.#at);
      const end = this.#at;
      this.#at += 1;
      if (next === ',') continue;
      if (next === '\r' && this.text.charAt(this.#at) === '\n') this.#at += 1;
      return { cells, newlines: newlines + (next === '' ? 0 : 1), end };
    }
  }

  #cell(): string {
    if (this.text.charAt(this.#at) !== '"') return this.#plain();
    const opening = this.#at;
    let value = '';
    for (let start = this.#at + 1; ; ) {
      const quote = this.text.indexOf('"', start);
      const end = quote < 0 ? this.text.length : quote;
      value += this.text.slice(start, end);
      this.#at = end + 1;
      if (quote < 0) {
        this.fault ??= { message: 'the quote is not closed', start: opening, end: opening + 1 };
        return value;
      }
      if (this.text.charAt(this.#at) !== '"') {
        const from = this.#at;
        const rest = this.#plain();
        if (rest !== '') this.fault ??= { message: 'there is text behind the closing quote', start: from, end: this.#at };
        return value + rest;
      }
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
