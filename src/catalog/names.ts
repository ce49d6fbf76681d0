import type { BracketsRule } from '../pattern/brackets.js';
import type { PairsRule } from '../pattern/pairs.js';
import { reservedNames } from '../vocab/reserved-names.js';
import type { Role } from '../vocab/roles.js';
import type { BracketsBody, Catalog, Enumeration, Field, Stream } from './model.js';

/** The prefix of every name that is the add-on's own: the catalog's id in the letters both targets allow. */
export function namespace(catalog: Catalog): string {
  return catalog.id.replaceAll('-', '_');
}

/** Own name of a pair's value: `Scope` -> `scope`, `newKey.id` -> `newkey_id`. */
export function memberName(pair: string): string {
  return pair.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}

/** How the bodies of a stream are read: what the catalog says, and the names that both targets reserve. */
export function bracketsRule(catalog: Catalog, stream: Stream, body: BracketsBody): BracketsRule {
  return {
    start: body.start,
    mayLackBracket: body.mayLackBracket,
    nulls: stream.nulls,
    reserved: { names: reservedNames.names, prefixes: [...reservedNames.prefixes, `${namespace(catalog)}_`] },
  };
}

export function pairsRule(stream: Stream): PairsRule {
  return { ...stream.pairs, nulls: stream.nulls };
}

/** Returns the fields that carry a role, in the order in which the stream asks them. */
export function fieldsWithRole(catalog: Catalog, stream: Stream, role: Role): readonly Field[] {
  const having = catalog.fields.filter((field) => field.roles.includes(role));
  const order = stream.order[role] ?? [];
  const rank = (field: Field) => (order.includes(field.name) ? order.indexOf(field.name) : order.length);
  return [...having].sort((a, b) => rank(a) - rank(b));
}

/** An enumeration whose codes say little by themselves, with the fields that hold such codes. */
export interface CodedEnumeration {
  readonly enumeration: Enumeration;
  readonly fields: readonly Field[];
}

/** Returns the enumerations that translate a code into words; those whose codes are the words are documentation only. */
export function codedEnumerations(catalog: Catalog): readonly CodedEnumeration[] {
  return catalog.enumerations
    .map((enumeration) => ({
      enumeration,
      fields: catalog.fields.filter((field) => field.enumeration === enumeration.name && field.role !== 'outcome'),
    }))
    .filter(
      ({ enumeration, fields }) =>
        fields.length > 0 && enumeration.rows.some((row) => /^[0-9]+$/.test(row.code) && row.names.length > 0 && row.names[0] !== row.code),
    );
}

/** Own name of what a further column of an enumeration says of a code: `algorithm_bits`. */
export function columnName(enumeration: Enumeration, column: string): string {
  return `${enumeration.name}_${column}`.replaceAll('-', '_');
}

/** What the cells of a column are: whole numbers, true or false, or words. */
export function columnType(enumeration: Enumeration, column: string): 'long' | 'boolean' | 'keyword' {
  const cells = enumeration.rows.flatMap((row) => row.more[column] ?? []);
  if (cells.every((cell) => /^-?[0-9]{1,15}(?![\s\S])/.test(cell))) return 'long';
  return cells.every((cell) => cell === 'true' || cell === 'false') ? 'boolean' : 'keyword';
}

/** The pairs of all `pairs` fields that have a name of their own. */
export function pairMembers(catalog: Catalog) {
  return catalog.fields.flatMap((field) => field.members.map((member) => ({ field, member, own: memberName(member.name) })));
}

/** Whether a field, a pair, or a part of a field tells what the role says; an address with a port tells the port too. */
export function isFed(catalog: Catalog, stream: Stream, role: Role): boolean {
  if (fieldsWithRole(catalog, stream, role).length > 0 || pairMembers(catalog).some(({ member }) => member.role === role)) return true;
  return role === 'destination.port' && fieldsWithRole(catalog, stream, 'destination.address').some((field) => field.type === 'host-port');
}

/** The field that lists pairs, where its pairs have names of their own: one at most. */
export function pairedFields(catalog: Catalog): readonly Field[] {
  return catalog.fields.filter((field) => field.type === 'pairs' && field.members.length > 0).slice(0, 1);
}
