import type { Catalog, Stream } from '../../catalog/model.js';
import { type Mark, marksOf } from '../marks.js';
import { type AuditQuestion, auditQuestions } from '../questions.js';
import { elasticFactNames } from './fact-names.js';
import { datasetName } from './package-name.js';

export interface ReadySearch {
  readonly title: string;
  /** The search, in KQL. */
  readonly search: string;
  /** Columns worth showing in Discover. */
  readonly columns: readonly string[];
  /** What is asked for is the time between the records found. */
  readonly gaps: boolean;
  /** What is asked for are hours with more than this many; 0 where it is not. */
  readonly burst: number;
}

/** Takes a stream and returns ready searches for an auditor. */
export function auditSearches(catalog: Catalog, stream: Stream): readonly ReadySearch[] {
  const names = new Map(elasticFactNames(catalog, stream));
  return auditQuestions(catalog, stream).map((question) => ({
    title: question.title,
    search: conditions(catalog, stream, question),
    columns: question.by.flatMap((fact) => names.get(fact)?.split('|') ?? []),
    gaps: question.gaps === true,
    burst: question.burst ?? 0,
  }));
}

function conditions(catalog: Catalog, stream: Stream, { classes, actions, objects, outcome }: AuditQuestion): string {
  const dataset = datasetName(catalog, stream);
  const oneOf = (field: string, values: readonly string[]) => {
    const quoted = values.map((value) => `"${value}"`);
    return quoted.length === 1 ? `${field}: ${quoted[0]}` : `${field}: (${quoted.join(' or ')})`;
  };
  return [
    `event.dataset: "${dataset}"`,
    ...(classes === undefined ? [] : [oneOf(`${dataset}.class`, classes)]),
    ...(actions === undefined ? [] : [oneOf('event.action', actions)]),
    ...(objects === undefined ? [] : [oneOf(`${dataset}.object.category`, objects)]),
    ...(outcome === undefined ? [] : [`event.outcome: "${outcome}"`]),
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
    gaps: false,
    burst: 0,
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
