import { type Finding, finding } from '../diagnostics/finding.js';
import { joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import { outputCodes } from './output-codes.js';
import { type Change, manifestChanges, type Reconciliation } from './reconcile.js';

/** Says which files on disk are not what the catalogs say; every one of them, not the first only. */
export function checkOutput(reconciliation: Reconciliation): readonly Finding[] {
  const { directory, changes, findings, manifest, leftovers } = reconciliation;
  const stale = changes
    .filter((change) => change.kind !== 'unchanged')
    .map((change) => staleFinding(joinPath(directory, change.path), change));
  for (const path of leftovers) {
    stale.push(finding(outputCodes['output-stale'], { message: `${path} was left by a build that was interrupted`, span: startOf(path) }));
  }
  if (stale.length === 0 && manifestChanges(reconciliation)) {
    stale.push(finding(outputCodes['output-stale'], { message: `${manifest.path} is out of date`, span: startOf(manifest.path) }));
  }
  return [...findings, ...stale];
}

const WORDS = { created: 'is missing', changed: 'is out of date', removed: 'is no longer made', unchanged: 'is up to date' } as const;

function staleFinding(path: string, change: Change): Finding {
  const notes = change.file === undefined ? [] : [`it comes from ${change.file.origin}`];
  return finding(outputCodes['output-stale'], { message: `${path} ${WORDS[change.kind]}`, span: startOf(path), notes });
}
