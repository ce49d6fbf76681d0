import { inNetwork, type Network, readAddress, readNetwork } from './addresses.js';
import type { CsvTable } from './csv-table.js';

export type MatchType = 'EXACT' | 'WILDCARD' | 'CIDR';

/** How a lookup compares and how many rows it yields: transforms.conf.spec. */
export interface LookupOptions {
  readonly caseSensitive: boolean;
  readonly mostMatches: number;
  readonly leastMatches: number;
  readonly defaultMatch: string;
  /** Column -> how it is compared; columns that are not named are compared exactly. */
  readonly matchTypes: ReadonlyMap<string, MatchType>;
}

type Fits = (value: string) => boolean;

/** A lookup's rows, made ready for one set of columns to match. */
export class LookupMatcher {
  readonly #table: CsvTable;
  readonly #options: LookupOptions;
  readonly #columns: readonly number[];
  /** The rows by the text of their first exact column. */
  readonly #byKey: ReadonlyMap<string, readonly number[]> | undefined;
  readonly #keyAt: number;
  readonly #tests: readonly (readonly (Fits | undefined)[])[];

  constructor(table: CsvTable, columns: readonly string[], options: LookupOptions) {
    this.#table = table;
    this.#options = options;
    this.#columns = columns.map((name) => table.columns.indexOf(name));
    const kinds = columns.map((name) => options.matchTypes.get(name) ?? 'EXACT');
    this.#keyAt = kinds.indexOf('EXACT');
    this.#byKey = this.#keyAt < 0 ? undefined : this.#index(this.#columns[this.#keyAt] ?? 0);
    const onlyKey = kinds.length === 1 && this.#keyAt === 0;
    this.#tests = onlyKey
      ? []
      : table.rows.map((row) =>
          kinds.map((kind, at) => (at === this.#keyAt ? undefined : this.#test(kind, row[this.#columns[at] ?? 0] ?? ''))),
        );
  }

  /** The rows that fit, in the order of the file, as many as `max_matches` says. */
  rows(values: readonly string[]): readonly (readonly string[])[] {
    const candidates =
      this.#byKey === undefined ? this.#table.rows.keys() : (this.#byKey.get(this.#fold(values[this.#keyAt] ?? '')) ?? NONE);
    const found: (readonly string[])[] = [];
    for (const index of candidates) {
      if (this.#tests[index]?.every((fits, at) => fits === undefined || fits(values[at] ?? '')) === false) continue;
      found.push(this.#table.rows[index] ?? []);
      if (found.length >= this.#options.mostMatches) break;
    }
    return found;
  }

  #index(column: number): ReadonlyMap<string, readonly number[]> {
    const byKey = new Map<string, number[]>();
    for (const [index, row] of this.#table.rows.entries()) {
      const key = this.#fold(row[column] ?? '');
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [index]);
      else known.push(index);
    }
    return byKey;
  }

  #fold(text: string): string {
    return this.#options.caseSensitive ? text : text.toLowerCase();
  }

  #test(kind: MatchType, cell: string): Fits {
    if (kind === 'EXACT') {
      const wanted = this.#fold(cell);
      return (value) => this.#fold(value) === wanted;
    }
    return kind === 'WILDCARD' ? wildcard(cell, this.#options.caseSensitive) : network(cell);
  }
}

const NONE: readonly number[] = [];

/** `*` is any text. */
function wildcard(pattern: string, caseSensitive: boolean): Fits {
  const source = pattern.replace(/[\\^$.*+?()[\]{}|/]/g, (token) => (token === '*' ? '[\\s\\S]*' : `\\${token}`));
  const expression = new RegExp(`^${source}$`, caseSensitive ? 'u' : 'iu');
  return (value) => expression.test(value);
}

function network(cell: string): Fits {
  const range: Network | undefined = readNetwork(cell.trim());
  if (range === undefined) return () => false;
  return (value) => {
    const address = readAddress(value);
    return address !== undefined && inNetwork(address, range);
  };
}
