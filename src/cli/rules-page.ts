import type { CodeInfo, Example, Severity } from '../diagnostics/finding.js';
import { escapeMarkdown, markdownCode, markdownTable } from '../render/markdown.js';

/** The lines of an example as they are shown: without what they have in front in common. */
export function exampleLines(text: string): readonly string[] {
  const lines = text.replace(/^\n+|\n+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  // An example that starts in the middle of a line has nothing in common with the lines below it.
  const common = indents.length === 0 || text.startsWith('\n') ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(common));
}

/** Renders the list of codes for a person at a terminal. */
export function rulesText(codes: readonly CodeInfo[]): string {
  const width = Math.max(...codes.map((each) => each.code.length));
  return codes.map(({ code, severity, title }) => `${code.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`).join('');
}

/** Renders all that there is to say of one code. */
export function ruleText({ code, severity, title, cause, fix, example }: CodeInfo): string {
  const shown = example === undefined ? [] : ['', ...part('wrong', example, example.bad), '', ...part('right', example, example.good)];
  return `${[`${code} (${severity}): ${title}`, '', `  why: ${cause}`, `  fix: ${fix}`, ...shown].join('\n')}\n`;
}

function part(word: string, { file }: Example, text: string): readonly string[] {
  return [`  ${word}, in ${fileName(file)}:`, ...exampleLines(text).map((line) => `    ${line}`.trimEnd())];
}

// The small catalogs of the tests are named by their first folder; what a reader knows is the file.
function fileName(file: string): string {
  return file.split('/').slice(1).join('/');
}

/** Renders the codes for a program. */
export function rulesJson(codes: readonly CodeInfo[]): string {
  return `${JSON.stringify({ rules: codes }, null, 2)}\n`;
}

const HEADINGS: Readonly<Record<Severity, string>> = {
  error: 'Errors: nothing is built',
  warning: 'Warnings: most likely a mistake',
  info: 'Notes: worth knowing',
};

/** Renders the page of documentation: docs/rules.md. */
export function rulesPage(codes: readonly CodeInfo[]): string {
  const sections = (Object.keys(HEADINGS) as Severity[]).flatMap((severity) => {
    const own = codes.filter((each) => each.severity === severity);
    const table = markdownTable(
      ['Code', 'Says'],
      own.map(({ code, title }) => [`[\`${code}\`](#${code})`, prose(title)]),
    );
    return own.length === 0 ? [] : [`## ${HEADINGS[severity]}\n\n${table}\n${own.map(pageSection).join('\n')}`];
  });
  return `${PREAMBLE}\n${sections.join('\n')}`;
}

const PREAMBLE = `# Findings

What \`addonsmith\` can say of catalogs, add-ons and records, why, and how to mend it. \`addonsmith rules\` prints the list,
and \`addonsmith rules <code>\` one entry of it. This page is made by \`addonsmith rules --format markdown\`.
`;

function pageSection({ code, title, cause, fix, example }: CodeInfo): string {
  const shown = example === undefined ? [] : [fence('Wrong', example, example.bad), fence('Right', example, example.good)];
  return [`### ${code}`, `${prose(title)}. ${prose(cause)}`, `To mend it: ${prose(fix)}.`, ...shown].join('\n\n').concat('\n');
}

function fence(word: string, { file }: Example, text: string): string {
  return `${word}, in \`${fileName(file)}\`:\n\n\`\`\`yaml shown\n${exampleLines(text).join('\n')}\n\`\`\``;
}

/** Plain text whose parts in backticks stay code. */
function prose(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((piece) => {
      if (/^`[^`]+`$/.test(piece)) return markdownCode(piece.slice(1, -1));
      // Blanks at both ends belong to the sentence here.
      const [, before = '', text = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece) ?? [];
      return `${before}${escapeMarkdown(text)}${after}`;
    })
    .join('');
}
