import { type Finding, finding, hasErrors } from '../diagnostics/finding.js';
import { compareBytes, type Host, joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import { outputCodes } from './output-codes.js';
import { ARCHIVE_MANIFEST, digest, type OwnedFile, ownershipBytes, readOwnership, TREE_MANIFEST } from './ownership.js';
import { checkPlannedPaths, foldCase, isTemporary, parentsOf } from './paths.js';
import type { OutputPlan, PlannedFile } from './plan.js';

export type ChangeKind = 'created' | 'changed' | 'unchanged' | 'removed';

/** What a build does, or would do, to one path. */
export interface Change {
  readonly kind: ChangeKind;
  /** Relative to the output directory. */
  readonly path: string;
  readonly group: string;
  /** The new content; absent for a removal. */
  readonly file?: PlannedFile;
  /** The content on disk; absent for a file that is created. */
  readonly before?: Uint8Array;
}

/** The difference between a plan and what is on disk. Apply it only when it has no errors. */
export interface Reconciliation {
  readonly directory: string;
  /** In byte order of path. */
  readonly changes: readonly Change[];
  readonly manifest: { readonly path: string; readonly bytes: Uint8Array; readonly before: Uint8Array | undefined };
  /** What an interrupted build left beside the files that it did not come to write. */
  readonly leftovers: readonly string[];
  readonly findings: readonly Finding[];
}

export type ManifestName = typeof TREE_MANIFEST | typeof ARCHIVE_MANIFEST;

/**
 * Compares a plan with the output directory and returns what has to change; writes nothing.
 * Reports unsafe and colliding paths, files of others, symlinks and directories in the way, a damaged manifest.
 */
export function reconcile(host: Host, directory: string, plan: OutputPlan, manifestName: ManifestName): Reconciliation {
  const ownership = readOwnership(host, directory, manifestName);
  const findings: Finding[] = [...ownership.findings, ...checkPlannedPaths(plan.groups, RESERVED)];
  const manifestPath = joinPath(directory, manifestName);
  const manifestBefore = host.readFile(manifestPath);
  if (hasErrors(findings))
    return { directory, changes: [], manifest: { path: manifestPath, bytes: NOTHING, before: manifestBefore }, leftovers: [], findings };

  const ownedByPath = new Map(ownership.owned.map((owned) => [owned.path, owned]));
  const kept = ownership.owned.filter((owned) => !plan.decides(owned.group));
  findings.push(...collisionsWithKept(plan, kept));

  const changes: Change[] = [];
  const wanted: OwnedFile[] = [];
  for (const group of plan.groups) {
    for (const file of group.files) {
      const { change, fault } = compareFile(host, directory, file, group.name, ownedByPath.has(file.path));
      if (fault !== undefined) findings.push(fault);
      if (change !== undefined) changes.push(change);
      wanted.push({ path: file.path, sha256: digest(file.bytes), group: group.name });
    }
  }
  const planned = new Set(wanted.map((each) => each.path));
  const leftOver = ownership.owned.filter((owned) => plan.decides(owned.group) && !planned.has(owned.path));
  for (const owned of leftOver) {
    const { change, fault } = compareLeftOver(host, directory, owned);
    if (fault !== undefined) findings.push(fault);
    if (change !== undefined) changes.push(change);
  }

  const bytes = ownershipBytes([...kept, ...wanted]);
  changes.sort((a, b) => compareBytes(a.path, b.path));
  const leftovers = leftoversBeside(host, directory, changes);
  return { directory, changes, manifest: { path: manifestPath, bytes, before: manifestBefore }, leftovers, findings };
}

/** True when applying would write or remove something. */
export function hasChanges(reconciliation: Reconciliation): boolean {
  const { changes, leftovers } = reconciliation;
  return changes.some((change) => change.kind !== 'unchanged') || leftovers.length > 0 || manifestChanges(reconciliation);
}

/** True when the list of owned files on disk is not the one that goes with the plan. */
export function manifestChanges({ manifest }: Reconciliation): boolean {
  if (manifest.before !== undefined) return !sameBytes(manifest.before, manifest.bytes);
  return !sameBytes(manifest.bytes, ownershipBytes([]));
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

const NOTHING = new Uint8Array();
const RESERVED: readonly string[] = [TREE_MANIFEST, ARCHIVE_MANIFEST];

interface Comparison {
  readonly change?: Change;
  readonly fault?: Finding;
}

function compareFile(host: Host, directory: string, file: PlannedFile, group: string, owned: boolean): Comparison {
  const blocked = blockedParent(host, directory, file.path);
  if (blocked !== undefined) return { fault: blocked };
  const path = joinPath(directory, file.path);
  const { kind } = host.stat(path);
  if (kind === 'none') return { change: { kind: 'created', path: file.path, group, file } };
  if (kind !== 'file') return { fault: inTheWay(path, kind) };
  const before = host.readFile(path) ?? NOTHING;
  if (sameBytes(before, file.bytes)) return { change: { kind: 'unchanged', path: file.path, group, file, before } };
  if (owned) return { change: { kind: 'changed', path: file.path, group, file, before } };
  const message = `${path} was not written by addonsmith and differs from what would be written`;
  return { fault: finding(outputCodes['output-foreign'], { message, span: startOf(path) }) };
}

function compareLeftOver(host: Host, directory: string, owned: OwnedFile): Comparison {
  if (blockedParent(host, directory, owned.path) !== undefined) return {};
  const path = joinPath(directory, owned.path);
  if (host.stat(path).kind !== 'file') return {};
  const before = host.readFile(path) ?? NOTHING;
  if (digest(before) === owned.sha256) return { change: { kind: 'removed', path: owned.path, group: owned.group, before } };
  const message = `${path} is no longer made, but was edited by hand and is left where it is`;
  return { fault: finding(outputCodes['output-edited'], { message, span: startOf(path) }) };
}

function leftoversBeside(host: Host, directory: string, changes: readonly Change[]): readonly string[] {
  const folders = new Set(['', ...changes.flatMap((change) => parentsOf(change.path).slice(-1))]);
  return [...folders].flatMap((folder) => {
    const place = joinPath(directory, folder);
    const left = host.list(place).filter(({ name, kind }) => kind === 'file' && isTemporary(name));
    return left.map(({ name }) => joinPath(place, name));
  });
}

/** A directory above the path that is none: following a symlink would write outside the output directory. */
function blockedParent(host: Host, directory: string, path: string): Finding | undefined {
  for (const parent of parentsOf(path)) {
    const place = joinPath(directory, parent);
    const { kind } = host.stat(place);
    if (kind === 'none') return undefined;
    if (kind !== 'directory') return inTheWay(place, kind);
  }
  return undefined;
}

function inTheWay(path: string, kind: string): Finding {
  return finding(outputCodes['output-in-the-way'], { message: `${path} is a ${kind}`, span: startOf(path) });
}

/** A partial build leaves the other groups alone, so its files must not lie on theirs. */
function collisionsWithKept(plan: OutputPlan, kept: readonly OwnedFile[]): Finding[] {
  const keptByPath = new Map(kept.map((owned) => [foldCase(owned.path), owned]));
  return plan.groups.flatMap((group) =>
    group.files.flatMap((file) => {
      const other = keptByPath.get(foldCase(file.path));
      if (other === undefined) return [];
      const message = `${group.name} and ${other.group} would both write ${file.path}`;
      return [finding(outputCodes['output-duplicate'], { message, notes: [`the second comes from ${file.origin}`] })];
    }),
  );
}
