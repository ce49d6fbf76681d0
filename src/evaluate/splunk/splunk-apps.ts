import { type Finding, finding, type Span, sortFindings } from '../../diagnostics/finding.js';
import type { PackageFiles } from '../../source/package-files.js';
import { startOf } from '../../source/source-text.js';
import type { Budget } from '../budget.js';
import { type InstalledApp, readApp } from './app-files.js';
import { indexLayers, type Layers, searchLayers } from './conf-layers.js';
import { Eventtypes } from './eventtypes.js';
import { type ArrivingRecord, type Breaker, type IndexTime, openIndexTime } from './index-time.js';
import type { LookupFile } from './lookups.js';
import { searchSteps } from './search-time.js';
import { splunkCodes } from './splunk-codes.js';
import { type Origin, StanzaMatcher } from './stanza-match.js';
import { Tags } from './tags.js';
import { type FieldOrigin, type Step, WorkingRecord } from './working-record.js';

export type { Breaker } from './index-time.js';
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
  /** With `trace`: where in the text that arrived the settings found a time; a transform may have set another. */
  readonly stamp?: readonly [start: number, end: number];
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
  /** Cuts a stream of text into records, as LINE_BREAKER, SHOULD_LINEMERGE and TRUNCATE say. */
  breaker(): Breaker;
  /** Every line of the apps that can write a field. */
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
  return { findings, reader: (origin) => new Reader(origin, installed) };
}

/** What a search does with records of one origin. */
interface SearchTime {
  readonly origin: Origin;
  /** The source type before `rename`. */
  readonly renamedFrom: string | undefined;
  readonly steps: readonly Step[];
  readonly findings: readonly Finding[];
}

/** All that the apps say together. */
class Installed {
  readonly findings: readonly Finding[];
  readonly eventtypes: Eventtypes;
  readonly tags: Tags;
  readonly #search: Layers;
  readonly #index: Layers;
  readonly #searchStanzas: StanzaMatcher;
  readonly #indexStanzas: StanzaMatcher;
  readonly #tables = new Map<string, LookupFile>();
  readonly #searchTimes = new Map<string, SearchTime>();
  readonly #indexTimes = new Map<string, IndexTime>();

  constructor(
    apps: readonly InstalledApp[],
    readonly files: readonly PackageFiles[],
  ) {
    const { layers, findings } = searchLayers(apps);
    this.#search = layers;
    this.#index = indexLayers(apps);
    this.#searchStanzas = new StanzaMatcher(layers.props);
    this.#indexStanzas = new StanzaMatcher(this.#index.props);
    this.eventtypes = new Eventtypes(layers.eventtypes, layers.macros);
    this.tags = new Tags(layers.tags);
    this.findings = [...findings, ...this.#searchStanzas.findings, ...this.eventtypes.findings, ...this.tags.findings];
  }

  indexTime(origin: Origin): IndexTime {
    return ofOrigin(this.#indexTimes, origin, (each) => this.#openIndexTime(each));
  }

  searchTime(origin: Origin): SearchTime {
    return ofOrigin(this.#searchTimes, origin, (each) => this.#openSearchTime(each));
  }

  #openIndexTime(origin: Origin): IndexTime {
    const settings = (of: Origin) => this.#indexStanzas.settings(of);
    return openIndexTime(origin, { settings, transforms: this.#index.transforms, stanza: this.#stanza(origin, this.#indexStanzas) });
  }

  /** props.conf.spec, rename: at search time the record is of the other sourcetype, and `_sourcetype` keeps the first. */
  #openSearchTime(origin: Origin): SearchTime {
    const renamed = this.#search.props.get(origin.sourcetype)?.settings.get('rename')?.value ?? '';
    const as = renamed === '' ? origin : { ...origin, sourcetype: renamed };
    const sources = { transforms: this.#search.transforms, apps: this.files, tables: this.#tables };
    const { steps, findings } = searchSteps(this.#searchStanzas.settings(as), sources, this.#stanza(as, this.#searchStanzas));
    return { origin: as, renamedFrom: renamed === '' ? undefined : origin.sourcetype, steps, findings };
  }

  /** Where to speak of a setting that no stanza has. */
  #stanza(origin: Origin, stanzas: StanzaMatcher): Span {
    return stanzas.fitting(origin).at(-1)?.stanza.place ?? startOf(`${this.files[0]?.name ?? ''}/default/props.conf`);
  }
}

const MOST_ORIGINS = 256;

/** What was opened of an origin before, or is opened now. Records name their hosts themselves: not every host that comes by is remembered. */
function ofOrigin<T>(opened: Map<string, T>, { host, source, sourcetype }: Origin, open: (origin: Origin) => T): T {
  const key = JSON.stringify([host, source, sourcetype]);
  const known = opened.get(key);
  if (known !== undefined) return known;
  const made = open({ host, source, sourcetype });
  if (opened.size >= MOST_ORIGINS) opened.clear();
  opened.set(key, made);
  return made;
}

/** Fields that stand beside the others in what is returned. */
const beside = ['_raw', '_time', 'host', 'source', 'sourcetype'] as const;

class Reader implements SplunkReader {
  readonly #index: IndexTime;
  readonly #search: SearchTime;

  constructor(
    origin: Origin,
    readonly installed: Installed,
  ) {
    this.#index = installed.indexTime(origin);
    this.#search = installed.searchTime(origin);
  }

  get findings(): readonly Finding[] {
    return sortFindings([...this.#index.findings, ...this.#search.findings]);
  }

  breaker(): Breaker {
    return this.#index.breaker();
  }

  read(raw: string, options: ReadOptions = {}): readonly SplunkRecord[] {
    const notes: Finding[] = [];
    const undecided = (span: Span, message: string) => notes.push(finding(splunkCodes['splunk-undecided'], { message, span }));
    const arrived = this.#index.arrive(raw, undecided, options.budget);
    const stamp = options.trace === true ? this.#index.stamp(raw) : undefined;
    return arrived.map((each) => {
      const record = this.#searched(each, notes, options);
      return stamp === undefined ? record : { ...record, stamp: [stamp.start, stamp.end] as const };
    });
  }

  writers(field: string): readonly Span[] {
    return this.#search.steps.filter((step) => step.writes(field)).flatMap((step) => step.placesOf?.(field) ?? step.places);
  }

  #searched(arrived: ArrivingRecord, notes: readonly Finding[], { trace = false, budget }: ReadOptions): SplunkRecord {
    const isOwn = isSameOrigin(arrived, this.#search);
    const search = isOwn ? this.#search : this.installed.searchTime(arrived);
    const record = new WorkingRecord(arrived.raw, trace, budget);
    if (notes.length > 0) record.notes = [...notes];
    // What is wrong with the settings of an origin that index time made is known only now.
    if (!isOwn && search.findings.length > 0) record.notes = [...notes, ...search.findings];
    const { fields } = record;
    for (const [name, values] of arrived.fields) fields.set(name, values);
    fields.set('host', [search.origin.host]);
    fields.set('source', [search.origin.source]);
    fields.set('sourcetype', [search.origin.sourcetype]);
    if (arrived.time !== null) fields.set('_time', [String(arrived.time)]);
    if (search.renamedFrom !== undefined) fields.set('_sourcetype', [search.renamedFrom]);
    for (const step of search.steps) step.run(record);
    return this.#result(record, arrived);
  }

  #result(record: WorkingRecord, { raw, time }: ArrivingRecord): SplunkRecord {
    const { fields, origins, notes: before } = record;
    const eventtypes = this.installed.eventtypes.of(record);
    const tags = this.installed.tags.of(fields, eventtypes);
    const { notes = before } = record;
    const one = (name: string) => fields.get(name)?.[0] ?? '';
    const [host, source, sourcetype] = [one('host'), one('source'), one('sourcetype')];
    for (const name of beside) fields.delete(name);
    const traced = origins === undefined ? {} : { origins };
    const noted = notes === undefined ? {} : { notes };
    return { raw, time, host, source, sourcetype, fields, eventtypes, tags, ...traced, ...noted };
  }
}

function isSameOrigin({ host, source, sourcetype }: ArrivingRecord, { origin, renamedFrom = origin.sourcetype }: SearchTime): boolean {
  return sourcetype === renamedFrom && source === origin.source && host === origin.host;
}
