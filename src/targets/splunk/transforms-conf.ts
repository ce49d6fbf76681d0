import type { Catalog, Stream } from '../../catalog/model.js';
import { bracketsRule, codedEnumerations, pairMembers, pairsRule } from '../../catalog/names.js';
import { fieldExpression, unclosedExpression } from '../../pattern/brackets.js';
import { pairExpression } from '../../pattern/pairs.js';
import { own, versionSuffix } from './field-names.js';
import type { Setting } from './props-conf.js';

export interface Stanza {
  readonly name: string;
  readonly comment?: string;
  readonly settings: readonly Setting[];
}

// A certificate pasted into a console, or a CMC request, is tens of kilobytes long.
const limits: readonly Setting[] = [
  { key: 'MATCH_LIMIT', value: '1000000' },
  { key: 'DEPTH_LIMIT', value: '10000' },
];

/** Takes a stream and returns the stanzas of transforms.conf that its sourcetype refers to. transforms.conf.spec of Splunk 9. */
export function transforms(catalog: Catalog, stream: Stream): readonly Stanza[] {
  const name = own(catalog);
  const rule = bracketsRule(catalog, stream);
  const members = pairMembers(catalog).map(
    ({ field, member, own: memberOwn }): Stanza => ({
      name: name(memberOwn),
      settings: [
        { key: 'SOURCE_KEY', value: field.name },
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
    ...members,
    ...lookupStanzas(catalog),
  ];
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
