import { Unwritable } from './unwritable.js';

export interface YamlOptions {
  /** Stands on top of the file, each line behind `# `. */
  readonly comment?: string;
  /** Opens the file with `---`, which ingest pipelines must have. */
  readonly documentStart?: boolean;
}

/**
 * Takes a value of plain objects, lists, strings, numbers, booleans and null, returns YAML that any reader takes for the same value:
 * two spaces, indented lists, no anchors, no folded lines; text of several lines as a literal block; text that YAML 1.1 or 1.2 could take
 * for a number, a date, a boolean or null in quotes, also where it is a key. `elastic-package format` leaves the result alone.
 */
export function renderYaml(value: unknown, options: YamlOptions = {}): string {
  const lines: string[] = [];
  if (isFilled(value)) writeCollection(lines, value, '', '');
  else lines.push(scalar(value, step));
  return `${options.documentStart ? '---\n' : ''}${heading(options.comment)}${lines.join('\n')}\n`;
}

const step = '  ';
// Of a longer key readers need not find the colon.
const longestKey = 1024;

type Collection = readonly unknown[] | Readonly<Record<string, unknown>>;

function heading(comment: string | undefined): string {
  if (comment === undefined) return '';
  return `${comment
    .split(/\r\n|[\r\n]/)
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')}\n`;
}

function isFilled(value: unknown): value is Collection {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** `lead` stands in front of the first line, `indent` in front of the others. */
function writeCollection(lines: string[], value: Collection, indent: string, lead: string): void {
  let before = lead;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (isFilled(item)) writeCollection(lines, item, indent + step, `${before}- `);
      else lines.push(`${before}- ${scalar(item, indent + step)}`);
      before = indent;
    }
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    writeMember(lines, `${before}${keyText(key, indent)}`, member, indent + step);
    before = indent;
  }
}

function writeMember(lines: string[], head: string, member: unknown, indent: string): void {
  if (!isFilled(member)) {
    lines.push(`${head} ${scalar(member, indent)}`);
    return;
  }
  lines.push(head);
  writeCollection(lines, member, indent, indent);
}

function keyText(key: string, indent: string): string {
  if (/[\r\n]/.test(key)) throw new Unwritable(`key of several lines: ${JSON.stringify(key)}`);
  const text = oneLine(key);
  return text.length > longestKey ? `? ${text}\n${indent}:` : `${text}:`;
}

function scalar(value: unknown, indent: string): string {
  if (typeof value === 'string') return value.includes('\n') ? severalLines(value, indent) : oneLine(value);
  if (typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'object') return Array.isArray(value) ? '[]' : '{}';
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  throw new Unwritable(`no YAML for ${String(value)}`);
}

// What starts like a number, a date or a document in some YAML; the words that YAML 1.1 takes for booleans, null and merging.
const mistakable =
  /^$|^---|^[.]{3}|^[-+]?[.]?\d|^[-+]?(?:[.][0-9_]*|[.]?[0-9_]*e[-+]?\d+)$|^(?:y|n|yes|no|on|off|true|false|null|[-+]?[.]?(?:inf|nan)|~|=|<<)$/i;
// Characters that YAML writers agree on: no control characters, tabs, line separators; none beyond the basic plane.
const ordinary = /^[\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
// A literal block cannot begin with a blank, and other writers do not keep blanks at the end of its lines.
const unfitForBlock = /^[ \n]|[ ]\n|[ ]$/;
// Starts with an indicator, holds what ends a key or starts a comment, or ends in a blank or a colon.
const unfitForPlain = /^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|: | #|[ :]$/;

function oneLine(text: string): string {
  if (!ordinary.test(text)) return doubleQuoted(text);
  if (mistakable.test(text)) return singleQuoted(text);
  if (!unfitForPlain.test(text)) return text;
  return text.includes("'") && !text.includes('"') ? doubleQuoted(text) : singleQuoted(text);
}

function severalLines(text: string, indent: string): string {
  if (!ordinary.test(text) || unfitForBlock.test(text)) return doubleQuoted(text);
  const body = text.replace(/\n+$/, '');
  const ends = text.length - body.length;
  const indented = `${indent}${body.replace(/\n+/g, (each) => each + indent)}`;
  if (ends === 0) return `|-\n${indented}`;
  return ends === 1 ? `|\n${indented}` : `|+\n${indented}${'\n'.repeat(ends - 1)}`;
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

// Escapes as the YAML writer of `elastic-package format` writes them.
const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function doubleQuoted(text: string): string {
  const escaped = [...text].map((each) => {
    const known = escapes[each];
    if (known !== undefined) return known;
    return ordinary.test(each) ? each : numericEscape(each.codePointAt(0) ?? 0);
  });
  return `"${escaped.join('')}"`;
}

function numericEscape(codePoint: number): string {
  const digits = codePoint.toString(16).toUpperCase();
  if (codePoint <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return codePoint <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
