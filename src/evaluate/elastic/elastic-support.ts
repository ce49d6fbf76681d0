import type { SupportRow } from '../support.js';
import { COMMON_OPTIONS } from './compile-pipeline.js';
import type { ProcessorDefinition } from './processor.js';
import { PROCESSORS, REFUSED_PROCESSORS } from './processors/index.js';

/** What of Elastic's pipelines is evaluated; from the tables that the evaluator works by. */
export const elasticSupport: readonly SupportRow[] = [
  ...Object.entries(PROCESSORS).flatMap(([name, definition]) => [processorRow(name, definition), ...optionRows(name, definition)]),
  ...Object.entries(REFUSED_PROCESSORS).map(([name, note]) => row('processor', name, 'refused', note)),
  ...COMMON_OPTIONS.map((name) => row('processor option', `(any).${name}`, 'implemented')),
];

function row(area: string, name: string, state: SupportRow['state'], note?: string): SupportRow {
  return { side: 'elastic', area, name, state, ...(note === undefined ? {} : { note }) };
}

function processorRow(name: string, { note, only, isPartial }: ProcessorDefinition): SupportRow {
  const notes = [...(only === undefined ? [] : [`${ENGINES[only]} only`]), ...(note === undefined ? [] : [note])];
  return row('processor', name, isPartial === true ? 'partial' : 'implemented', notes.length === 0 ? undefined : notes.join('; '));
}

const ENGINES = { elasticsearch: 'Elasticsearch', opensearch: 'OpenSearch' } as const;

function optionRows(processor: string, { options }: ProcessorDefinition): SupportRow[] {
  return Object.entries(options).map(([name, { only, refused }]) =>
    row(
      'processor option',
      `${processor}.${name}`,
      refused === undefined ? 'implemented' : 'refused',
      refused ?? (only === undefined ? undefined : `${ENGINES[only]} only`),
    ),
  );
}
