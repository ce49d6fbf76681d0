import { createHash } from 'node:crypto';
import type { Finding } from '../diagnostics/finding.js';
import { ARCHIVE_MANIFEST, digest, readOwnership, TREE_MANIFEST } from '../output/ownership.js';
import { parentsOf } from '../output/paths.js';
import { type EntryKind, type Host, HostError, joinPath } from '../source/host.js';

/** Remembers, in the output directory, what the last build was made of; not committed, and nothing but speed is lost without it. */
export const LAST_BUILD = '.addonsmith-last-build.json';

/** All that decides what a build writes. */
export interface BuildInputs {
  /** Files of the tool itself and folders of them: code, templates, the list of its dependencies. */
  readonly tool: readonly string[];
  /** Folders of the catalogs that are built. */
  readonly catalogs: readonly string[];
  /** What was asked for: targets, profile, names. */
  readonly request: string;
}

/** What a build said. */
export interface BuildSpeech {
  /** Of the catalogs, and of what the targets make of them. */
  readonly findings: readonly Finding[];
  /** Of an output without change. */
  readonly report: string;
}

interface Memory extends BuildSpeech {
  readonly format: 1;
  readonly inputs: string;
  readonly manifests: readonly (string | null)[];
}

/** Takes what decides about a build and returns the digest of it all, or undefined where not every file can be told for sure. */
export function inputsDigest(host: Host, { tool, catalogs, request }: BuildInputs): string | undefined {
  const hash = createHash('sha256').update(request);
  const paths = [...tool, ...catalogs];
  return paths.every((path) => addTree(host, path, host.stat(path).kind, hash)) ? hash.digest('hex') : undefined;
}

function addTree(host: Host, path: string, kind: EntryKind, hash: ReturnType<typeof createHash>): boolean {
  if (kind === 'directory') {
    const entries = host.list(path);
    hash.update(`${path}/ ${entries.length}\n`);
    return entries.every((entry) => addTree(host, joinPath(path, entry.name), entry.kind, hash));
  }
  // What a symlink leads to may change without a trace here.
  const bytes = kind === 'file' ? host.readFile(path) : undefined;
  if (bytes === undefined) return false;
  hash.update(`${path} ${bytes.length}\n`).update(bytes);
  return true;
}

/**
 * Takes the output directory and the digest of a build's inputs; where the last build was made of the same, and every file that it wrote is
 * as it wrote it, returns what the same build would say now. Else undefined: build.
 */
export function sameAsLastBuild(host: Host, directory: string, inputs: string): BuildSpeech | undefined {
  const memory = readMemory(host, directory);
  if (memory?.inputs !== inputs || memory.manifests.join() !== manifestDigests(host, directory).join()) return undefined;
  const manifests = [TREE_MANIFEST, ARCHIVE_MANIFEST].map((manifest) => readOwnership(host, directory, manifest));
  if (manifests.some(({ findings }) => findings.length > 0)) return undefined;
  const owned = manifests.flatMap((manifest) => manifest.owned);
  const folders = new Set(owned.flatMap(({ path }) => parentsOf(path)));
  const isTidy = [...folders].every((folder) => isPlainFolder(host, joinPath(directory, folder)));
  return isTidy && owned.every(({ path, sha256 }) => hasDigest(host, joinPath(directory, path), sha256)) ? memory : undefined;
}

/** Remembers a build that came to its end, and what it would say if it were done again. */
export function rememberBuild(host: Host, directory: string, inputs: string, { findings, report }: BuildSpeech): void {
  const memory: Memory = { format: 1, inputs, manifests: manifestDigests(host, directory), findings, report };
  const path = joinPath(directory, LAST_BUILD);
  try {
    // Removed first: a file that could be a link is never written through.
    if (host.stat(path).kind !== 'none') host.remove(path);
    host.writeFile(path, Buffer.from(`${JSON.stringify(memory, null, 2)}\n`, 'utf8'), 0o644);
  } catch (error) {
    // The build itself is done; without its memory the next one only takes longer.
    if (!(error instanceof HostError)) throw error;
  }
}

function manifestDigests(host: Host, directory: string): readonly (string | null)[] {
  return [TREE_MANIFEST, ARCHIVE_MANIFEST].map((manifest) => {
    const bytes = host.readFile(joinPath(directory, manifest));
    return bytes === undefined ? null : digest(bytes);
  });
}

function isPlainFolder(host: Host, path: string): boolean {
  // What an interrupted build left is tidied up by the next one.
  return host.stat(path).kind === 'directory' && !host.list(path).some(({ name }) => name.endsWith('.addonsmith-tmp'));
}

function hasDigest(host: Host, path: string, sha256: string): boolean {
  if (host.stat(path).kind !== 'file') return false;
  const bytes = host.readFile(path);
  return bytes !== undefined && digest(bytes) === sha256;
}

function readMemory(host: Host, directory: string): Memory | undefined {
  const path = joinPath(directory, LAST_BUILD);
  const bytes = host.stat(path).kind === 'file' ? host.readFile(path) : undefined;
  if (bytes === undefined) return undefined;
  try {
    const memory: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return isMemory(memory) ? memory : undefined;
  } catch {
    return undefined;
  }
}

function isMemory(value: unknown): value is Memory {
  if (typeof value !== 'object' || value === null) return false;
  const { format, inputs, manifests, findings, report } = value as Partial<Record<keyof Memory, unknown>>;
  const isWhole = format === 1 && typeof inputs === 'string' && Array.isArray(manifests) && typeof report === 'string';
  return isWhole && Array.isArray(findings) && findings.every(isFinding);
}

function isFinding(value: unknown): value is Finding {
  if (typeof value !== 'object' || value === null) return false;
  const { code, severity, message } = value as Partial<Record<keyof Finding, unknown>>;
  return typeof code === 'string' && (severity === 'warning' || severity === 'info') && typeof message === 'string';
}
