import type { Catalog, Stream } from '../../catalog/model.js';
import { bracketsRule, codedEnumerations, pairedFields, pairMembers, pairsRule } from '../../catalog/names.js';
import {
  type BracketsRule,
  fieldExpression,
  firstValueExpression,
  unclosedExpression,
  unclosedValueExpression,
} from '../../pattern/brackets.js';
import { pairExpression } from '../../pattern/pairs.js';
import { own, versionSuffix } from './field-names.js';
import type { Setting } from './props-conf.js';

export interface Stanza {
  readonly name: string;
  readonly comment?: string;
  readonly settings: readonly Setting[];
}

// A certificate pasted into a console, or a CMC request, is tens of kilobytes long.
const limits: readonly Setting[] = [{ key: 'MATCH_LIMIT', value: '1000000' }];

/** Takes a stream and returns the stanzas of transforms.conf that its sourcetype refers to. transforms.conf.spec of Splunk 9. */
export function transforms(catalog: Catalog, stream: Stream): readonly Stanza[] {
  const name = own(catalog);
  const rule = bracketsRule(catalog, stream);
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
    ...firstPairs(catalog, rule),
    ...members,
    ...lookupStanzas(catalog),
  ];
}

// A field that stands twice has several values, and nobody documents what a transform makes of those: pairs are looked for in the first.
function firstPairs(catalog: Catalog, rule: BracketsRule): readonly Stanza[] {
  const name = own(catalog);
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

function lookupStanzas(catalog: Catalog): readonly Stanza[] {
  const name = own(catalog);
  const suffix = versionSuffix(catalog);
  const tables = ['events', 'unknown', ...codedEnumerations(catalog).map(({ enumeration }) => enumeration.name)];
  return tables.map((table) => ({
    name: name(`${table}_${suffix}`),
    settings: [
      { key: 'filename', value: `${name(`${table}_${suffix}`)}.csv` },
      { key: 'max_matches', value: '1' },
    ],
  }));
}
