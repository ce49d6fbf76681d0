import type { Catalog, Sample, Stream } from '../catalog/model.js';
import { type Finding, finding } from '../diagnostics/finding.js';
import { renderJson } from '../render/json.js';
import { type Host, joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import { proofCodes } from './proof-codes.js';
import { type ElasticReading, LOG_HOST, type SplunkReading } from './rendered-add-on.js';

/**
 * What a side made of each sample, whole, as a person accepted it. It stands in `catalogs/<id>/accepted/<stream>/`:
 * - `test-<origin>.json` and `test-<origin>.json-expected.json`: documents, in the form of `elastic-package test pipeline`; copied into
 *   the package. A document that is marked as failed is none of them: that program takes it for a failed test.
 * - `elastic-marked-<origin>.json`: those documents, by the sample's name.
 * - `splunk-<origin>.json`: what a search sees, by the sample's name.
 */
export interface AcceptedResults {
  readonly splunk: ReadonlyMap<string, unknown>;
  /** By the text of their input, because the files of documents name no sample. */
  readonly documents: ReadonlyMap<string, unknown>;
  readonly marked: ReadonlyMap<string, unknown>;
}

type Json = Readonly<Record<string, unknown>>;

const origins = ['documented', 'real', 'synthetic'] as const;

/** Reads the accepted results of a stream; a file that is not there holds none. */
export function readAccepted(host: Host, folder: string): { readonly accepted: AcceptedResults; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const read = (name: string): Json => {
    const file = joinPath(folder, name);
    const bytes = host.readFile(file);
    if (bytes === undefined) return {};
    const value = parsed(Buffer.from(bytes).toString('utf8'));
    if (value !== undefined) return value;
    findings.push(finding(proofCodes['proof-accepted-file'], { message: `${file} holds no object of JSON`, span: startOf(file) }));
    return {};
  };
  const byName = (kind: string) => new Map(origins.flatMap((origin) => Object.entries(read(`${kind}-${origin}.json`))));
  const documents = origins.flatMap((origin) => {
    const inputs = listIn(read(`test-${origin}.json`), 'events');
    const outputs = listIn(read(`test-${origin}.json-expected.json`), 'expected');
    return inputs.map((input, index) => [textOf(input), outputs[index]] as const);
  });
  return { accepted: { splunk: byName('splunk'), documents: new Map(documents), marked: byName('elastic-marked') }, findings };
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function listIn(file: Json, name: string): readonly unknown[] {
  const list = Object.hasOwn(file, name) ? file[name] : undefined;
  return Array.isArray(list) ? list : [];
}

/** The document that the pipeline is given of a sample. */
export function inputOf({ raw, winlog, tags }: Sample): Json {
  return { ...(winlog ?? { message: raw }), tags };
}

/** What was accepted of a sample on Elastic; undefined where nothing was. */
export function acceptedDocument({ documents, marked }: AcceptedResults, sample: Sample): unknown {
  return documents.get(textOf(inputOf(sample))) ?? marked.get(sample.name);
}

/** What a search sees of a record, as it is accepted. */
export function splunkResult({ records }: SplunkReading): unknown {
  const results = records.map(({ time, host, fields, eventtypes, tags }) => ({
    time: time === null ? null : new Date(Math.round(time * 1000)).toISOString(),
    ...(host === LOG_HOST ? {} : { host }),
    fields: Object.fromEntries([...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values])),
    eventtypes,
    tags,
  }));
  return sorted(results.length === 1 ? results[0] : results);
}

/** What a document becomes, as it is accepted: the document, or what befell it. */
export function elasticResult({ result, document, error }: ElasticReading): unknown {
  if (result.kind === 'doc') return sorted(document);
  return result.kind === 'dropped' ? { dropped: true } : sorted({ error });
}

/** Whether a result has a place among the tests of `elastic-package`, which takes each message of an error for a failed test. */
function isMarked(result: unknown): boolean {
  return typeof result !== 'object' || result === null || 'error' in result || 'dropped' in result;
}

/** The same value with the members of each object in byte order, so that files of two runs are the same. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, each]) => [key, sorted(each)]));
}

function textOf(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** One leaf in which two results differ. */
export interface LeafDifference {
  readonly path: readonly string[];
  readonly expected: unknown;
  readonly got: unknown;
}

/** Takes two results and returns each leaf in which they differ; a list is a leaf. */
export function leafDifferences(expected: unknown, got: unknown, path: readonly string[] = []): readonly LeafDifference[] {
  if (isObject(expected) && isObject(got)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
    return names.flatMap((name) => leafDifferences(member(expected, name), member(got, name), [...path, name]));
  }
  // A whole object that is missing or too much: each of its leaves is.
  if (isObject(expected) && got === undefined) return leafDifferences(expected, {}, path);
  if (isObject(got) && expected === undefined) return leafDifferences({}, got, path);
  return textOf(expected ?? null) === textOf(got ?? null) ? [] : [{ path, expected, got }];
}

function member(value: Json, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The results of all samples of a stream, by the names of the files that hold them. */
export function acceptedFiles(
  { samples }: Catalog,
  stream: Stream,
  results: ReadonlyMap<string, { readonly splunk: unknown; readonly elastic: unknown }>,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const origin of origins) {
    const own = samples.flatMap((sample) => {
      const result = results.get(sample.name);
      return sample.stream !== stream.id || sample.origin !== origin || result === undefined ? [] : [{ sample, ...result }];
    });
    if (own.length === 0) continue;
    files.set(`splunk-${origin}.json`, renderJson(Object.fromEntries(own.map(({ sample, splunk }) => [sample.name, splunk]))));
    const shown = own.filter(({ elastic }) => !isMarked(elastic));
    const marked = own.filter(({ elastic }) => isMarked(elastic));
    if (shown.length > 0) {
      files.set(`test-${origin}.json`, renderJson(sorted({ events: shown.map(({ sample }) => inputOf(sample)) })));
      files.set(`test-${origin}.json-expected.json`, renderJson({ expected: shown.map(({ elastic }) => elastic) }));
    }
    if (marked.length > 0)
      files.set(
        `elastic-marked-${origin}.json`,
        renderJson(Object.fromEntries(marked.map(({ sample, elastic }) => [sample.name, elastic]))),
      );
  }
  return files;
}
