import { type Finding, type Span, sortFindings } from '../../diagnostics/finding.js';
import type { PackageFiles } from '../../source/package-files.js';
import { startOf } from '../../source/source-text.js';
import type { Budget } from '../budget.js';
import { type InstalledApp, readApp } from './app-files.js';
import type { Settings } from './conf-file.js';
import { indexLayers, type Layers, searchLayers } from './conf-layers.js';
import type { CsvTable } from './csv-table.js';
import { Eventtypes } from './eventtypes.js';
import { searchSteps } from './search-time.js';
import { type Origin, StanzaMatcher } from './stanza-match.js';
import { Tags } from './tags.js';
import { type FieldOrigin, type Step, WorkingRecord } from './working-record.js';

export type { Origin } from './stanza-match.js';
export type { FieldOrigin } from './working-record.js';

/** What a search sees of a record. */
export interface SplunkRecord {
  readonly raw: string;
  /** Seconds since 1970. */
  readonly time: number | null;
  readonly host: string;
  readonly source: string;
  readonly sourcetype: string;
  /** Search-time fields, without those that stand beside them here, `eventtype` and `tag`. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly eventtypes: readonly string[];
  readonly tags: readonly string[];
  /** With `trace`: where the final value of each field comes from. */
  readonly origins?: ReadonlyMap<string, FieldOrigin>;
  /** What no document decides of this record, and the reading that was taken. */
  readonly notes?: readonly Finding[];
}

export interface ReadOptions {
  readonly trace?: boolean;
  readonly budget?: Budget;
}

/** Reads records of one origin as Splunk with the opened apps does. */
export interface SplunkReader {
  /** Refusals and warnings that concern records of this origin; what an error names is left out of what `read` returns. */
  readonly findings: readonly Finding[];
  /** One record in; usually one out, none where it is sent to the null queue, several where it is cloned. */
  read(raw: string, options?: ReadOptions): readonly SplunkRecord[];
  /** Every line of a rendered file that can write a field. */
  writers(field: string): readonly Span[];
}

/** Takes the files of the installed apps and returns what reads their records, and what is wrong with the files for every origin. */
export function openSplunkApps(files: readonly PackageFiles[]): {
  readonly findings: readonly Finding[];
  reader(origin: Origin): SplunkReader;
} {
  const read = files.map((each, index) => readApp(each, index));
  const installed = new Installed(
    read.map(({ app }) => app),
    files,
  );
  const findings = sortFindings([...read.flatMap((each) => each.findings), ...installed.findings]);
  return { findings, reader: (origin) => installed.reader(origin) };
}

/** All that the apps say together. */
class Installed {
  readonly findings: readonly Finding[];
  readonly search: Layers;
  readonly index: Layers;
  readonly #matcher: StanzaMatcher;
  readonly #eventtypes: Eventtypes;
  readonly #tags: Tags;
  readonly #tables = new Map<string, CsvTable>();

  constructor(
    apps: readonly InstalledApp[],
    readonly files: readonly PackageFiles[],
  ) {
    const { layers, findings } = searchLayers(apps);
    this.search = layers;
    this.index = indexLayers(apps);
    this.#matcher = new StanzaMatcher(layers.props);
    this.#eventtypes = new Eventtypes(layers.eventtypes, layers.macros);
    this.#tags = new Tags(layers.tags);
    this.findings = [...findings, ...this.#matcher.findings, ...this.#eventtypes.findings, ...this.#tags.findings];
  }

  reader(origin: Origin): SplunkReader {
    const renamed = this.#rename(origin);
    const settings = this.#matcher.settings(renamed);
    const stanza = [...settings.values()][0]?.place ?? startOf(`${this.files[0]?.name ?? ''}/default/props.conf`);
    const sources = { transforms: this.search.transforms, apps: this.files, tables: this.#tables };
    const { steps, findings } = searchSteps(settings, sources, stanza);
    return new Reader(renamed, origin, steps, this.#eventtypes, this.#tags, settings, findings);
  }

  /** props.conf.spec, rename: at search time the record is of the other sourcetype, and `_sourcetype` keeps the first. */
  #rename(origin: Origin): Origin {
    const renamed = this.search.props.get(origin.sourcetype)?.settings.get('rename')?.value;
    return renamed === undefined || renamed === '' ? origin : { ...origin, sourcetype: renamed };
  }
}

/** Fields that stand beside the others in what is returned. */
const beside: ReadonlySet<string> = new Set(['_raw', '_time', 'host', 'source', 'sourcetype']);

class Reader implements SplunkReader {
  constructor(
    readonly origin: Origin,
    readonly original: Origin,
    readonly steps: readonly Step[],
    readonly eventtypes: Eventtypes,
    readonly tags: Tags,
    readonly settings: Settings,
    readonly findings: readonly Finding[],
  ) {}

  read(raw: string, { trace = false, budget }: ReadOptions = {}): readonly SplunkRecord[] {
    return [this.#search(raw, null, trace, budget)];
  }

  writers(field: string): readonly Span[] {
    return this.steps
      .filter((step) => step.writes(field))
      .flatMap((step) => (step.placesOf === undefined ? step.places : step.placesOf(field)));
  }

  #search(raw: string, time: number | null, trace: boolean, budget: Budget | undefined): SplunkRecord {
    const record = new WorkingRecord(raw, trace, budget);
    const { fields } = record;
    fields.set('host', [this.origin.host]);
    fields.set('source', [this.origin.source]);
    fields.set('sourcetype', [this.origin.sourcetype]);
    if (this.origin !== this.original) fields.set('_sourcetype', [this.original.sourcetype]);
    for (const step of this.steps) step.run(record);
    const eventtypes = this.eventtypes.of(record);
    const tags = this.tags.of(fields, eventtypes);
    const [host = '', source = '', sourcetype = ''] = [fields.get('host')?.[0], fields.get('source')?.[0], fields.get('sourcetype')?.[0]];
    for (const name of beside) fields.delete(name);
    return {
      raw,
      time,
      host,
      source,
      sourcetype,
      fields,
      eventtypes,
      tags,
      ...(record.origins === undefined ? {} : { origins: record.origins }),
      ...(record.notes === undefined ? {} : { notes: record.notes }),
    };
  }
}
