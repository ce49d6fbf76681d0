import { classMeaning, isInModel } from '../../catalog/classes.js';
import type { Catalog, EventCase, Field, ObjectRule, Stream } from '../../catalog/model.js';
import { codedEnumerations, fieldsWithRole, memberName, namespace, pairMembers } from '../../catalog/names.js';
import { remembered } from '../../catalog/remembered.js';
import { type EventFamily, families, writtenKeys } from '../../catalog/rows.js';
import { hostName, ipAddress, portNumber } from '../../pattern/address.js';
import { anyOf, endOfText } from '../../pattern/regex.js';
import { plainRoleNames, type Role, roles } from '../../vocab/roles.js';
import { choose, coalesce, equalsAny, pattern, text } from './eval.js';
import { field, own } from './field-names.js';
import { type ObjectRow, type RecordReader, recordReader } from './record-reader.js';

/** One calculated field: `EVAL-<field> = <expression>`. */
export interface Evaluation {
  readonly field: string;
  readonly expression: string;
  /** Why it is there, for the reader of the file. */
  readonly group: (typeof groups)[number];
}

/** Everything the builders below share. */
interface Scope {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly reader: RecordReader;
  readonly name: (own: string) => string;
  readonly families: readonly EventFamily[];
}

/**
 * Takes a catalog's stream and returns its calculated fields, each from extracted fields only: Splunk evaluates all of them side by side.
 * props.conf.spec, `EVAL-<fieldname>`.
 */
export const evaluations = remembered((catalog: Catalog, stream: Stream): readonly Evaluation[] => {
  const reader = recordReader(catalog, stream);
  const scope: Scope = { catalog, stream, reader, name: own(catalog), families: families(catalog, stream) };
  if (reader.shared !== undefined) return sorted([...eventKey(scope).filter((each) => isOwn(catalog, each)), ...reader.evaluations]);
  const all = [...eventKey(scope), ...who(scope), ...where(scope), ...what(scope), ...why(scope), ...product(scope), ...reader.evaluations];
  return sorted(all);
});

function sorted(all: readonly Evaluation[]): readonly Evaluation[] {
  return groups.flatMap((group) => all.filter((each) => each.group === group));
}

function isOwn(catalog: Catalog, { field: calculated }: Evaluation): boolean {
  return calculated.startsWith(`${namespace(catalog)}_`);
}

const groups = ['event', 'fields', 'who', 'where', 'what', 'why', 'product', 'marks', 'tidy'] as const;

function withRole(scope: Scope, role: Role): readonly string[] {
  return fieldsWithRole(scope.catalog, scope.stream, role).map((each) => each.name);
}

function evaluation(group: Evaluation['group'], field: string, expression: string): Evaluation {
  return { group, field, expression };
}

function eventKey(scope: Scope): readonly Evaluation[] {
  const { reader, name } = scope;
  const which = variant(scope);
  return [
    evaluation('event', name('key'), `${reader.event}.":".${reader.outcomeRead}${which === '""' ? '' : `.${which}`}`),
    evaluation('event', name('outcome_read'), reader.outcomeRead),
    evaluation('event', 'signature_id', reader.code),
    evaluation('event', 'vendor_action', reader.code),
  ];
}

function variant(scope: Scope): string {
  const byExpression = new Map<string, EventFamily[]>();
  for (const family of scope.families) {
    if (family.cases.length === 0) continue;
    const expression = choose(
      family.cases.map((each) => [condition(scope, each), text(`:${each.name}`)] as const),
      '""',
    );
    byExpression.set(expression, [...(byExpression.get(expression) ?? []), family]);
  }
  return choose(
    [...byExpression].map(([expression, all]) => [isOneOf(scope, all), expression] as const),
    '""',
  );
}

function isOneOf(scope: Scope, all: readonly EventFamily[]): string {
  const { isOneOf: asked, event, keysOf } = scope.reader;
  if (asked !== undefined) return asked(all);
  return equalsAny(
    event,
    all.flatMap((each) => keysOf?.(each) ?? writtenKeys(scope.stream, each)),
  );
}

function condition(scope: Scope, each: EventCase): string {
  return Object.entries(each.when)
    .map(([reference, values]) => {
      const subject = scope.reader.value(reference);
      const exact = values.filter((word) => !word.endsWith('*'));
      const prefixes = values.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
      const tests = [
        ...(exact.length === 0 ? [] : [equalsAny(subject, exact)]),
        ...(prefixes.length === 0 ? [] : [`match(${subject},${pattern(`^${anyOf(prefixes)}`)})`]),
      ];
      return tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' OR ')})`;
    })
    .join(' AND ');
}

function actor(scope: Scope): string {
  const { from, absent, strip } = scope.stream.actor;
  if (from.length === 0) return 'null()';
  const candidates = from.map((name, index) => {
    const subject = scope.reader.value(name);
    if (index > 0) return subject;
    const stripped = strip.length === 0 ? subject : `replace(${subject},${pattern(`^${anyOf(strip)}`)},"")`;
    return absent.length === 0 ? stripped : `case(${equalsAny(subject, absent)},null(),true(),${stripped})`;
  });
  return coalesce(candidates);
}

function who(scope: Scope): readonly Evaluation[] {
  const { name } = scope;
  const roleFields = withRole(scope, 'actor.role');
  const listed = roleFields
    .map((each) => evaluation('who', name('role'), `split(replace(${scope.reader.value(each)},", *",","),",")`))
    .slice(0, 1);
  const target = targetUser(scope);
  if (target === undefined) return [evaluation('who', 'user', actor(scope)), ...listed];
  const accounts = scope.families.filter((each) =>
    [...each.definitions, ...each.cases].some((one) => isOf(scope.catalog, 'Change.Account_Management', one.class)),
  );
  const known = evaluation('who', name('target_user'), target);
  if (accounts.length === 0) return [evaluation('who', 'user', actor(scope)), known, ...listed];
  const isTarget = `${isOneOf(scope, accounts)} AND isnotnull(${target})`;
  return [
    // In changes of accounts CIM means by `user` the account, and by `src_user` who changed it. Where nobody knows who did, the account must
    // not look like whoever did: it has its own field.
    evaluation('who', 'user', `if(${isTarget} AND isnotnull(${actor(scope)}),${target},${actor(scope)})`),
    evaluation('who', 'src_user', `if(${isTarget},${actor(scope)},null())`),
    known,
    ...listed,
  ];
}

function targetUser({ catalog, name }: Scope): string | undefined {
  const members = pairMembers(catalog).filter(({ member }) => member.role === 'target.user');
  if (members.length === 0) return undefined;
  return coalesce(
    members.map(({ member, own: pair }) => {
      if (member.when === undefined) return name(pair);
      return `if(${name(memberName(member.when.pair))}==${text(member.when.is)},${name(pair)},null())`;
    }),
  );
}

/** An address is taken from the first field that is there; it counts only if it is one, host names only where the field may hold one. */
function address(scope: Scope, role: Role): { readonly any: string; readonly ip: string } | undefined {
  const names = withRole(scope, role);
  if (names.length === 0) return undefined;
  const candidate = coalesce(names.map((each) => hostOf(scope, each)));
  const addresses = names.filter((each) => field(scope.catalog, each)?.type === 'ip');
  const isIp = `match(${candidate},${pattern(ipAddress)})`;
  const isHost = [...addresses.map((each) => `isnull(${scope.reader.fieldName(each)})`), `match(${candidate},${pattern(hostName)})`].join(
    ' AND ',
  );
  const hasHosts = addresses.length < names.length;
  return { any: `if(${isIp}${hasHosts ? ` OR (${isHost})` : ''},${candidate},null())`, ip: `if(${isIp},${candidate},null())` };
}

// `172.17.0.2:4433`, `[::1]:4433`: the address without the port.
function hostOf(scope: Scope, name: string): string {
  const value = scope.reader.value(name);
  return field(scope.catalog, name)?.type === 'host-port' ? `trim(replace(${value},${pattern(`:[0-9]{1,5}${endOfText}`)},""),"[]")` : value;
}

function portOf(scope: Scope): string | undefined {
  const [port] = withRole(scope, 'destination.port').map(scope.reader.value);
  if (port !== undefined) return port;
  const both = withRole(scope, 'destination.address').find((each) => field(scope.catalog, each)?.type === 'host-port');
  return both === undefined ? undefined : `replace(${scope.reader.value(both)},"^[\\s\\S]*:","")`;
}

function where(scope: Scope): readonly Evaluation[] {
  const source = address(scope, 'source.address');
  const destination = address(scope, 'destination.address');
  const port = portOf(scope);
  return [
    ...(source === undefined ? [] : [evaluation('where', 'src', source.any), evaluation('where', 'src_ip', source.ip)]),
    evaluation('where', 'dest', destination === undefined ? 'host' : `coalesce(${destination.any},host)`),
    ...(destination === undefined ? [] : [evaluation('where', 'dest_ip', destination.ip)]),
    ...(port === undefined ? [] : [evaluation('where', 'dest_port', `if(match(${port},${pattern(portNumber)}),tonumber(${port}),null())`)]),
    evaluation('where', 'dvc', 'host'),
  ];
}

function objects(scope: Scope): readonly Evaluation[] {
  const both = [
    evaluation('what', 'object', objectReference(scope, 'name')),
    evaluation('what', 'object_id', objectReference(scope, 'id')),
  ];
  return both.filter(({ expression }) => expression !== 'null()');
}

function objectReference(scope: Scope, which: 'id' | 'name'): string {
  const { pick } = scope.reader;
  if (pick !== undefined) return pick(objectRows(scope, which));
  const byExpression = new Map<string, EventFamily[]>();
  for (const family of scope.families) {
    const [base, variants] = objectsOf(family, which);
    const lists = variants.map(({ variant, references }) => [condition(scope, variant), chooseObject(scope, references)] as const);
    const plain = chooseObject(scope, base);
    const expression = choose(lists, plain);
    if (expression === 'null()') continue;
    byExpression.set(expression, [...(byExpression.get(expression) ?? []), family]);
  }
  return choose(
    [...byExpression].map(([expression, all]) => [isOneOf(scope, all), expression] as const),
    'null()',
  );
}

// The events whose objects stand in the same fields share a row; a variant of an event comes before the event.
function objectRows(scope: Scope, which: 'id' | 'name'): readonly ObjectRow[] {
  const rows = scope.families.flatMap((family) => {
    const [base, variants] = objectsOf(family, which);
    const rows = variants.map(({ variant, references }) => ({ family, when: condition(scope, variant), references }));
    return [...rows, { family, when: '', references: base }];
  });
  const groups = new Map<string, { readonly families: EventFamily[]; readonly when: string; readonly references: readonly string[] }>();
  for (const { family, when, references } of rows) {
    if (references.length === 0) continue;
    const key = `${when} ${references.join(' ')}`;
    const group = groups.get(key) ?? { families: [], when, references };
    group.families.push(family);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The references of an event's object, and those of its cases up to the last one that has others: the first case that fits counts. */
function objectsOf(family: EventFamily, which: 'id' | 'name') {
  const plain = family.definitions[0]?.object ?? { id: [], name: [] };
  const base = objectReferences(plain, which);
  const all = family.cases.map((variant) => ({ variant, references: objectReferences({ ...plain, ...variant.object }, which) }));
  const last = all.findLastIndex(({ references }) => references.join(' ') !== base.join(' '));
  return [base, all.slice(0, last + 1)] as const;
}

// An object without a name of its own goes by its number.
function objectReferences({ id, name }: Pick<ObjectRule, 'id' | 'name'>, which: 'id' | 'name'): readonly string[] {
  return [...new Set(which === 'name' ? [...name, ...id] : id)];
}

function chooseObject(scope: Scope, references: readonly string[]): string {
  return references.length === 0 ? 'null()' : coalesce(references.map((reference) => scope.reader.value(reference)));
}

// A field that has a role only in some events counts only there.
function byEvent(scope: Scope, role: Role): readonly string[] {
  return fieldsWithRole(scope.catalog, scope.stream, role).map((each) => {
    const value = scope.reader.value(each.name);
    if (each.role === role) return value;
    const events = scope.families.filter((family) =>
      family.definitions.some((one) => one.fields.some((field) => field.name === each.name && field.role === role)),
    );
    return `if(${isOneOf(scope, events)},${value},null())`;
  });
}

function what(scope: Scope): readonly Evaluation[] {
  const commands = withRole(scope, 'command');
  const subjects = [...byEvent(scope, 'client.certificate.subject'), ...byEvent(scope, 'certificate.subject')];
  const issuers = [...byEvent(scope, 'client.certificate.issuer'), ...byEvent(scope, 'certificate.issuer')];
  const methods = withRole(scope, 'authentication.method').map(scope.reader.value);
  const sessions = withRole(scope, 'session.id').map(scope.reader.value);
  return [
    ...objects(scope),
    ...(commands.length === 0 ? [] : [evaluation('what', 'command', coalesce(commands.map(scope.reader.value)))]),
    ...(methods.length === 0 ? [] : [evaluation('what', 'authentication_method', coalesce(methods))]),
    ...(subjects.length === 0 ? [] : [evaluation('what', 'ssl_subject', coalesce([...new Set(subjects)]))]),
    ...(issuers.length === 0 ? [] : [evaluation('what', 'ssl_issuer', coalesce([...new Set(issuers)]))]),
    ...(sessions.length === 0 ? [] : [evaluation('what', 'session_id', coalesce(sessions))]),
    ...serials(scope),
    ...codes(scope),
    ...plainRoles(scope),
    ...(scope.reader.text === undefined ? [] : [evaluation('what', 'result', scope.reader.text)]),
  ];
}

function plainRoles(scope: Scope): readonly Evaluation[] {
  return plainRoleNames.flatMap((role) => {
    const names = withRole(scope, role);
    const { cim, own: ownName } = roles[role];
    if (names.length === 0) return [];
    return [evaluation('what', cim ?? scope.name(ownName ?? role), coalesce(names.map(scope.reader.values ?? scope.reader.value)))];
  });
}

// Events in which a field has another role than everywhere else.
function eventsOverriding(scope: Scope, role: Role): readonly EventFamily[] {
  return scope.families.filter((family) => family.definitions.some((one) => one.fields.some((field) => field.role === role)));
}

// Splunk computes with doubles: decimal to hex is exact up to 15 digits, hex to decimal up to 12; a longer number stays as it is written, or away.
function serials(scope: Scope): readonly Evaluation[] {
  const names = withRole(scope, 'certificate.serial');
  if (names.length === 0) return [];
  const number = coalesce(names.map(scope.reader.value));
  const elsewhere = eventsOverriding(scope, 'client.certificate.serial');
  const dealtWith = (expression: string) => (elsewhere.length === 0 ? expression : `if(${isOneOf(scope, elsewhere)},null(),${expression})`);
  const hex = `case(match(${number},"^0[xX][0-9A-Fa-f]{1,64}${endOfText}"),"0x".lower(replace(${number},"^0[xX]0*([0-9A-Fa-f]+)","\\1")),match(${number},"^[0-9]{1,15}${endOfText}"),lower(tostring(tonumber(${number}),"hex")))`;
  const decimal = `case(match(${number},"^[0-9]{1,64}${endOfText}"),replace(${number},"^0+([0-9])","\\1"),match(${number},"^0[xX][0-9A-Fa-f]{1,12}${endOfText}"),tostring(tonumber(substr(${number},3),16)))`;
  return [
    evaluation('what', scope.name('serial_hex'), dealtWith(hex)),
    evaluation('what', scope.name('serial_decimal'), dealtWith(decimal)),
    evaluation('what', 'ssl_serial', hex),
  ];
}

// A lookup's key is one value, also where the field stands twice.
function codes({ catalog, name, reader }: Scope): readonly Evaluation[] {
  return codedEnumerations(catalog).flatMap(({ fields }) =>
    fields.map((field) => evaluation('what', name(codeField(field)), reader.value(field.name))),
  );
}

/** Own name of the code that a field holds: the key of the lookup of its meaning. */
export function codeField(field: Field): string {
  return `${field.name.toLowerCase()}_code`;
}

function why(scope: Scope): readonly Evaluation[] {
  const names = withRole(scope, 'reason');
  return names.length === 0 ? [] : [evaluation('why', 'reason', coalesce(names.map(scope.reader.value)))];
}

function product(scope: Scope): readonly Evaluation[] {
  const { catalog, families: all } = scope;
  const alarms = all.filter((each) =>
    each.definitions.some((one) => isOf(catalog, 'Alerts', one.class) || isOf(catalog, 'Alerts', one.failureClass)),
  );
  return [
    evaluation('product', 'vendor', text(catalog.product.vendor)),
    evaluation('product', 'product', text(catalog.product.name)),
    evaluation('product', 'vendor_product', text(catalog.product.name)),
    evaluation('product', 'app', text(catalog.id)),
    ...(alarms.length === 0 ? [] : [evaluation('product', 'id', `if(${isOneOf(scope, alarms)},md5(_raw),null())`)]),
  ];
}

function isOf(catalog: Catalog, dataset: string, eventClass: string | undefined): boolean {
  return eventClass !== undefined && isInModel(classMeaning(catalog, eventClass), dataset);
}
