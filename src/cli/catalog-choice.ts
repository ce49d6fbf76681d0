import type { Catalog } from '../catalog/model.js';
import { closest } from '../diagnostics/did-you-mean.js';
import type { Finding } from '../diagnostics/finding.js';
import { joinPath } from '../source/host.js';
import type { Engine } from './engine.js';
import { type Io, UsageError } from './io.js';

export const DEFAULT_CATALOGS = 'catalogs';

/** The catalogs that a command line names, loaded. */
export interface ChosenCatalogs {
  readonly directory: string;
  readonly catalogs: readonly Catalog[];
  readonly findings: readonly Finding[];
}

/**
 * Loads the catalogs with the given names, or all. Without `--catalogs` they are looked for in `./catalogs`, and where there
 * is no such folder in the package itself. A name that is no catalog is a usage error, with the nearest name.
 */
export function chooseCatalogs(io: Io, engine: Engine, ids: readonly string[], option: string | undefined): ChosenCatalogs {
  const directory = catalogsDirectory(io, option);
  const known = catalogIds(io, directory);
  for (const id of ids) {
    if (!known.includes(id)) throw new UsageError(unknownName('catalog', id, known));
  }
  const wanted = [...new Set(ids)];
  return { directory, ...engine.loadCatalogs(io.host, directory, wanted.length === 0 ? undefined : wanted) };
}

/** The message for a name that is not known: what was meant, or what there is. */
export function unknownName(kind: string, name: string, known: readonly string[]): string {
  const near = closest(name, known);
  if (near !== undefined) return `unknown ${kind} '${name}'\n(Did you mean ${near}?)`;
  return known.length === 0 ? `unknown ${kind} '${name}'` : `unknown ${kind} '${name}'; there are: ${known.join(', ')}`;
}

/** Returns the folder of catalogs that a command line means. */
export function catalogsDirectory(io: Io, option: string | undefined): string {
  if (option === undefined) return io.host.stat(DEFAULT_CATALOGS).kind === 'directory' ? DEFAULT_CATALOGS : io.ownCatalogsDirectory;
  const isDirectory = io.host.stat(option).kind === 'directory' || io.host.list(option).length > 0;
  if (!isDirectory)
    throw new UsageError(`there is no directory '${option}'; --catalogs names the one that holds a folder for each catalog`);
  return option;
}

/** The names of the catalogs in a folder. */
export function catalogIds(io: Io, directory: string): readonly string[] {
  const entries = io.host.list(directory).filter(({ kind }) => kind !== 'file');
  return entries.map(({ name }) => name).filter((name) => io.host.stat(joinPath(directory, name, 'catalog.yaml')).kind !== 'none');
}
