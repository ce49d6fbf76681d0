import {
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
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
    readFile: (path) => orAbsent(path, () => readFileSync(at(path)), undefined),
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

function asHostError(path: string, error: unknown): unknown {
  const code = codeOf(error);
  return code === '' ? error : new HostError(path, REASONS[code] ?? code);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error ? error.code : '';
}
