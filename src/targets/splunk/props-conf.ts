import type { Catalog, Stream } from '../../catalog/model.js';
import { codedEnumerations, columnName, namespace } from '../../catalog/names.js';
import { codeField, type Evaluation, evaluations } from './evaluations.js';
import { own, versionSuffix } from './field-names.js';
import { recordReader } from './record-reader.js';
import type { Setting } from './settings.js';

/** What each group of calculated fields is for, as the file's reader is told. */
const groupComments: Readonly<Record<Evaluation['group'], string>> = {
  event: 'Which event, which outcome: the key of the lookup below',
  fields: 'Every documented field of the body',
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
  const { indexTime, extractions } = recordReader(catalog, stream);
  return [...indexTime, ...extractions, ...calculated(catalog, stream), ...lookups(catalog, stream)];
}

function calculated(catalog: Catalog, stream: Stream): readonly Setting[] {
  const prefix = `${namespace(catalog)}_`;
  const all = evaluations(catalog, stream);
  const documented = new Set(catalog.fields.map((each) => each.name));
  // What a template or a path reads has the add-on's own prefix: no record can bring a field of another name.
  const bringsNames = stream.body.form !== 'text' && stream.body.form !== 'json';
  const given = [...all.map((each) => each.field), ...lookupOutputs].filter((each) => !each.startsWith(prefix) && !documented.has(each));
  const aliases = [...new Set(given)].sort().map((each) => `${each} AS ${prefix}raw_${each}`);
  // No document says what an empty cell of a lookup does to a field that is there already: so none is there.
  const looked = lookupOutputs.filter((each) => given.includes(each) && !all.some(({ field }) => field === each));
  const erased = looked.map((each): Setting => ({ key: `EVAL-${each}`, value: 'null()' }));
  let group: Evaluation['group'] | undefined;
  const settings = all.map((each): Setting => {
    const comment = each.group === group ? undefined : groupComments[each.group];
    group = each.group;
    return { key: `EVAL-${each.field}`, value: each.expression, ...(comment === undefined ? {} : { comment }) };
  });
  if (recordReader(catalog, stream).shared !== undefined) return settings;
  const kept: Setting = {
    key: `FIELDALIAS-${prefix}raw`,
    value: aliases.join(' '),
    comment: 'A field of the record that has the name of a CIM field is kept beside it',
  };
  return bringsNames
    ? [kept, ...settings, ...commented(erased, 'Told by the lookups below alone, whatever the record calls so')]
    : settings;
}

function commented([first, ...rest]: readonly Setting[], comment: string): readonly Setting[] {
  return first === undefined ? [] : [{ ...first, comment }, ...rest];
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

/** Where other add-ons have settings too, what is the same for all records of one writer cannot be calculated and is looked up. */
export const sharedOutputs = ['vendor', 'product', 'vendor_product'] as const;

/** Names of the vendor's own key, which elsewhere are calculated. */
export const sharedCodes = ['signature_id', 'vendor_action'] as const;

function lookups(catalog: Catalog, stream: Stream): readonly Setting[] {
  const name = own(catalog);
  const suffix = versionSuffix(catalog);
  const { shared } = recordReader(catalog, stream);
  const outputs = [name('event'), name('class'), name('action'), name('outcome'), ...lookupOutputs].join(' ');
  const codes = codedEnumerations(catalog).flatMap(({ enumeration, fields }) =>
    fields.map((field) => ({
      key: `LOOKUP-${name(`3${enumeration.name}_${field.name.toLowerCase()}`)}`,
      value: [
        `${name(`${enumeration.name}_${suffix}`)} code AS ${name(codeField(field))} OUTPUT name AS ${name(enumeration.name)}`,
        ...enumeration.columns.map((column) => `${column} AS ${name(columnName(enumeration, column))}`),
      ].join(' '),
    })),
  );
  return [
    ...(shared === undefined
      ? []
      : [
          {
            key: `LOOKUP-${name('0product')}`,
            value: `${name(`product_${suffix}`)} ${shared.key} OUTPUT ${[...sharedOutputs, ...shared.constant].join(' ')}`,
            comment: 'Vendor and product',
          },
        ]),
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
    ...(shared === undefined
      ? []
      : [
          {
            key: `LOOKUP-${name('4code')}`,
            value: `${name(`events_${suffix}`)} ${name('key')} OUTPUTNEW ${sharedCodes.join(' ')}`,
            comment: "The event's number, should another add-on have taken it away",
          },
        ]),
  ];
}
