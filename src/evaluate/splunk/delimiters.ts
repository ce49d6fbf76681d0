import { type Finding, finding } from '../../diagnostics/finding.js';
import type { Setting } from './conf-file.js';
import { splunkCodes } from './splunk-codes.js';

/** DELIMS and FIELDS of a transform: transforms.conf.spec. */
export interface Delimiters {
  /** Each character separates pairs, or values where there are FIELDS. */
  readonly pairs: string;
  /** Each character separates a name from its value; none where names and values alternate. */
  readonly names: string | undefined;
  readonly fields: readonly string[] | undefined;
}

/** A name and a value that delimiters set apart. */
export interface Delimited {
  readonly name: string;
  readonly value: string;
  /** Where the value begins. */
  readonly at: number;
  /** A quote stands inside the value, where no document says what it means. */
  readonly isDoubtful: boolean;
}

const quoted = /"((?:[^"\\]|\\.)*)"/g;

/** Reads `DELIMS = "|", "="` and `FIELDS = "a", "b"`; undefined with a finding where they are not of that form. */
export function readDelimiters(delims: Setting, fields: Setting | undefined, findings: Finding[]): Delimiters | undefined {
  const [pairs, names, ...more] = strings(delims.value);
  const listed = fields === undefined ? undefined : namesOf(fields.value);
  if (pairs === undefined || pairs === '' || more.length > 0 || (listed !== undefined && names !== undefined)) {
    const message = 'DELIMS is one or two quoted texts; with FIELDS one';
    findings.push(finding(splunkCodes['splunk-wrong'], { message, span: delims.placed.span() }));
    return undefined;
  }
  if (/[^\u0000-\u007f]/.test(delims.value)) {
    const message = 'a delimiter that is no ASCII character: transforms.conf.spec asks for REGEX';
    findings.push(finding(splunkCodes['splunk-wrong'], { message, span: delims.placed.span() }));
    return undefined;
  }
  return { pairs, names, fields: listed };
}

function strings(text: string): readonly string[] {
  return [...text.matchAll(quoted)].map(([, inner = '']) =>
    inner.replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character),
  );
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

function namesOf(text: string): readonly string[] {
  return text.split(',').map((each) => each.trim().replace(/^"(.*)"$/, '$1'));
}

/** Cuts a text; consecutive delimiters are one unless FIELDS names every value. */
export function* readDelimited(text: string, delimiters: Delimiters): Iterable<Delimited> {
  const { pairs, names, fields } = delimiters;
  if (fields !== undefined) {
    for (const [index, part] of cut(text, pairs, false).entries()) {
      const name = fields[index];
      if (name !== undefined) yield valueFrom(name, part);
    }
    return;
  }
  if (names === undefined) {
    const parts = cut(text, pairs, true);
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const [name, value] = [parts[at], parts[at + 1]];
      if (name !== undefined && value !== undefined) yield valueFrom(unquoted(name.text), value);
    }
    return;
  }
  for (const part of cut(text, pairs, true)) {
    const split = [...part.text].findIndex((each) => names.includes(each));
    if (split <= 0) continue;
    const value = { text: part.text.slice(split + 1), at: part.at + split + 1 };
    yield valueFrom(unquoted(part.text.slice(0, split).trim()), value);
  }
}

interface Part {
  readonly text: string;
  readonly at: number;
}

/** The parts between delimiters; one that begins with a quote ends behind the next quote that no backslash escapes. */
function cut(text: string, delimiters: string, merges: boolean): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"' && text.charAt(at - 1) !== '\\') isQuoted = !isQuoted;
    const ends = at === text.length || (!isQuoted && delimiters.includes(character));
    if (!ends) continue;
    if (at > start || !merges) parts.push({ text: text.slice(start, at), at: start });
    start = at + 1;
  }
  return parts;
}

function valueFrom(name: string, { text, at }: Part): Delimited {
  const leading = text.length - text.trimStart().length;
  const whole = text.trim();
  const isQuoted = /^"(?:[^"\\]|\\.)*"$/s.test(whole);
  const value = isQuoted ? whole.slice(1, -1) : whole;
  return { name, value, at: at + leading + (isQuoted ? 1 : 0), isDoubtful: !isQuoted && whole.includes('"') };
}

function unquoted(name: string): string {
  return /^"[^"]*"$/.test(name) ? name.slice(1, -1) : name;
}
