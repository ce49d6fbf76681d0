import { TextDecoder } from 'node:util';
import type { CodeInfo, FindingDetails, Span } from '../diagnostics/finding.js';
import type { CutFault, CutRecord, RecordCutter } from '../source/record-cutter.js';
import { evaluateCodes } from './evaluate-codes.js';
import type { Io } from './io.js';
import type { RecordFindings } from './record-findings.js';

/** Runs work until its time is over; the place that ran then is returned. */
export interface WorkLimit {
  run<T>(work: () => T): { readonly done: true; readonly value: T } | { readonly done: false; readonly at: Span | undefined };
}

/** What to do with the records of an input. */
export interface RecordWork {
  /** A file; standard input where none is named. */
  readonly input: string | undefined;
  readonly cutter: RecordCutter;
  readonly limit: WorkLimit;
  readonly milliseconds: number;
  /** Returns what is written for a record: complete lines; says what is wrong with it. */
  readonly lines: (text: string, report: Report, number: number) => string;
  readonly findings: RecordFindings;
}

export type Report = (info: CodeInfo, details: FindingDetails) => void;

/** How reading ended: with the input, by the user, or because nobody reads the output any longer. */
export type StreamEnd = 'input' | 'interrupted' | 'closed';

/** Records that are given to the work under one limit: setting one up costs as much as reading a record. */
const BATCH = 256;

/**
 * Reads records as they come and writes what the work makes of each to standard output, in their order and never more of the input in
 * memory than a piece of it and a record. A record that cannot be read gets a line `{"error": ...}` in its place, and a finding.
 */
export async function streamRecords(io: Io, work: RecordWork): Promise<StreamEnd> {
  if (work.input === undefined && io.pipes.isTerminal)
    io.err('reading records from the terminal; end with Ctrl-D, or give them with `< file` or `--input file`\n');
  const writer = new RecordWriter(io, work);
  const decoder = new PieceDecoder();
  for await (const bytes of io.pipes.read(work.input)) {
    writer.decoded(decoder.decode(bytes), decoder.isDamaged);
    if (!(await io.pipes.ready())) return 'closed';
    if (io.pipes.interrupted()) break;
  }
  if (io.pipes.interrupted()) return 'interrupted';
  writer.decoded(decoder.end(), decoder.isDamaged);
  writer.end();
  return (await io.pipes.ready()) ? 'input' : 'closed';
}

class RecordWriter {
  readonly #io: Io;
  readonly #work: RecordWork;
  #count = 0;
  #isDamageTold = false;

  constructor(io: Io, work: RecordWork) {
    this.#io = io;
    this.#work = work;
  }

  decoded(text: string, isDamaged: boolean): void {
    if (isDamaged && !this.#isDamageTold) {
      this.#isDamageTold = true;
      this.#work.findings.report(evaluateCodes['record-encoding'], this.#count + 1, { message: 'from here on the input is not all UTF-8' });
    }
    this.#write(this.#work.cutter.push(text));
  }

  end(): void {
    this.#write(this.#work.cutter.end());
  }

  #write(records: readonly CutRecord[]): void {
    for (let from = 0; from < records.length; from += BATCH) {
      const batch = records.slice(from, from + BATCH);
      const written = this.#together(batch) ?? this.#oneByOne(batch);
      this.#count += batch.length;
      if (written !== '') this.#io.out(written);
    }
    if (records.length > 0) this.#io.step?.(`${grouped(this.#count)} records`);
  }

  #together(batch: readonly CutRecord[]): string | undefined {
    if (batch.some(({ fault }) => fault !== undefined)) return undefined;
    // When the batch runs out of time it is done again, and says again what is wrong.
    const reports: Parameters<RecordFindings['report']>[] = [];
    const result = this.#work.limit.run(() => {
      let lines = '';
      for (const [index, { text }] of batch.entries()) {
        const number = this.#count + 1 + index;
        lines += this.#work.lines(text, (info, details) => reports.push([info, number, details]), number);
      }
      return lines;
    });
    if (!result.done) return undefined;
    for (const report of reports) this.#work.findings.report(...report);
    return result.value;
  }

  #oneByOne(batch: readonly CutRecord[]): string {
    return batch.map((record, index) => this.#line(record, this.#count + 1 + index)).join('');
  }

  #line(record: CutRecord, number: number): string {
    const { findings, limit, lines, milliseconds } = this.#work;
    if (record.fault !== undefined) {
      const { code, reason } = FAULTS[record.fault];
      findings.report(evaluateCodes[code], number, { message: reason, notes: [`it begins ${JSON.stringify(record.text.slice(0, 60))}`] });
      return errorLine(code, reason);
    }
    const result = limit.run(() => lines(record.text, (info, details) => findings.report(info, number, details), number));
    if (result.done) return result.value;
    const message = `expression over its budget of ${milliseconds} ms`;
    findings.report(evaluateCodes['record-budget'], number, { message, span: result.at });
    return errorLine('record-budget', result.at === undefined ? message : `${message}: ${result.at.file}:${result.at.line}`);
  }
}

const FAULTS: Readonly<Record<CutFault, { readonly code: 'record-too-large' | 'record-form'; readonly reason: string }>> = {
  'too-large': { code: 'record-too-large', reason: 'the record is too large' },
  'no-json': { code: 'record-form', reason: 'this is no JSON object, list or text' },
  'no-xml': { code: 'record-form', reason: 'the input holds no <Event> element' },
  'cut-off': { code: 'record-form', reason: 'the input ends in the middle of a record' },
};

/** The line that stands in the place of a record that cannot be read; `type` is the code of the finding that says more. */
export function errorLine(type: string, reason: string): string {
  return `${JSON.stringify({ error: { type, reason } })}\n`;
}

/** Turns pieces of bytes into text: UTF-8, or UTF-16 where a byte order mark says so. */
class PieceDecoder {
  #decoder: TextDecoder | undefined;
  isDamaged = false;

  decode(bytes: Uint8Array): string {
    this.#decoder ??= new TextDecoder(markedEncoding(bytes));
    return this.#watched(this.#decoder.decode(bytes, { stream: true }), bytes);
  }

  end(): string {
    return this.#watched(this.#decoder?.decode() ?? '', new Uint8Array());
  }

  // The character that stands for bytes that are none may also have been written as such.
  #watched(text: string, bytes: Uint8Array): string {
    if (!this.isDamaged && text.includes('\ufffd') && Buffer.from(bytes).indexOf('\ufffd') < 0) this.isDamaged = true;
    return text;
  }
}

function markedEncoding([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** A number as people read it: `1,234,567`. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
