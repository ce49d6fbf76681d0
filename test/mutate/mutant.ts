import type { PackageFiles } from '../../src/source/package-files.js';

/** One thing dropped or altered in a rendered app or package. */
export interface Mutant {
  readonly side: 'splunk' | 'elastic';
  /** What kind of thing: the report counts by it. */
  readonly kind: string;
  /** File and line, or file and path of the value. */
  readonly place: string;
  readonly what: string;
  /** A record that holds one of these texts is the likeliest to show the change. */
  readonly hints: readonly string[];
  /** Asked for by `--deep` alone: many, and no one is asked to notice all. */
  readonly deep: boolean;
  apply(): PackageFiles;
}

/** Takes a package and returns it with the text of one file in place of what it had; undefined drops the file. */
export function withFile(files: PackageFiles, path: string, text: string | undefined, instead = path): PackageFiles {
  const changed = new Map(files.files);
  changed.delete(path);
  if (text !== undefined) changed.set(instead, new TextEncoder().encode(text));
  return { name: files.name, files: changed };
}

export function textOf(files: PackageFiles, path: string): string {
  return new TextDecoder().decode(files.files.get(path));
}
