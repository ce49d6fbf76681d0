import { compareBytes } from '../source/host.js';
import { parentsOf } from './paths.js';

/** A file to be packed; the path is the one inside the archive. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: 0o644 | 0o755;
}

export interface ArchiveEntry extends ArchiveFile {
  readonly directory: boolean;
}

/** 1980-01-01 00:00 UTC in seconds: the earliest time that every archive format can say. */
export const ARCHIVE_TIME = 315_532_800;

/** The entries of an archive, directories before what they hold, in byte order of path whatever order the files came in. */
export function archiveEntries(files: readonly ArchiveFile[]): readonly ArchiveEntry[] {
  const directories = new Set(files.flatMap((file) => parentsOf(file.path)));
  const entries: ArchiveEntry[] = files.map((file) => ({ ...file, directory: false }));
  for (const directory of directories) entries.push({ path: `${directory}/`, bytes: new Uint8Array(), mode: 0o755, directory: true });
  return entries.sort((a, b) => compareBytes(a.path, b.path));
}
