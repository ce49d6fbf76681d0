/**
 * What a field means, and which name each SIEM has for that. `cim` is a field of the Splunk Common Information Model, `ecs` a field of the
 * Elastic Common Schema; where a schema has no name, the rendered add-on uses its own (`<catalog>_<own>`, `<package>.<data stream>.<own>`).
 * A null name says so on purpose; `own` is then required.
 */
export interface RoleMeaning {
  readonly title: string;
  readonly cim: string | null;
  readonly ecs: string | null;
  readonly own?: string;
  /** The value is copied under the role's names as it is: no side has a rule of its own for it. */
  readonly plain?: true;
  /** ECS `related.*` list that also gets the value. */
  readonly related?: 'user' | 'ip' | 'hosts' | 'hash';
}

const meanings = {
  'event.key': { title: 'names the event', cim: 'signature_id', ecs: 'event.code' },
  outcome: { title: 'says how the event ended', cim: 'status', ecs: 'event.outcome' },
  'actor.user': { title: 'who did it', cim: 'user', ecs: 'user.name', related: 'user' },
  'actor.attempted': { title: 'who claimed to be somebody, unproved', cim: 'user', ecs: 'user.name', related: 'user' },
  'actor.role': { title: 'roles that the actor holds', cim: null, ecs: 'user.roles', own: 'role' },
  'target.user': { title: 'the user that something is done to', cim: 'user', ecs: 'user.target.name', related: 'user' },
  'target.role': { title: 'roles that something is given', cim: null, ecs: 'user.target.roles', own: 'target_role', plain: true },
  'source.address': { title: 'from where', cim: 'src', ecs: 'source.address', related: 'ip' },
  'destination.address': { title: 'which server', cim: 'dest', ecs: 'destination.address', related: 'ip' },
  'destination.port': { title: 'which port of the server', cim: 'dest_port', ecs: 'destination.port' },
  'client.certificate.subject': { title: 'whose certificate opened the session', cim: 'ssl_subject', ecs: 'tls.client.subject' },
  'client.certificate.issuer': { title: 'who issued the certificate of the session', cim: 'ssl_issuer', ecs: 'tls.client.issuer' },
  'client.certificate.serial': { title: 'its serial number', cim: 'ssl_serial', ecs: 'tls.client.x509.serial_number' },
  'certificate.serial': { title: 'serial number of the certificate dealt with', cim: 'ssl_serial', ecs: null, own: 'serial_hex' },
  'certificate.subject': { title: 'subject of the certificate dealt with', cim: 'ssl_subject', ecs: null, own: 'subject' },
  'certificate.issuer': { title: 'issuer of the certificate dealt with', cim: 'ssl_issuer', ecs: null, own: 'issuer' },
  'certificate.hash': {
    title: 'hash of the certificate dealt with',
    cim: 'ssl_hash',
    ecs: null,
    own: 'certificate_hash',
    related: 'hash',
    plain: true,
  },
  'file.name': { title: 'name of the file dealt with', cim: 'file_name', ecs: 'file.name', plain: true },
  'file.hash': { title: 'hash of the file dealt with', cim: 'file_hash', ecs: null, own: 'file_hash', related: 'hash', plain: true },
  'authentication.method': { title: 'how the identity was proved', cim: 'authentication_method', ecs: null, own: 'authentication_method' },
  command: { title: 'the operation asked for', cim: 'command', ecs: null, own: 'command' },
  'object.attributes': { title: 'what was set, as name and value', cim: 'object_attrs', ecs: null, own: 'pairs' },
  reason: { title: 'why', cim: 'reason', ecs: 'event.reason' },
  'url.path': { title: 'the endpoint that was called', cim: 'uri_path', ecs: 'url.path', plain: true },
  'trace.id': { title: 'request that other logs name too', cim: null, ecs: 'trace.id', own: 'trace' },
  'process.id': { title: 'process number that the product prints', cim: 'process_id', ecs: 'process.pid' },
  'process.thread': { title: 'thread that wrote the record', cim: null, ecs: 'process.thread.name', own: 'thread' },
  'event.sequence': { title: 'number of the record in its log', cim: null, ecs: 'event.sequence', own: 'sequence' },
  'session.id': { title: 'session that the record belongs to', cim: 'session_id', ecs: null, own: 'session' },
  'object.name': { title: 'the object that something is done to', cim: 'object', ecs: null, own: 'object.name' },
  'key.algorithm': { title: 'algorithm and length of a key', cim: null, ecs: null, own: 'key_algorithm' },
  signature: { title: 'digital signature over the log', cim: null, ecs: null, own: 'signature' },
} as const satisfies Record<string, RoleMeaning>;

export type Role = keyof typeof meanings;

export const roles: Readonly<Record<Role, RoleMeaning>> = meanings;

export const roleNames = Object.keys(meanings) as readonly Role[];

/** Roles whose values are copied as they are. */
export const plainRoleNames: readonly Role[] = roleNames.filter((role) => roles[role].plain === true);
