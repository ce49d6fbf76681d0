import { type Finding, finding, hasErrors } from '../diagnostics/finding.js';
import { type Host, HostError, joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import { outputCodes } from './output-codes.js';
import { parentsOf } from './paths.js';
import { type Change, manifestChanges, type Reconciliation } from './reconcile.js';

const TEMPORARY_SUFFIX = '.addonsmith-tmp';
const MODE = 0o644;

/** A file on its way: written beside its place first, then renamed into it. */
interface Staged {
  readonly target: string;
  readonly temporary: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly before: Uint8Array | undefined;
}

/** What was done so far, so that it can be undone. */
interface Journal {
  readonly madeDirectories: string[];
  readonly written: Staged[];
  readonly renamed: Staged[];
  readonly removed: { readonly path: string; readonly before: Uint8Array }[];
}

/**
 * Brings the output directory to what was reconciled, all or nothing: when the machine refuses one step, every file is
 * again what it was and the refusal is returned as a finding. Writes nothing where nothing changes, or on errors.
 */
export function applyChanges(host: Host, parts: readonly Reconciliation[]): readonly Finding[] {
  if (parts.some((part) => hasErrors(part.findings))) return [];
  const staged = parts.flatMap(stage);
  const removals = parts.flatMap((part) => part.changes.filter(({ kind }) => kind === 'removed').map((change) => ({ part, change })));
  const journal: Journal = { madeDirectories: [], written: [], renamed: [], removed: [] };
  try {
    for (const each of staged) writeTemporary(host, each, journal);
    for (const each of staged) {
      host.rename(each.temporary, each.target);
      journal.renamed.push(each);
    }
    for (const { part, change } of removals) removeFile(host, part.directory, change, journal);
  } catch (error) {
    undo(host, journal);
    if (!(error instanceof HostError)) throw error;
    return [finding(outputCodes['output-write'], { message: `cannot write ${error.path}: ${error.reason}`, span: startOf(error.path) })];
  }
  for (const { part, change } of removals) removeEmptyParents(host, part.directory, change.path);
  return [];
}

/** The manifest comes last: an interrupted build never owns a file that it did not write. */
function stage(reconciliation: Reconciliation): readonly Staged[] {
  const staged: Staged[] = [];
  for (const { kind, path, file, before } of reconciliation.changes) {
    if (file === undefined || kind === 'unchanged') continue;
    const target = joinPath(reconciliation.directory, path);
    staged.push({ target, temporary: temporaryName(target), bytes: file.bytes, mode: file.mode, before });
  }
  const { path, bytes, before } = reconciliation.manifest;
  if (manifestChanges(reconciliation)) staged.push({ target: path, temporary: temporaryName(path), bytes, mode: MODE, before });
  return staged;
}

function temporaryName(target: string): string {
  return `${target}${TEMPORARY_SUFFIX}`;
}

function writeTemporary(host: Host, staged: Staged, journal: Journal): void {
  for (const parent of parentsOf(staged.target)) {
    if (parent === '' || host.stat(parent).kind !== 'none') continue;
    host.mkdir(parent);
    journal.madeDirectories.push(parent);
  }
  journal.written.push(staged);
  host.writeFile(staged.temporary, staged.bytes, staged.mode);
}

function removeFile(host: Host, directory: string, change: Change, journal: Journal): void {
  const path = joinPath(directory, change.path);
  host.remove(path);
  if (change.before !== undefined) journal.removed.push({ path, before: change.before });
}

/** Undoing goes on after a refusal: what can be put back is put back. */
function undo(host: Host, journal: Journal): void {
  for (const { path, before } of journal.removed) attempt(() => host.writeFile(path, before, MODE));
  for (const { target, before, mode } of journal.renamed) {
    attempt(() => (before === undefined ? host.remove(target) : host.writeFile(target, before, mode)));
  }
  for (const { temporary } of journal.written) if (host.stat(temporary).kind === 'file') attempt(() => host.remove(temporary));
  for (const directory of journal.madeDirectories.toReversed()) attempt(() => host.remove(directory));
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
    attempt(() => host.remove(place));
  }
}
