import { type Finding, hasErrors } from '../diagnostics/finding.js';
import { ARCHIVE_MANIFEST, TREE_MANIFEST } from '../output/ownership.js';
import { checkPlannedPaths } from '../output/paths.js';
import { type Reconciliation, reconcile } from '../output/reconcile.js';
import type { Host } from '../source/host.js';
import type { Profile } from '../targets/target.js';
import { archivePlan, type BuildScope, type PlannedProduct, treePlan } from './planning.js';

/** Where a build goes. */
export interface Output {
  readonly directory: string;
  readonly profile: Profile;
}

/** What a build would change, trees before archives. Nothing is to be applied where a finding is an error. */
export interface ReconciledOutput {
  readonly parts: readonly Reconciliation[];
  readonly findings: readonly Finding[];
}

/** Takes what the targets planned and returns what has to change in the output directory, archives included. Writes nothing. */
export async function reconcileOutput(
  host: Host,
  products: readonly PlannedProduct[],
  scope: BuildScope,
  { directory, profile }: Output,
): Promise<ReconciledOutput> {
  const plan = treePlan(products, scope);
  // Paths are judged before anything is packed under them.
  const pathFindings = checkPlannedPaths(plan.groups, []);
  if (hasErrors(pathFindings)) return { parts: [], findings: pathFindings };
  const trees = profile === 'private' ? [reconcile(host, directory, plan, TREE_MANIFEST)] : [];
  const archives = reconcile(host, directory, await archivePlan(products, scope, profile), ARCHIVE_MANIFEST);
  const parts = [...trees, archives];
  return { parts, findings: parts.flatMap((part) => part.findings) };
}
