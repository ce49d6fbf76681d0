import type { Catalog, Stream } from '../catalog/model.js';
import { namespace } from '../catalog/names.js';
import { type Finding, finding, hasErrors, type Span } from '../diagnostics/finding.js';
import type { Budget } from '../evaluate/budget.js';
import { type ElasticReader, type ElasticResult, openElasticPackage } from '../evaluate/elastic/elastic-package.js';
import { fromPlain, JavaMap, toPlain } from '../evaluate/elastic/values.js';
import { type Origin, openSplunkApps, type SplunkReader, type SplunkRecord } from '../evaluate/splunk/splunk-apps.js';
import { type Host, joinPath } from '../source/host.js';
import { LineStarts } from '../source/line-starts.js';
import { type PackageFiles, readPackageFiles } from '../source/package-files.js';
import { elasticFacts, type Facts, type FactTable, readFactTable, type State, splunkFacts, stateOf } from './facts.js';
import { proofCodes } from './proof-codes.js';

/** What was rendered of one catalog. */
export interface RenderedAddOn {
  readonly splunk: PackageFiles;
  readonly elastic: PackageFiles;
  /** Text of `docs/<catalog>/fields.csv`. */
  readonly names: string;
}

/** What Splunk makes of one record. */
export interface SplunkReading {
  /** None where the record is dropped, several where it is copied. */
  readonly records: readonly SplunkRecord[];
  readonly facts: Facts;
  readonly state: State;
}

/** What Elastic makes of one record. */
export interface ElasticReading {
  readonly result: ElasticResult;
  /** The document as plain JSON, where there is one. */
  readonly document: unknown;
  /** What went wrong as `_simulate` says it, where the record was refused. */
  readonly error: unknown;
  readonly facts: Facts;
  readonly state: State;
}

export interface ReadingOptions {
  /** Says of each value where it comes from. */
  readonly trace?: boolean;
  readonly budget?: Budget;
}

/** A stream's two rendered sides, open for records. */
export interface RenderedStream {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly table: FactTable;
  /** Where a record comes from as the add-on's documentation says to bring it in. */
  origin(raw: string): Origin;
  splunkReader(raw: string): SplunkReader;
  splunk(raw: string, options?: ReadingOptions): SplunkReading;
  /** Takes the text of a record, or the document in which Winlogbeat sends it. */
  elastic(raw: string, winlog?: Readonly<Record<string, unknown>>, options?: ReadingOptions): ElasticReading;
  /** Takes a whole document. */
  elasticDocument(document: Readonly<Record<string, unknown>>, options?: ReadingOptions): ElasticReading;
  /** Every line of a rendered file that can write the fact. */
  writers(side: Side, fact: string): readonly Span[];
  /** Lines of a file of the Splunk app, by its path below the app or as a place names it. */
  splunkLines(file: string, isMeant: (line: string) => boolean): readonly Span[];
}

export type Side = 'splunk' | 'elastic';

/** How long the reading of one record may take. */
export const RECORD_MILLISECONDS = 3000;

/** The host that a record comes from where it names none. */
export const LOG_HOST = 'log-host.example.com';

/**
 * What is installed wherever Windows events are collected: their source types extract nothing by themselves (props.conf of Splunk and of the
 * Splunk Add-on for Microsoft Windows), so that only what an add-on says is extracted.
 */
const windowsInputs: PackageFiles = {
  name: 'windows-inputs',
  files: new Map([['default/props.conf', Buffer.from('[WinEventLog]\nKV_MODE = none\n\n[XmlWinEventLog]\nKV_MODE = none\n')]]),
};

/** Takes the rendered app and returns it with what is installed wherever records of the stream are collected. */
export function installedWith(splunk: PackageFiles, { body }: Stream): readonly PackageFiles[] {
  return body.form === 'windows-event' ? [splunk, windowsInputs] : [splunk];
}

/** Reads what `build` wrote of one catalog; a part that is missing is a finding that says to build. */
export function readRenderedAddOn(
  host: Host,
  directory: string,
  catalog: Catalog,
): { readonly rendered: RenderedAddOn | undefined; readonly findings: readonly Finding[] } {
  const names = host.readFile(joinPath(directory, 'docs', catalog.id, 'fields.csv'));
  const splunkFolder = joinPath(directory, 'splunk', `TA-${catalog.id}`);
  const elasticFolder = joinPath(directory, 'elastic', namespace(catalog));
  const missing = [splunkFolder, elasticFolder].filter((folder) => host.list(folder).length === 0);
  if (names === undefined || missing.length > 0) {
    const message = `there is no add-on of \`${catalog.id}\` in ${directory}`;
    return { rendered: undefined, findings: [finding(proofCodes['proof-not-built'], { message })] };
  }
  const splunk = readPackageFiles(host, splunkFolder);
  const elastic = readPackageFiles(host, elasticFolder);
  const findings = [...splunk.findings, ...elastic.findings];
  if (splunk.files === undefined || elastic.files === undefined) return { rendered: undefined, findings };
  return { rendered: { splunk: splunk.files, elastic: elastic.files, names: Buffer.from(names).toString('utf8') }, findings };
}

/** Opens both sides of one stream; what an evaluator refuses of the rendered files is among the findings. */
export function openRenderedStream(
  { splunk, elastic, names }: RenderedAddOn,
  catalog: Catalog,
  stream: Stream,
): { readonly rendered: RenderedStream | undefined; readonly findings: readonly Finding[] } {
  const apps = openSplunkApps(installedWith(splunk, stream));
  const pipeline = openElasticPackage(elastic, stream.dataStream);
  const readers = new Map<string, SplunkReader>();
  const readerOf = (origin: Origin): SplunkReader => {
    const key = `${origin.sourcetype}\n${origin.source}`;
    const known = readers.get(key) ?? apps.reader(origin);
    readers.set(key, known);
    return known;
  };
  const origins = originsOf(stream);
  const findings = [...apps.findings, ...origins.flatMap((origin) => readerOf(origin).findings), ...pipeline.findings];
  if (pipeline.reader === undefined || hasErrors(findings)) return { rendered: undefined, findings };
  const table = readFactTable(catalog, stream, names);
  return { rendered: renderedStream(table, splunk, (raw) => originOf(stream, raw), readerOf, pipeline.reader), findings };
}

function renderedStream(
  table: FactTable,
  app: PackageFiles,
  origin: (raw: string) => Origin,
  readerOf: (origin: Origin) => SplunkReader,
  pipeline: ElasticReader,
): RenderedStream {
  const splunkReader = (raw: string) => readerOf(origin(raw));
  const lines = new PackageLines(app);
  const elasticDocument = (document: Readonly<Record<string, unknown>>, options: ReadingOptions = {}): ElasticReading => {
    const result = pipeline.run(javaDocument(document), options.budget === undefined ? {} : { budget: options.budget });
    const plain = result.kind === 'doc' ? toPlain(result.doc) : undefined;
    const facts = elasticFacts(plain, table);
    const error = result.kind === 'error' ? toPlain(result.error) : undefined;
    return { result, document: plain, error, facts, state: stateOf(facts) };
  };
  return {
    catalog: table.catalog,
    stream: table.stream,
    table,
    origin,
    splunkReader,
    splunk: (raw, options = {}) => {
      const records = splunkReader(raw).read(raw, options);
      const [record] = records;
      const facts = record === undefined ? new Map() : splunkFacts(record, table);
      return { records, facts, state: stateOf(facts) };
    },
    elastic: (raw, winlog, options) => elasticDocument(winlog ?? { message: raw }, options),
    elasticDocument,
    splunkLines: (file, isMeant) => lines.where(file, isMeant),
    writers: (side, fact) => {
      const names = table.facts.find((each) => each.fact === fact)?.[side] ?? [fact];
      return names.flatMap((name) => (side === 'splunk' ? splunkReader('').writers(name) : pipeline.writers(name)));
    },
  };
}

/** The lines of the files of a package; each file is cut when it is first asked for. */
class PackageLines {
  readonly #files: PackageFiles;
  readonly #known = new Map<string, readonly { readonly text: string; readonly span: Span }[]>();

  constructor(files: PackageFiles) {
    this.#files = files;
  }

  where(file: string, isMeant: (line: string) => boolean): readonly Span[] {
    return this.#linesOf(file).flatMap(({ text, span }) => (isMeant(text) ? [span] : []));
  }

  #linesOf(file: string) {
    const lines = this.#known.get(file) ?? linesIn(this.#files, file);
    this.#known.set(file, lines);
    return lines;
  }
}

function linesIn({ name, files }: PackageFiles, file: string): readonly { readonly text: string; readonly span: Span }[] {
  const path = file.startsWith(`${name}/`) ? file.slice(name.length + 1) : file;
  const whole = Buffer.from(files.get(path) ?? []).toString('utf8');
  const starts = new LineStarts(whole);
  let start = 0;
  return whole.split('\n').map((text) => {
    const span = starts.span(`${name}/${path}`, start, start + text.length);
    start += text.length + 1;
    return { text, span };
  });
}

function javaDocument(document: Readonly<Record<string, unknown>>): JavaMap {
  const value = fromPlain(document);
  if (!(value instanceof JavaMap)) throw new Error('a document is no object');
  return value;
}

// Windows events come under the names that Splunk's own inputs give them; which of the two, the look of the record says.
function originOf({ body, sourcetype }: Stream, raw: string): Origin {
  if (body.form !== 'windows-event') return { sourcetype, source: '/var/log/record.log', host: LOG_HOST };
  const layout = raw.trimStart().startsWith('<') ? 'XmlWinEventLog' : 'WinEventLog';
  return { sourcetype: layout, source: `${layout}:${body.channel}`, host: LOG_HOST };
}

function originsOf(stream: Stream): readonly Origin[] {
  return stream.body.form === 'windows-event' ? [originOf(stream, ''), originOf(stream, '<')] : [originOf(stream, '')];
}
