import { archivesOf, groupName, type PlannedProduct, planProducts } from '../build/planning.js';
import { type Finding, hasErrors, Reporter } from '../diagnostics/finding.js';
import { checkPlannedPaths } from '../output/paths.js';
import { type Host, joinPath } from '../source/host.js';
import type { Profile, Target } from '../targets/target.js';
import type { Engine } from './engine.js';
import { type Io, planningOf } from './io.js';

/** Catalogs to read, to plan and to pack; plain data, so that another thread can be asked. */
export interface PlanRequest {
  readonly directory: string;
  /** Names of catalogs in the order of what is made of them; all of the folder when left out. */
  readonly ids: readonly string[] | undefined;
  readonly profile: Profile;
  /** Whether archives are wanted, beside the files that go into them. */
  readonly pack: boolean;
}

/** What was made of catalogs; plain data too. */
export interface PlannedCatalogs {
  /** What is wrong with the catalogs; with an error among them nothing is planned. */
  readonly findings: readonly Finding[];
  readonly catalogs: number;
  readonly products: readonly PlannedProduct[];
}

/** What planning needs of the world. */
export type PlanningIo = Pick<Io, 'host' | 'templatesDirectory'>;

/** Reads catalogs, lets the targets plan them, and packs what was planned. */
export async function planCatalogs(
  io: PlanningIo,
  engine: Pick<Engine, 'loadCatalogs'>,
  targets: readonly Target[],
  request: PlanRequest,
): Promise<PlannedCatalogs> {
  const { directory, ids, profile } = request;
  const { catalogs, findings } = engine.loadCatalogs(io.host, directory, ids === undefined ? undefined : [...ids]);
  if (hasErrors(findings)) return { findings, catalogs: catalogs.length, products: [] };
  const products = planProducts(planningOf(io), targets, catalogs, directory, profile);
  return { findings, catalogs: catalogs.length, products: request.pack ? await packed(products, profile) : products };
}

// Paths are judged before anything is packed under them; what is wrong is told when all that is planned is judged together.
async function packed(products: readonly PlannedProduct[], profile: Profile): Promise<readonly PlannedProduct[]> {
  const groups = products.map((product) => ({ name: groupName(product, profile), files: product.plan.files }));
  if (hasErrors([...products.flatMap(({ plan }) => plan.findings), ...checkPlannedPaths(groups, [])])) return products;
  return await Promise.all(products.map(async (product) => ({ ...product, packed: await archivesOf(product, profile) })));
}

/** Asks a second thread, which has all targets, for its part. */
export type AskThread = (request: PlanRequest) => Promise<PlannedCatalogs>;

/**
 * As {@link planCatalogs} with all targets, half of the work done by a second thread where one can be asked and that pays. What comes of it is
 * the same. The engine is loaded here, because the thread is to load its own meanwhile.
 */
export async function planWithThread(
  io: PlanningIo & Pick<Io, 'engine'>,
  ask: AskThread | undefined,
  request: PlanRequest,
): Promise<PlannedCatalogs> {
  const halves = ask === undefined ? undefined : halvesOf(io.host, request);
  if (ask === undefined || halves === undefined) {
    const engine = await io.engine();
    return await planCatalogs(io, engine, engine.targets, request);
  }
  const there = ask({ ...request, ids: halves.there });
  const here = io.engine().then((engine) => planCatalogs(io, engine, engine.targets, { ...request, ids: halves.here }));
  return joined(halves.all, await Promise.all([here, there]));
}

function joined(ids: readonly string[], parts: readonly PlannedCatalogs[]): PlannedCatalogs {
  const reporter = new Reporter();
  for (const { findings } of parts) reporter.addAll(findings);
  const products = parts.flatMap((part) => part.products);
  const targets = [...new Set(products.map((product) => product.target))];
  const place = ({ target, catalog }: PlannedProduct) => targets.indexOf(target) * ids.length + ids.indexOf(catalog);
  return {
    findings: reporter.findings,
    catalogs: parts.reduce((sum, part) => sum + part.catalogs, 0),
    products: products.sort((a, b) => place(a) - place(b)),
  };
}

interface Halves {
  readonly all: readonly string[];
  readonly here: readonly string[];
  readonly there: readonly string[];
}

/** Less than this takes no longer than it takes a thread to start, in bytes of catalogs outside the larger half. */
const WORTH_A_THREAD = 50_000;

/** Parts the catalogs so that both halves are of about the same size; undefined where one thread is faster, or must see all. */
function halvesOf(host: Host, { directory, ids }: PlanRequest): Halves | undefined {
  const folders = host.list(directory).flatMap(({ name, kind }) => (kind === 'directory' ? [name] : []));
  const isCatalog = (name: string) => host.stat(joinPath(directory, name, 'catalog.yaml')).kind === 'file';
  // A folder that is no catalog, and should be one, is told where all are asked for.
  const all = [...new Set(ids ?? folders)];
  if (!all.every(isCatalog)) return undefined;
  const sizes = all.map((id) => ({ id, size: sizeOf(host, joinPath(directory, id)) })).sort((a, b) => b.size - a.size);
  const halves = { here: { ids: [] as string[], size: 0 }, there: { ids: [] as string[], size: 0 } };
  for (const { id, size } of sizes) {
    const half = halves.here.size <= halves.there.size ? halves.here : halves.there;
    half.ids.push(id);
    half.size += size;
  }
  if (Math.min(halves.here.size, halves.there.size) < WORTH_A_THREAD) return undefined;
  return { all, here: halves.here.ids, there: halves.there.ids };
}

function sizeOf(host: Host, folder: string): number {
  return host.list(folder).reduce((sum, { name, kind }) => {
    const path = joinPath(folder, name);
    if (kind === 'directory') return sum + sizeOf(host, path);
    return kind === 'file' ? sum + host.stat(path).size : sum;
  }, 0);
}
