import type { Catalog, Stream } from '../catalog/model.js';
import { type Finding, finding, hasErrors } from '../diagnostics/finding.js';
import { Budget } from '../evaluate/budget.js';
import type { Host } from '../source/host.js';
import { type Agreement, type ComparedFact, compareFacts, countsUnread, declaredDifference } from './compare.js';
import type { FactTable } from './facts.js';
import { oneLine } from './one-line.js';
import { proofCodes } from './proof-codes.js';
import { RECORD_MILLISECONDS, type RenderedStream } from './rendered-add-on.js';
import { openProof, type ProofOrigin, type ProofPlaces, type ProofRecord, proofRecords } from './sample-test.js';

/** How often the sides agree about one fact, and how they do not. */
export interface FactParity {
  readonly fact: string;
  readonly counts: Readonly<Record<Agreement, number>>;
  /** Why the sides may differ, where the catalog says so. */
  readonly declared: string | undefined;
  /** The first records in which they differ. */
  readonly examples: readonly { readonly record: ProofRecord; readonly compared: ComparedFact }[];
}

export interface StreamParity {
  readonly stream: Stream;
  readonly records: Readonly<Record<ProofOrigin, number>>;
  readonly facts: readonly FactParity[];
}

/** How the two sides of a catalog's add-ons stand to each other. */
export interface CatalogParity {
  readonly catalog: Catalog;
  readonly streams: readonly StreamParity[];
  readonly skipped: number;
  readonly findings: readonly Finding[];
}

const MOST_EXAMPLES = 3;

/** Lets both rendered sides read all samples of a catalog and the lines made of it, and compares the facts that they state. */
export function catalogParity(host: Host, places: ProofPlaces, catalog: Catalog): CatalogParity {
  const proof = openProof(host, places, catalog);
  if (hasErrors(proof.findings)) return { catalog, streams: [], skipped: proof.skipped, findings: proof.findings };
  const compared = proof.streams.map((each) => streamParity(each.rendered, proofRecords(each)));
  return {
    catalog,
    streams: compared.map((each) => each.parity),
    skipped: proof.skipped,
    findings: [...proof.findings, ...compared.flatMap((each) => each.findings)],
  };
}

interface Tally {
  readonly counts: Record<Agreement, number>;
  readonly declared: string | undefined;
  readonly examples: { readonly record: ProofRecord; readonly compared: ComparedFact }[];
}

/** Takes records of a stream and compares what both sides state of each. */
function streamParity(
  rendered: RenderedStream,
  all: Iterable<ProofRecord>,
): { readonly parity: StreamParity; readonly findings: readonly Finding[] } {
  const tallies = new Map<string, Tally>();
  const records = { documented: 0, real: 0, synthetic: 0, generated: 0 };
  const runaways: Finding[] = [];
  const budget = new Budget(RECORD_MILLISECONDS);
  for (const [record, run] of budget.each(all, (each) => comparison(rendered, each, budget))) {
    records[record.origin] += 1;
    if (run.done) for (const compared of run.value) tally(tallies, record, compared);
    else
      runaways.push(
        finding(proofCodes['proof-budget'], { message: `${record.name}: reading does not come to an end`, span: run.at ?? record.span }),
      );
  }
  const facts = [...tallies].map(([fact, each]) => ({ fact, ...each }));
  const { stream } = rendered;
  const undeclared = facts.filter((each) => each.declared === undefined && each.examples.length > 0);
  const findings = [...runaways, ...undeclared.map(undeclaredFinding), ...neverDiffering(rendered.table, tallies)];
  return { parity: { stream, records, facts }, findings };
}

/** The facts of both sides, and how the record was taken, as one fact more. */
function comparison(rendered: RenderedStream, { raw, winlog }: ProofRecord, budget: Budget): readonly ComparedFact[] {
  const splunk = rendered.splunk(raw, { budget });
  const elastic = rendered.elastic(raw, winlog, { budget });
  const agreement = splunk.state === elastic.state ? 'equal' : 'different';
  const declared = declaredDifference(rendered.stream.differs, 'state');
  const state: ComparedFact = { fact: 'state', agreement, splunk: splunk.state, elastic: elastic.state, declared };
  const facts = compareFacts(splunk.facts, elastic.facts, rendered.table);
  if (agreement === 'different' && (splunk.state === 'unparsed' || elastic.state === 'unparsed')) {
    // What follows from one side's not understanding the record is one difference and not twenty.
    const reasons = facts.filter((each) => each.agreement !== 'equal' && each.declared !== undefined);
    return [{ ...state, declared: declared ?? reasons[0]?.declared }, ...reasons];
  }
  if (splunk.state === 'unparsed') return [state, ...facts.filter(countsUnread)];
  return [state, ...facts];
}

function tally(tallies: Map<string, Tally>, record: ProofRecord, compared: ComparedFact): void {
  const known = tallies.get(compared.fact) ?? {
    counts: { equal: 0, 'splunk only': 0, 'elastic only': 0, different: 0 },
    declared: compared.declared,
    examples: [],
  };
  tallies.set(compared.fact, known);
  known.counts[compared.agreement] += 1;
  if (compared.agreement !== 'equal' && known.examples.length < MOST_EXAMPLES) known.examples.push({ record, compared });
}

function undeclaredFinding({ fact, counts, examples }: FactParity): Finding {
  const [first] = examples;
  const { equal, ...others } = counts;
  const count = Object.values(others).reduce((sum, each) => sum + each, 0);
  const { splunk, elastic } = first?.compared ?? { splunk: undefined, elastic: undefined };
  const records = count === 1 ? 'one record' : `${count} records`;
  return finding(proofCodes['proof-undeclared'], {
    message: `\`${fact}\` differs in ${records}: ${first?.record.name ?? ''} is ${shown(splunk)} on Splunk and ${shown(elastic)} on Elastic`,
    span: first?.record.span,
    notes: [`record: ${oneLine((first?.record.raw ?? '').slice(0, 300))}`, `it is equal in ${equal}`],
  });
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

// What is declared of more than one fact is prose for readers.
function neverDiffering({ facts, stream: { differs, differsSpans } }: FactTable, tallies: ReadonlyMap<string, Tally>): readonly Finding[] {
  const isFact = (name: string) => name === 'state' || facts.some(({ fact }) => fact === name);
  return Object.keys(differs)
    .filter((fact) => isFact(fact) && (tallies.get(fact)?.examples.length ?? 0) === 0)
    .map((fact) =>
      finding(proofCodes['proof-never-differs'], { message: `\`${fact}\` is stated alike in every record`, span: differsSpans[fact] }),
    );
}
