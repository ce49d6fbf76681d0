import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CodeInfo, type Finding, hasErrors } from '../diagnostics/finding.js';
import type { PackageFiles } from '../source/package-files.js';
import { cuttings } from '../source/record-cutter.js';
import { EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_OK, type FindingFormat, findingFormats, type Io, tellBeside } from './io.js';
import type { RecordFindings } from './record-findings.js';
import type { StreamEnd } from './record-stream.js';

/** What every command takes that reads records. */
export interface RecordOptions {
  readonly input?: string;
  readonly eventsFrom: string;
  readonly budget: number;
  readonly format: FindingFormat;
}

const DEFAULT_BUDGET = 1000;

/** Adds the options of {@link RecordOptions}; `more` are ways to cut the input that only one command has. */
export function addRecordOptions(command: Command, more: readonly string[] = []): Command {
  return command
    .option('--input <file>', 'file that holds the records; standard input when none is named, or -')
    .addOption(
      new Option('--events-from <form>', 'how records stand in the input').choices([...cuttings, ...more]).default('lines', 'a line each'),
    )
    .option('--budget <milliseconds>', 'how long an expression may take for one record', wholeNumber, DEFAULT_BUDGET)
    .addOption(new Option('--format <name>', 'how to print findings, to standard error').choices(findingFormats).default('text'));
}

/** Takes the value of --input and returns the file; undefined for standard input. */
export function inputFile(value: string | undefined): string | undefined {
  return value === '-' ? undefined : value;
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('it is a whole number of milliseconds, at least 1.');
  return Number(value);
}

/** Takes an option that may stand several times; returns all its values. */
export function collected(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

/** What is always true of a finding that an evaluator made. */
export function kindOf({ code, severity, fix = '' }: Finding): CodeInfo {
  return { code, severity, title: code, cause: '', fix };
}

/** Prints what is wrong with add-ons and records to standard error, each once; the files of archives are shown too. */
export class FindingPrinter {
  readonly #io: Io;
  readonly #format: FindingFormat;
  readonly #packages: readonly PackageFiles[];
  #kept: readonly Finding[] = [];

  constructor(io: Io, format: FindingFormat, packages: readonly PackageFiles[]) {
    this.#io = io;
    this.#format = format;
    this.#packages = packages;
  }

  /** Takes what was found before the first record; a person is told at once, a program gets one document at the end. */
  async early(findings: readonly Finding[]): Promise<void> {
    if (this.#format === 'text') await this.#print(findings);
    else this.#kept = findings;
  }

  /** Takes what was found with records, and returns the exit code. */
  async late(records: RecordFindings | undefined, end: StreamEnd): Promise<number> {
    const findings = records?.findings ?? [];
    if (this.#format !== 'text' || findings.length > 0) await this.#print([...this.#kept, ...findings]);
    if (end === 'interrupted') return EXIT_INTERRUPTED;
    return hasErrors(findings) ? EXIT_FINDINGS : EXIT_OK;
  }

  async #print(findings: readonly Finding[]): Promise<void> {
    await tellBeside(this.#io, findings, this.#format, (file) => this.#textOf(file));
  }

  #textOf(file: string): string | undefined {
    const owner = this.#packages.find(({ name }) => file.startsWith(`${name}/`));
    const bytes = owner?.files.get(file.slice(owner.name.length + 1));
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
  }
}
