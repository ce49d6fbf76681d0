import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import { IngestFailure } from './ingest-failure.js';
import { PainlessError, PainlessRefusal, painlessCodes } from './painless/painless-script.js';
import { exceptionType, JavaThrowable } from './painless/throwable.js';
import { Unsupported } from './processor-options.js';
import { JavaMap, type JavaValue } from './values.js';

/** What was thrown while a document ran, as an exception of Elasticsearch; a mistake of ours, and what is not evaluated, is thrown on. */
export function failureOf(thrown: unknown): IngestFailure {
  if (thrown instanceof IngestFailure) return thrown;
  if (thrown instanceof JavaThrowable) return exceptionOf(thrown);
  if (!(thrown instanceof PainlessError)) throw thrown;
  const { position } = thrown;
  return new IngestFailure(thrown.type, thrown.reason, exceptionOf(thrown.thrown), [
    ['script_stack', [...thrown.scriptStack]],
    ['script', thrown.script],
    ['lang', 'painless'],
    ...(position === undefined ? [] : [['position', positionOf(position)] as const]),
  ]);
}

function positionOf(position: { readonly offset: number; readonly start: number; readonly end: number }): JavaValue {
  return JavaMap.of([...Object.entries(position)], 'linked');
}

function exceptionOf({ className, message, cause }: JavaThrowable): IngestFailure {
  return new IngestFailure(exceptionType(className), message, cause === null ? undefined : exceptionOf(cause));
}

/** What ended the evaluation because it is not implemented, as a finding at the place that ran; undefined for all else. */
export function refusalOf(thrown: unknown, span: Span | undefined): Finding | undefined {
  if (thrown instanceof Unsupported) return thrown.finding();
  if (!(thrown instanceof PainlessRefusal)) return undefined;
  return finding(painlessCodes['painless-refused'], { message: thrown.message, span });
}
