import { templateSource } from '../build/catalog-files.js';
import type { Planning } from '../build/planning.js';
import { type CodeInfo, type Finding, hasErrors } from '../diagnostics/finding.js';
import { printGithub } from '../diagnostics/print-github.js';
import { printJson } from '../diagnostics/print-json.js';
import { printSarif } from '../diagnostics/print-sarif.js';
import { printText, type SourceLookup } from '../diagnostics/print-text.js';
import { type Host, HostError } from '../source/host.js';
import { MAX_SOURCE_BYTES } from '../source/source-text.js';
import type { Engine } from './engine.js';

/** Everything that a command knows of the world outside. */
export interface Io {
  readonly host: Host;
  /** Writes to standard output: what a program or a pipe may read. */
  readonly out: (text: string) => void;
  /** Writes to standard error: what is said to a person. */
  readonly err: (text: string) => void;
  /** Takes what is being done, for a person who waits. */
  readonly step?: (doing: string) => void;
  /** Whether standard error shows colours. */
  readonly colour: boolean;
  readonly version: string;
  /** The package's own templates and catalogs, as paths that the host can read. */
  readonly templatesDirectory: string;
  readonly ownCatalogsDirectory: string;
  /** Files of the tool itself and folders of them, to know by whether a build would come out the same; without them every build is done in full. */
  readonly ownFiles?: readonly string[];
  readonly engine: () => Promise<Engine>;
  readonly pipes: Pipes;
}

/** Standard input and output of a command that works on records as they come. */
export interface Pipes {
  /** Whether a person sits at standard input, who must be told that the command waits for records. */
  readonly isTerminal: boolean;
  /** The bytes of a file, or of standard input where none is named; they end early when the user interrupts the command. */
  readonly read: (file: string | undefined) => AsyncIterable<Uint8Array>;
  /** Waits until standard output takes more; answers false when nobody reads it any longer. */
  readonly ready: () => Promise<boolean>;
  readonly interrupted: () => boolean;
}

export const EXIT_OK = 0;
/** The catalogs have errors, or the output is stale. */
export const EXIT_FINDINGS = 1;
/** The command line was not understood. */
export const EXIT_USAGE = 2;
/** The user interrupted the command; what was written by then is complete lines. */
export const EXIT_INTERRUPTED = 130;
/** A bug in the tool. */
export const EXIT_BUG = 70;

/** The command line was understood, but asks for something that does not exist. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Prints findings to standard error, as text with code frames; returns the exit code that goes with them. */
export function tell(io: Io, findings: readonly Finding[]): number {
  const sources = (file: string): string | undefined => shownText(io.host, file);
  io.err(printText(findings, { sources, colour: io.colour }));
  return hasErrors(findings) ? EXIT_FINDINGS : EXIT_OK;
}

// A file that cannot be read, or is larger than any catalog file, has been reported as such: it has no line to show. Nor has an archive,
// or anything else with a zero among its bytes.
function shownText(host: Host, file: string): string | undefined {
  try {
    const bytes = host.readFile(file, MAX_SOURCE_BYTES + 1);
    if (bytes === undefined || bytes.length > MAX_SOURCE_BYTES || bytes.includes(0)) return undefined;
    return Buffer.from(bytes)
      .toString('utf8')
      .replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

/** The forms in which findings are printed; all but the first go to standard output, for a program. */
export const findingFormats = ['text', 'json', 'sarif', 'github'] as const;
export type FindingFormat = (typeof findingFormats)[number];

/** Prints findings in a form that a program reads to standard output; returns the exit code that goes with them. */
export function tellProgram(
  io: Io,
  findings: readonly Finding[],
  format: Exclude<FindingFormat, 'text'>,
  codes: readonly CodeInfo[],
): number {
  const printers = {
    json: () => printJson(findings),
    sarif: () => printSarif(findings, { version: io.version, codes }),
    github: () => printGithub(findings),
  };
  io.out(printers[format]());
  return hasErrors(findings) ? EXIT_FINDINGS : EXIT_OK;
}

/** Prints findings to standard error in any form, for commands whose standard output holds records; `sources` knows files besides the host's. */
export async function tellBeside(io: Io, findings: readonly Finding[], format: FindingFormat, sources: SourceLookup): Promise<void> {
  const beside: Io = { ...io, out: io.err };
  if (format === 'text') io.err(printText(findings, { sources: (file) => sources(file) ?? shownText(io.host, file), colour: io.colour }));
  else tellProgram(beside, findings, format, (await io.engine()).codes());
}

/** What planning needs of the world. */
export function planningOf(io: Io): Planning {
  return { host: io.host, templates: templateSource(io.host, io.templatesDirectory), step: io.step };
}
