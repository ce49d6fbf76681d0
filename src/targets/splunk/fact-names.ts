import type { Catalog, Stream } from '../../catalog/model.js';
import { codedEnumerations, columnName } from '../../catalog/names.js';
import { remembered } from '../../catalog/remembered.js';
import { plainRoleNames, type Role, roles } from '../../vocab/roles.js';
import { catalogFacts, type FactName, statedFacts } from '../fact-names.js';
import { evaluations } from './evaluations.js';
import { own } from './field-names.js';
import { lookupOutputs, sharedOutputs } from './props-conf.js';
import { recordReader } from './record-reader.js';

/**
 * Takes a catalog's stream and returns what the add-on calls each fact, in the order of the reference.
 * A name that the add-on does not render is left out, and so is one that no field of the catalog feeds.
 */
export const splunkFactNames = remembered((catalog: Catalog, stream: Stream): readonly FactName[] => {
  const rendered = renderedNames(catalog, stream);
  return statedFacts(catalog, stream, candidates(catalog, stream), (name) => rendered.has(name));
});

/** Every field that props.conf and transforms.conf give a record of the stream, `_time` included. */
function renderedNames(catalog: Catalog, stream: Stream): ReadonlySet<string> {
  const name = own(catalog);
  const reader = recordReader(catalog, stream);
  return new Set([
    ...reader.extracted,
    ...evaluations(catalog, stream).map((each) => each.field),
    ...['event', 'class', 'action', 'outcome'].map(name),
    ...lookupOutputs,
    ...(reader.shared === undefined ? [] : sharedOutputs),
    ...codedEnumerations(catalog).flatMap(({ enumeration }) => [
      name(enumeration.name),
      ...enumeration.columns.map((column) => name(columnName(enumeration, column))),
    ]),
  ]);
}

function candidates(catalog: Catalog, stream: Stream): readonly FactName[] {
  const name = own(catalog);
  const facts = catalogFacts(catalog, stream);
  const { fieldName } = recordReader(catalog, stream);
  return [
    ...eventFacts(catalog),
    ...roleFacts(catalog),
    ...facts.frame.map((each): FactName => [each, name(each)]),
    ...facts.pairs.map((pair): FactName => [`pair.${pair.name}`, name(pair.own)]),
    ...facts.enumerations.map((each): FactName => [`enumeration.${each}`, name(each)]),
    ...facts.columns.map(({ fact, own: column }): FactName => [fact, name(column)]),
    ...facts.fields.map((each): FactName => [`field.${each}`, fieldName(each)]),
  ];
}

function eventFacts(catalog: Catalog): readonly FactName[] {
  const name = own(catalog);
  return [
    ['event.code', roleName(catalog, 'event.key')],
    ['event.name', name('event')],
    ['title', 'signature'],
    ['description', 'description'],
    ['class', name('class')],
    ['action', name('action')],
    ['outcome', name('outcome')],
    ['severity', 'severity'],
    ['time', '_time'],
  ];
}

function roleFacts(catalog: Catalog): readonly FactName[] {
  const name = own(catalog);
  const of = (role: Role): FactName => [role, roleName(catalog, role)];
  return [
    // In changes of accounts CIM means by `user` the account, and by `src_user` who changed it.
    ['actor.user', `src_user|${roleName(catalog, 'actor.user')}`],
    of('actor.role'),
    ['target.user', name('target_user')],
    of('source.address'),
    ['source.ip', 'src_ip'],
    of('destination.address'),
    ['destination.ip', 'dest_ip'],
    of('destination.port'),
    ['object.category', 'object_category'],
    ['object.id', 'object_id'],
    ['object.name', 'object'],
    ['pairs', roleName(catalog, 'object.attributes')],
    of('command'),
    of('authentication.method'),
    of('session.id'),
    of('reason'),
    ...plainRoleNames.map(of),
    ['certificate.serial.hex', name('serial_hex')],
    ['certificate.serial.decimal', name('serial_decimal')],
    of('certificate.subject'),
    of('certificate.issuer'),
    ['text', name('text')],
    ['event.data', name('data')],
    ['unknown_field', name('unknown_field')],
    ['duplicate_field', name('duplicate_field')],
    ['vendor', 'vendor'],
    ['product', 'product'],
  ];
}

function roleName(catalog: Catalog, role: Role): string {
  const { cim, own: ownName } = roles[role];
  return cim ?? own(catalog)(ownName ?? role);
}
