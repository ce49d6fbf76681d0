import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Catalog } from '../../src/catalog/model.js';
import { hasErrors } from '../../src/diagnostics/finding.js';
import { loadCatalogs } from '../../src/rules/load-catalogs.js';
import type { Host } from '../../src/source/host.js';
import { nodeHost } from '../../src/source/node-host.js';
import { openProof, type ProofPlaces, type ProvedCatalog } from '../../src/verify/sample-test.js';
import type { Engine } from './engine.js';
import { mustRun } from './run-command.js';

/** What the rows work with: a fresh build of all catalogs, the engines that are installed, folders to break things in. */
export class Workshop {
  readonly root: string;
  readonly host: Host;
  readonly catalogs: readonly Catalog[];
  /** `dist-addon` as `build` makes it: private archives in it, those for Splunkbase in `splunkbase`. */
  readonly built: string;
  readonly splunkbase: string;
  readonly #temporary: string;
  readonly #engines: ReadonlyMap<string, string>;
  #proofs: readonly ProvedCatalog[] | undefined;

  private constructor(root: string, catalogs: readonly Catalog[], temporary: string, engines: ReadonlyMap<string, string>) {
    this.root = root;
    this.host = nodeHost(root);
    this.catalogs = catalogs;
    this.built = join(temporary, 'built');
    this.splunkbase = join(temporary, 'splunkbase');
    this.#temporary = temporary;
    this.#engines = engines;
  }

  /** Builds all catalogs with the compiled command. Takes the folders of the engines by their ids. */
  static async open(root: string, engines: ReadonlyMap<string, string>): Promise<Workshop> {
    const { catalogs, findings } = loadCatalogs(nodeHost(root), 'catalogs');
    if (hasErrors(findings)) throw new Error(`the catalogs have errors: ${findings[0]?.message}`);
    const workshop = new Workshop(root, catalogs, mkdtempSync(join(tmpdir(), 'addonsmith-conformance-')), engines);
    const cli = join(root, 'dist/cli/main.js');
    await mustRun(process.execPath, [cli, 'build', '--out', workshop.built], { cwd: root });
    await mustRun(process.execPath, [cli, 'build', '--out', workshop.splunkbase, '--profile', 'splunkbase'], { cwd: root });
    return workshop;
  }

  /** The folder where an engine is installed. */
  placeOf(engine: Engine): string {
    const place = this.#engines.get(engine.id);
    if (place === undefined) throw new Error(`${engine.name} is not named among the engines of this row`);
    return place;
  }

  /** A new, empty folder. */
  folder(name: string): string {
    const parent = join(this.#temporary, 'work');
    mkdirSync(parent, { recursive: true });
    return mkdtempSync(join(parent, `${name}-`));
  }

  get places(): ProofPlaces {
    return { catalogs: 'catalogs', rendered: this.built, external: undefined };
  }

  /** The rendered streams of all catalogs with their samples; opened once. */
  proofs(): readonly ProvedCatalog[] {
    this.#proofs ??= this.catalogs.map((catalog) => openProof(this.host, this.places, catalog));
    return this.#proofs;
  }

  close(): void {
    rmSync(this.#temporary, { recursive: true, force: true });
  }
}
