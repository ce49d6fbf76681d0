import { frameOf } from '../../catalog/frame.js';
import type { Catalog, Stream } from '../../catalog/model.js';
import { bracketsRule, codedEnumerations, namespace, pairMembers, pairsRule } from '../../catalog/names.js';
import { bodyExpression } from '../../pattern/brackets.js';
import { type FramePart, frameExpression, frameStart, optionalHeader, strptimeFormat, timePrefix } from '../../pattern/frame.js';
import { secretInRecord } from '../../pattern/pairs.js';
import { literal } from '../../pattern/regex.js';
import { codeField, type Evaluation, evaluations } from './evaluations.js';
import { own, versionSuffix } from './field-names.js';

export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly comment?: string;
}

/** Longest record kept whole, in bytes: a CMC request or a pasted certificate chain in base64 fits. */
const longestRecord = 250_000;

/** What each group of calculated fields is for, as the file's reader is told. */
const groupComments: Readonly<Record<Evaluation['group'], string>> = {
  event: 'Which event, which outcome: the key of the lookup below',
  who: 'Who',
  where: 'From where, to where: only what is an address',
  what: 'On which object, doing what',
  why: 'Why',
  product: 'Vendor and product',
  marks: 'Fields that stand twice, fields that nobody documented: by name',
  tidy: 'Helpers that nobody searches',
};

/**
 * Takes a stream and returns the settings of its sourcetype's stanza in props.conf, in the order in which Splunk applies them.
 * props.conf.spec of Splunk 9.
 */
export function propsSettings(catalog: Catalog, stream: Stream): readonly Setting[] {
  return [...indexTime(stream), ...extractions(catalog, stream), ...calculated(catalog, stream), ...lookups(catalog)];
}

function indexTime(stream: Stream): readonly Setting[] {
  const parts = frameOf(stream);
  // Bounded, so that a value full of line ends costs no more than its length.
  const breaker = `([\\r\\n]{1,64})(?=${optionalHeader}${frameStart(parts)})`;
  const zones = Object.entries(stream.timeZone.table).map(([name, offset]) => `${name}=GMT${offset}`);
  return [
    { key: 'SHOULD_LINEMERGE', value: 'false', comment: 'Index time: a record starts at a frame, whatever line ends its values hold' },
    { key: 'LINE_BREAKER', value: breaker },
    { key: 'EVENT_BREAKER_ENABLE', value: 'true' },
    { key: 'EVENT_BREAKER', value: breaker },
    { key: 'TRUNCATE', value: String(longestRecord) },
    { key: 'TIME_PREFIX', value: `\\A${optionalHeader}${timePrefix(parts)}` },
    { key: 'TIME_FORMAT', value: strptimeFormat(timePattern(parts)) },
    { key: 'MAX_TIMESTAMP_LOOKAHEAD', value: '60' },
    {
      key: 'TZ',
      value: stream.timeZone.default,
      comment: `Where a record names no zone that is known: ${stream.timeZone.origin}; set it for your input`,
    },
    ...(zones.length === 0 ? [] : [{ key: 'TZ_ALIAS', value: zones.join(',') }]),
  ];
}

function timePattern(parts: readonly FramePart[]): string {
  return parts.find((part) => part.kind === 'time')?.time ?? '';
}

/** Settings that are shipped switched off. Masking what is indexed breaks the signature of a signed log. */
export function switchedOff(catalog: Catalog, stream: Stream): readonly Setting[] {
  if (stream.pairs.secrets.length === 0) return [];
  const value = `s/${secretInRecord(pairsRule(stream))}/\\1********/g`;
  return [
    {
      key: `SEDCMD-${own(catalog)('mask')}`,
      value,
      comment: 'Masks secrets in what is indexed; off, because a signed log could not be verified any more',
    },
  ];
}

function extractions(catalog: Catalog, stream: Stream): readonly Setting[] {
  const name = own(catalog);
  const rule = bracketsRule(catalog, stream);
  const tail = stream.body.tail.map((each, index) => ({
    key: `EXTRACT-${name(`${index + 2}${each.field.toLowerCase()}`)}`,
    value: `${literal(each.after)}(?<${each.field}>[\\s\\S]+) in ${name('text')}`,
  }));
  const members = pairMembers(catalog).map(({ own: member }) => name(member));
  return [
    { key: 'KV_MODE', value: 'none', comment: 'Search time: frame, body, then every field of the body, documented or not' },
    { key: 'MATCH_LIMIT', value: '1000000' },
    {
      key: `EXTRACT-${name('0frame')}`,
      value: `\\A${optionalHeader}${frameExpression(frameOf(stream), name)}\\[{1,2}${literal(stream.body.start)}=`,
    },
    {
      key: `EXTRACT-${name('1body')}`,
      value: bodyExpression(rule, { body: name('body'), unclosed: name('unclosed'), text: name('text') }),
    },
    ...tail,
    { key: `REPORT-${name('0fields')}`, value: `${name('fields')}, ${name('unclosed')}` },
    ...(members.length === 0
      ? []
      : [{ key: `REPORT-${name('1pairs')}`, value: [name('pairs'), name('pairs_unclosed'), ...members].join(', ') }]),
  ];
}

function calculated(catalog: Catalog, stream: Stream): readonly Setting[] {
  const prefix = `${namespace(catalog)}_`;
  const all = evaluations(catalog, stream);
  const documented = new Set(catalog.fields.map((each) => each.name));
  const given = [...all.map((each) => each.field), ...lookupOutputs].filter((each) => !each.startsWith(prefix) && !documented.has(each));
  const aliases = [...new Set(given)].sort().map((each) => `${each} AS ${prefix}raw_${each}`);
  let group: Evaluation['group'] | undefined;
  const settings = all.map((each): Setting => {
    const comment = each.group === group ? undefined : groupComments[each.group];
    group = each.group;
    return { key: `EVAL-${each.field}`, value: each.expression, ...(comment === undefined ? {} : { comment }) };
  });
  return [
    {
      key: `FIELDALIAS-${prefix}raw`,
      value: aliases.join(' '),
      comment: 'A field of the record that has the name of a CIM field is kept beside it',
    },
    ...settings,
  ];
}

/** CIM fields that come from the lookup of events. */
export const lookupOutputs = [
  'action',
  'status',
  'change_type',
  'object_category',
  'severity',
  'signature',
  'description',
  'type',
] as const;

function lookups(catalog: Catalog): readonly Setting[] {
  const name = own(catalog);
  const suffix = versionSuffix(catalog);
  const outputs = [name('event'), name('class'), name('action'), name('outcome'), ...lookupOutputs].join(' ');
  const codes = codedEnumerations(catalog).flatMap(({ enumeration, fields }) =>
    fields.map((field) => ({
      key: `LOOKUP-${name(`3${enumeration.name}_${field.name.toLowerCase()}`)}`,
      value: `${name(`${enumeration.name}_${suffix}`)} code AS ${name(codeField(field))} OUTPUT name AS ${name(enumeration.name)}`,
    })),
  );
  return [
    {
      key: `LOOKUP-${name('1event')}`,
      value: `${name(`events_${suffix}`)} ${name('key')} OUTPUT ${outputs}`,
      comment: 'What each event means',
    },
    {
      key: `LOOKUP-${name('2unknown')}`,
      value: `${name(`unknown_${suffix}`)} ${name('outcome_read')} OUTPUTNEW ${name('class')} ${name('outcome')} severity`,
    },
    ...codes,
  ];
}
