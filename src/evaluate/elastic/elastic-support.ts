import type { SupportRow } from '../support.js';
import { COMMON_OPTIONS } from './compile-pipeline.js';
import type { ProcessorDefinition } from './processor.js';
import { OPENSEARCH_REFUSED, PROCESSORS, REFUSED_PROCESSORS } from './processors/index.js';

const ENGINES = { elasticsearch: 'Elasticsearch', opensearch: 'OpenSearch' } as const;

/** What holds for every pipeline and is not all that an engine does. */
const LIMITS: readonly (readonly [name: string, note: string])[] = [
  ['numbers beyond 64 bits', 'a document that ends with one is an error, as in `_simulate`; a real index takes it'],
  ['tables among parameters', 'what a document is given of them stays shared, and changes show in later documents, as on Elasticsearch'],
  ['templates', 'of the methods of Java that a template may call on a text: length, empty, isEmpty, blank, isBlank, toString'],
  ['OpenSearch', 'what becomes of a document; texts of errors are those of Elasticsearch'],
  ['conditions', 'maps and lists that a condition compares with each other or turns into text: the engine wraps each anew, none is equal'],
  ['stack of a script error', 'the lines of the script; not those of Java above them'],
];

/** What of Elastic's pipelines is evaluated; from the tables that the evaluator works by. */
export const elasticSupport: readonly SupportRow[] = [
  ...Object.entries(PROCESSORS).flatMap(([name, definition]) => [processorRow(name, definition), ...optionRows(name, definition)]),
  ...Object.entries(REFUSED_PROCESSORS).map(([name, note]) => row('processor', name, 'refused', note)),
  ...LIMITS.map(([name, note]) => row('pipeline', name, 'partial', note)),
  ...COMMON_OPTIONS.map((name) => row('processor option', `(any).${name}`, 'implemented')),
];

function row(area: string, name: string, state: SupportRow['state'], note?: string): SupportRow {
  return { side: 'elastic', area, name, state, ...(note === undefined ? {} : { note }) };
}

function processorRow(name: string, { note, only, isPartial }: ProcessorDefinition): SupportRow {
  const other = Object.hasOwn(OPENSEARCH_REFUSED, name) ? OPENSEARCH_REFUSED[name] : undefined;
  const notes = [
    ...(only === undefined ? [] : [`${ENGINES[only]} only`]),
    ...(note === undefined ? [] : [note]),
    ...(other === undefined ? [] : [other]),
  ];
  return row('processor', name, isPartial === true ? 'partial' : 'implemented', notes.length === 0 ? undefined : notes.join('; '));
}

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
