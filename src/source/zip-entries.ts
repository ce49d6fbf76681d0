import { crc32 } from 'node:zlib';

/** What the directory of a zip archive says of an entry, as far as the library that unpacks it does not look at it. */
export interface ZipEntry {
  readonly name: string;
  readonly sum: number;
  readonly isLink: boolean;
  readonly isEncrypted: boolean;
}

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const LONGEST_COMMENT = 65_535;
const FILE_KIND = 0o170000;
const LINK = 0o120000;

/**
 * Reads the directory at the end of a zip archive; undefined where there is none. Specification: APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16.
 */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = directoryEnd(view);
  if (end === undefined) return undefined;
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return undefined;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const flags = view.getUint16(at + 8, true);
    // Bit 11 says that the name is UTF-8; without it the library reads one character a byte.
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString((flags & 0x800) === 0 ? 'latin1' : 'utf8');
    const mode = view.getUint32(at + 38, true) >>> 16;
    entries.push({ name, sum: view.getUint32(at + 16, true), isLink: (mode & FILE_KIND) === LINK, isEncrypted: (flags & 1) === 1 });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Whether the bytes of an entry are those that were packed. */
export function hasSum({ sum }: ZipEntry, content: Uint8Array): boolean {
  return crc32(content) === sum;
}

function directoryEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) === DIRECTORY_END) return at;
  }
  return undefined;
}
