import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { zip } from '../../src/output/zip.js';
import type { Workshop } from './workshop.js';

/** A file of a package that says something else in a copy. */
export interface Change {
  /** Ends as the file's path does; the first such file, in the order of the names, is changed. */
  readonly file: string;
  readonly change: (text: string) => string;
}

/** The version of package-spec that a package says it was written for, set to another. */
export function atFormatVersion(version: string): Change {
  return { file: 'manifest.yml', change: (text) => replaced(text, /^(format_version: ).*$/m, `$1'${version}'`) };
}

/** As `String.replace`, where something must be replaced: a slip that slips nothing in shows nothing. */
export function replaced(text: string, what: RegExp | string, by: string): string {
  const other = text.replace(what, by);
  if (other === text) throw new Error(`nothing to replace: ${String(what)}`);
  return other;
}

/** The folders of the rendered packages. */
export function packageFolders({ built }: Workshop): readonly string[] {
  return inElastic(built, (name) => !name.endsWith('.zip'));
}

/** The zips of the rendered packages, as `build` packs them. */
export function packageZips({ built }: Workshop): readonly string[] {
  return inElastic(built, (name) => name.endsWith('.zip'));
}

function inElastic(built: string, isWanted: (name: string) => boolean): readonly string[] {
  const folder = join(built, 'elastic');
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && isWanted(name))
    .sort()
    .map((name) => join(folder, name));
}

export function declaredFormatVersion(folder: string): string {
  return /^format_version: '(.+)'$/m.exec(readFileSync(join(folder, 'manifest.yml'), 'utf8'))?.[1] ?? '';
}

/** A copy of a package in a folder of its own, which elastic-package takes for the root of a repository. */
export function packageCopy(workshop: Workshop, folder: string, changes: readonly Change[]): string {
  const parent = workshop.folder('package');
  mkdirSync(join(parent, '.git'));
  const copy = join(parent, basename(folder));
  cpSync(folder, copy, { recursive: true });
  for (const { file, change } of changes) {
    const path = join(copy, changedFile(filesOf(copy), file));
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }
  return copy;
}

/** A copy of a zip, packed as `build` packs. */
export function zipCopy(workshop: Workshop, path: string, changes: readonly Change[]): string {
  const files = new Map(Object.entries(unzipSync(readFileSync(path))).filter(([name]) => !name.endsWith('/')));
  const names = [...files.keys()].sort();
  for (const { file, change } of changes) {
    const name = changedFile(names, file);
    files.set(name, Buffer.from(change(Buffer.from(files.get(name) ?? []).toString('utf8'))));
  }
  const copy = join(workshop.folder('zip'), basename(path));
  writeFileSync(copy, zip([...files].map(([name, bytes]) => ({ path: name, bytes, mode: 0o644 }))));
  return copy;
}

/** The shortest path first: `manifest.yml` is the package's own, not that of a data stream. */
function changedFile(names: readonly string[], ending: string): string {
  const [found] = names.filter((name) => name.endsWith(ending)).sort((a, b) => a.length - b.length);
  if (found === undefined) throw new Error(`no file ${ending}`);
  return found;
}

/** All files below a folder, by their paths in it. */
export function filesOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
