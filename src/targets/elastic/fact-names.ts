import type { Catalog, Stream } from '../../catalog/model.js';
import { remembered } from '../../catalog/remembered.js';
import { frameValues } from '../../vocab/frame-values.js';
import { plainRoleNames, type Role, roles } from '../../vocab/roles.js';
import { catalogFacts, type FactName, statedFacts } from '../fact-names.js';
import type { Data } from './event-table.js';
import { baseFields, ecsFields, ownFields } from './fields.js';
import { inputFields } from './input-fields.js';
import { datasetName } from './package-name.js';
import { windowsPaths } from './windows-event-reader.js';

/** A field that the package declares, by its whole path. */
export interface DeclaredField {
  readonly path: string;
  readonly type: string;
  readonly description: string;
}

/**
 * Takes a catalog's stream and returns the path of each fact in a document, in the order of the reference.
 * A path that the package does not declare is left out, and so is one that no field of the catalog feeds.
 */
export const elasticFactNames = remembered((catalog: Catalog, stream: Stream): readonly FactName[] => {
  const declared = declaredFields(catalog, stream);
  const paths = new Set(declared.map((field) => field.path));
  const flattened = declared.filter((field) => field.type === 'flattened').map((field) => `${field.path}.`);
  const isDeclared = (path: string) => paths.has(path) || flattened.some((parent) => path.startsWith(parent));
  return statedFacts(catalog, stream, candidates(catalog, stream), isDeclared);
});

/** Takes a stream and returns all fields of its data stream that the package declares, groups flattened, in byte order. */
export const declaredFields = remembered((catalog: Catalog, stream: Stream): readonly DeclaredField[] => {
  const all = [...baseFields(catalog, stream), ...ecsFields(catalog, stream), ...inputFields(stream), ...ownFields(catalog, stream)];
  return all.flatMap((field) => leaves(field, '')).sort((a, b) => (a.path < b.path ? -1 : 1));
});

function leaves(field: Data, parent: string): readonly DeclaredField[] {
  const { name, type, description, fields } = field;
  const path = `${parent}${String(name)}`;
  if (Array.isArray(fields)) return fields.flatMap((member: Data) => leaves(member, `${path}.`));
  return [{ path, type: String(type), description: String(description ?? '') }];
}

function candidates(catalog: Catalog, stream: Stream): readonly FactName[] {
  const own = (name: string) => `${datasetName(catalog, stream)}.${name}`;
  const facts = catalogFacts(catalog, stream);
  return [
    ...eventFacts(own),
    ...roleFacts(own),
    ...facts.frame.map((each): FactName => [each, framePath(stream, own, each, catalog.fields.find((field) => field.name === each)?.role)]),
    ...facts.pairs.map((pair): FactName => [`pair.${pair.name}`, own(`pairs.${pair.name}`)]),
    ...facts.enumerations.map((each): FactName => [`enumeration.${each}`, own(each)]),
    ...facts.columns.map(({ fact, own: column }): FactName => [fact, own(column)]),
    ...facts.fields.map((each): FactName => [`field.${each}`, own(`fields.${each}`)]),
  ];
}

type Own = (name: string) => string;

function eventFacts(own: Own): readonly FactName[] {
  return [
    ['event.code', rolePath(own, 'event.key')],
    ['event.name', own('event')],
    ['title', own('title')],
    ['description', own('description')],
    ['class', own('class')],
    ['action', 'event.action'],
    ['outcome', rolePath(own, 'outcome')],
    ['severity', own('severity')],
    ['time', '@timestamp'],
  ];
}

function roleFacts(own: Own): readonly FactName[] {
  const of = (role: Role): FactName => [role, rolePath(own, role)];
  return [
    of('actor.user'),
    of('actor.role'),
    of('target.user'),
    of('source.address'),
    ['source.ip', 'source.ip'],
    of('destination.address'),
    ['destination.ip', 'destination.ip'],
    of('destination.port'),
    ['object.category', own('object.category')],
    ['object.id', own('object.id')],
    ['object.name', own('object.name')],
    ['pairs', rolePath(own, 'object.attributes')],
    of('command'),
    of('authentication.method'),
    of('session.id'),
    of('reason'),
    ...plainRoleNames.map(of),
    ['certificate.serial.hex', own('serial_hex')],
    ['certificate.serial.decimal', own('serial_decimal')],
    // CIM has one name for the certificate of a session and the certificate that is dealt with, ECS one for the first alone.
    ['certificate.subject', `${rolePath(own, 'client.certificate.subject')}|${rolePath(own, 'certificate.subject')}`],
    ['certificate.issuer', `${rolePath(own, 'client.certificate.issuer')}|${rolePath(own, 'certificate.issuer')}`],
    ['text', own('text')],
    ['event.data', own('data')],
    ['unknown_field', own('unknown_field')],
    ['duplicate_field', own('duplicate_field')],
    ['vendor', 'observer.vendor'],
    ['product', 'observer.product'],
  ];
}

function rolePath(own: Own, role: Role): string {
  const { ecs, own: ownName } = roles[role];
  return ecs ?? own(ownName ?? role);
}

// What a frame states and ECS has no name for stays beside the fields.
function framePath(stream: Stream, own: Own, name: string, role: Role | null | undefined): string {
  if (stream.body.form === 'windows-event') return windowsPaths[name as keyof typeof windowsPaths];
  if (role === 'event.sequence') return rolePath(own, role);
  return frameValues.get(name) ?? own(name);
}
