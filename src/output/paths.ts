import { type Finding, finding } from '../diagnostics/finding.js';
import { outputCodes } from './output-codes.js';
import type { PlannedGroup } from './plan.js';

/** Names that Windows gives to devices, whatever the suffix. */
const DEVICE = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;
const MAX_NAME_BYTES = 255;

/** Says what is wrong with a path relative to the output directory, or nothing when every common system can hold it there. */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  for (const name of path.split('/')) {
    if (name === '') return 'has an empty part';
    if (name === '..' || name === '.') return `has the part \`${name}\``;
    const character = /[\u0000-\u001f\u007f<>:"|?*\\]/.exec(name)?.[0];
    if (character !== undefined) return `holds the character ${JSON.stringify(character)}`;
    if (/[. ]$/.test(name)) return `has a part that ends in a ${name.endsWith(' ') ? 'blank' : 'dot'}`;
    if (DEVICE.test(name)) return `has the part \`${name}\`, a device name on Windows`;
    if (Buffer.byteLength(name) > MAX_NAME_BYTES) return `has a part longer than ${MAX_NAME_BYTES} bytes`;
  }
  return undefined;
}

const TEMPORARY_SUFFIX = '.addonsmith-tmp';

/** Where a file is written before it is renamed into its place. */
export function temporaryName(path: string): string {
  return `${path}${TEMPORARY_SUFFIX}`;
}

/** True for names of files that a build writes on the way; what still has such a name was left by a build that was interrupted. */
export function isTemporary(name: string): boolean {
  return name.endsWith(TEMPORARY_SUFFIX);
}

/** Compares paths as a file system does that ignores letter case. */
export function foldCase(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Reports planned paths that are unsafe, reserved, or that collide on a file system of any kind. */
export function checkPlannedPaths(groups: readonly PlannedGroup[], reserved: readonly string[]): readonly Finding[] {
  const findings: Finding[] = [];
  const files = new Map<string, string>();
  const directories = new Map<string, string>();
  for (const file of groups.flatMap((group) => group.files)) {
    const fault = pathFault(file.path);
    if (fault !== undefined) findings.push(pathFinding(file.path, fault, file.origin));
    else if (reserved.includes(foldCase(file.path))) findings.push(pathFinding(file.path, "is a file of the tool's own", file.origin));
    else findings.push(...collisions(file.path, file.origin, files, directories));
  }
  return findings;
}

function pathFinding(path: string, fault: string, origin: string): Finding {
  return finding(outputCodes['output-path'], {
    message: `planned path ${JSON.stringify(path)} ${fault}`,
    notes: [`it comes from ${origin}`],
  });
}

function collisions(path: string, origin: string, files: Map<string, string>, directories: Map<string, string>): Finding[] {
  const findings: Finding[] = [];
  const complain = (message: string): void => {
    findings.push(finding(outputCodes['output-duplicate'], { message, notes: [`the second comes from ${origin}`] }));
  };
  const other = files.get(foldCase(path));
  if (other !== undefined)
    complain(other === path ? `two files would be written to ${path}` : `${other} and ${path} differ in letter case only`);
  if (directories.has(foldCase(path))) complain(`${path} would be a file and a directory`);
  for (const directory of parentsOf(path)) {
    const spelled = directories.get(foldCase(directory));
    if (files.has(foldCase(directory))) complain(`${directory} would be a file and a directory`);
    if (spelled !== undefined && spelled !== directory) complain(`directories ${spelled} and ${directory} differ in letter case only`);
    if (spelled === undefined) directories.set(foldCase(directory), directory);
  }
  files.set(foldCase(path), path);
  return findings;
}

/** The directories above a path, the outermost first. */
export function parentsOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
