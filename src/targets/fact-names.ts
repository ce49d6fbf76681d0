import { frameNames } from '../catalog/frame.js';
import type { Catalog, Stream } from '../catalog/model.js';
import { codedEnumerations, columnName, isFed, pairMembers } from '../catalog/names.js';
import { plainRoleNames, type Role } from '../vocab/roles.js';

/** What one side calls a fact. Where two names follow each other with `|`, the first that a record has counts. */
export type FactName = readonly [fact: string, name: string];

/** Facts that are named after the catalog: parts of the frame, pairs with a name of their own, enumerations, fields. */
export interface CatalogFacts {
  readonly frame: readonly string[];
  readonly pairs: readonly { readonly name: string; readonly own: string }[];
  readonly enumerations: readonly string[];
  /** Further columns of enumerations, with the name that both sides give them. */
  readonly columns: readonly { readonly fact: string; readonly own: string }[];
  readonly fields: readonly string[];
}

/** Takes a catalog's stream and returns the facts that both sides name after it, each in the catalog's order. */
export function catalogFacts(catalog: Catalog, stream: Stream): CatalogFacts {
  const frame = frameNames(stream);
  return {
    frame,
    pairs: pairMembers(catalog).map(({ member, own }) => ({ name: member.name, own })),
    enumerations: codedEnumerations(catalog).map(({ enumeration }) => enumeration.name),
    columns: codedEnumerations(catalog).flatMap(({ enumeration }) =>
      enumeration.columns.map((column) => ({ fact: `enumeration.${enumeration.name}.${column}`, own: columnName(enumeration, column) })),
    ),
    fields: catalog.fields.map((field) => field.name).filter((field) => !frame.includes(field)),
  };
}

/** Facts that only a field with a certain role, or a pair with it, can feed. */
const fedBy: Readonly<Record<string, readonly Role[]>> = {
  'actor.role': ['actor.role'],
  'target.user': ['target.user'],
  'source.address': ['source.address'],
  'source.ip': ['source.address'],
  'destination.address': ['destination.address'],
  'destination.ip': ['destination.address'],
  'destination.port': ['destination.port'],
  pairs: ['object.attributes'],
  command: ['command'],
  'authentication.method': ['authentication.method'],
  'session.id': ['session.id'],
  reason: ['reason'],
  'certificate.serial.hex': ['certificate.serial'],
  'certificate.serial.decimal': ['certificate.serial'],
  'certificate.subject': ['client.certificate.subject', 'certificate.subject'],
  'certificate.issuer': ['client.certificate.issuer', 'certificate.issuer'],
};

/**
 * Takes all names that a side could give facts, and whether it renders a name; keeps those that it renders and that some field of the
 * catalog feeds. Of names joined with `|` those that are rendered stay.
 */
export function statedFacts(
  catalog: Catalog,
  stream: Stream,
  candidates: readonly FactName[],
  isRendered: (name: string) => boolean,
): readonly FactName[] {
  const feeding = new Map([...Object.entries(fedBy), ...plainRoleNames.map((role) => [role, [role]] as const)]);
  return candidates.flatMap(([fact, name]) => {
    const kept = name.split('|').filter(isRendered);
    const fed = feeding.get(fact)?.some((role) => isFed(catalog, stream, role)) ?? true;
    return kept.length === 0 || !fed ? [] : [[fact, kept.join('|')] as const];
  });
}

/** A fact that both sides state. */
export interface SharedFact {
  readonly fact: string;
  readonly splunk: string;
  readonly elastic: string;
}

/** Takes the names of both sides and returns the facts that both have, in the first side's order. */
export function sharedFacts(splunk: readonly FactName[], elastic: readonly FactName[]): readonly SharedFact[] {
  const paths = new Map(elastic);
  return splunk.flatMap(([fact, name]) => {
    const path = paths.get(fact);
    return path === undefined ? [] : [{ fact, splunk: name, elastic: path }];
  });
}
