import { frameNames, printsZone } from '../../catalog/frame.js';
import { isListOfObjects, jsonMembers } from '../../catalog/json-members.js';
import type { Catalog, Enumeration, Field, Stream } from '../../catalog/model.js';
import { codedEnumerations, columnName, columnType, fieldsWithRole, isFed } from '../../catalog/names.js';
import { ecsField } from '../../vocab/ecs.js';
import { frameValues } from '../../vocab/frame-values.js';
import { type Role, roles } from '../../vocab/roles.js';
import { marksOf } from '../marks.js';
import type { Data } from './event-table.js';
import { copiedRoles, plainRolePaths } from './ingest-pipeline.js';
import { datasetName, packageName } from './package-name.js';

/** A certificate chain in base64 is kept in the document but not indexed beyond this many characters. */
const longestIndexed = 8191;

/** Fields of ECS that every pipeline writes or passes on. */
const ecsAlways = [
  'ecs.version',
  'error.message',
  'event.action',
  'event.category',
  'event.code',
  'event.kind',
  'event.original',
  'event.outcome',
  'event.severity',
  'event.timezone',
  'event.type',
  'log.file.path',
  'message',
  'observer.product',
  'observer.vendor',
  'tags',
] as const;

/** Fields of ECS that are written where a field of the catalog, or a pair of one, has a role. */
const ecsByRole: Readonly<Partial<Record<Role, readonly string[]>>> = {
  'source.address': ['source.address', 'source.domain', 'source.ip', 'related.hosts', 'related.ip'],
  'destination.address': ['destination.address', 'destination.domain', 'destination.ip', 'related.hosts', 'related.ip'],
  'destination.port': ['destination.port'],
  'actor.user': ['user.name', 'related.user'],
  'actor.attempted': ['user.name', 'related.user'],
  'actor.role': ['user.roles'],
  'target.user': ['user.target.name', 'related.user'],
  'client.certificate.subject': ['tls.client.subject'],
  'client.certificate.issuer': ['tls.client.issuer'],
  'client.certificate.serial': ['tls.client.x509.serial_number'],
  reason: ['event.reason'],
  'event.sequence': ['event.sequence'],
};

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
export function ecsFields(catalog: Catalog, stream: Stream): readonly Data[] {
  return ecsWritten(catalog, stream).map(ecsDefinition);
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

function ecsWritten(catalog: Catalog, stream: Stream): readonly string[] {
  if (stream.body.form === 'windows-event') return ecsAlways.filter((name) => name !== 'event.timezone' && name !== 'log.file.path');
  const frame = frameNames(stream);
  const byRole = Object.entries(ecsByRole).flatMap(([role, names]) => (isFed(catalog, stream, role as Role) ? names : []));
  const framed = frame.flatMap((name) => frameValues.get(name) ?? []);
  const plain = plainRolePaths(catalog, stream).flatMap(({ role, own: isOwn, path }) => {
    const { related } = roles[role];
    return [...(isOwn ? [] : [path]), ...(related === undefined ? [] : [`related.${related}`])];
  });
  return [...new Set([...ecsAlways, ...byRole, ...framed, ...plain])].sort();
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
  const plain = plainRolePaths(catalog, stream)
    .filter((each) => each.own)
    .map(({ role, path }) => keyword(path, `${sentence(roles[role].title)}.`));
  const codes = codedEnumerations(catalog).map(({ enumeration }) => keyword(enumeration.name, enumeration.description));
  const serials =
    fieldsWithRole(catalog, stream, 'certificate.serial').length === 0
      ? []
      : [
          keyword('serial_hex', 'Serial number of the certificate in hexadecimal, lower case with 0x, without leading zeros.'),
          keyword('serial_decimal', 'Serial number of the certificate in decimal, as text: it may have 60 digits.'),
        ];
  const columns = codedEnumerations(catalog).flatMap(({ enumeration }) =>
    enumeration.columns.map((column) => columnField(enumeration, column)),
  );
  const frame = frameNames(stream);
  const marks = marksOf(stream);
  const isPaired = catalog.fields.some((field) => field.type === 'pairs');
  return [
    keyword('class', 'What kind of event it is.'),
    keyword('description', 'What the event means, from its documentation.'),
    ...(marks.includes('duplicate_field') ? [keyword('duplicate_field', 'Names of the fields that stand twice in the record.')] : []),
    keyword('event', 'Name of the event, the newest where it was renamed.'),
    ...fieldGroup(catalog, stream, frame),
    ...(stream.body.form === 'windows-event'
      ? [keyword('data', 'The values of the event that have no name, in order.')]
      : frameFields(catalog, frame)),
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
    ...(isPaired
      ? [
          {
            name: 'pairs',
            type: 'flattened',
            ignore_above: longestIndexed,
            description: 'Names and values that the record lists, secrets masked.',
          },
        ]
      : []),
    keyword('severity', 'How bad the event is, in words.'),
    ...(stream.body.form === 'json' ? [] : [keyword('text', textDescriptions[stream.body.form])]),
    ...(stream.body.form === 'windows-event' ? [] : [keyword('time', 'The time stamp as printed, where it could not be read.')]),
    ...(printsZone(stream)
      ? [
          {
            name: 'time_zone_assumed',
            type: 'boolean',
            description: 'The zone in the record is not known; the one set for the input was used.',
          },
        ]
      : []),
    keyword('title', 'What a person calls the event.'),
    ...(marks.includes('unknown_field')
      ? [
          ...(stream.body.form === 'windows-event'
            ? []
            : [
                {
                  name: 'undocumented',
                  type: 'flattened',
                  ignore_above: longestIndexed,
                  description: 'Fields that nobody documented, name and value.',
                },
              ]),
          keyword('unknown_field', 'Names of the fields that nobody documented.'),
        ]
      : []),
    { name: 'unknown_event', type: 'boolean', description: 'The catalog does not know the event.' },
    ...copies,
    ...plain,
    ...codes,
    ...columns,
    ...serials,
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const textDescriptions = {
  brackets: 'The text behind the fields.',
  'windows-event': 'The message, or the first value where an event has no message.',
  text: 'The message.',
} as const;

function fieldGroup(catalog: Catalog, stream: Stream, frame: readonly string[]): readonly (Data & { readonly name: string })[] {
  const fields = bodyFields(catalog, stream, frame).map((field) => {
    const { name, description } = field;
    const type = bodyType(stream, field);
    return type === undefined ? { name, type: 'keyword', ignore_above: longestIndexed, description } : { name, type, description };
  });
  if (fields.length === 0) return [];
  const description = 'The fields of the record under the names the product gives them.';
  const lists = catalog.fields.filter(({ name }) => isListOfObjects(catalog, name));
  return [{ name: 'fields', type: 'group', description, fields: withLists(fields, lists, '') }];
}

/**
 * Puts what the objects of a list hold into a group of the list's name, an outer list before one inside of it: `elastic-package test pipeline`
 * takes several objects only where a group is declared. Takes fields by their names below `parent`.
 */
function withLists(
  fields: readonly (Data & { readonly name: string })[],
  lists: readonly Field[],
  parent: string,
): readonly (Data & { readonly name: string })[] {
  const isInside = (name: string, list: Field): boolean => `${parent}${name}`.startsWith(`${list.name}.`);
  const outer = lists.filter((list) => !lists.some((other) => list.name.startsWith(`${other.name}.`)));
  const seen = new Set<Field>();
  return fields.flatMap((field) => {
    const list = outer.find((each) => isInside(field.name, each));
    if (list === undefined) return [field];
    if (seen.has(list)) return [];
    seen.add(list);
    const inside = fields
      .filter(({ name }) => isInside(name, list))
      .map((each) => ({ ...each, name: `${parent}${each.name}`.slice(list.name.length + 1) }));
    const deeper = lists.filter(({ name }) => name.startsWith(`${list.name}.`));
    const members = withLists(inside, deeper, `${list.name}.`);
    return [{ name: list.name.slice(parent.length), type: 'group', description: list.description, fields: members }];
  });
}

/** Type of a field that is no keyword; undefined of one that is. A body of brackets keeps numbers as they are printed. */
function bodyType({ body }: Stream, { type }: Field): 'long' | 'boolean' | undefined {
  if (type === 'hex') return 'long';
  if (body.form === 'brackets') return undefined;
  if (type === 'int') return 'long';
  return type === 'bool' ? 'boolean' : undefined;
}

// An object whose members are documented is no field of its own.
function bodyFields(catalog: Catalog, stream: Stream, frame: readonly string[]): readonly Field[] {
  if (stream.body.form !== 'json') return catalog.fields.filter((field) => !frame.includes(field.name));
  return jsonMembers(catalog).flatMap((member) => (member.isContainer ? [] : [member.field]));
}

/** What a value of the frame is, where no field of the catalog says it. */
const frameDescriptions: ReadonlyMap<string, string> = new Map([
  ['log_level', 'Level of the record, as a number.'],
  ['log_source', 'Log that the record belongs to, as a number.'],
  ['pid', 'Number of the process where it is no number.'],
]);

// Some have a place in ECS, and so has a number that counts the records; a process number may be no number.
function frameFields(catalog: Catalog, frame: readonly string[]): readonly (Data & { readonly name: string })[] {
  return frame.flatMap((name) => {
    const field = catalog.fields.find((each) => each.name === name);
    if ((frameValues.has(name) && name !== 'pid') || field?.role === 'event.sequence') return [];
    const description = field?.description ?? frameDescriptions.get(name) ?? `Value ${name} of the frame.`;
    if (field?.type === 'hex' || field?.type === 'int') return [{ name, type: 'long', description }];
    return [{ name, type: 'keyword', ignore_above: longestIndexed, description }];
  });
}

function columnField(enumeration: Enumeration, column: string): Data & { readonly name: string } {
  const type = columnType(enumeration, column);
  const name = columnName(enumeration, column);
  const description = `What the code means: ${column}. ${enumeration.description}`;
  return type === 'keyword' ? { name, type, ignore_above: longestIndexed, description } : { name, type, description };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
