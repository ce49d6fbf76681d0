import type { Catalog, Sample } from '../catalog/model.js';
import { type Finding, finding, hasErrors, type Span } from '../diagnostics/finding.js';
import { Budget } from '../evaluate/budget.js';
import { type Host, joinPath } from '../source/host.js';
import { readAccepted } from './accepted-results.js';
import { agentRecordFindings, agentTemplateFindings } from './agent-streams.js';
import { readExternalLines } from './external-lines.js';
import { failureFindings } from './failure-findings.js';
import { generatedLines } from './generated-lines.js';
import { proofCodes } from './proof-codes.js';
import { openRenderedStream, RECORD_MILLISECONDS, type RenderedAddOn, type RenderedStream, readRenderedAddOn } from './rendered-add-on.js';
import { type Failure, located, type Trial, trySamples } from './sample-trial.js';
import { shortList } from './short-list.js';

/** Where a proof finds what it reads. */
export interface ProofPlaces {
  /** The folder of catalogs. */
  readonly catalogs: string;
  /** What `build` wrote. */
  readonly rendered: string;
  /** Folder of real lines that may not be copied: `<catalog>/<file>`. */
  readonly external: string | undefined;
}

/** A stream of a catalog whose rendered sides are open, with all samples that are at hand. */
export interface ProvedStream {
  readonly rendered: RenderedStream;
  readonly samples: readonly Sample[];
  /** Those of them that are real lines from outside the catalog. */
  readonly external: readonly Sample[];
}

/** What a record is worth as a proof: a product's own line outranks a document's, and that one made for the purpose. */
export const proofOrigins = ['real', 'documented', 'synthetic', 'generated'] as const;
export type ProofOrigin = (typeof proofOrigins)[number];

/** A record that is given to both sides. */
export interface ProofRecord {
  readonly name: string;
  readonly origin: ProofOrigin;
  readonly carrier: string;
  readonly raw: string;
  readonly winlog?: Readonly<Record<string, unknown>>;
  /** Where the record stands: a sample, or the event that a line was made for. */
  readonly span: Span;
}

/** Returns the samples of a stream, and behind them the lines that are made of its catalog. */
export function* proofRecords({ rendered: { catalog, stream }, samples }: ProvedStream): Iterable<ProofRecord> {
  yield* samples;
  for (const line of generatedLines(catalog, stream)) yield { ...line, origin: 'generated' };
}

/** All streams of a catalog, and how many real lines are not at hand. */
export interface ProvedCatalog {
  readonly catalog: Catalog;
  readonly streams: readonly ProvedStream[];
  /** What was rendered; undefined where nothing was. */
  readonly files: RenderedAddOn | undefined;
  readonly skipped: number;
  readonly findings: readonly Finding[];
}

/** Opens what was rendered of a catalog, and gathers its samples. */
export function openProof(host: Host, places: ProofPlaces, catalog: Catalog): ProvedCatalog {
  const { rendered, findings } = readRenderedAddOn(host, places.rendered, catalog);
  if (rendered === undefined) return { catalog, streams: [], files: undefined, skipped: 0, findings };
  const external = readExternalLines(host, joinPath(places.catalogs, catalog.id), catalog, places.external);
  const opened = catalog.streams.map((stream) => ({ stream, ...openRenderedStream(rendered, catalog, stream) }));
  const streams = opened.flatMap(({ stream, rendered: open }) => {
    if (open === undefined) return [];
    const real = external.samples.filter((each) => each.stream === stream.id);
    return [{ rendered: open, samples: [...catalog.samples.filter((each) => each.stream === stream.id), ...real], external: real }];
  });
  const all = [...findings, ...external.findings, ...opened.flatMap((each) => each.findings)];
  return { catalog, streams, files: rendered, skipped: external.skipped, findings: all };
}

/** What came of all samples of a catalog. */
export interface SampleTest {
  readonly catalog: Catalog;
  readonly trials: readonly Trial[];
  /** Each failure with its places, in the order of the samples. */
  readonly failures: readonly Failure[];
  /** Failures as findings, those that have one cause told once, and all else that is to be said. */
  readonly findings: readonly Finding[];
  readonly skipped: number;
}

/** Lets both rendered sides of a catalog read all its samples. */
export function testSamples(host: Host, places: ProofPlaces, catalog: Catalog): SampleTest {
  const proof = openProof(host, places, catalog);
  if (hasErrors(proof.findings)) return { catalog, trials: [], failures: [], findings: proof.findings, skipped: proof.skipped };
  const tested = proof.streams.map((each) => testStream(host, places, each));
  const findings = [...proof.findings, ...tested.flatMap((each) => each.findings), ...agentFindings(proof)];
  return {
    catalog,
    trials: tested.flatMap((each) => each.trials),
    failures: tested.flatMap((each) => each.failures),
    findings,
    skipped: proof.skipped,
  };
}

/** What is wrong with the templates of Elastic Agent, and where the agent cuts a file with all samples into other records than Splunk. */
function agentFindings({ files, streams }: ProvedCatalog): readonly Finding[] {
  if (files === undefined) return [];
  const filed = streams.filter(({ rendered }) => rendered.stream.body.form !== 'windows-event');
  return [
    ...agentTemplateFindings(files.elastic),
    ...filed.flatMap(({ rendered, samples }) =>
      agentRecordFindings(files.elastic, {
        dataStream: rendered.stream.dataStream,
        records: samples.map((sample) => sample.raw),
        breaker: () => rendered.splunkReader('').breaker(),
      }),
    ),
  ];
}

type StreamTest = Pick<SampleTest, 'trials' | 'failures' | 'findings'>;

function testStream(host: Host, places: ProofPlaces, { rendered, samples, external }: ProvedStream): StreamTest {
  const { catalog, stream } = rendered;
  const { accepted, findings } = readAccepted(host, joinPath(places.catalogs, catalog.id, 'accepted', stream.id));
  const budget = new Budget(RECORD_MILLISECONDS);
  const trials = trySamples(rendered, samples, accepted, budget);
  const failures = trials.flatMap((trial) => trial.failures.map((each) => located(rendered, each)));
  return { trials, failures, findings: [...findings, ...failureFindings(host, rendered, failures), ...notAccepted(trials, external)] };
}

function notAccepted(trials: readonly Trial[], external: readonly Sample[]): readonly Finding[] {
  const lacking = trials.filter(({ isAccepted, sample }) => !isAccepted && !external.includes(sample)).map(({ sample }) => sample);
  const [first] = lacking;
  if (first === undefined) return [];
  const names = lacking.map(({ name }) => `\`${name}\``);
  const message = `${lacking.length === 1 ? 'a sample has' : `${lacking.length} samples have`} no accepted result: ${shortList(names, 5)}`;
  return [finding(proofCodes['proof-not-accepted'], { message, span: first.span })];
}
