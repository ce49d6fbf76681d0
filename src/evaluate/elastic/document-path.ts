import { IngestFailure, illegalArgument } from './ingest-failure.js';

export const INGEST_ROOT = 'ingest';

/** A path to a field, taken apart once: `_ingest.` and `_source.` name where it starts. A path that Elasticsearch refuses holds the refusal. */
export interface DocumentPath {
  readonly text: string;
  readonly root: 'ctx' | 'ingest';
  readonly steps: readonly string[];
  readonly last: string;
  readonly fault?: IngestFailure;
  /** Only Elasticsearch refuses it. */
  readonly isElasticFault?: boolean;
}

/** Takes a path as it stands in a pipeline, or as a template made it. */
export function documentPath(text: string): DocumentPath {
  if (text === '') return refused(text, illegalArgument('path cannot be null nor empty'));
  const isIngest = text.startsWith('_ingest.');
  const rest = isIngest ? text.slice('_ingest.'.length) : text.startsWith('_source.') ? text.slice('_source.'.length) : text;
  const steps = splitAtDots(rest);
  if (steps.length === 0)
    return refused(text, new IngestFailure('array_index_out_of_bounds_exception', 'Index -1 out of bounds for length 0'));
  if (steps.length === 1 && steps[0] === '') return refused(text, illegalArgument(`path [${text}] is not valid`));
  const made: DocumentPath = { text, root: isIngest ? INGEST_ROOT : 'ctx', steps, last: steps.at(-1) ?? '' };
  if (steps[0] !== '') return made;
  const fault = new IngestFailure('string_index_out_of_bounds_exception', 'String index out of range: 0');
  return { ...made, fault, isElasticFault: true };
}

function refused(text: string, fault: IngestFailure): DocumentPath {
  return { text, root: 'ctx', steps: [], last: '', fault };
}

/** String.split of Java: parts behind the last that is not empty are left out. */
function splitAtDots(text: string): readonly string[] {
  const parts = text.split('.');
  while (parts.length > 0 && parts.at(-1) === '') parts.pop();
  return text === '' ? [''] : parts;
}
