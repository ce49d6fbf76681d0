import { type CodeInfo, type Finding, type FindingDetails, finding } from '../diagnostics/finding.js';

const MOST_FINDINGS = 100;
const SHOWN_RECORDS = 5;

interface Repeated {
  readonly info: CodeInfo;
  readonly details: FindingDetails;
  readonly records: number[];
  count: number;
}

/** Findings of records that come by the million: what is said of several is said once, with the numbers of the first few. */
export class RecordFindings {
  readonly #found = new Map<string, Repeated>();
  #unshown = 0;

  /** Takes what is wrong with a record, which is told by its number; the first record is number 1. */
  report(info: CodeInfo, record: number, details: FindingDetails): void {
    const key = JSON.stringify([info.code, details.message, details.span]);
    const known = this.#found.get(key);
    if (known !== undefined) {
      known.count += 1;
      if (known.records.length < SHOWN_RECORDS) known.records.push(record);
    } else if (this.#found.size < MOST_FINDINGS) this.#found.set(key, { info, details, records: [record], count: 1 });
    else this.#unshown += 1;
  }

  get findings(): readonly Finding[] {
    const findings = [...this.#found.values()].map(({ info, details, records, count }) => {
      const [first, ...others] = records;
      const rest = count - records.length;
      const also = others.length === 0 ? [] : [`also record ${others.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
      return finding(info, { ...details, message: `record ${first}: ${details.message}`, notes: [...(details.notes ?? []), ...also] });
    });
    const last = findings.at(-1);
    if (last === undefined || this.#unshown === 0) return findings;
    return [...findings.slice(0, -1), { ...last, notes: [...(last.notes ?? []), `and ${this.#unshown} findings more of other records`] }];
  }
}
