import type { Catalog } from '../catalog/model.js';
import { finding } from '../diagnostics/finding.js';
import type { ArchiveFile } from '../output/archive-entries.js';
import { outputCodes } from '../output/output-codes.js';
import type { OutputPlan, PlannedFile, PlannedGroup } from '../output/plan.js';
import { Unwritable } from '../render/unwritable.js';
import { type Host, joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import type { PlannedArchive, Profile, Target, TargetPlan, TemplateSource } from '../targets/target.js';
import { catalogFiles } from './catalog-files.js';

/** What one target made of one catalog. */
export interface PlannedProduct {
  readonly target: string;
  readonly catalog: string;
  readonly plan: TargetPlan;
}

/** Which targets and catalogs a build was asked for; undefined means all. */
export interface BuildScope {
  readonly targets: readonly string[] | undefined;
  readonly catalogs: readonly string[] | undefined;
}

/** What planning reads from, and perhaps what is told of each step. */
export interface Planning {
  readonly host: Host;
  readonly templates: TemplateSource;
  readonly step?: ((doing: string) => void) | undefined;
}

/** Lets every target plan every catalog. */
export function planProducts(
  { host, templates, step }: Planning,
  targets: readonly Target[],
  catalogs: readonly Catalog[],
  catalogsDirectory: string,
  profile: Profile,
): readonly PlannedProduct[] {
  return targets.flatMap((target) =>
    catalogs.map((catalog) => {
      step?.(`${target.name}  ${catalog.id}`);
      const files = catalogFiles(host, joinPath(catalogsDirectory, catalog.id));
      const file = joinPath(catalogsDirectory, catalog.id, 'catalog.yaml');
      const plan = writablePlan(catalog, file, () => target.plan(catalog, { profile, templates, catalogFiles: files }));
      return { target: target.name, catalog: catalog.id, plan };
    }),
  );
}

/**
 * The schema refuses what no format can hold; what only several texts make together, such as two that become one name, is refused by the
 * writer of the format. That is a finding about the catalog, since another catalog can be written.
 */
function writablePlan(catalog: Catalog, file: string, make: () => TargetPlan): TargetPlan {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    const unwritable = finding(outputCodes['output-unwritable'], { message: error.message, span: startOf(file) });
    return { files: [], archives: [], findings: [unwritable], summary: catalog.id };
  }
}

/** The plan of the rendered trees. */
export function treePlan(products: readonly PlannedProduct[], scope: BuildScope): OutputPlan {
  const groups = products.map((product) => ({ name: groupName(product, 'private'), files: product.plan.files }));
  return { groups, decides: decides(scope, 'private') };
}

/** The plan of the archives, packed from the planned files and not from the disk. */
export async function archivePlan(products: readonly PlannedProduct[], scope: BuildScope, profile: Profile): Promise<OutputPlan> {
  const groups: PlannedGroup[] = [];
  for (const product of products) {
    const files: PlannedFile[] = [];
    for (const archive of product.plan.archives) {
      files.push({
        path: archivePath(archive, profile),
        bytes: await pack(archive, product.plan.files),
        mode: 0o644,
        origin: product.catalog,
      });
    }
    groups.push({ name: groupName(product, profile), files });
  }
  return { groups, decides: decides(scope, profile) };
}

/** Where an archive goes: the profile that is not committed has a suffix, so that both can lie side by side. */
export function archivePath(archive: PlannedArchive, profile: Profile): string {
  return profile === 'private' ? archive.path : archive.path.replace(/(\.[a-z]+)$/, `-${profile}$1`);
}

/** The name under which the manifests know a product. */
export function groupName(product: Pick<PlannedProduct, 'target' | 'catalog'>, profile: Profile): string {
  return `${product.target}/${product.catalog}${suffixOf(profile)}`;
}

function suffixOf(profile: Profile): string {
  return profile === 'private' ? '' : `@${profile}`;
}

/** A build that was asked for some targets or catalogs leaves the groups of the others alone. */
function decides(scope: BuildScope, profile: Profile): (group: string) => boolean {
  const suffix = suffixOf(profile);
  return (group) => {
    if (suffix === '' ? group.includes('@') : !group.endsWith(suffix)) return false;
    const [target = '', catalog = ''] = group.slice(0, group.length - suffix.length).split('/');
    return (scope.targets?.includes(target) ?? true) && (scope.catalogs?.includes(catalog) ?? true);
  };
}

async function pack(archive: PlannedArchive, files: readonly PlannedFile[]): Promise<Uint8Array> {
  const prefix = `${archive.root}/`;
  const leftOut = (path: string) => path.split('/').some((part) => archive.leaveOut?.includes(part) === true);
  const inside: ArchiveFile[] = files
    .filter((file) => file.path.startsWith(prefix) && !leftOut(file.path))
    .map((file) => ({ path: `${archive.topFolder}/${file.path.slice(prefix.length)}`, bytes: file.bytes, mode: file.mode }));
  // Imported late: a build without change packs nothing.
  if (archive.kind === 'zip') return (await import('../output/zip.js')).zip(inside);
  return await (await import('../output/tar-gz.js')).tarGz(inside);
}
