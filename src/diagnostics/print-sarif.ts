import { type CodeInfo, type Finding, type Severity, type Span, sortFindings } from './finding.js';

export interface SarifOptions {
  /** Version of the tool. */
  readonly version: string;
  /** What is always true of each kind of finding. */
  readonly codes: readonly CodeInfo[];
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * Renders findings for code scanning. Specification: SARIF 2.1.0,
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function printSarif(findings: readonly Finding[], { version, codes }: SarifOptions): string {
  const told = sortFindings(findings);
  const used = new Set(told.map((each) => each.code));
  const rules = codes.filter((each) => used.has(each.code));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Addonsmith',
            version,
            informationUri: 'https://github.com/addonsmith/addonsmith',
            rules: rules.map(rule),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: told.map((each) => result(each, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule({ code, severity, title, cause, fix }: CodeInfo): unknown {
  return {
    id: code,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: cause },
    help: { text: `To mend it: ${fix}.` },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result({ code, severity, message, notes = [], fix, span }: Finding, rules: readonly CodeInfo[]): unknown {
  const index = rules.findIndex((each) => each.code === code);
  return {
    ruleId: code,
    ...(index < 0 ? {} : { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: [message, ...notes, ...(fix === undefined ? [] : [`To mend it: ${fix}`])].join('\n') },
    ...(span === undefined ? {} : { locations: [{ physicalLocation: location(span) }] }),
  };
}

function location(span: Span): unknown {
  return {
    artifactLocation: { uri: span.file.split('/').map(encodeURIComponent).join('/') },
    region: {
      startLine: span.line,
      startColumn: span.column,
      endLine: span.endLine,
      endColumn: span.endColumn,
      charOffset: span.start,
      charLength: span.end - span.start,
    },
  };
}
