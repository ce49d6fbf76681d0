import type { Catalog, EventCase, Field, Stream } from '../../catalog/model.js';
import { bracketsRule, codedEnumerations, fieldsWithRole, memberName, pairedFields, pairMembers, pairsRule } from '../../catalog/names.js';
import { type EventFamily, families } from '../../catalog/rows.js';
import { hostName, ipAddress, portNumber } from '../../pattern/address.js';
import { fieldNameExpression, unclosedNameExpression } from '../../pattern/brackets.js';
import { beforeFirstPair, emptyPair, pairStart, secretExpression } from '../../pattern/pairs.js';
import { anyOf, endOfText, literal } from '../../pattern/regex.js';
import type { Role } from '../../vocab/roles.js';
import { choose, coalesce, equalsAny, first, text } from './eval.js';
import { field, fieldReference, isMember, own } from './field-names.js';

/** One calculated field: `EVAL-<field> = <expression>`. */
export interface Evaluation {
  readonly field: string;
  readonly expression: string;
  /** Why it is there, for the reader of the file. */
  readonly group: 'event' | 'who' | 'where' | 'what' | 'why' | 'product' | 'marks' | 'tidy';
}

/** Everything the builders below share. */
interface Scope {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly name: (own: string) => string;
  readonly event: string;
  readonly families: readonly EventFamily[];
}

/**
 * Takes a catalog's stream and returns its calculated fields, each from extracted fields only: Splunk evaluates all of them side by side.
 * props.conf.spec, `EVAL-<fieldname>`.
 */
export function evaluations(catalog: Catalog, stream: Stream): readonly Evaluation[] {
  const scope: Scope = { catalog, stream, name: own(catalog), event: first(stream.body.start), families: families(catalog, stream) };
  return [
    ...eventKey(scope),
    ...who(scope),
    ...where(scope),
    ...what(scope),
    ...why(scope),
    ...product(scope),
    ...marks(scope),
    ...tidy(scope),
  ];
}

function value(scope: Scope, reference: string): string {
  const name = fieldReference(scope.catalog, reference);
  return isMember(reference) ? name : first(name);
}

function withRole(scope: Scope, role: Role): readonly string[] {
  return fieldsWithRole(scope.catalog, scope.stream, role).map((each) => each.name);
}

function evaluation(group: Evaluation['group'], field: string, expression: string): Evaluation {
  return { group, field, expression };
}

function eventKey(scope: Scope): readonly Evaluation[] {
  const { event, name } = scope;
  return [
    evaluation('event', name('key'), `${event}.":".${outcomeRead(scope)}.${variant(scope)}`),
    evaluation('event', name('outcome_read'), `if(isnull(${scope.stream.body.start}),null(),${outcomeRead(scope)})`),
    evaluation('event', 'signature_id', event),
    evaluation('event', 'vendor_action', event),
  ];
}

// Values are joined by text that no value can hold, since it would have ended the value; so one that looks like two is still one.
function outcomeRead({ stream }: Scope): string {
  const separator = `][${stream.body.start.toLowerCase()}=`;
  const joined = `lower(mvjoin(${stream.outcome.from},${text(separator)}))`;
  const all = (words: readonly string[]) => {
    const word = anyOf(words.map((each) => each.toLowerCase()));
    return `match(${joined},${text(`^${word}(?:${literal(separator)}${word})*${endOfText}`)})`;
  };
  return choose(
    [
      [`isnull(${stream.outcome.from})`, '"none"'],
      [all(stream.outcome.success), '"success"'],
      [all(stream.outcome.failure), '"failure"'],
    ],
    '"unknown"',
  );
}

function variant(scope: Scope): string {
  const groups = new Map<string, string[]>();
  for (const family of scope.families) {
    if (family.cases.length === 0) continue;
    const expression = choose(
      family.cases.map((each) => [condition(scope, each), text(`:${each.name}`)] as const),
      '""',
    );
    groups.set(expression, [...(groups.get(expression) ?? []), ...writtenNames(family)]);
  }
  return choose(
    [...groups].map(([expression, names]) => [equalsAny(scope.event, names), expression] as const),
    '""',
  );
}

function writtenNames(family: EventFamily): readonly string[] {
  return [family.name, ...family.aliases.map((alias) => alias.name)];
}

function condition(scope: Scope, each: EventCase): string {
  return Object.entries(each.when)
    .map(([reference, values]) => {
      const subject = value(scope, reference);
      const exact = values.filter((word) => !word.endsWith('*'));
      const prefixes = values.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
      const tests = [
        ...(exact.length === 0 ? [] : [equalsAny(subject, exact)]),
        ...(prefixes.length === 0 ? [] : [`match(${subject},${text(`^${anyOf(prefixes)}`)})`]),
      ];
      return tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' OR ')})`;
    })
    .join(' AND ');
}

function actor({ stream }: Scope): string {
  const { from, absent, strip } = stream.actor;
  const candidates = from.map((name, index) => {
    const subject = first(name);
    if (index > 0) return subject;
    const stripped = strip.length === 0 ? subject : `replace(${subject},${text(`^${anyOf(strip)}`)},"")`;
    return absent.length === 0 ? stripped : `case(${equalsAny(subject, absent)},null(),true(),${stripped})`;
  });
  return coalesce(candidates);
}

function who(scope: Scope): readonly Evaluation[] {
  const { name } = scope;
  const roleFields = withRole(scope, 'actor.role');
  const listed = roleFields.map((each) => evaluation('who', name('role'), `split(replace(${first(each)},", *",","),",")`)).slice(0, 1);
  const target = targetUser(scope);
  if (target === undefined) return [evaluation('who', 'user', actor(scope)), ...listed];
  const accounts = scope.families
    .filter((each) => [...each.definitions, ...each.cases].some((one) => one.class === 'account'))
    .flatMap(writtenNames);
  const known = evaluation('who', name('target_user'), target);
  if (accounts.length === 0) return [evaluation('who', 'user', actor(scope)), known, ...listed];
  const isTarget = `${equalsAny(scope.event, accounts)} AND isnotnull(${target})`;
  return [
    // In changes of accounts CIM means by `user` the account, and by `src_user` who changed it.
    evaluation('who', 'user', `if(${isTarget},${target},${actor(scope)})`),
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
function address(scope: Scope, role: Role): { readonly any: string; readonly ip: string } {
  const names = withRole(scope, role);
  const candidate = coalesce(names.map(first));
  const addresses = names.filter((each) => field(scope.catalog, each)?.type === 'ip');
  const isIp = `match(${candidate},${text(ipAddress)})`;
  const isHost = [...addresses.map((each) => `isnull(${each})`), `match(${candidate},${text(hostName)})`].join(' AND ');
  const hasHosts = addresses.length < names.length;
  return { any: `if(${isIp}${hasHosts ? ` OR (${isHost})` : ''},${candidate},null())`, ip: `if(${isIp},${candidate},null())` };
}

function where(scope: Scope): readonly Evaluation[] {
  const source = address(scope, 'source.address');
  const destination = address(scope, 'destination.address');
  const port = withRole(scope, 'destination.port')[0];
  return [
    evaluation('where', 'src', source.any),
    evaluation('where', 'src_ip', source.ip),
    evaluation('where', 'dest', `coalesce(${destination.any},host)`),
    evaluation('where', 'dest_ip', destination.ip),
    ...(port === undefined
      ? []
      : [evaluation('where', 'dest_port', `if(match(${first(port)},${text(portNumber)}),tonumber(${first(port)}),null())`)]),
    evaluation('where', 'dvc', 'host'),
  ];
}

function objectReference(scope: Scope, which: 'id' | 'name'): string {
  const groups = new Map<string, string[]>();
  for (const family of scope.families) {
    const lists = family.cases
      .filter((each) => each.object?.[which] !== undefined)
      .map((each) => [condition(scope, each), chooseObject(scope, each.object?.[which] ?? [], which, each.object?.id ?? [])] as const);
    const base = family.definitions[0]?.object ?? { id: [], name: [] };
    const plain = chooseObject(scope, base[which], which, base.id);
    const expression = choose(lists, plain);
    if (expression === 'null()') continue;
    groups.set(expression, [...(groups.get(expression) ?? []), ...writtenNames(family)]);
  }
  return choose(
    [...groups].map(([expression, names]) => [equalsAny(scope.event, names), expression] as const),
    'null()',
  );
}

// An object without a name of its own goes by its number.
function chooseObject(scope: Scope, references: readonly string[], which: 'id' | 'name', ids: readonly string[]): string {
  const all = which === 'name' ? [...references, ...ids] : references;
  if (all.length === 0) return 'null()';
  return coalesce([...new Set(all)].map((reference) => value(scope, reference)));
}

// A field that has a role only in some events counts only there.
function byEvent(scope: Scope, role: Role): readonly string[] {
  return fieldsWithRole(scope.catalog, scope.stream, role).map((each) => {
    if (each.role === role) return first(each.name);
    const events = scope.families.filter((family) =>
      family.definitions.some((one) => one.fields.some((field) => field.name === each.name && field.role === role)),
    );
    return `if(${equalsAny(scope.event, events.flatMap(writtenNames))},${first(each.name)},null())`;
  });
}

function what(scope: Scope): readonly Evaluation[] {
  const { name } = scope;
  const commands = withRole(scope, 'command');
  const subjects = [...byEvent(scope, 'client.certificate.subject'), ...byEvent(scope, 'certificate.subject')];
  const issuers = [...byEvent(scope, 'client.certificate.issuer'), ...byEvent(scope, 'certificate.issuer')];
  const methods = withRole(scope, 'authentication.method').map(first);
  return [
    evaluation('what', 'object', objectReference(scope, 'name')),
    evaluation('what', 'object_id', objectReference(scope, 'id')),
    ...(commands.length === 0 ? [] : [evaluation('what', 'command', coalesce(commands.map(first)))]),
    ...(methods.length === 0 ? [] : [evaluation('what', 'authentication_method', coalesce(methods))]),
    ...(subjects.length === 0 ? [] : [evaluation('what', 'ssl_subject', coalesce([...new Set(subjects)]))]),
    ...(issuers.length === 0 ? [] : [evaluation('what', 'ssl_issuer', coalesce([...new Set(issuers)]))]),
    ...serials(scope),
    ...pairs(scope),
    ...codes(scope),
    evaluation('what', 'result', name('text')),
  ];
}

// Events in which a field has another role than everywhere else.
function eventsOverriding(scope: Scope, role: Role): readonly string[] {
  const families = scope.families.filter((family) => family.definitions.some((one) => one.fields.some((field) => field.role === role)));
  return families.flatMap(writtenNames);
}

// Splunk computes with doubles: decimal to hex is exact up to 15 digits, hex to decimal up to 12; a longer number stays as it is written, or away.
function serials(scope: Scope): readonly Evaluation[] {
  const names = withRole(scope, 'certificate.serial');
  if (names.length === 0) return [];
  const number = coalesce(names.map(first));
  const elsewhere = eventsOverriding(scope, 'client.certificate.serial');
  const dealtWith = (expression: string) =>
    elsewhere.length === 0 ? expression : `if(${equalsAny(scope.event, elsewhere)},null(),${expression})`;
  const hex = `case(match(${number},"^0[xX][0-9A-Fa-f]{1,64}${endOfText}"),"0x".lower(replace(${number},"^0[xX]0*([0-9A-Fa-f]+)","\\1")),match(${number},"^[0-9]{1,15}${endOfText}"),lower(tostring(tonumber(${number}),"hex")))`;
  const decimal = `case(match(${number},"^[0-9]{1,64}${endOfText}"),replace(${number},"^0+([0-9])","\\1"),match(${number},"^0[xX][0-9A-Fa-f]{1,12}${endOfText}"),tostring(tonumber(substr(${number},3),16)))`;
  return [
    evaluation('what', scope.name('serial_hex'), dealtWith(hex)),
    evaluation('what', scope.name('serial_decimal'), dealtWith(decimal)),
    evaluation('what', 'ssl_serial', hex),
  ];
}

function pairs(scope: Scope): readonly Evaluation[] {
  const paired = scope.catalog.fields.find((each) => each.type === 'pairs');
  if (paired === undefined) return [];
  const rule = pairsRule(scope.stream);
  const { separator } = rule;
  const joined = `mvjoin(${paired.name},${text(separator)})`;
  const masked = rule.secrets.length === 0 ? joined : `replace(${joined},${text(secretExpression(rule))},"\\1********")`;
  const leading = `^${literal(separator)}`;
  const single = `replace(${text(separator)}.replace(${masked},${text(leading)},""),${text(beforeFirstPair(rule))},"")`;
  const whole = `replace(replace(${single},${text(emptyPair(rule))},""),${text(leading)},"")`;
  // Text that no value can hold, since it would have ended the value.
  const mark = `][${scope.stream.body.start}=`;
  return [
    evaluation('what', paired.name, masked),
    evaluation('what', 'object_attrs', `split(replace(nullif(${whole},""),${text(pairStart(rule))},${text(`${mark}\\1`)}),${text(mark)})`),
  ];
}

// A lookup's key is one value, also where the field stands twice.
function codes({ catalog, name }: Scope): readonly Evaluation[] {
  return codedEnumerations(catalog).flatMap(({ fields }) =>
    fields.map((field) => evaluation('what', name(codeField(field)), first(field.name))),
  );
}

/** Own name of the code that a field holds: the key of the lookup of its meaning. */
export function codeField(field: Field): string {
  return `${field.name.toLowerCase()}_code`;
}

function why(scope: Scope): readonly Evaluation[] {
  const names = withRole(scope, 'reason');
  return names.length === 0 ? [] : [evaluation('why', 'reason', coalesce(names.map(first)))];
}

function product({ catalog, families: all, event }: Scope): readonly Evaluation[] {
  const alarms = all
    .filter((each) => each.definitions.some((one) => one.class === 'alarm' || one.failureClass === 'alarm'))
    .flatMap(writtenNames);
  return [
    evaluation('product', 'vendor', text(catalog.product.vendor)),
    evaluation('product', 'product', text(catalog.product.name)),
    evaluation('product', 'vendor_product', text(catalog.product.name)),
    evaluation('product', 'app', text(catalog.id)),
    ...(alarms.length === 0 ? [] : [evaluation('product', 'id', `if(${equalsAny(event, alarms)},md5(_raw),null())`)]),
  ];
}

// The names of all fields, one after the other: the matches consume the body without a gap, so nothing but names is left.
function marks(scope: Scope): readonly Evaluation[] {
  const { catalog, stream, name } = scope;
  const expression = text(fieldNameExpression(bracketsRule(catalog, stream)));
  const unclosed = text(unclosedNameExpression());
  const all = (mark: string) =>
    `replace(ltrim(${name('body')},"["),${expression},"${mark}").coalesce(replace(${name('unclosed')},${unclosed},"${mark}"),"")`;
  const sorted = `",".mvjoin(mvsort(split(rtrim(${all('\\1,')},","),",")),",")`;
  const repeated = `replace(replace(${sorted},",([^,]+)(?=,\\1(?:,|${endOfText}))",";\\1"),",[^,;]+","")`;
  const known = anyOf(catalog.fields.map((each) => each.name));
  const strangers = `trim(replace(${all(',\\1,')},",${known},",""),",")`;
  const list = (names: string, separator: string) =>
    `if(match(${names},"[A-Za-z]"),mvdedup(mvsort(split(${names},${text(separator)}))),null())`;
  return [
    evaluation('marks', name('duplicate_field'), list(`ltrim(${repeated},";")`, ';')),
    evaluation('marks', name('unknown_field'), list(strangers, ',,')),
  ];
}

function tidy({ catalog, name }: Scope): readonly Evaluation[] {
  const helpers = ['body', 'unclosed', ...(pairedFields(catalog).length === 0 ? [] : ['pairs'])];
  return helpers.map((each) => evaluation('tidy', name(each), 'null()'));
}
