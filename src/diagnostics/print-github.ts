import { type Finding, type Severity, sortFindings } from './finding.js';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Renders findings as workflow commands, one a line, which GitHub shows at the lines of a change.
 * Specification: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function printGithub(findings: readonly Finding[]): string {
  return sortFindings(findings)
    .map((each) => `::${COMMANDS[each.severity]} ${properties(each)}::${data(text(each))}\n`)
    .join('');
}

function text({ message, notes = [], fix }: Finding): string {
  return [message, ...notes.map((note) => `note: ${note}`), ...(fix === undefined ? [] : [`fix: ${fix}`])].join('\n');
}

function properties({ code, span }: Finding): string {
  const place =
    span === undefined
      ? []
      : [
          ['file', span.file],
          ['line', span.line],
          ['endLine', span.endLine],
          ['col', span.column],
          // A column counts only within one line.
          ...(span.endLine === span.line ? [['endColumn', span.endColumn]] : []),
        ];
  return [...place, ['title', code]].map(([name, value]) => `${name}=${property(String(value))}`).join(',');
}

function data(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
