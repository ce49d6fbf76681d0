import type { Catalog, Stream } from '../../catalog/model.js';
import { codedEnumerations, fieldsWithRole } from '../../catalog/names.js';
import { ecsField } from '../../vocab/ecs.js';
import { roles } from '../../vocab/roles.js';
import type { Data } from './event-table.js';
import { copiedRoles } from './ingest-pipeline.js';
import { datasetName, packageName } from './package-name.js';

/** A certificate chain in base64 is kept in the document but not indexed beyond this many characters. */
const longestIndexed = 8191;

/** Fields of ECS that the pipeline writes, beside those that every data stream has. */
const ecsWritten = [
  'destination.address',
  'destination.domain',
  'destination.ip',
  'destination.port',
  'ecs.version',
  'error.message',
  'event.action',
  'event.category',
  'event.code',
  'event.kind',
  'event.original',
  'event.outcome',
  'event.reason',
  'event.severity',
  'event.timezone',
  'event.type',
  'log.file.path',
  'message',
  'observer.product',
  'observer.vendor',
  'process.pid',
  'process.thread.name',
  'related.hosts',
  'related.ip',
  'related.user',
  'source.address',
  'source.domain',
  'source.ip',
  'tags',
  'tls.client.issuer',
  'tls.client.subject',
  'tls.client.x509.serial_number',
  'user.name',
  'user.roles',
  'user.target.name',
] as const;

/** fields/base-fields.yml: what every data stream declares. */
export function baseFields(catalog: Catalog, stream: Stream): readonly Data[] {
  const constant = (name: string, description: string, value?: string) => ({
    name,
    type: 'constant_keyword',
    description,
    ...(value === undefined ? {} : { value }),
  });
  return [
    constant('data_stream.type', 'Data stream type.'),
    constant('data_stream.dataset', 'Data stream dataset.'),
    constant('data_stream.namespace', 'Data stream namespace.'),
    constant('event.module', 'Name of the module this data is coming from.', packageName(catalog)),
    constant('event.dataset', 'Name of the dataset.', datasetName(catalog, stream)),
    { name: '@timestamp', type: 'date', description: 'Date/time when the event originated, as the product states it.' },
  ];
}

/** fields/ecs.yml: definitions of the ECS fields in use, in full, so that nothing has to be fetched. */
export function ecsFields(): readonly Data[] {
  return ecsWritten.map(ecsDefinition);
}

/** Takes the name of an ECS field and returns its definition. */
export function ecsDefinition(name: string): Data {
  const field = ecsField(name);
  if (field === undefined) throw new Error(`ECS has no field ${name}`);
  return {
    name,
    type: field.type,
    description: field.description.trim(),
    ...(field.ignoreAbove === undefined ? {} : { ignore_above: field.ignoreAbove }),
    ...(field.list ? { normalize: ['array'] } : {}),
  };
}

/** fields/fields.yml: the package's own fields, under `<package>.<data stream>`. */
export function ownFields(catalog: Catalog, stream: Stream): readonly Data[] {
  return [{ name: datasetName(catalog, stream), type: 'group', fields: ownMembers(catalog, stream) }];
}

/** The package's own fields of a stream, with what each holds. */
export function ownMembers(catalog: Catalog, stream: Stream): readonly Data[] {
  const keyword = (name: string, description: string) => ({ name, type: 'keyword', ignore_above: longestIndexed, description });
  const copies = copiedRoles
    .filter((role) => fieldsWithRole(catalog, stream, role).length > 0)
    .map((role) => keyword(roles[role].own ?? role, `${sentence(roles[role].title)}.`));
  const codes = codedEnumerations(catalog).map(({ enumeration }) => keyword(enumeration.name, enumeration.description));
  const serials =
    fieldsWithRole(catalog, stream, 'certificate.serial').length === 0
      ? []
      : [
          keyword('serial_hex', 'Serial number of the certificate in hexadecimal, lower case with 0x, without leading zeros.'),
          keyword('serial_decimal', 'Serial number of the certificate in decimal, as text: it may have 60 digits.'),
        ];
  return [
    keyword('class', 'What kind of event it is.'),
    keyword('description', 'What the event means, from its documentation.'),
    keyword('duplicate_field', 'Names of the fields that stand twice in the record.'),
    keyword('event', 'Name of the event, the newest where it was renamed.'),
    ...(catalog.fields.length === 0
      ? []
      : [
          {
            name: 'fields',
            type: 'group',
            description: 'The fields of the record under the names the product gives them.',
            fields: catalog.fields.map((field) => keyword(field.name, field.description)),
          },
        ]),
    ...(stream.body.form === 'windows-event' ? [keyword('data', 'The values of the event that have no name, in order.')] : []),
    keyword('log_level', 'Level of the record, as a number.'),
    keyword('log_source', 'Log that the record belongs to, as a number.'),
    {
      name: 'object',
      type: 'group',
      description: 'On which object something was done.',
      fields: [
        keyword('category', 'What kind of object.'),
        keyword('id', 'What the object is numbered by.'),
        keyword('name', 'What the object is called.'),
      ],
    },
    { name: 'pairs', type: 'flattened', description: 'Names and values that the record lists, secrets masked.' },
    keyword('pid', 'Number of the process where it is no number.'),
    keyword('severity', 'How bad the event is, in words.'),
    keyword('text', 'The text behind the fields.'),
    keyword('time', 'The time stamp as printed, where it could not be read.'),
    { name: 'time_zone_assumed', type: 'boolean', description: 'The zone in the record is not known; the one set for the input was used.' },
    keyword('title', 'What a person calls the event.'),
    { name: 'undocumented', type: 'flattened', description: 'Fields that nobody documented, name and value.' },
    { name: 'unknown_event', type: 'boolean', description: 'The catalog does not know the event.' },
    keyword('unknown_field', 'Names of the fields that nobody documented.'),
    ...copies,
    ...codes,
    ...serials,
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
