import type { Catalog } from '../catalog/model.js';
import type { CodeInfo, Finding } from '../diagnostics/finding.js';
import type { Host } from '../source/host.js';
import type { Target } from '../targets/target.js';

/** What the commands call; a parameter, so that a test of a command can bring its own. */
export interface Engine {
  readonly targets: readonly Target[];
  loadCatalogs(
    host: Host,
    directory: string,
    ids?: string[],
  ): { readonly catalogs: readonly Catalog[]; readonly findings: readonly Finding[] };
  /** Every code that a finding can have. */
  codes(): readonly CodeInfo[];
  jsonSchemas(): Record<string, unknown>;
  catalogJson(catalogs: readonly Catalog[]): unknown;
  catalogText(catalogs: readonly Catalog[]): string;
}

/** Loads the real engine. Late, because `--help` and `--version` should not wait for it. */
export async function loadEngine(): Promise<Engine> {
  const [load, codes, schema, print, targets] = await Promise.all([
    import('../rules/load-catalogs.js'),
    import('./codes.js'),
    import('../catalog/schema.js'),
    import('../catalog/print.js'),
    import('../targets/index.js'),
  ]);
  return {
    targets: targets.targets,
    loadCatalogs: (host, directory, ids) => load.loadCatalogs(host, directory, ids),
    codes: () => codes.allCodes,
    jsonSchemas: () => schema.jsonSchemas(),
    catalogJson: (catalogs) => print.catalogJson([...catalogs]),
    catalogText: (catalogs) => print.catalogText([...catalogs]),
  };
}
