import type { IngestDocument } from './ingest-document.js';
import { type IngestFailure, rootOf } from './ingest-failure.js';
import type { Step } from './processor.js';
import { failureOf } from './script-failure.js';

/** A processor with what is told of it when it fails. */
export interface RunnableProcessor {
  readonly type: string;
  readonly tag: string | null;
  readonly step: Step;
}

/**
 * Runs processors one after the other; when one fails, what `ignore_failure` and `on_failure` say
 * (org.elasticsearch.ingest.CompoundProcessor of 8.19): the handlers see `_ingest.on_failure_*`, and the processors behind the one that
 * failed are left out.
 */
export function runCompound(
  document: IngestDocument,
  processors: readonly RunnableProcessor[],
  handlers: readonly RunnableProcessor[],
  ignoreFailure: boolean,
): void {
  for (const processor of processors) {
    const failure = attempt(document, processor);
    if (failure !== undefined && !ignoreFailure) {
      if (handlers.length === 0) throw failure;
      handle(document, handlers, failure);
      return;
    }
    if (document.dropped || document.terminated || document.rerouted) return;
  }
}

function handle(document: IngestDocument, handlers: readonly RunnableProcessor[], cause: IngestFailure): void {
  putMetadata(document, cause);
  try {
    for (const handler of handlers) {
      const failure = attempt(document, handler);
      if (failure !== undefined) throw failure;
      if (document.dropped) return;
    }
  } finally {
    removeMetadata(document);
  }
}

function attempt(document: IngestDocument, processor: RunnableProcessor): IngestFailure | undefined {
  try {
    processor.step(document);
    return undefined;
  } catch (thrown) {
    const failure = failureOf(thrown);
    failure.processor ??= { type: processor.type, tag: processor.tag, pipeline: originOf(document) };
    return failure;
  }
}

/** OpenSearch names the pipeline only where one runs inside another. */
function originOf({ pipelines, engine }: IngestDocument): string | undefined {
  return engine === 'elasticsearch' || pipelines.length > 1 ? pipelines.at(-1) : undefined;
}

const NAMES = ['on_failure_message', 'on_failure_processor_type', 'on_failure_processor_tag', 'on_failure_pipeline'] as const;

function putMetadata({ ingest }: IngestDocument, failure: IngestFailure): void {
  const [message, type, tag, pipeline] = NAMES;
  ingest.put(message, rootOf(failure).reason);
  ingest.put(type, failure.processor?.type ?? null);
  ingest.put(tag, failure.processor?.tag ?? null);
  if (failure.processor?.pipeline !== undefined) ingest.put(pipeline, failure.processor.pipeline);
}

function removeMetadata({ ingest }: IngestDocument): void {
  for (const name of NAMES) ingest.remove(name);
}
