import { frameOf } from '../../catalog/frame.js';
import type { BracketsBody, Catalog, Stream } from '../../catalog/model.js';
import { bracketsRule, pairedFields, pairMembers, pairsRule } from '../../catalog/names.js';
import {
  type BracketsRule,
  bodyExpression,
  fieldExpression,
  fieldNameExpression,
  firstValueExpression,
  framedExpression,
  unclosedExpression,
  unclosedNameExpression,
  unclosedValueExpression,
} from '../../pattern/brackets.js';
import { frameExpression, frameStart, optionalHeader, strptimeFormat, timePrefix } from '../../pattern/frame.js';
import { beforeFirstPair, emptyPair, pairExpression, pairStart, secretExpression, secretInRecord } from '../../pattern/pairs.js';
import { anyOf, endOfText, literal } from '../../pattern/regex.js';
import { choose, first, pattern, text } from './eval.js';
import type { Evaluation } from './evaluations.js';
import { fieldReference, isMember, own } from './field-names.js';
import { behindFrame, indexTimeSettings } from './index-time.js';
import type { RecordReader } from './record-reader.js';
import type { Setting, Stanza } from './settings.js';

/** Longest record kept whole, in bytes: a CMC request or a pasted certificate chain in base64 fits. */
const longestRecord = 250_000;

// A certificate pasted into a console, or a CMC request, is tens of kilobytes long.
const limits: readonly Setting[] = [{ key: 'MATCH_LIMIT', value: '1000000' }];

/** Everything the builders below share. */
interface Scope {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly body: BracketsBody;
  readonly rule: BracketsRule;
  readonly name: (own: string) => string;
}

/** Takes a stream with a body of brackets and returns how its records are read. */
export function bracketsReader(catalog: Catalog, stream: Stream, body: BracketsBody): RecordReader {
  const scope: Scope = { catalog, stream, body, rule: bracketsRule(catalog, stream, body), name: own(catalog) };
  const { name } = scope;
  const event = first(body.start);
  return {
    stanza: stream.sourcetype,
    search: `sourcetype=${stream.sourcetype}`,
    indexTime: indexTime(stream),
    extractions: extractions(scope),
    transforms: transforms(scope),
    switchedOff: switchedOff(scope),
    fieldName: (field) => field,
    value: (reference) => {
      const field = fieldReference(catalog, reference);
      return isMember(reference) ? field : first(field);
    },
    code: event,
    event,
    outcomeRead: `if(isnull(${body.start}),null(),${outcomeRead(scope)})`,
    text: name('text'),
    evaluations: [...pairs(scope), ...marks(scope), ...tidy(scope)],
    extracted: [
      ...frameOf(stream).map((part) => (part.kind === 'time' ? '_time' : name(part.name))),
      name('text'),
      ...catalog.fields.map((field) => field.name),
      ...pairMembers(catalog).map((each) => name(each.own)),
    ],
    keyField: body.start,
  };
}

function indexTime(stream: Stream): readonly Setting[] {
  const parts = frameOf(stream);
  const stamp = parts.find((part) => part.kind === 'time')?.time ?? '';
  return indexTimeSettings(stream, {
    ...behindFrame,
    beginning: frameStart(parts),
    longestRecord,
    time: [
      { key: 'TIME_PREFIX', value: `\\A${optionalHeader}${timePrefix(parts)}` },
      { key: 'TIME_FORMAT', value: strptimeFormat(stamp) },
      { key: 'MAX_TIMESTAMP_LOOKAHEAD', value: '60' },
    ],
  });
}

// Masking what is indexed breaks the signature of a signed log.
function switchedOff({ stream, name }: Scope): readonly Setting[] {
  if (stream.pairs.secrets.length === 0) return [];
  const value = `s/${secretInRecord(pairsRule(stream))}/\\1********/g`;
  return [
    {
      key: `SEDCMD-${name('mask')}`,
      value,
      comment: 'Masks secrets in what is indexed; off, because a signed log could not be verified any more',
    },
  ];
}

function extractions({ catalog, stream, body, rule, name }: Scope): readonly Setting[] {
  const tail = body.tail.map((each, index) => ({
    key: `EXTRACT-${name(`${index + 2}${each.field.toLowerCase()}`)}`,
    value: `${literal(each.after).replace(/^[ \t]/, '[$&]')}(?<${each.field}>[\\s\\S]+) in ${name('text')}`,
  }));
  const members = pairMembers(catalog).map(({ own: member }) => name(member));
  return [
    { key: 'KV_MODE', value: 'none', comment: 'Search time: frame, body, then every field of the body, documented or not' },
    { key: 'MATCH_LIMIT', value: '1000000' },
    {
      key: `EXTRACT-${name('0frame')}`,
      value: framedExpression(rule, frameExpression(frameOf(stream), name)),
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

function transforms(scope: Scope): readonly Stanza[] {
  const { catalog, stream, rule, name } = scope;
  const members = pairMembers(catalog).map(
    ({ member, own: memberOwn }): Stanza => ({
      name: name(memberOwn),
      settings: [
        { key: 'SOURCE_KEY', value: name('pairs') },
        { key: 'REGEX', value: pairExpression(pairsRule(stream), member.name, name(memberOwn)) },
        ...limits,
      ],
    }),
  );
  return [
    {
      name: name('fields'),
      comment: 'Every field of the body under the name the product gives it',
      settings: [
        { key: 'SOURCE_KEY', value: name('body') },
        { key: 'REGEX', value: fieldExpression(rule) },
        { key: 'FORMAT', value: '$1::$2' },
        { key: 'MV_ADD', value: 'true' },
        ...limits,
      ],
    },
    {
      name: name('unclosed'),
      comment: 'A field that the record ends in, without its bracket',
      settings: [
        { key: 'SOURCE_KEY', value: name('unclosed') },
        { key: 'REGEX', value: unclosedExpression(rule) },
        { key: 'FORMAT', value: '$1::$2' },
        { key: 'MV_ADD', value: 'true' },
      ],
    },
    ...firstPairs(scope),
    ...members,
  ];
}

// A field that stands twice has several values, and nobody documents what a transform makes of those: pairs are looked for in the first.
function firstPairs({ catalog, rule, name }: Scope): readonly Stanza[] {
  return pairedFields(catalog).flatMap((field) => [
    {
      name: name('pairs'),
      comment: 'The list of pairs, and the pairs that have a name of their own',
      settings: [
        { key: 'SOURCE_KEY', value: name('body') },
        { key: 'REGEX', value: firstValueExpression(rule, field.name, name('pairs')) },
        ...limits,
      ],
    },
    {
      name: name('pairs_unclosed'),
      settings: [
        { key: 'SOURCE_KEY', value: name('unclosed') },
        { key: 'REGEX', value: unclosedValueExpression(rule, field.name, name('pairs')) },
      ],
    },
  ]);
}

// Values are joined by text that no value can hold, since it would have ended the value; so one that looks like two is still one.
function outcomeRead({ stream: { outcome }, body }: Scope): string {
  if (outcome === undefined) return '"none"';
  const separator = `][${body.start.toLowerCase()}=`;
  const joined = `lower(mvjoin(${outcome.from},${text(separator)}))`;
  const all = (words: readonly string[]) => {
    const word = anyOf(words.map((each) => each.toLowerCase()));
    return `match(${joined},${pattern(`^${word}(?:${literal(separator)}${word})*${endOfText}`)})`;
  };
  return choose(
    [
      [`isnull(${outcome.from})`, '"none"'],
      [all(outcome.success), '"success"'],
      [all(outcome.failure), '"failure"'],
    ],
    '"unknown"',
  );
}

function pairs(scope: Scope): readonly Evaluation[] {
  const paired = scope.catalog.fields.find((each) => each.type === 'pairs');
  if (paired === undefined) return [];
  const rule = pairsRule(scope.stream);
  const { separator } = rule;
  const joined = `mvjoin(${paired.name},${text(separator)})`;
  const masked = rule.secrets.length === 0 ? joined : `replace(${joined},${pattern(secretExpression(rule))},"\\1********")`;
  const leading = `^${literal(separator)}`;
  const single = `replace(${text(separator)}.replace(${masked},${pattern(leading)},""),${pattern(beforeFirstPair(rule))},"")`;
  const whole = `replace(replace(${single},${pattern(emptyPair(rule))},""),${pattern(leading)},"")`;
  // Text that no value can hold, since it would have ended the value.
  const mark = `][${scope.body.start}=`;
  return [
    { group: 'what', field: paired.name, expression: masked },
    {
      group: 'what',
      field: 'object_attrs',
      expression: `split(replace(nullif(${whole},""),${pattern(pairStart(rule))},${pattern(`${mark}\\1`)}),${text(mark)})`,
    },
  ];
}

// The names of all fields, one after the other: the matches consume the body without a gap, so nothing but names is left.
function marks(scope: Scope): readonly Evaluation[] {
  const { catalog, rule, name } = scope;
  const expression = pattern(fieldNameExpression(rule));
  const unclosed = pattern(unclosedNameExpression());
  const all = (mark: string) =>
    `replace(ltrim(${name('body')},"["),${expression},"${mark}").coalesce(replace(${name('unclosed')},${unclosed},"${mark}"),"")`;
  const sorted = `",".mvjoin(mvsort(split(rtrim(${all('\\1,')},","),",")),",")`;
  const repeated = `replace(replace(${sorted},",([^,]+)(?=,\\1(?:,|${endOfText}))",";\\1"),",[^,;]+","")`;
  const known = anyOf(catalog.fields.map((each) => each.name));
  const strangers = `trim(replace(${all(',\\1,')},",${known},",""),",")`;
  const list = (names: string, separator: string) =>
    `if(match(${names},"[A-Za-z]"),mvdedup(mvsort(split(${names},${text(separator)}))),null())`;
  return [
    { group: 'marks', field: name('duplicate_field'), expression: list(`ltrim(${repeated},";")`, ';') },
    { group: 'marks', field: name('unknown_field'), expression: list(strangers, ',,') },
  ];
}

function tidy({ catalog, name }: Scope): readonly Evaluation[] {
  const helpers = ['body', 'unclosed', ...(pairedFields(catalog).length === 0 ? [] : ['pairs'])];
  return helpers.map((each) => ({ group: 'tidy', field: name(each), expression: 'null()' }));
}
