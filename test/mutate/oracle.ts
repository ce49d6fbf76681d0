import type { Catalog, Sample, Stream } from '../../src/catalog/model.js';
import { hasErrors } from '../../src/diagnostics/finding.js';
import { Budget } from '../../src/evaluate/budget.js';
import { type Host, joinPath } from '../../src/source/host.js';
import { type AcceptedResults, elasticResult, inputOf, readAccepted, splunkResult } from '../../src/verify/accepted-results.js';
import { compareFacts } from '../../src/verify/compare.js';
import type { Facts } from '../../src/verify/facts.js';
import { type GeneratedLine, generatedLines } from '../../src/verify/generated-lines.js';
import { openRenderedStream, type RenderedAddOn, type RenderedStream } from '../../src/verify/rendered-add-on.js';
import { openProof, type ProofPlaces } from '../../src/verify/sample-test.js';
import { trySamples } from '../../src/verify/sample-trial.js';
import { withoutProcessors } from './elastic-mutants.js';
import type { Mutant } from './mutant.js';
import { withoutSettings } from './splunk-mutants.js';

/** Who noticed a mutant, and by which record. `opening` is the reader that refuses the file. */
export interface Verdict {
  readonly by: 'opening' | 'test' | 'parity' | 'budget' | undefined;
  readonly record: string | undefined;
  readonly fact: string | undefined;
}

type Side = Mutant['side'];

/** A record of a stream, and what each side made of it before anything was changed. */
interface Case {
  readonly name: string;
  readonly raw: string;
  readonly sample: Sample | undefined;
  readonly line: GeneratedLine | undefined;
  readonly result: Readonly<Record<Side, string>>;
  readonly facts: Readonly<Record<Side, Facts>>;
}

interface OpenStream {
  readonly stream: Stream;
  readonly rendered: RenderedStream;
  readonly accepted: AcceptedResults;
  readonly cases: readonly Case[];
}

/** A record in which a change shows is tried again before others: few records show most changes. */
const MOST_REMEMBERED = 12;
const MUTANT_MILLISECONDS = 30_000;

/**
 * Answers of each mutant of a catalog's add-ons whether `addonsmith test` notices it on the samples, or `addonsmith parity` on the lines
 * made of the catalog. Both are asked only where the changed side makes something else of a record than before: all that they hold
 * follows from that.
 */
export class Oracle {
  /** What is rendered, as it was written. */
  readonly files: RenderedAddOn;
  /** By the side that is changed: what stands in place of the other, which need not be opened anew. */
  readonly #beside: Readonly<Record<Side, RenderedAddOn>>;
  readonly #streams: readonly OpenStream[];
  readonly #remembered: Record<Side, Case[]> = { splunk: [], elastic: [] };

  private constructor(files: RenderedAddOn, streams: readonly OpenStream[]) {
    this.files = files;
    this.#beside = {
      splunk: { ...files, elastic: withoutProcessors(files.elastic) },
      elastic: { ...files, splunk: withoutSettings(files.splunk) },
    };
    this.#streams = streams;
  }

  /** Opens what was rendered of a catalog and reads all records. Throws where something is wrong before anything was changed. */
  static open(host: Host, places: ProofPlaces, catalog: Catalog): Oracle {
    const proof = openProof(host, places, catalog);
    const { files } = proof;
    if (files === undefined || hasErrors(proof.findings)) throw new Error(`the add-ons of ${catalog.id} cannot be opened: build them`);
    const streams = proof.streams.map(({ rendered, samples }) => {
      const { stream } = rendered;
      const { accepted } = readAccepted(host, joinPath(places.catalogs, catalog.id, 'accepted', stream.id));
      return { stream, rendered, accepted, cases: casesOf(rendered, samples) };
    });
    const oracle = new Oracle(files, streams);
    oracle.#refuseFailures();
    return oracle;
  }

  get records(): number {
    return this.#streams.reduce((sum, each) => sum + each.cases.length, 0);
  }

  judge(mutant: Mutant): Verdict {
    const budget = new Budget(MUTANT_MILLISECONDS);
    const run = budget.run(() => this.#judge(mutant));
    return run.done ? run.value : { by: 'budget', record: undefined, fact: undefined };
  }

  #judge(mutant: Mutant): Verdict {
    const { side } = mutant;
    const changed = mutant.apply();
    for (const open of this.#streams) {
      const { rendered, findings } = openRenderedStream({ ...this.#beside[side], [side]: changed }, open.rendered.catalog, open.stream);
      if (rendered === undefined) return { by: 'opening', record: undefined, fact: findings[0]?.message };
      const mixed = side === 'splunk' ? { ...open.rendered, ...splunkOf(rendered) } : { ...open.rendered, ...elasticPart(rendered) };
      for (const each of this.#ordered(mutant, open.cases)) {
        if (resultOf(mixed, each, side) === each.result[side]) continue;
        const verdict = noticed(mixed, open, each, side);
        if (verdict === undefined) continue;
        this.#remember(side, each);
        return verdict;
      }
    }
    return { by: undefined, record: undefined, fact: undefined };
  }

  *#ordered({ side, hints }: Mutant, cases: readonly Case[]): Iterable<Case> {
    const hinted =
      hints.length === 0 ? [] : cases.filter(({ raw, name }) => hints.some((hint) => raw.includes(hint) || name.includes(hint)));
    const first = new Set([...hinted, ...this.#remembered[side].filter((each) => cases.includes(each))]);
    yield* first;
    for (const each of cases) if (!first.has(each)) yield each;
  }

  #remember(side: Side, noticing: Case): void {
    const others = this.#remembered[side].filter((each) => each !== noticing);
    this.#remembered[side] = [noticing, ...others].slice(0, MOST_REMEMBERED);
  }

  #refuseFailures(): void {
    for (const open of this.#streams) {
      for (const each of open.cases) {
        const failure = noticed(open.rendered, open, each, 'splunk') ?? noticed(open.rendered, open, each, 'elastic');
        if (failure !== undefined) throw new Error(`${each.name} fails before anything was changed: ${failure.by} ${failure.fact}`);
      }
    }
  }
}

function splunkOf({ splunk, splunkReader }: RenderedStream): Pick<RenderedStream, 'splunk' | 'splunkReader'> {
  return { splunk, splunkReader };
}

function elasticPart({ elastic, elasticDocument }: RenderedStream): Pick<RenderedStream, 'elastic' | 'elasticDocument'> {
  return { elastic, elasticDocument };
}

function casesOf(rendered: RenderedStream, samples: readonly Sample[]): readonly Case[] {
  const made = (name: string, raw: string, sample: Sample | undefined, line: GeneratedLine | undefined): Case => {
    const about = { name, raw, sample, line, result: { splunk: '', elastic: '' } };
    const facts = { splunk: rendered.splunk(raw).facts, elastic: elasticOf(rendered, about).facts };
    const result = { splunk: resultOf(rendered, about, 'splunk'), elastic: resultOf(rendered, about, 'elastic') };
    return { ...about, facts, result };
  };
  return [
    ...samples.map((sample) => made(sample.name, sample.raw, sample, undefined)),
    ...[...generatedLines(rendered.catalog, rendered.stream)].map((line) => made(line.name, line.raw, undefined, line)),
  ];
}

function elasticOf(rendered: RenderedStream, { raw, sample, line }: Pick<Case, 'raw' | 'sample' | 'line'>) {
  return sample === undefined ? rendered.elastic(raw, line?.winlog) : rendered.elasticDocument(inputOf(sample));
}

/** All that a side makes of a record, as one text. Of a sample also where it is cut from its neighbours. */
function resultOf(rendered: RenderedStream, about: Pick<Case, 'raw' | 'sample' | 'line'>, side: Side): string {
  if (side === 'elastic') return JSON.stringify(elasticResult(elasticOf(rendered, about)));
  const result = JSON.stringify(splunkResult(rendered.splunk(about.raw)));
  if (about.sample === undefined || rendered.stream.body.form === 'windows-event') return result;
  const breaker = rendered.splunkReader(about.raw).breaker();
  const text = `${about.raw}\n${about.raw}\n`;
  return `${result} ${JSON.stringify([...breaker.push(text), ...breaker.end()])}`;
}

/** Whether `test` fails on a sample, or `parity` on a line that was made. */
function noticed(rendered: RenderedStream, { accepted }: OpenStream, each: Case, side: Side): Verdict | undefined {
  if (each.sample !== undefined) {
    const [trial] = trySamples(rendered, [each.sample], accepted, new Budget(MUTANT_MILLISECONDS));
    const failure = trial?.failures[0];
    return failure === undefined ? undefined : { by: 'test', record: each.name, fact: failure.fact };
  }
  const facts = side === 'splunk' ? rendered.splunk(each.raw).facts : elasticOf(rendered, each).facts;
  const compared =
    side === 'splunk' ? compareFacts(facts, each.facts.elastic, rendered.table) : compareFacts(each.facts.splunk, facts, rendered.table);
  const different = compared.find(({ agreement, declared }) => agreement !== 'equal' && declared === undefined);
  return different === undefined ? undefined : { by: 'parity', record: each.name, fact: different.fact };
}

/** The places where the proof of this repository is found. */
export function proofPlaces(): ProofPlaces {
  return { catalogs: 'catalogs', rendered: 'dist-addon', external: '../shared/samples' };
}
