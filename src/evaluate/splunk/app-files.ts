import type { Finding } from '../../diagnostics/finding.js';
import type { PackageFiles } from '../../source/package-files.js';
import { type Conf, readConfFile } from './conf-file.js';

/** The .conf files that say something about records. */
export const confNames = ['props', 'transforms', 'eventtypes', 'tags', 'macros'] as const;
export type ConfName = (typeof confNames)[number];

/** An installed app, its .conf files read. */
export interface InstalledApp {
  /** The name of its folder, by which Splunk orders apps. */
  readonly id: string;
  readonly files: PackageFiles;
  readonly index: number;
  readonly local: Readonly<Record<ConfName, Conf>>;
  readonly default: Readonly<Record<ConfName, Conf>>;
}

/** Takes the files of an app and returns it with its .conf files read, and what is wrong with their lines. */
export function readApp(files: PackageFiles, index: number): { readonly app: InstalledApp; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const read = (path: string): Conf => {
    const bytes = files.files.get(path);
    if (bytes === undefined) return new Map();
    const file = readConfFile(`${files.name}/${path}`, bytes, index);
    findings.push(...file.findings);
    return file.conf;
  };
  const layer = (folder: string) => ({
    props: read(`${folder}/props.conf`),
    transforms: read(`${folder}/transforms.conf`),
    eventtypes: read(`${folder}/eventtypes.conf`),
    tags: read(`${folder}/tags.conf`),
    macros: read(`${folder}/macros.conf`),
  });
  const app = { files, index, local: layer('local'), default: layer('default'), id: idOf(files, read('default/app.conf')) };
  return { app, findings };
}

/** The app's folder: app.conf states it; else the name that the user gave, without what archives add to it. */
function idOf(files: PackageFiles, appConf: Conf): string {
  const stated = appConf.get('package')?.settings.get('id')?.value ?? appConf.get('id')?.settings.get('name')?.value;
  const base = files.name.split(/[/\\]/).at(-1) ?? files.name;
  return stated ?? base.replace(/(?:-\d[\w.-]*)?\.(?:tar\.gz|tgz|spl|zip|tar)$/, '');
}
