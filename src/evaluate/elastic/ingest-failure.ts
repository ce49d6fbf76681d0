import { JavaMap, type JavaValue } from './values.js';

/** What an exception says of itself beside its type and its reason, in the order that it is printed. */
export type FailureDetails = readonly (readonly [name: string, value: JavaValue])[];

/**
 * An exception as Elasticsearch throws it while a document runs through a pipeline. It is thrown by processors and caught by what runs
 * them; it never leaves the evaluator. It is no Error: a document that fails is an everyday thing, and a stack costs more than all else.
 */
export class IngestFailure {
  /** Which processor failed, and in which pipeline; set by what runs the processor. */
  processor: FailedProcessor | undefined;

  constructor(
    /** The class of the exception as Elasticsearch prints it: `illegal_argument_exception`. */
    readonly type: string,
    readonly reason: string | null,
    readonly cause?: IngestFailure,
    readonly details: FailureDetails = [],
    /** Failures of other attempts, which are told but not counted. */
    readonly suppressed: readonly IngestFailure[] = [],
  ) {}

  /** The same with failures of other attempts. */
  with(suppressed: readonly IngestFailure[]): IngestFailure {
    return new IngestFailure(this.type, this.reason, this.cause, this.details, suppressed);
  }
}

export interface FailedProcessor {
  readonly type: string;
  readonly tag: string | null;
  readonly pipeline: string | undefined;
}

/** Java's IllegalArgumentException, which most processors throw. */
export function illegalArgument(reason: string, cause?: IngestFailure): IngestFailure {
  return new IngestFailure('illegal_argument_exception', reason, cause);
}

export function nullPointer(reason: string | null): IngestFailure {
  return new IngestFailure('null_pointer_exception', reason);
}

/** Java's ClassCastException between two classes of the JDK. */
export function classCast(from: string, to: string): IngestFailure {
  const reason = `class ${from} cannot be cast to class ${to} (${from} and ${to} are in module java.base of loader 'bootstrap')`;
  return new IngestFailure('class_cast_exception', reason);
}

/** The exception that began it all: what `_ingest.on_failure_message` tells. */
export function rootOf(failure: IngestFailure): IngestFailure {
  let root = failure;
  while (root.cause !== undefined) root = root.cause;
  return root;
}

/** The error of a document as `_simulate` prints it: root_cause, type, reason, what else is known, caused_by. */
export function errorOf(failure: IngestFailure): JavaMap {
  const error = new JavaMap('linked');
  error.put('root_cause', [mapOf(failure, false)]);
  error.putAll(mapOf(failure, true));
  return error;
}

function mapOf(failure: IngestFailure, withCause: boolean): JavaMap {
  const map = new JavaMap('linked');
  map.put('type', failure.type);
  map.put('reason', failure.reason);
  for (const [name, value] of failure.details) map.put(name, value);
  if (!withCause) return map;
  if (failure.cause !== undefined) map.put('caused_by', mapOf(failure.cause, true));
  if (failure.suppressed.length > 0)
    map.put(
      'suppressed',
      failure.suppressed.map((each) => mapOf(each, true)),
    );
  return map;
}
