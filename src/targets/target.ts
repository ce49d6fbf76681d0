import type { Catalog } from '../catalog/model.js';
import type { Finding } from '../diagnostics/finding.js';
import type { PlannedFile } from '../output/plan.js';

/** `private` is what the repository holds; `splunkbase` differs where that site's checks ask for it. */
export type Profile = 'private' | 'splunkbase';

/** The text of `templates/<name>`; a name that does not exist is a bug and throws. */
export type TemplateSource = (name: string) => string;

/** Files of the catalog's own folder that a target copies as data, such as accepted results beside the samples. */
export interface CatalogFiles {
  /** The bytes of `catalogs/<id>/<path>`; undefined when it is not there. */
  read(path: string): Uint8Array | undefined;
  /** Paths of all files below `catalogs/<id>/<directory>`, relative to `catalogs/<id>`, in byte order. */
  list(directory: string): readonly string[];
}

/** All that a target may know besides the catalog. */
export interface TargetContext {
  readonly profile: Profile;
  readonly templates: TemplateSource;
  readonly catalogFiles: CatalogFiles;
}

/** An archive to be made of planned files. */
export interface PlannedArchive {
  /** Relative to the output directory, such as `splunk/TA-dogtag-1.0.0.tgz`. */
  readonly path: string;
  readonly kind: 'tgz' | 'zip';
  /** The directory below the output directory whose planned files go in. */
  readonly root: string;
  /** The one folder at the top of the archive. */
  readonly topFolder: string;
  /** Names of folders that are rendered but not packed, wherever they stand. */
  readonly leaveOut?: readonly string[];
}

/** What a target makes of one catalog. */
export interface TargetPlan {
  /** Paths are relative to the output directory. */
  readonly files: readonly PlannedFile[];
  readonly archives: readonly PlannedArchive[];
  readonly findings: readonly Finding[];
  /** The name and version of what is made, such as `TA-dogtag 1.0.0`. */
  readonly summary: string;
}

/** Turns a catalog into the files of one product; touches no disk, no clock, no environment. */
export interface Target {
  /** As written after `--target`. */
  readonly name: string;
  plan(catalog: Catalog, context: TargetContext): TargetPlan;
}
