import { posix } from 'node:path';

/** What is at a path, symlinks not followed. */
export type EntryKind = 'file' | 'directory' | 'symlink' | 'other' | 'none';

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

export interface Stat {
  readonly kind: EntryKind;
  readonly mode: number;
  readonly size: number;
}

/**
 * The file system as the tool sees it; nothing else of the machine is reached below the command line.
 * Paths use `/`. Reading what is not there answers undefined, 'none' or an empty list. What the machine refuses
 * (no permission, disk full) is thrown as a {@link HostError}.
 */
export interface Host {
  /**
   * The bytes of a file, symlinks followed, or as many from its start as `most` says; undefined when no file is there. What is no file
   * but could be read without end, such as a pipe, is refused.
   */
  readFile(path: string, most?: number): Uint8Array | undefined;
  /** The entries of a directory in byte order of their names; empty when there is no such directory. */
  list(directory: string): readonly Entry[];
  stat(path: string): Stat;
  writeFile(path: string, bytes: Uint8Array, mode: number): void;
  /** Makes a directory and its parents. */
  mkdir(path: string): void;
  rename(from: string, to: string): void;
  /** Removes a file or an empty directory. */
  remove(path: string): void;
}

/** The machine refused an operation; the message is fit for the user. */
export class HostError extends Error {
  override readonly name = 'HostError';

  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path}: ${reason}`);
  }
}

/** Orders texts by their UTF-8 bytes, as archives, manifests and listings do. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

/** Joins parts of a path with `/` and folds `.` and `..`. */
export function joinPath(...parts: readonly string[]): string {
  return posix.join(...parts);
}
