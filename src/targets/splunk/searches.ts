import type { Catalog, Stream } from '../../catalog/model.js';
import { type Mark, marksOf } from '../marks.js';
import { type AuditQuestion, auditQuestions } from '../questions.js';
import { splunkFactNames } from './fact-names.js';
import { own } from './field-names.js';
import { recordReader } from './record-reader.js';

export interface ReadySearch {
  readonly title: string;
  /** The search, in Splunk's language. */
  readonly search: string;
}

/** Seconds without a signature after which a log is worth a look. */
const longestGap = 600;

/** Takes a stream and returns ready searches for an auditor. */
export function auditSearches(catalog: Catalog, stream: Stream): readonly ReadySearch[] {
  const names = new Map(splunkFactNames(catalog, stream));
  const name = own(catalog);
  return auditQuestions(catalog, stream).map((question) => ({
    title: question.title,
    search: `${conditions(catalog, stream, question)}\n${question.gaps === true ? gaps() : countBy(question, names, name('event'))}`,
  }));
}

function conditions(catalog: Catalog, stream: Stream, { classes, actions, objects, outcome }: AuditQuestion): string {
  const name = own(catalog);
  const oneOf = (field: string, values: readonly string[]) => {
    const [only] = values;
    return values.length === 1 ? `${field}=${only}` : `${field} IN (${values.join(', ')})`;
  };
  return [
    recordReader(catalog, stream).search,
    ...(classes === undefined ? [] : [oneOf(name('class'), classes)]),
    ...(actions === undefined ? [] : [oneOf(name('action'), actions)]),
    ...(objects === undefined ? [] : [oneOf('object_category', objects)]),
    ...(outcome === undefined ? [] : [`${name('outcome')}=${outcome}`]),
  ].join(' ');
}

// `stats` drops a record that lacks one of the fields; a dash keeps it.
// Only a change of an account has its actor in another field than usual.
function countBy({ by, classes, burst }: AuditQuestion, names: ReadonlyMap<string, string>, otherwise: string): string {
  const accounts = classes?.includes('account') === true;
  const fields = by.flatMap((fact) => {
    const alternatives = names.get(fact)?.split('|') ?? [];
    return accounts && alternatives.length > 1 ? ['who'] : alternatives.slice(-1);
  });
  const list = fields.length === 0 ? otherwise : fields.join(', ');
  return [
    ...(accounts && fields.includes('who') ? [`| eval who=coalesce(${names.get('actor.user')?.split('|').join(', ')})`] : []),
    `| fillnull value="-" ${list}`,
    ...(burst === undefined ? counted(list) : hours(list, burst)),
  ].join('\n');
}

function counted(list: string): readonly string[] {
  return [
    `| stats count earliest(_time) AS first latest(_time) AS last by ${list}`,
    '| convert ctime(first) ctime(last)',
    '| sort - count',
  ];
}

function hours(list: string, least: number): readonly string[] {
  return ['| bin _time span=1h', `| stats count by _time, ${list}`, `| where count > ${least}`, '| sort - count'];
}

function gaps(): string {
  return [
    '| sort 0 host, source, _time',
    '| streamstats current=f window=1 last(_time) AS previous by host, source',
    '| eval seconds=_time-previous',
    `| where seconds > ${longestGap}`,
    '| convert ctime(previous)',
    '| table _time, host, source, previous, seconds',
  ].join('\n');
}

const marked: Readonly<Record<Mark, (base: string, field: string, keyField: string) => ReadySearch>> = {
  unknown_field: (base, field, keyField) => ({
    title: 'Fields that nobody documented',
    search: `${base} ${field}=*\n| stats count by ${field}, ${keyField}`,
  }),
  duplicate_field: (base, field) => ({
    title: 'Fields that stand twice in one record: a defect, or somebody who forges',
    search: `${base} ${field}=*\n| table _time, host, ${field}, _raw`,
  }),
};

/** Takes a stream and returns one search for each way of not being understood. */
export function notUnderstood(catalog: Catalog, stream: Stream): readonly ReadySearch[] {
  const name = own(catalog);
  const { search: base, keyField, listedBy = [keyField] } = recordReader(catalog, stream);
  const by = listedBy.join(', ');
  return [
    {
      title: 'Events that the catalog does not know',
      search: `${base} ${name('class')}=${stream.unknown.class}\n| stats count by ${by}`,
    },
    ...marksOf(stream).map((mark) => marked[mark](base, name(mark), by)),
    { title: 'Records that could not be read', search: `${base} NOT ${keyField}=*\n| table _time, host, source, _raw` },
  ];
}

/** Takes a stream and returns the one search that counts all records that were not understood. */
export function countNotUnderstood(catalog: Catalog, stream: Stream): string {
  const name = own(catalog);
  const { search, keyField } = recordReader(catalog, stream);
  const counted = [
    `count(eval(${name('class')}=="${stream.unknown.class}")) AS unknown_event`,
    ...marksOf(stream).map((mark) => `count(eval(isnotnull(${name(mark)}))) AS ${mark}`),
    `count(eval(isnull(${keyField}))) AS unparsed`,
  ];
  return `${search}\n| stats count AS records,\n    ${counted.join(',\n    ')}\n    by host`;
}
