import { type Finding, type Severity, sortFindings } from './finding.js';

/** Renders findings for a program: `{findings, counts}`, two spaces, stable order, newline at the end. */
export function printJson(findings: readonly Finding[]): string {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  const counts = { error: count('error'), warning: count('warning'), info: count('info') };
  return `${JSON.stringify({ findings: jsonFindings(findings), counts }, null, 2)}\n`;
}

/** Returns findings in stable order, as they stand in what is printed for a program. */
export function jsonFindings(findings: readonly Finding[]): readonly Finding[] {
  return sortFindings(findings).map(ordered);
}

// Findings are made in many places; members in one order make the output comparable as text.
function ordered(each: Finding): Finding {
  return {
    code: each.code,
    severity: each.severity,
    message: each.message,
    span: each.span && {
      file: each.span.file,
      start: each.span.start,
      end: each.span.end,
      line: each.span.line,
      column: each.span.column,
      endLine: each.span.endLine,
      endColumn: each.span.endColumn,
    },
    notes: each.notes,
    fix: each.fix,
  };
}
