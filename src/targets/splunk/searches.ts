import type { Catalog, Stream } from '../../catalog/model.js';
import { type Mark, marksOf } from '../marks.js';
import { type AuditQuestion, answerable, auditQuestions, counterOf } from '../questions.js';
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
  return answerable(auditQuestions(catalog, stream), names).map((question) => ({
    title: question.title,
    search: `${conditions(catalog, stream, question, names)}\n${rest(catalog, stream, question, names)}`,
  }));
}

function rest(catalog: Catalog, stream: Stream, question: AuditQuestion, names: ReadonlyMap<string, string>): string {
  switch (question.compares) {
    case 'times':
      return gaps();
    case 'numbers':
      return missingNumbers(own(catalog)(counterOf(catalog, stream) ?? ''));
    case 'sessions':
      return notCompleted(question, names, own(catalog)('outcome'));
    case 'hours':
    case undefined:
      return countBy(question, names, own(catalog)('event'));
  }
}

function conditions(
  catalog: Catalog,
  stream: Stream,
  { classes, actions, outcome, having = [], compares }: AuditQuestion,
  names: ReadonlyMap<string, string>,
): string {
  const name = own(catalog);
  const counter = compares === 'numbers' ? [`${name(counterOf(catalog, stream) ?? '')}=*`] : [];
  const oneOf = (field: string, values: readonly string[]) => {
    const [only] = values;
    return values.length === 1 ? `${field}=${only}` : `${field} IN (${values.join(', ')})`;
  };
  return [
    recordReader(catalog, stream).search,
    ...(classes === undefined ? [] : [oneOf(name('class'), classes)]),
    ...(actions === undefined ? [] : [oneOf(name('action'), actions)]),
    ...(outcome === undefined ? [] : [`${name('outcome')}=${outcome}`]),
    ...counter,
    ...having.flatMap(({ fact, is, isNot }) => {
      const field = names.get(fact)?.split('|')[0] ?? fact;
      return is === undefined ? [`${field}=*`, ...(isNot ?? []).map((value) => `NOT ${field}=${value}`)] : [oneOf(field, is)];
    }),
  ].join(' ');
}

// `stats` drops a record that lacks one of the fields; a dash keeps it.
// Only a change of an account has its actor in another field than usual.
function countBy({ by, classes, most }: AuditQuestion, names: ReadonlyMap<string, string>, otherwise: string): string {
  const accounts = classes?.includes('account') === true;
  const fields = by.flatMap((fact) => {
    const alternatives = names.get(fact)?.split('|') ?? [];
    return accounts && alternatives.length > 1 ? ['who'] : alternatives.slice(-1);
  });
  const list = fields.length === 0 ? otherwise : fields.join(', ');
  return [
    ...(accounts && fields.includes('who') ? [`| eval who=coalesce(${names.get('actor.user')?.split('|').join(', ')})`] : []),
    `| fillnull value="-" ${list}`,
    ...(most === undefined ? counted(list) : hours(list, most)),
  ].join('\n');
}

function counted(list: string): readonly string[] {
  return [
    `| stats count earliest(_time) AS first latest(_time) AS last by ${list}`,
    '| convert ctime(first) ctime(last)',
    '| sort - count',
  ];
}

function hours(list: string, most: number): readonly string[] {
  return ['| bin _time span=1h', `| stats count by _time, ${list}`, `| where count > ${most}`, '| sort - count'];
}

// A number lower than the one before it is another start of the product, which begins to count anew.
function missingNumbers(counter: string): string {
  return [
    `| sort 0 host, source, _time, ${counter}`,
    `| streamstats current=f window=1 last(${counter}) AS previous by host, source`,
    `| eval missing=${counter}-previous-1`,
    '| where missing > 0',
    `| table _time, host, source, previous, ${counter}, missing`,
  ].join('\n');
}

function notCompleted({ by }: AuditQuestion, names: ReadonlyMap<string, string>, outcome: string): string {
  const [session = '', ...others] = by.flatMap((fact) => names.get(fact)?.split('|').slice(-1) ?? []);
  return [
    `| stats count AS tried count(eval(${outcome}=="success")) AS completed ${others.map((each) => `values(${each}) AS ${each}`).join(' ')}`,
    `    min(_time) AS first by host, ${session}`,
    '| where completed=0',
    '| convert ctime(first)',
    '| sort - first',
  ].join('\n');
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
