import type { Catalog, Stream } from '../../catalog/model.js';
import { type Mark, marksOf } from '../marks.js';
import { type AuditQuestion, answerable, auditQuestions } from '../questions.js';
import { elasticFactNames } from './fact-names.js';
import { datasetName } from './package-name.js';

export interface ReadySearch {
  readonly title: string;
  /** The search, in KQL. */
  readonly search: string;
  /** Columns worth showing in Discover. */
  readonly columns: readonly string[];
  /** What KQL cannot do, and what does it instead. */
  readonly note?: string;
  /** The same question in ES|QL, where records have to be compared. */
  readonly esql?: string;
}

/** Takes a stream and returns ready searches for an auditor. */
export function auditSearches(catalog: Catalog, stream: Stream): readonly ReadySearch[] {
  const names = new Map(elasticFactNames(catalog, stream));
  return answerable(auditQuestions(catalog, stream), names).map((question) => ({
    title: question.title,
    search: conditions(catalog, stream, question, names),
    columns: columns(question, names),
    ...comparison(catalog, stream, question, names),
  }));
}

function columns({ by, compares }: AuditQuestion, names: ReadonlyMap<string, string>): readonly string[] {
  const shown = by.flatMap((fact) => names.get(fact)?.split('|') ?? []);
  return compares === 'numbers' ? ['event.sequence', 'host.name', 'log.file.path'] : shown;
}

function comparison(
  catalog: Catalog,
  stream: Stream,
  { compares, most }: AuditQuestion,
  names: ReadonlyMap<string, string>,
): Pick<ReadySearch, 'note' | 'esql'> {
  const dataset = datasetName(catalog, stream);
  switch (compares) {
    case 'times':
      return {
        note: 'KQL cannot look at the time between records: make a rule of the type *Elasticsearch query* with this query that speaks when there are fewer than 1 in 10 minutes,\ngrouped by `host.name`.',
      };
    case 'numbers':
      return {
        note: 'KQL cannot compare records: sort by `event.sequence` and look for a number that is missing, or count with ES|QL over a time in which the product did not start anew:',
        esql: [
          `FROM logs-${dataset}-*`,
          '| STATS first = MIN(event.sequence), last = MAX(event.sequence), records = COUNT_DISTINCT(event.sequence, 40000) BY host.name, log.file.path',
          '| EVAL missing = last - first + 1 - records',
          '| WHERE missing > 0',
        ].join('\n'),
      };
    case 'sessions':
      return {
        note: 'KQL cannot compare records: look for a session without a success, or count with ES|QL:',
        esql: [
          `FROM logs-${dataset}-*`,
          `| WHERE ${dataset}.class == "authentication"`,
          `| STATS tried = COUNT(*), completed = SUM(CASE(event.outcome == "success", 1, 0)) BY ${names.get('session.id') ?? ''}`,
          '| WHERE completed == 0',
        ].join('\n'),
      };
    case 'hours':
      return {
        note: `KQL cannot count: make a rule of the type *Threshold* with this query that speaks when there are more than ${most} in an hour, grouped by the columns.`,
      };
    case undefined:
      return {};
  }
}

function conditions(
  catalog: Catalog,
  stream: Stream,
  { classes, actions, outcome, having = [], compares }: AuditQuestion,
  names: ReadonlyMap<string, string>,
): string {
  const dataset = datasetName(catalog, stream);
  const oneOf = (field: string, values: readonly string[]) => {
    const quoted = values.map((value) => `"${value}"`);
    return quoted.length === 1 ? `${field}: ${quoted[0]}` : `${field}: (${quoted.join(' or ')})`;
  };
  return [
    `event.dataset: "${dataset}"`,
    ...(classes === undefined ? [] : [oneOf(`${dataset}.class`, classes)]),
    ...(actions === undefined ? [] : [oneOf('event.action', actions)]),
    ...(outcome === undefined ? [] : [`event.outcome: "${outcome}"`]),
    ...(compares === 'numbers' ? ['event.sequence: *'] : []),
    ...having.flatMap(({ fact, is, isNot }) => {
      const path = names.get(fact)?.split('|')[0] ?? fact;
      return is === undefined ? [`${path}: *`, ...(isNot ?? []).map((value) => `not ${path}: "${value}"`)] : [oneOf(path, is)];
    }),
  ].join(' and ');
}

const markTitles: Readonly<Record<Mark, string>> = {
  unknown_field: 'Fields that nobody documented',
  duplicate_field: 'Fields that stand twice in one record: a defect, or somebody who forges',
};

/** Takes a stream and returns one search for each way of not being understood. */
export function notUnderstood(catalog: Catalog, stream: Stream): readonly ReadySearch[] {
  const dataset = datasetName(catalog, stream);
  const search = (title: string, condition: string, columns: readonly string[]): ReadySearch => ({
    title,
    search: `event.dataset: "${dataset}" and ${condition}`,
    columns,
  });
  return [
    search('Events that the catalog does not know', `${dataset}.unknown_event: true`, ['event.code', 'message']),
    ...marksOf(stream).map((mark) => search(markTitles[mark], `${dataset}.${mark}: *`, [`${dataset}.${mark}`, 'event.code'])),
    search('Records that could not be read', 'event.kind: "pipeline_error"', ['error.message', 'event.original']),
  ];
}

/** Takes a stream and returns the one search that finds all records that were not understood. */
export function allNotUnderstood(catalog: Catalog, stream: Stream): string {
  const dataset = datasetName(catalog, stream);
  const any = [`${dataset}.unknown_event: true`, ...marksOf(stream).map((mark) => `${dataset}.${mark}: *`), 'event.kind: "pipeline_error"'];
  return `event.dataset: "${dataset}" and (${any.join(' or ')})`;
}
