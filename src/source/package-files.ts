import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { type Finding, finding } from '../diagnostics/finding.js';
import { type Host, HostError, joinPath } from './host.js';
import { packageCodes } from './package-codes.js';
import { sourceTextCodes, startOf } from './source-text.js';
import { TarFault, tarEntries } from './tar-entries.js';
import { hasSum, type ZipEntry, zipEntries } from './zip-entries.js';

/**
 * Files of an app or package by path below its own root (the folder that holds `default/` or `manifest.yml`), `/` separated, in order of
 * the paths. `name` is what the user gave: findings say `${name}/${path}`.
 */
export interface PackageFiles {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** How much is read before an app or package is taken for none. */
export interface PackageLimits {
  /** Bytes of one file, unpacked. */
  readonly file: number;
  /** Bytes of all files, unpacked. */
  readonly total: number;
  readonly files: number;
}

const MEGABYTE = 1024 * 1024;
export const PACKAGE_LIMITS: PackageLimits = { file: 128 * MEGABYTE, total: 512 * MEGABYTE, files: 50_000 };

/**
 * Reads a folder, .tgz/.tar.gz/.spl/.tar or .zip; size and path limits, one top folder of an archive stripped. What an archive is, its
 * first bytes say and not its name. Links are not followed, and neither are the folders of version control read.
 */
export function readPackageFiles(
  host: Host,
  path: string,
  limits: PackageLimits = PACKAGE_LIMITS,
): { readonly files: PackageFiles | undefined; readonly findings: readonly Finding[] } {
  const name = path.replace(/(?<=.)\/+$/, '');
  const collected = new Collected(name, limits);
  try {
    collect(host, name, collected);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { files: undefined, findings: [...collected.findings, error.finding] };
  }
  const rooted = belowRoot(collected.files);
  if (rooted === undefined) return { files: undefined, findings: [...collected.findings, noPackage(name, collected)] };
  return { files: { name, files: rooted }, findings: collected.findings };
}

/** Stops reading: what was read so far is not used. */
class Refused extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}

/** The files read so far, and whether they are still within the limits. */
class Collected {
  readonly files = new Map<string, Uint8Array>();
  readonly findings: Finding[] = [];
  readonly #name: string;
  readonly #limits: PackageLimits;
  #total = 0;
  #count = 0;

  constructor(name: string, limits: PackageLimits) {
    this.#name = name;
    this.#limits = limits;
  }

  get limits(): PackageLimits {
    return this.#limits;
  }

  /** Counts a file before it is unpacked. */
  expect(path: string, size: number): void {
    this.#count += 1;
    this.#total += size;
    const { file, total, files } = this.#limits;
    if (size > file) this.refuse('package-limit', `${path} has ${megabytes(size)}, the limit is ${megabytes(file)}`);
    if (this.#total > total) this.refuse('package-limit', `the files have more than ${megabytes(total)} together`);
    if (this.#count > files) this.refuse('package-limit', `there are more than ${files} files`);
  }

  /** Takes the path of an entry as it stands in an archive; returns it without `./` in front. */
  safePath(path: string): string {
    const plain = path.replace(/^(?:\.\/+)+/, '');
    const fault = pathFault(plain);
    if (fault !== undefined) this.refuse('package-path', `the path ${JSON.stringify(path)} ${fault}`);
    return plain;
  }

  add(path: string, bytes: Uint8Array): void {
    this.files.set(path, bytes);
  }

  link(path: string): void {
    this.findings.push(
      finding(packageCodes['package-link'], { message: `${path} is a link and is not read`, span: startOf(`${this.#name}/${path}`) }),
    );
  }

  refuse(code: keyof typeof packageCodes, message: string): never {
    throw new Refused(finding(packageCodes[code], { message: `${this.#name}: ${message}` }));
  }
}

function collect(host: Host, name: string, collected: Collected): void {
  const { kind } = host.stat(name);
  if (kind === 'directory' || host.list(name).length > 0) collectFolder(host, name, collected);
  else collectArchive(archiveBytes(host, name, collected), collected);
}

function archiveBytes(host: Host, name: string, collected: Collected): Uint8Array {
  const { total } = collected.limits;
  const bytes = readOrRefuse(host, name, total + 1);
  if (bytes === undefined) return collected.refuse('package-missing', 'there is no such folder and no such file');
  return bytes.length > total ? collected.refuse('package-limit', `it has more than ${megabytes(total)}`) : bytes;
}

const VERSION_CONTROL = new Set(['.git', '.hg', '.svn']);
const MOST_LEVELS = 40;

function collectFolder(host: Host, root: string, collected: Collected): void {
  const visit = (folder: string, level: number): void => {
    if (level > MOST_LEVELS) collected.refuse('package-limit', `the folders are nested more than ${MOST_LEVELS} deep`);
    for (const { name, kind } of listOrRefuse(host, joinPath(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory' && !VERSION_CONTROL.has(name)) visit(path, level + 1);
      if (kind === 'symlink') collected.link(path);
      if (kind === 'file') collectFile(host, root, path, collected);
    }
  };
  visit('', 0);
}

function collectFile(host: Host, root: string, path: string, collected: Collected): void {
  const place = joinPath(root, path);
  collected.expect(path, host.stat(place).size);
  const bytes = readOrRefuse(host, place, collected.limits.file);
  if (bytes !== undefined) collected.add(path, bytes);
}

function readOrRefuse(host: Host, path: string, most: number): Uint8Array | undefined {
  return orRefuse(() => host.readFile(path, most));
}

function listOrRefuse(host: Host, path: string): ReturnType<Host['list']> {
  return orRefuse(() => host.list(path));
}

function orRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const details = { message: `cannot read ${error.path}: ${error.reason}`, span: startOf(error.path) };
    throw new Refused(finding(sourceTextCodes['source-unreadable'], details));
  }
}

function collectArchive(bytes: Uint8Array, collected: Collected): void {
  if (startsWith(bytes, 0x1f, 0x8b)) collectTar(gunzip(bytes, collected), collected);
  else if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) collectZip(bytes, collected);
  else if (Buffer.from(bytes.subarray(257, 262)).toString('latin1') === 'ustar') collectTar(bytes, collected);
  else refuseOtherFile(bytes, collected);
}

function refuseOtherFile(bytes: Uint8Array, collected: Collected): never {
  const packer = OTHER_PACKERS.find(({ start }) => startsWith(bytes, ...start));
  if (packer === undefined) return collected.refuse('package-kind', 'it is a file, but neither .tgz, .tar.gz, .spl, .tar nor .zip');
  return collected.refuse('package-kind', `it is packed with ${packer.name}, which is not read; pack it as .tgz or .zip`);
}

const OTHER_PACKERS = [
  { name: 'bzip2', start: [0x42, 0x5a, 0x68] },
  { name: 'xz', start: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'zstd', start: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: '7-Zip', start: [0x37, 0x7a, 0xbc, 0xaf] },
] as const;

function startsWith(bytes: Uint8Array, ...start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Unpacks at most as much as all files may have, with room for the headers of a tar archive. */
function gunzip(bytes: Uint8Array, collected: Collected): Uint8Array {
  const { total, files } = collected.limits;
  try {
    return gunzipSync(bytes, { maxOutputLength: total + (files + 1) * 1024 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') collected.refuse('package-limit', `it unpacks to more than ${megabytes(total)}`);
    if (typeof code !== 'string' || !code.startsWith('Z_')) throw error;
    return collected.refuse('package-damaged', 'it cannot be unpacked');
  }
}

function collectTar(bytes: Uint8Array, collected: Collected): void {
  try {
    for (const entry of tarEntries(bytes)) {
      const path = collected.safePath(entry.path);
      if (collected.files.has(path)) collected.refuse('package-duplicate', `${path} stands in it twice`);
      collected.expect(path, entry.bytes.length);
      if (entry.kind === 'link') collected.link(path);
      else collected.add(path, entry.bytes);
    }
  } catch (error) {
    if (!(error instanceof TarFault)) throw error;
    collected.refuse('package-damaged', error.message);
  }
}

function collectZip(bytes: Uint8Array, collected: Collected): void {
  const entries = zipEntries(bytes);
  if (entries === undefined) collected.refuse('package-damaged', 'its directory cannot be read');
  const byName = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const path = collected.safePath(entry.name.replace(/\/$/, ''));
    if (byName.has(entry.name)) collected.refuse('package-duplicate', `${path} stands in it twice`);
    if (entry.isEncrypted) collected.refuse('package-damaged', `${path} is encrypted`);
    if (entry.isLink) collected.link(path);
    byName.set(entry.name, entry);
  }
  const filter = ({ name, originalSize }: { readonly name: string; readonly originalSize: number }): boolean => {
    if (name.endsWith('/') || byName.get(name)?.isLink === true) return false;
    collected.expect(name, originalSize);
    return true;
  };
  for (const [name, content] of Object.entries(unzip(bytes, filter, collected))) {
    const entry = byName.get(name);
    if (entry === undefined || !hasSum(entry, content)) collected.refuse('package-damaged', `the check sum of ${name} is wrong`);
    collected.add(collected.safePath(name), content);
  }
}

function unzip(
  bytes: Uint8Array,
  filter: NonNullable<Parameters<typeof unzipSync>[1]>['filter'],
  collected: Collected,
): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof Refused) throw error;
    // The library reads what an archive says of itself without asking whether it can be; all it throws is about the bytes.
    const reason = error instanceof Error ? error.message : String(error);
    return collected.refuse('package-damaged', `it cannot be unpacked: ${reason}`);
  }
}

const MOST_PATH_BYTES = 1024;

function pathFault(path: string): string | undefined {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  if (/[\u0000-\u001f\u007f\\]/.test(path)) return 'holds a control character or a backslash';
  const parts = path.split('/');
  if (parts.includes('..')) return 'leads out of the archive';
  if (parts.some((part) => part === '' || part === '.' || part === '__proto__')) return 'has a part that is no name';
  return Buffer.byteLength(path) > MOST_PATH_BYTES ? `is longer than ${MOST_PATH_BYTES} bytes` : undefined;
}

/** The files below the folder that is an app or package: the given one, or the only one in it. */
function belowRoot(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> | undefined {
  const paths = [...files.keys()].sort();
  if (isRoot(paths, '')) return ordered(files, paths, '');
  const tops = topFolders(paths);
  const top = tops.length === 1 ? `${tops[0]}/` : undefined;
  return top !== undefined && isRoot(paths, top) ? ordered(files, paths, top) : undefined;
}

function ordered(files: ReadonlyMap<string, Uint8Array>, paths: readonly string[], root: string): ReadonlyMap<string, Uint8Array> {
  const own = paths.filter((path) => path.startsWith(root));
  return new Map(own.map((path): [string, Uint8Array] => [path.slice(root.length), files.get(path) ?? new Uint8Array()]));
}

function isRoot(paths: readonly string[], root: string): boolean {
  const beginnings = ['default/', 'local/'].map((folder) => root + folder);
  return paths.some((path) => path === `${root}manifest.yml` || beginnings.some((beginning) => path.startsWith(beginning)));
}

function topFolders(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/'))))];
}

/** Says what was found in place of an app or package, and which folder may be meant. */
function noPackage(name: string, { files }: Collected): Finding {
  const paths = [...files.keys()].sort();
  const inside = topFolders(paths).filter((top) => isRoot(paths, `${top}/`));
  const message = `${name} holds neither default/ nor local/ nor manifest.yml`;
  if (inside.length > 0) {
    const names = inside.slice(0, 5).map((top) => `${name}/${top}`);
    return finding(packageCodes['package-kind'], {
      message,
      fix: `name one of those inside: ${names.join(', ')}${inside.length > 5 ? ', ...' : ''}`,
    });
  }
  const isPart = paths.some((path) => /^[^/]+\.conf$/.test(path));
  return finding(packageCodes['package-kind'], { message, ...(isPart ? { fix: `name the folder above ${name}` } : {}) });
}

function megabytes(bytes: number): string {
  return bytes < MEGABYTE ? `${bytes} bytes` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
