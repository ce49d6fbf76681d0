/**
 * Takes the header and the cells of a table, which must be Markdown already (`escapeMarkdown`, `markdownCode`), returns a GitHub table.
 * A bar that is not escaped yet is escaped, a newline becomes `<br>`: neither may end a cell. Throws on a row of another width.
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => {
    if (cells.length !== header.length)
      throw new Error(`row of ${cells.length} cells under ${header.length} columns: ${cells.join(' | ')}`);
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return `${lines.join('\n')}\n`;
}

/**
 * Takes plain text, returns Markdown of one line that shows exactly that text: no link, emphasis, HTML, code, formula, table bar, heading,
 * list or rule comes to life, wherever the line stands. Blanks at both ends, which Markdown does not show, are left out.
 * Specification: https://github.github.com/gfm/
 */
export function escapeMarkdown(text: string): string {
  return text
    .trim()
    .replace(/[\\`*[\]|$~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/^(#+|[+-]|\d+[.)])(?=\s|$)/, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`)
    .replace(/^(?=[-=]+\s*$)|(?=#$)(?<!\\)/gm, '\\')
    .replace(autolinks, '\\$&')
    .replace(/[ \t]*(?:\r\n|[\r\n])[ \t]*/g, '<br>');
}

// What GitHub makes a link without being asked: an address with or without its scheme, a mail address.
const autolinks = /(?<=https?|ftp):(?=\/\/)|(?<=www)\.|(?<=[a-z0-9._+-])@(?=[a-z0-9_-])/gi;

/** Takes plain text, returns it as inline code; a fence longer than any run of backticks inside, newlines as blanks. */
export function markdownCode(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  if (line.trim() === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

function cell(markdown: string): string {
  // A bar is escaped when an odd number of backslashes stands before it.
  const barred = markdown.replace(/(\\*)\|/g, (all, slashes: string) => (slashes.length % 2 === 1 ? all : `${slashes}\\|`));
  return barred.trim().replace(/\r\n|[\r\n]/g, '<br>');
}
