import { createHash } from 'node:crypto';
import { type Finding, finding } from '../diagnostics/finding.js';
import { compareBytes, type Host, joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import { outputCodes } from './output-codes.js';
import { pathFault } from './paths.js';

/** Lists the rendered trees; committed with them. */
export const TREE_MANIFEST = '.addonsmith.json';
/** Lists the archives, which are not committed; hence a list of its own, not committed either. */
export const ARCHIVE_MANIFEST = '.addonsmith-archives.json';

const FORMAT = 1;

/** A file that a build wrote, the digest of what it wrote, and the group that decides about it. */
export interface OwnedFile {
  readonly path: string;
  readonly sha256: string;
  readonly group: string;
}

export interface OwnershipResult {
  readonly owned: readonly OwnedFile[];
  readonly findings: readonly Finding[];
}

/** Reads which files earlier builds wrote. No manifest means none; a damaged one is a finding, never a guess. */
export function readOwnership(host: Host, directory: string, manifest: string): OwnershipResult {
  const file = joinPath(directory, manifest);
  const bytes = host.readFile(file);
  if (bytes === undefined) return { owned: [], findings: [] };
  const damaged = (message: string): OwnershipResult => ({
    owned: [],
    findings: [finding(outputCodes['output-manifest'], { message, span: startOf(file) })],
  });
  const content = parseJson(Buffer.from(bytes).toString('utf8'));
  if (!isRecord(content)) return damaged('the list of owned files is no JSON object');
  if (content.format !== FORMAT)
    return damaged(`the list of owned files has format ${String(content.format)}, this version reads ${FORMAT}`);
  if (!Array.isArray(content.files) || !content.files.every(isOwnedFile))
    return damaged('the list of owned files has an entry that cannot be read');
  const owned: readonly OwnedFile[] = content.files;
  // The list is a file like any other: whoever edits it must not make a build delete files elsewhere.
  const unsafe = owned.find((each) => pathFault(each.path) !== undefined);
  if (unsafe !== undefined) return damaged(`the list of owned files names ${JSON.stringify(unsafe.path)}, which ${pathFault(unsafe.path)}`);
  return { owned, findings: [] };
}

/** The manifest's bytes for the given files: sorted by path, two blanks, the same on every machine. */
export function ownershipBytes(owned: readonly OwnedFile[]): Uint8Array {
  const files = [...owned].sort((a, b) => compareBytes(a.path, b.path)).map(({ path, sha256, group }) => ({ path, sha256, group }));
  const about = 'Files that addonsmith wrote here. It overwrites and removes these and no other.';
  return Buffer.from(`${JSON.stringify({ about, format: FORMAT, files }, null, 2)}\n`, 'utf8');
}

/** The digest that the manifest remembers a file by. */
export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOwnedFile(value: unknown): value is OwnedFile {
  return isRecord(value) && typeof value.path === 'string' && typeof value.sha256 === 'string' && typeof value.group === 'string';
}
