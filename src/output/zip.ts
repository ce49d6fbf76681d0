import { type Zippable, zipSync } from 'fflate';
import { type ArchiveFile, archiveEntries } from './archive-entries.js';

const UNIX = 3;
const REGULAR_FILE = 0o100000;
const DIRECTORY = 0o040000;
const DOS_DIRECTORY = 0x10;

/** Packs files as `.zip`: the same files give the same bytes, on any machine and in any order. */
export function zip(files: readonly ArchiveFile[]): Uint8Array {
  // A zip holds local time and fflate asks the date for it. Made from local parts, the date reads the same in every zone; noon
  // exists everywhere, midnight does not.
  const mtime = new Date(1980, 0, 1, 12);
  const content: Zippable = {};
  for (const { path, bytes, mode, directory } of archiveEntries(files)) {
    const attrs = directory ? (((DIRECTORY | mode) << 16) | DOS_DIRECTORY) >>> 0 : ((REGULAR_FILE | mode) << 16) >>> 0;
    content[path] = [bytes, { level: directory ? 0 : 9, mtime, os: UNIX, attrs }];
  }
  return zipSync(content);
}
