import { type Finding, finding, hasErrors } from '../diagnostics/finding.js';
import { type Host, HostError, joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import { outputCodes } from './output-codes.js';
import { parentsOf, temporaryName } from './paths.js';
import { type Change, manifestChanges, type Reconciliation } from './reconcile.js';

const MODE = 0o644;

/** A file on its way: written beside its place first, then renamed into it. */
interface Staged {
  readonly target: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly before: Uint8Array | undefined;
}

/** What changes in one part of the output: files in, files out, then the list of what is owned. */
interface Steps {
  readonly directory: string;
  readonly files: readonly Staged[];
  readonly removals: readonly Change[];
  readonly manifest: readonly Staged[];
}

/** How to undo what was done so far, in the order in which it was done. */
type Journal = (() => void)[];

/**
 * Brings the output directory to what was reconciled, all or nothing: when the machine refuses one step, every file is again what it was
 * and the refusal is returned as a finding. Writes nothing where nothing changes, or on errors.
 *
 * A build that is killed undoes nothing. So the last part comes first, and the list of owned files of the first part, the trees, last of
 * all: as long as that list is the old one, `--check` finds it out of date, and the next build finishes what this one began.
 */
export function applyChanges(host: Host, parts: readonly Reconciliation[]): readonly Finding[] {
  if (parts.some((part) => hasErrors(part.findings))) return [];
  const all = parts.toReversed().map(stepsOf);
  const journal: Journal = [];
  try {
    for (const path of new Set(parts.flatMap((part) => part.leftovers))) host.remove(path);
    for (const staged of all.flatMap((steps) => [...steps.files, ...steps.manifest])) writeTemporary(host, staged, journal);
    for (const steps of all) takeSteps(host, steps, journal);
  } catch (error) {
    undo(journal);
    if (!(error instanceof HostError)) throw error;
    return [finding(outputCodes['output-write'], { message: `cannot write ${error.path}: ${error.reason}`, span: startOf(error.path) })];
  }
  for (const { directory, removals } of all) for (const { path } of removals) attempt(() => removeEmptyParents(host, directory, path));
  return [];
}

function stepsOf(reconciliation: Reconciliation): Steps {
  const { directory, changes, manifest } = reconciliation;
  const files = changes.flatMap(({ kind, path, file, before }): Staged[] =>
    file === undefined || kind === 'unchanged' ? [] : [{ target: joinPath(directory, path), bytes: file.bytes, mode: file.mode, before }],
  );
  const list = { target: manifest.path, bytes: manifest.bytes, mode: MODE, before: manifest.before };
  return {
    directory,
    files,
    removals: changes.filter(({ kind }) => kind === 'removed'),
    manifest: manifestChanges(reconciliation) ? [list] : [],
  };
}

function writeTemporary(host: Host, staged: Staged, journal: Journal): void {
  for (const parent of parentsOf(staged.target)) {
    if (parent === '' || host.stat(parent).kind !== 'none') continue;
    journal.push(() => host.remove(parent));
    host.mkdir(parent);
  }
  const temporary = temporaryName(staged.target);
  // What an interrupted build left, or a symlink that somebody laid: writing must not follow it.
  if (host.stat(temporary).kind !== 'none') host.remove(temporary);
  journal.push(() => {
    if (host.stat(temporary).kind === 'file') host.remove(temporary);
  });
  host.writeFile(temporary, staged.bytes, staged.mode);
}

function takeSteps(host: Host, { directory, files, removals, manifest }: Steps, journal: Journal): void {
  for (const staged of files) renameIntoPlace(host, staged, journal);
  for (const { path, before } of removals) {
    const target = joinPath(directory, path);
    const { mode } = host.stat(target);
    host.remove(target);
    if (before !== undefined) journal.push(() => putBack(host, target, before, mode));
  }
  for (const staged of manifest) renameIntoPlace(host, staged, journal);
}

function renameIntoPlace(host: Host, { target, before }: Staged, journal: Journal): void {
  const { mode } = host.stat(target);
  host.rename(temporaryName(target), target);
  journal.push(() => (before === undefined ? host.remove(target) : putBack(host, target, before, mode)));
}

// Beside its place first, here too: on a full disk a file that cannot be put back stays as it is and is not cut off.
function putBack(host: Host, target: string, before: Uint8Array, mode: number): void {
  host.writeFile(temporaryName(target), before, mode);
  host.rename(temporaryName(target), target);
}

/** Undoing goes on after a refusal: what can be put back is put back. */
function undo(journal: Journal): void {
  for (const step of journal.toReversed()) attempt(step);
}

function attempt(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
}

function removeEmptyParents(host: Host, directory: string, path: string): void {
  for (const parent of parentsOf(path).toReversed()) {
    const place = joinPath(directory, parent);
    if (host.stat(place).kind !== 'directory' || host.list(place).length > 0) return;
    host.remove(place);
  }
}
