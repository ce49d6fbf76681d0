import type { yamlCodes } from './yaml-codes.js';
import { lexemes, type YAMLError } from './yaml-library.js';

/** What is wrong with the layout of a YAML text, in words for who wrote it. */
export interface Slip {
  readonly code: keyof typeof yamlCodes;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly fix?: string;
}

/** Complaints after which the parser still understands what follows. */
const HARMLESS: ReadonlySet<string> = new Set(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED']);

/**
 * Takes a text and the complaints of the parser about it; returns one slip a mistake. One slip of indentation, of a quote or of a bracket
 * changes the meaning of all that follows it, so what the parser says further down is left out.
 */
export function slips(text: string, errors: readonly YAMLError[]): readonly Slip[] {
  const sorted = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const first = sorted.find((error) => !HARMLESS.has(error.code));
  const harmless = sorted.filter((error) => HARMLESS.has(error.code) && (first === undefined || error.pos[0] < first.pos[0]));
  return [...harmless.map((error) => harmlessSlip(text, error)), ...(first === undefined ? [] : [judged(text, first)])];
}

function harmlessSlip(text: string, error: YAMLError): Slip {
  const [start, end] = error.pos;
  if (error.code !== 'DUPLICATE_KEY') return { code: 'yaml-tag', message: plain(error.message), start, end };
  const word = wordEnd(text, start);
  return { code: 'yaml-duplicate-key', message: `key \`${text.slice(start, word)}\` stands twice`, start, end: word };
}

type Judge = (text: string, error: YAMLError) => Slip | undefined;

const JUDGES: readonly Judge[] = [
  indentedWithTab,
  openQuote,
  openBracket,
  dashWithoutBlank,
  unquotedColon,
  keyAlone,
  indentation,
  behindValue,
  reserved,
  comma,
];

function judged(text: string, error: YAMLError): Slip {
  for (const judge of JUDGES) {
    const slip = judge(text, error);
    if (slip !== undefined) return slip;
  }
  const [start, end] = error.pos;
  if (error.code === 'MULTIPLE_DOCS') {
    const line = lineAt(text, start);
    const fix = 'remove the line `---`';
    return { code: 'yaml-syntax', message: 'a second YAML document in one file', start, end: line.end, fix };
  }
  return { code: 'yaml-syntax', message: plain(error.message), start, end };
}

/** One line of a text: where it starts, where its content does, and where it ends. */
interface Line {
  readonly start: number;
  readonly content: number;
  readonly end: number;
  readonly text: string;
}

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', start);
  const whole = text.slice(start, newline < 0 ? text.length : newline).replace(/\r$/, '');
  const indent = /^[\s\u200b]*/.exec(whole)?.[0].length ?? 0;
  return { start, content: start + indent, end: start + whole.length, text: whole };
}

/** The next line with content that is no comment. */
function lineBelow(text: string, line: Line): Line | undefined {
  for (let at = text.indexOf('\n', line.end); at >= 0; at = text.indexOf('\n', at + 1)) {
    const next = lineAt(text, at + 1);
    if (next.content < next.end && text[next.content] !== '#') return next;
  }
  return undefined;
}

/** The line whose layout the parser stumbled over: it notices a line that is too deep while it reads the value above. */
function stumbledAt(text: string, error: YAMLError): Line {
  const line = lineAt(text, error.pos[0]);
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY') return line;
  const below = lineBelow(text, line);
  return below === undefined || below.content - below.start <= line.content - line.start ? line : below;
}

function indentedWithTab(text: string, error: YAMLError): Slip | undefined {
  if (error.code === 'MISSING_CHAR' && isQuote(error)) return undefined;
  for (const line of [lineAt(text, error.pos[0]), stumbledAt(text, error)]) {
    const indent = text.slice(line.start, line.content);
    const tab = indent.indexOf('\t');
    if (tab >= 0) {
      return { code: 'yaml-tab', message: 'a tab is no indentation in YAML', start: line.start + tab, end: line.start + tab + 1 };
    }
    const odd = /[^ ]/.exec(indent)?.index;
    if (odd === undefined) continue;
    const message = 'a character that only looks like a blank is no indentation in YAML';
    return { code: 'yaml-indent', message, start: line.start + odd, end: line.content, fix: 'replace it by blanks' };
  }
  return undefined;
}

function isQuote(error: YAMLError): boolean {
  return /^Missing closing .quote$/.test(error.message);
}

function openQuote(text: string, error: YAMLError): Slip | undefined {
  if (!isQuote(error)) return undefined;
  let start = error.pos[0];
  for (const { token, offset } of tokens(text)) {
    if (offset >= error.pos[0]) break;
    if (/^["']/.test(token)) start = offset;
  }
  const { end } = lineAt(text, start);
  const quote = text.slice(start, start + 1);
  return { code: 'yaml-syntax', message: 'the quote is not closed', start, end, fix: `write \`${quote}\` where the text ends` };
}

const PARTNERS: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

function openBracket(text: string, error: YAMLError): Slip | undefined {
  if (!/ end with a? ?[\]}]$/.test(error.message)) {
    if (error.code !== 'UNEXPECTED_TOKEN' || !/^Unexpected (?:flow-(?:map|seq)-end token|[\]}] in) /.test(error.message)) return undefined;
    const [start, end] = error.pos;
    return { code: 'yaml-syntax', message: `\`${text.slice(start, end)}\` closes nothing`, start, end, fix: 'remove it' };
  }
  const open: { readonly token: string; readonly offset: number }[] = [];
  for (const each of tokens(text)) {
    if (each.offset >= error.pos[0]) break;
    if (PARTNERS[each.token] !== undefined) open.push(each);
    else if (/^[\]}]$/.test(each.token)) open.pop();
  }
  const last = open.at(-1);
  if (last === undefined) return undefined;
  const closing = PARTNERS[last.token] ?? '';
  const message = `\`${last.token}\` is not closed`;
  return { code: 'yaml-syntax', message, start: last.offset, end: last.offset + 1, fix: `write \`${closing}\` where it ends` };
}

/** The tokens of a text with their offsets; control tokens, which stand for no text, are left out. */
function* tokens(text: string): Generator<{ readonly token: string; readonly offset: number }> {
  let offset = 0;
  for (const token of lexemes(text)) {
    if (token === '\u0002' || token === '\u0018' || token === '\u001f') continue;
    yield { token, offset };
    offset += token.length;
  }
}

function dashWithoutBlank(text: string, error: YAMLError): Slip | undefined {
  const line = lineAt(text, error.pos[0]);
  const match = /^(\s*)-[^\s-]/.exec(line.text);
  if (match === null || !/[:\s]/.test(line.text.slice(match[0].length))) return undefined;
  const start = line.content;
  return { code: 'yaml-syntax', message: 'a blank is missing behind `-`', start, end: start + 1, fix: 'write `- ` with a blank' };
}

function unquotedColon(text: string, error: YAMLError): Slip | undefined {
  const [start] = error.pos;
  const line = lineAt(text, start);
  const inFlow = error.code === 'BLOCK_IN_FLOW';
  if (!inFlow && (error.code !== 'BLOCK_AS_IMPLICIT_KEY' || !/:(?:\s|$)/.test(text.slice(start, line.end)))) return undefined;
  const rest = text.slice(start, line.end);
  const end = start + (inFlow ? (/^[^,}\]]*/.exec(rest)?.[0].trimEnd().length ?? 1) : rest.replace(/\s+#.*$/, '').trimEnd().length);
  const fix = `put it in quotes: ${JSON.stringify(text.slice(start, end))}`;
  return { code: 'yaml-syntax', message: 'a text with `: ` in it needs quotes', start, end, fix };
}

/** A line that should be `key: value` and has no `: `. */
function keyAlone(text: string, error: YAMLError): Slip | undefined {
  if (error.code !== 'MULTILINE_IMPLICIT_KEY' && !/^Implicit map keys need to be followed/.test(error.message)) return undefined;
  const line = lineAt(text, error.pos[0]);
  const glued = /^(\s*(?:- +)?[\w.-]+:)\S/.exec(line.text);
  if (glued !== null) {
    const end = line.start + (glued[1] ?? '').length;
    return { code: 'yaml-syntax', message: 'a blank is missing behind the colon', start: end - 1, end, fix: 'write `: ` with a blank' };
  }
  const fix = 'write `key: value`';
  return { code: 'yaml-syntax', message: 'a key needs `: ` behind it', start: error.pos[0], end: line.end, fix };
}

function indentation(text: string, error: YAMLError): Slip | undefined {
  const isLayout =
    error.code === 'BAD_INDENT' || error.code === 'BLOCK_AS_IMPLICIT_KEY' || /^Sequence item without - indicator$/.test(error.message);
  if (!isLayout) return undefined;
  const line = stumbledAt(text, error);
  const noticed = lineAt(text, error.pos[0]);
  const below = lineBelow(text, line);
  // Of a line and the one above it that differ, the one that also differs from the next line is the odd one.
  const odd = line.start !== noticed.start && below !== undefined && indentOf(below) === indentOf(line) ? noticed : line;
  const isDeeper = odd.start === line.start && line.start !== noticed.start;
  const message = isDeeper ? 'the line stands deeper than the one above it' : 'the line is not aligned with its neighbours';
  return { code: 'yaml-indent', message, start: odd.content, end: wordEnd(text, odd.content) };
}

function indentOf({ start, content }: Line): number {
  return content - start;
}

/** Text behind a value that is complete: a text that starts with a bracket or a quote. */
function behindValue(text: string, error: YAMLError): Slip | undefined {
  if (!/^Unexpected \S+ at node end$/.test(error.message)) return undefined;
  const line = lineAt(text, error.pos[0]);
  const start = line.start + (/^\s*(?:- +)*(?:[^\s:"'[{]+: +)?/.exec(line.text)?.[0].length ?? 0);
  const first = text.slice(start, start + 1);
  if (!/["'[{]/.test(first) || start >= error.pos[0]) return undefined;
  const value = text.slice(start, line.end).trimEnd();
  const fix = `put all of it in quotes: '${value.replaceAll("'", "''")}'`;
  return { code: 'yaml-syntax', message: `a text that starts with \`${first}\` needs quotes`, start, end: start + value.length, fix };
}

/** A text that starts with a character that YAML keeps for itself. */
function reserved(text: string, error: YAMLError): Slip | undefined {
  if (error.code !== 'BAD_SCALAR_START') return undefined;
  const [start] = error.pos;
  const value = /^[^,\]}\r\n]*/.exec(text.slice(start))?.[0].trimEnd() ?? '';
  const fix = `put it in quotes: '${value.replaceAll("'", "''")}'`;
  return {
    code: 'yaml-syntax',
    message: `a text that starts with \`${value.slice(0, 1)}\` needs quotes`,
    start,
    end: start + value.length,
    fix,
  };
}

function comma(_: string, error: YAMLError): Slip | undefined {
  const [start, end] = error.pos;
  if (/^Unexpected , in/.test(error.message)) return { code: 'yaml-syntax', message: 'a comma too many', start, end, fix: 'remove it' };
  if (!/^Missing ,/.test(error.message)) return undefined;
  return { code: 'yaml-syntax', message: 'a comma is missing in front of this', start, end, fix: 'write `, ` between the entries' };
}

function wordEnd(text: string, start: number): number {
  const word = /^(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s:,{}[\]]+)/.exec(text.slice(start, start + 200));
  return start + (word?.[0].length ?? 1);
}

function plain(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
