/** How much a finding weighs: an error stops a build, a warning does not, an info is only told. */
export type Severity = 'error' | 'warning' | 'info';

/** A place in a file. Offsets are 0-based UTF-16 units, `end` exclusive; lines and columns are 1-based. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One thing that is wrong, or worth knowing, in what the user gave us. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span?: Span | undefined;
  readonly notes?: readonly string[] | undefined;
  readonly fix?: string | undefined;
}

/**
 * The same few lines wrong and right. `file` is a file of one of the small catalogs in test/rules/catalogs, which holds `good`;
 * with `bad` in its place the finding is made. So the documentation, the listing and the test of a code are one text.
 */
export interface Example {
  readonly file: string;
  readonly bad: string;
  readonly good: string;
}

/** What is always true of a kind of finding; the documentation of findings is made from these. */
export interface CodeInfo<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  readonly example?: Example;
}

/** What is true of one finding only. Without `fix` the finding takes the general advice of its code. */
export interface FindingDetails {
  readonly message: string;
  readonly span?: Span | undefined;
  readonly notes?: readonly string[] | undefined;
  readonly fix?: string | undefined;
}

/** A table of codes, keyed by code: `codes['unknown-role']` compiles only where the table has that row. */
export type CodeTable<Code extends string> = { readonly [K in Code]: CodeInfo<K> };

/** Takes the rows of a table of codes and returns it frozen, each row knowing its own code. */
export function defineCodes<const Code extends string>(rows: { readonly [K in Code]: Omit<CodeInfo, 'code'> }): CodeTable<Code> {
  const entries = Object.entries<Omit<CodeInfo, 'code'>>(rows).map(([code, row]) => [code, Object.freeze({ code, ...row })]);
  return Object.freeze(Object.fromEntries(entries)) as CodeTable<Code>;
}

/** Makes a finding from a row of a table and what is particular to this case. */
export function finding(info: CodeInfo, details: FindingDetails): Finding {
  return {
    code: info.code,
    severity: info.severity,
    message: details.message,
    ...(details.span === undefined ? {} : { span: details.span }),
    ...(details.notes === undefined || details.notes.length === 0 ? {} : { notes: details.notes }),
    fix: details.fix ?? info.fix,
  };
}

/** Collects findings while a stage goes on working, so that all mistakes are told at once. */
export class Reporter {
  readonly #findings: Finding[] = [];

  /** Adds one finding of the given code. */
  report(info: CodeInfo, details: FindingDetails): void {
    this.#findings.push(finding(info, details));
  }

  /** Adds what another stage found. */
  addAll(findings: Iterable<Finding>): void {
    for (const each of findings) this.#findings.push(each);
  }

  /** What was reported so far, in stable order. What stands once, and is used twice through an alias, is told once. */
  get findings(): readonly Finding[] {
    const sorted = sortFindings(this.#findings);
    return sorted.filter((each, index) => !isSame(each, sorted[index - 1]));
  }

  get hasErrors(): boolean {
    return hasErrors(this.#findings);
  }
}

function isSame(a: Finding, b: Finding | undefined): boolean {
  if (b === undefined || a.span === undefined || b.span === undefined) return false;
  return compareFindings(a, b) === 0 && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** True when at least one finding is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((each) => each.severity === 'error');
}

/** Returns the findings by file, line, column, code and message, so that every run prints the same order. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(compareFindings);
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.span?.file ?? '', b.span?.file ?? '') ||
    (a.span?.line ?? 0) - (b.span?.line ?? 0) ||
    (a.span?.column ?? 0) - (b.span?.column ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

// Not localeCompare: its order depends on the machine's ICU data.
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
