import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import { decodeForeignText, sourceTextCodes } from '../../source/source-text.js';
import { FileText, type Piece, PlacedText } from './placed-text.js';
import { splunkCodes } from './splunk-codes.js';

/** A setting of a stanza: the last definition of its key in the file. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  /** The value, which knows where each of its characters stands. */
  readonly placed: PlacedText;
  /** From the key to the end of the value. */
  readonly place: Span;
  /** Which of the installed apps has it; names of other files are looked up there. */
  readonly app: number;
}

/** Key -> setting. */
export type Settings = ReadonlyMap<string, Setting>;

export interface Stanza {
  readonly name: string;
  readonly place: Span;
  readonly settings: Settings;
}

/** Stanza name -> stanza. Keys before any stanza belong to `default`. */
export type Conf = ReadonlyMap<string, Stanza>;

interface Line {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/**
 * Takes the bytes of a .conf file and returns its stanzas, as props.conf.spec and its like describe the format: a setting ends at the end of
 * its line unless the last character is a backslash, a stanza's name ends at the last `]`, of two definitions of one key the last counts.
 */
export function readConfFile(file: string, bytes: Uint8Array, app = 0): { readonly conf: Conf; readonly findings: readonly Finding[] } {
  const { text, findings: faults } = decodeForeignText(file, bytes);
  // A text in another encoding can still be read where nothing but comments shows it; what holds NULs is no such text.
  if (text === undefined && bytes.includes(0)) return { conf: new Map(), findings: faults };
  const source = new FileText(file, text ?? new TextDecoder('utf-8').decode(bytes));
  const findings: Finding[] = text === undefined ? [encodingFault(source)] : [];
  return { conf: readStanzas(source, app, findings), findings };
}

function encodingFault(source: FileText): Finding {
  const all = [...source.text.matchAll(/^.*\ufffd.*$/gm)];
  const setting = all.find(([line]) => !line.trimStart().startsWith('#'));
  const shown = setting ?? all[0];
  const start = (shown?.index ?? 0) + (shown?.[0].indexOf('\ufffd') ?? 0);
  const code = setting === undefined ? splunkCodes['splunk-conf-encoding'] : sourceTextCodes['source-encoding'];
  return finding(code, { message: 'the file is not UTF-8', span: source.span(start, start + 1) });
}

interface OpenStanza {
  readonly name: string;
  readonly place: Span;
  readonly settings: Map<string, Setting>;
}

function readStanzas(source: FileText, app: number, findings: Finding[]): Conf {
  const stanzas = new Map<string, OpenStanza>();
  let open: OpenStanza | undefined;
  for (const line of logicalLines(source.text)) {
    const text = line.text.trim();
    if (text === '' || text.startsWith('#')) continue;
    const placed = new PlacedText(line.text, source, line.pieces);
    const name = stanzaName(line.text);
    if (name !== undefined) {
      open = stanzas.get(name) ?? { name, place: placed.span(), settings: new Map() };
      stanzas.set(name, open);
      continue;
    }
    if (text.startsWith('[')) {
      const message = 'the stanza has no closing bracket: which settings it has cannot be said';
      findings.push(finding(splunkCodes['splunk-wrong'], { message, span: placed.span() }));
      continue;
    }
    const equals = line.text.indexOf('=');
    if (equals < 1 || line.text.slice(0, equals).trim() === '') {
      findings.push(finding(splunkCodes['splunk-conf-line'], { message: 'neither a stanza nor a setting', span: placed.span() }));
      continue;
    }
    if (open === undefined) {
      open = stanzas.get('default') ?? { name: 'default', place: placed.span(), settings: new Map() };
      stanzas.set('default', open);
    }
    warnOfBlankAfterBackslash(placed, findings);
    addSetting(open.settings, placed, equals, app);
  }
  return stanzas;
}

function stanzaName(line: string): string | undefined {
  const text = line.trimStart();
  if (!text.startsWith('[')) return undefined;
  const end = text.lastIndexOf(']');
  return end < 0 ? undefined : text.slice(1, end);
}

function addSetting(settings: Map<string, Setting>, line: PlacedText, equals: number, app: number): void {
  const key = line.part(0, equals);
  const value = line.part(equals + 1, line.text.length);
  const place = line.span(line.text.length - line.text.trimStart().length, line.text.trimEnd().length);
  settings.set(key.text, { key: key.text, value: value.text, placed: value, place, app });
}

function warnOfBlankAfterBackslash(line: PlacedText, findings: Finding[]): void {
  if (!/\\[ \t]+$/.test(line.text)) return;
  const message = 'a blank after the last backslash: the setting does not go on in the next line';
  findings.push(finding(splunkCodes['splunk-conf-line'], { message, span: line.span(line.text.trimEnd().length - 1) }));
}

/** The lines of a file, those that end in a backslash joined with the next: the value then holds a newline. A comment does not go on. */
function* logicalLines(text: string): Iterable<Line> {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  let joined = '';
  let pieces: Piece[] = [];
  for (let at = start; at <= text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
    pieces.push({ at: joined.length, from: at });
    const isComment = joined === '' && line.trimStart().startsWith('#');
    if (line.endsWith('\\') && !isComment && newline >= 0) joined += `${line.slice(0, -1)}\n`;
    else {
      yield { text: joined + line, pieces };
      joined = '';
      pieces = [];
    }
    at = end + 1;
  }
}
