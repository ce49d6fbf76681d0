import { type Finding, hasErrors } from '../diagnostics/finding.js';
import { applyChanges } from '../output/apply.js';
import type { Change } from '../output/reconcile.js';
import { loadCatalogs } from '../rules/load-catalogs.js';
import type { Host } from '../source/host.js';
import type { Profile, Target, TemplateSource } from '../targets/target.js';
import { reconcileOutput } from './output.js';
import { planProducts } from './planning.js';

/** What to build, of what, and where to. */
export interface BuildRequest {
  readonly host: Host;
  readonly templates: TemplateSource;
  readonly targets: readonly Target[];
  /** The folder of catalogs, each a folder of its own below it. */
  readonly catalogs: string;
  /** Names of catalogs; all when left out. What was built of the others stays. */
  readonly ids?: readonly string[];
  readonly out: string;
  readonly profile?: Profile;
}

/** What came of a build. */
export interface BuildResult {
  /** All that is to be said of the catalogs and the output; with an error among them no file was changed. */
  readonly findings: readonly Finding[];
  /** Each file of the output, and what happened to it; empty where there are errors. */
  readonly changes: readonly Change[];
}

/** Builds catalogs: what the command `build` does, for programs. Reports what is wrong as findings; a failed build changes no file. */
export async function build(request: BuildRequest): Promise<BuildResult> {
  const { host, templates, targets, ids, out, profile = 'private' } = request;
  const { catalogs, findings } = loadCatalogs(host, request.catalogs, ids);
  if (hasErrors(findings)) return { findings, changes: [] };
  const products = planProducts({ host, templates }, targets, catalogs, request.catalogs, profile);
  const planned = [...findings, ...products.flatMap(({ plan }) => plan.findings)];
  if (hasErrors(planned)) return { findings: planned, changes: [] };
  const names = targets.map((target) => target.name);
  const output = await reconcileOutput(host, products, { targets: names, catalogs: ids }, { directory: out, profile });
  const all = [...planned, ...output.findings];
  if (hasErrors(all)) return { findings: all, changes: [] };
  const refused = applyChanges(host, output.parts);
  if (refused.length > 0) return { findings: [...all, ...refused], changes: [] };
  return { findings: all, changes: output.parts.flatMap((part) => part.changes) };
}
