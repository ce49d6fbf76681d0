import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { compareBytes, type Entry, type EntryKind, type Host, HostError, type Stat } from './host.js';

// As `w`, but a symlink that lies at the path is refused and not followed; Windows has no such flag.
const WRITE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);

/** The real file system; relative paths start at the given directory. */
export function nodeHost(base: string): Host {
  const at = (path: string): string => resolve(base, path);
  return {
    readFile: (path, most) => orAbsent(path, () => readRegular(path, at(path), most), undefined),
    list: (directory) => orAbsent(directory, () => listEntries(at(directory)), []),
    stat: (path) => orAbsent(path, () => toStat(lstatSync(at(path))), { kind: 'none', mode: 0, size: 0 }),
    writeFile: (path, bytes, mode) =>
      guarded(path, () => {
        const file = openSync(at(path), WRITE, mode);
        try {
          writeFileSync(file, bytes);
          fchmodSync(file, mode);
        } finally {
          closeSync(file);
        }
      }),
    mkdir: (path) => guarded(path, () => mkdirSync(at(path), { recursive: true })),
    rename: (from, to) => guarded(to, () => renameSync(at(from), at(to))),
    remove: (path) => guarded(path, () => (lstatSync(at(path)).isDirectory() ? rmdirSync(at(path)) : unlinkSync(at(path)))),
  };
}

// Without O_NONBLOCK opening a pipe would wait for whoever writes into it.
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function readRegular(path: string, place: string, most: number | undefined): Uint8Array | undefined {
  const file = openSync(place, READ);
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) return undefined;
    if (!stats.isFile()) throw new HostError(path, 'it is a pipe or a device, no file');
    return most === undefined || stats.size <= most ? readFileSync(file) : readStart(file, most);
  } finally {
    closeSync(file);
  }
}

function readStart(file: number, most: number): Uint8Array {
  const bytes = new Uint8Array(most);
  let length = 0;
  for (let read = -1; read !== 0 && length < most; length += read) read = readSync(file, bytes, length, most - length, length);
  return bytes.subarray(0, length);
}

function listEntries(directory: string): readonly Entry[] {
  const entries = readdirSync(directory, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  return entries.sort((a, b) => compareBytes(a.name, b.name));
}

function toStat(stats: Stats): Stat {
  return { kind: kindOf(stats), mode: stats.mode & 0o7777, size: stats.size };
}

function kindOf(entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryKind {
  if (entry.isSymbolicLink()) return 'symlink';
  if (entry.isDirectory()) return 'directory';
  return entry.isFile() ? 'file' : 'other';
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something else is there already',
  ENOTEMPTY: 'the directory is not empty',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'a part of the path is no directory',
  EISDIR: 'a directory is there',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many symbolic links',
  EBUSY: 'the file is in use',
  EMFILE: 'too many open files',
  EIO: 'input/output error',
};

function orAbsent<T>(path: string, read: () => T, absent: T): T {
  try {
    return read();
  } catch (error) {
    if (ABSENT.has(codeOf(error))) return absent;
    throw asHostError(path, error);
  }
}

function guarded(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw asHostError(path, error);
  }
}

/** What the machine refused, as a {@link HostError}; any other error as it is. */
export function asHostError(path: string, error: unknown): unknown {
  const code = codeOf(error);
  return code === '' ? error : new HostError(path, REASONS[code] ?? code);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error ? error.code : '';
}
