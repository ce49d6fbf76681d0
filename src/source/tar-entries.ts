/** What a tar archive holds under one name. Directories are left out. */
export interface TarFile {
  readonly path: string;
  readonly kind: 'file' | 'link';
  readonly bytes: Uint8Array;
}

/** The archive cannot be read; the message says why. */
export class TarFault extends Error {
  override readonly name = 'TarFault';
}

const BLOCK = 512;

/**
 * Reads the entries of an unpacked tar archive in their order: ustar with its prefix, the long names of GNU tar, and pax headers.
 * Specification: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format". The library that writes our archives reads
 * through promises only, and a host is asked without waiting.
 */
export function* tarEntries(bytes: Uint8Array): Generator<TarFile> {
  let next: Overrides = {};
  for (let at = 0; at < bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    // Two empty blocks end an archive; whatever padding follows is none of it.
    if (header.length === BLOCK && header.every((byte) => byte === 0)) return;
    const entry = readHeader(header, next);
    const data = bytes.subarray(at + BLOCK, at + BLOCK + entry.size);
    if (data.length < entry.size) throw new TarFault('it ends in the middle of a file');
    at += BLOCK + Math.ceil(entry.size / BLOCK) * BLOCK;
    const overrides = overridesOf(entry.type, data, next);
    next = overrides ?? {};
    if (overrides === undefined && entry.type !== '5') yield { path: entry.path, kind: kindOf(entry.type), bytes: data };
  }
}

/** What an entry in front says of the next one, in place of what its header says. */
interface Overrides {
  readonly path?: string;
  readonly size?: number;
}

interface Header {
  readonly type: string;
  readonly path: string;
  readonly size: number;
}

function readHeader(header: Uint8Array, overrides: Overrides): Header {
  if (header.length < BLOCK) throw new TarFault('it ends in the middle of a header');
  if (!hasRightSum(header)) throw new TarFault('the check sum of a header is wrong');
  const type = String.fromCharCode(header[156] ?? 0);
  // Entries about entries have a size of their own.
  const isPlain = !'LKxg'.includes(type);
  // The fields behind 257 are those of ustar only in an archive that says so; GNU tar uses the place of the prefix for times.
  const isUstar = latin(header.subarray(257, 263)) === 'ustar\0';
  const prefix = isUstar ? text(header.subarray(345, 500)) : '';
  const name = text(header.subarray(0, 100));
  const path = (isPlain ? overrides.path : undefined) ?? (prefix === '' ? name : `${prefix}/${name}`);
  const size = (isPlain ? overrides.size : undefined) ?? number(header.subarray(124, 136));
  // A link, a device and a directory have no data, whatever the size says.
  return { type, path, size: '123456'.includes(type) ? 0 : size };
}

function hasRightSum(header: Uint8Array): boolean {
  let sum = 0;
  for (let index = 0; index < BLOCK; index++) sum += index >= 148 && index < 156 ? 0x20 : (header[index] ?? 0);
  return sum === number(header.subarray(148, 156));
}

function overridesOf(type: string, data: Uint8Array, before: Overrides): Overrides | undefined {
  if (type === 'L') return { ...before, path: text(data) };
  if (type === 'x') return { ...before, ...paxRecords(data) };
  // The target of a link, and what holds for all entries (time, comment): no path, no size.
  return type === 'K' || type === 'g' ? before : undefined;
}

/** `length keyword=value\n`, the length counting itself. */
function paxRecords(data: Uint8Array): Overrides {
  const found: { path?: string; size?: number } = {};
  for (let at = 0; at < data.length; ) {
    const [, digits = '', keyword = ''] = /^(\d+) ([^=]+)=/.exec(latin(data.subarray(at, at + 200))) ?? [];
    const length = Number(digits);
    if (length <= digits.length + keyword.length + 2 - 1 || at + length > data.length) throw new TarFault('a pax header is wrong');
    const value = text(data.subarray(at + digits.length + keyword.length + 2, at + length - 1));
    if (keyword === 'path') found.path = value;
    if (keyword === 'size') found.size = decimal(value);
    at += length;
  }
  return found;
}

function kindOf(type: string): TarFile['kind'] {
  return type === '0' || type === '\0' || type === '7' ? 'file' : 'link';
}

/** Octal digits, or with the first bit set a number in base 256. */
function number(field: Uint8Array): number {
  const [first = 0, ...rest] = field;
  if (first >= 0x80) {
    const value = rest.reduce((sum, byte) => sum * 256 + byte, first & 0x7f);
    if (!Number.isSafeInteger(value)) throw new TarFault('a size is larger than any file');
    return value;
  }
  const digits = latin(field).replace(/\0.*$/s, '').trim();
  if (!/^[0-7]*$/.test(digits)) throw new TarFault('a number in a header is none');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

function decimal(value: string): number {
  const size = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(size)) throw new TarFault('a size in a pax header is none');
  return size;
}

function text(field: Uint8Array): string {
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8');
}

function latin(field: Uint8Array): string {
  return Buffer.from(field).toString('latin1');
}
