import { type Finding, finding, hasErrors, type Span } from '../../diagnostics/finding.js';
import type { Budget } from '../budget.js';
import { compilePipeline, type PipelineDefinition, type PipelineSet } from './compile-pipeline.js';
import { elasticCodes } from './elastic-codes.js';
import { IngestDocument } from './ingest-document.js';
import { errorOf, IngestFailure, illegalArgument } from './ingest-failure.js';
import { JavaInstant, JavaZoned, offsetZone } from './painless/library/java-time-values.js';
import { pipelineWriters } from './pipeline-writers.js';
import type { Step } from './processor.js';
import type { Engine } from './processor-options.js';
import { failureOf, refusalOf } from './script-failure.js';
import { deepCopy, JavaMap, type JavaValue } from './values.js';

/** What a pipeline made of a document. */
export type ElasticResult =
  | { readonly kind: 'doc'; readonly doc: JavaMap; readonly metadata: JavaMap }
  | { readonly kind: 'dropped' }
  /** The exception as `_simulate` prints it: root_cause, type, reason, caused_by. */
  | { readonly kind: 'error'; readonly error: JavaMap }
  /** The document reached something that is not evaluated: what Elasticsearch would make of it cannot be said. */
  | { readonly kind: 'refused'; readonly finding: Finding };

export interface RunOptions {
  readonly budget?: Budget | undefined;
  /** The time that `_ingest.timestamp` tells, in milliseconds since 1970; 2026-01-01 unless told otherwise. */
  readonly now?: number | undefined;
}

/** Pipelines that are ready to run. */
export interface ElasticReader {
  /** Runs the first pipeline on a copy of the document. */
  run(document: JavaMap, options?: RunOptions): ElasticResult;
  /** Where the files say what can write a field: processors with that target, scripts whose text or parameters name its last step. */
  writers(path: string): readonly Span[];
}

export interface Opened {
  readonly findings: readonly Finding[];
  /** Undefined where an error was found. */
  readonly reader: ElasticReader | undefined;
}

export interface OpenOptions {
  readonly engine?: Engine | undefined;
  /** The index that documents are on their way to; `_index`, as `_simulate` calls it, unless told otherwise. */
  readonly index?: string | undefined;
}

const NOW = Date.UTC(2026, 0, 1);

/** Takes definitions, the first of which is run, and compiles them. */
export function openDefinitions(definitions: readonly PipelineDefinition[], options: OpenOptions = {}): Opened {
  const set = new Pipelines(options.engine ?? 'elasticsearch');
  const findings = definitions.flatMap((each) => set.add(each));
  findings.push(...set.absent());
  const [first] = definitions;
  if (first === undefined || hasErrors(findings)) return { findings, reader: undefined };
  return { findings, reader: new PipelineReader(set, first.name, definitions, options) };
}

class Pipelines implements PipelineSet {
  private readonly steps = new Map<string, Step>();
  private readonly known = new Set<string>();
  private readonly named: { readonly name: string; readonly span: Span }[] = [];

  constructor(readonly engine: Engine) {}

  add(definition: PipelineDefinition): readonly Finding[] {
    const compiled = compilePipeline(definition, this);
    this.known.add(definition.name);
    this.named.push(...compiled.named);
    if (compiled.step !== undefined) this.steps.set(definition.name, compiled.step);
    return compiled.findings;
  }

  absent(): readonly Finding[] {
    return this.named
      .filter(({ name }) => !this.known.has(name))
      .map(({ name, span }) =>
        finding(elasticCodes['pipeline-absent'], { message: `the pipeline \`${name}\` is in none of the files`, span }),
      );
  }

  has(name: string): boolean {
    return this.steps.has(name);
  }

  /** Runs a pipeline inside another, or as the first. */
  run(document: IngestDocument, name: string): void {
    const step = this.steps.get(name);
    if (step === undefined) throw new Error(`no pipeline ${name}`);
    if (document.pipelines.includes(name)) {
      throw new IngestFailure('graph_structure_exception', `Cycle detected for pipeline: ${name}`);
    }
    const before = document.ingest.get('pipeline');
    document.pipelines.push(name);
    document.ingest.put('pipeline', name);
    try {
      step(document);
    } finally {
      document.pipelines.pop();
      if (before === null) document.ingest.remove('pipeline');
      else document.ingest.put('pipeline', before);
      document.terminated = false;
    }
  }
}

class PipelineReader implements ElasticReader {
  private readonly index: string;
  private stamp: { readonly now: number; readonly value: JavaZoned } | undefined;

  constructor(
    private readonly set: Pipelines,
    private readonly first: string,
    private readonly definitions: readonly PipelineDefinition[],
    options: OpenOptions,
  ) {
    this.index = options.index ?? '_index';
  }

  run(fields: JavaMap, options: RunOptions = {}): ElasticResult {
    const now = options.now ?? NOW;
    const document = new IngestDocument(deepCopy(fields) as JavaMap, this.index, this.set.engine, now, options.budget);
    document.ingest.put('timestamp', this.timestamp(now));
    try {
      this.set.run(document, this.first);
    } catch (thrown) {
      const refusal = refusalOf(thrown, document.at);
      if (refusal !== undefined) return { kind: 'refused', finding: refusal };
      return { kind: 'error', error: errorOf(failureOf(thrown)) };
    }
    if (document.dropped) return { kind: 'dropped' };
    const fault = unstorable(document.ctx.fields, 0);
    if (fault !== undefined) return { kind: 'error', error: errorOf(illegalArgument(fault)) };
    return { kind: 'doc', doc: document.ctx.fields, metadata: document.ctx.metadata };
  }

  /** A time is never changed, so documents share one. */
  private timestamp(now: number): JavaZoned {
    if (this.stamp?.now !== now) this.stamp = { now, value: JavaZoned.ofInstant(JavaInstant.ofMillis(BigInt(now)), offsetZone(0)) };
    return this.stamp.value;
  }

  writers(path: string): readonly Span[] {
    return this.definitions.flatMap((each) => pipelineWriters(each, path));
  }
}

/** Deeper than any document: something holds itself. */
const MOST_DEPTH = 500;

/** Why Elasticsearch cannot copy a document into its answer: it holds itself, or a value of a class that documents do not have. */
function unstorable(value: JavaValue, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > MOST_DEPTH) return 'Iterable object is self-referencing itself';
  if (value instanceof JavaMap) return value.findValue((each) => unstorable(each, depth + 1));
  if (Array.isArray(value)) {
    for (const each of value) {
      const fault = unstorable(each, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  return STORABLE.has(value.className) ? undefined : `unexpected value type [class ${value.className}]`;
}

const STORABLE: ReadonlySet<string> = new Set([
  'java.lang.Double',
  'java.lang.Float',
  'java.lang.Short',
  'java.lang.Byte',
  'java.lang.Character',
  'java.time.ZonedDateTime',
]);
