import { defineCodes, type Finding, finding, type Span } from '../diagnostics/finding.js';
import { type Host, HostError } from './host.js';
import { unseenCharacter } from './unseen-characters.js';

/** Findings about a file as a whole, before anything reads its content. */
export const sourceTextCodes = defineCodes({
  'source-missing': {
    severity: 'error',
    title: 'A file is not there',
    cause: 'A file that the tool was told to read, or that a catalog must have, does not exist.',
    fix: 'create the file, or correct the path',
  },
  'source-unreadable': {
    severity: 'error',
    title: 'A file cannot be read',
    cause: 'The machine refused to read the file, most often for want of permission.',
    fix: 'make the file readable',
  },
  'source-too-large': {
    severity: 'error',
    title: 'A file is larger than 5 MB',
    cause: 'No catalog file comes near this size; it is most likely not a catalog file.',
    fix: 'split the file, one event family a file',
  },
  'source-encoding': {
    severity: 'error',
    title: 'A file is not UTF-8',
    cause: 'The file holds bytes that are no UTF-8 text, as files in Latin-1 or UTF-16 do.',
    fix: 'save the file as UTF-8',
  },
  'source-nul': {
    severity: 'error',
    title: 'A file holds a NUL character',
    cause: 'Text files hold no NUL; the file may be binary or damaged.',
    fix: 'remove the NUL character',
  },
  'source-character': {
    severity: 'error',
    title: 'A file holds a character that nobody sees',
    cause:
      'Control characters, invisible characters and those that turn the direction of the text make a file look other than what it says.',
    fix: 'remove the character; a sample that needs it holds it in double quotes as an escape, such as "\\u202e"',
  },
  'source-bom': {
    severity: 'warning',
    title: 'A file starts with a byte order mark',
    cause: 'An editor saved the file as "UTF-8 with BOM". The mark is ignored here, but other tools read it as text.',
    fix: 'save the file as UTF-8 without a byte order mark',
  },
});

export const MAX_SOURCE_BYTES = 5 * 1024 * 1024;

export interface SourceText {
  /** The text without a byte order mark; undefined when it cannot be used. */
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
}

/** Reads a text file of the user's; what is wrong with it as a whole is returned as findings. */
export function readSourceText(host: Host, file: string): SourceText {
  try {
    const { size, kind } = host.stat(file);
    if (size > MAX_SOURCE_BYTES) return tooLarge(file, megabytes(size));
    if (kind === 'directory') return unreadable(file, 'it is a directory');
    // Of a symlink the size is the link's own: what it leads to is not read any further either.
    const bytes = host.readFile(file, MAX_SOURCE_BYTES + 1);
    if (bytes !== undefined) return decodeSourceText(file, bytes);
    return failed(finding(sourceTextCodes['source-missing'], { message: `there is no file ${file}`, span: startOf(file) }));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return unreadable(file, error.reason);
  }
}

function unreadable(file: string, reason: string): SourceText {
  return failed(finding(sourceTextCodes['source-unreadable'], { message: `cannot read: ${reason}`, span: startOf(file) }));
}

/** Decodes the bytes of a text file; the findings point at the first byte that is wrong. */
export function decodeSourceText(file: string, bytes: Uint8Array): SourceText {
  if (bytes.length > MAX_SOURCE_BYTES) return tooLarge(file, 'more than 5 MB');
  const text = decodeUtf8(bytes);
  if (text === undefined) return notUtf8(file, bytes);
  const nul = text.indexOf('\0');
  if (nul >= 0)
    return failed(finding(sourceTextCodes['source-nul'], { message: 'NUL character in a text file', span: spanAt(file, text, nul) }));
  if (!text.startsWith('\ufeff')) return withoutUnseen(file, text, []);
  const bom = finding(sourceTextCodes['source-bom'], { message: 'the file starts with a byte order mark', span: startOf(file) });
  return withoutUnseen(file, text.slice(1), [bom]);
}

/**
 * Decodes a text that another program reads, not this tool alone: whatever is UTF-8 and text is taken, without a byte order mark. The
 * findings point at the first byte that is wrong.
 */
export function decodeForeignText(file: string, bytes: Uint8Array): SourceText {
  const text = decodeUtf8(bytes);
  if (text === undefined) return notUtf8(file, bytes);
  const nul = text.indexOf('\0');
  if (nul < 0) return { text: text.startsWith('\ufeff') ? text.slice(1) : text, findings: [] };
  const span = spanAt(file, text, nul);
  const message = 'NUL character: the file is binary, or UTF-16';
  return failed(finding(sourceTextCodes['source-nul'], { message, span, fix: 'give a text file in UTF-8' }));
}

/** A carriage return is seen as the first half of a line end and nowhere else. */
function withoutUnseen(file: string, text: string, findings: readonly Finding[]): SourceText {
  const found = unseenCharacter(text.replace(/\r(?=\n)/g, ' '));
  if (found === undefined) return { text, findings };
  const span = spanAt(file, text, found.at, found.length);
  return failed(...findings, finding(sourceTextCodes['source-character'], { message: `the file holds ${found.name}`, span }));
}

/** The span of the first character of a file: where to point when the file as a whole is meant. */
export function startOf(file: string): Span {
  return { file, start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

function tooLarge(file: string, size: string): SourceText {
  return failed(finding(sourceTextCodes['source-too-large'], { message: `the file has ${size}, the limit is 5 MB`, span: startOf(file) }));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function notUtf8(file: string, bytes: Uint8Array): SourceText {
  const offset = validPrefixLength(bytes);
  const before = decodeUtf8(bytes.subarray(0, offset)) ?? '';
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0');
  return failed(
    finding(sourceTextCodes['source-encoding'], {
      message: `byte 0x${byte} is no UTF-8 text`,
      span: spanAt(file, before, before.length),
      notes: utf16 ? ['the file looks like UTF-16'] : [],
    }),
  );
}

/** How many bytes from the start are valid UTF-8: halves the range, so that a large file costs a few decodings. */
function validPrefixLength(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isValidPrefix(bytes, middle)) good = middle;
    else bad = middle;
  }
  while (good > 0 && decodeUtf8(bytes.subarray(0, good)) === undefined) good--;
  return good;
}

// A prefix may end inside a character: `stream` accepts that and still refuses a wrong byte.
function isValidPrefix(bytes: Uint8Array, length: number): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function spanAt(file: string, text: string, offset: number, length = 1): Span {
  const before = text.slice(0, offset).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { file, start: offset, end: offset + length, line, column, endLine: line, endColumn: column + length };
}

function failed(...findings: readonly Finding[]): SourceText {
  return { text: undefined, findings };
}
