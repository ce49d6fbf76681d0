import type { Catalog } from '../../catalog/model.js';
import { renderYaml } from '../../render/yaml.js';

/**
 * changelog.yml: what each version brought, the newest on top. Takes the catalog, returns the text.
 * Specification: https://github.com/elastic/package-spec (integration/changelog)
 */
export function changelog(catalog: Catalog): string {
  const versions = [...new Set(catalog.changes.map((change) => change.version))].sort((a, b) => compareVersions(b, a));
  return renderYaml(
    versions.map((version) => ({
      version,
      changes: catalog.changes
        .filter((change) => change.version === version)
        .map((change) => ({ description: change.text.replace(/\s+/g, ' ').trim(), type: 'enhancement', link: change.link })),
    })),
    { comment: 'newer versions go on top' },
  );
}

/** Takes two semantic versions, returns a number below, at or above 0. A version with a suffix (`-beta1`) is older than the one without. */
function compareVersions(a: string, b: string): number {
  const [coreA = '', suffixA = ''] = a.split('+')[0]?.split(/-(.*)/s) ?? [];
  const [coreB = '', suffixB = ''] = b.split('+')[0]?.split(/-(.*)/s) ?? [];
  const byCore = compareParts(coreA.split('.'), coreB.split('.'));
  if (byCore !== 0 || suffixA === suffixB) return byCore;
  if (suffixA === '' || suffixB === '') return suffixA === '' ? 1 : -1;
  return compareParts(suffixA.split('.'), suffixB.split('.'));
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (left === right) continue;
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const [numberLeft, numberRight] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (numberLeft && numberRight) return Number(left) - Number(right);
    if (numberLeft !== numberRight) return numberLeft ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}
