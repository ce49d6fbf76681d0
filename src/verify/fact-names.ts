import type { Catalog, Field, Stream } from '../catalog/model.js';
import { namespace } from '../catalog/names.js';
import { isFrame } from './expectation.js';
import { type FactTable, type NamedFact, ownPath } from './facts.js';

/** What is asked of the names of a stream for each fact of each record, looked up once. */
export class FactNames {
  readonly #table: FactTable;
  readonly #byFact: ReadonlyMap<string, NamedFact>;
  readonly #bySplunk = new Map<string, string[]>();
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #sharing = new Map<string, readonly string[]>();

  constructor(table: FactTable) {
    this.#table = table;
    this.#byFact = new Map(table.facts.map((each) => [each.fact, each]));
    for (const { fact, splunk } of table.facts) {
      for (const name of splunk) this.#bySplunk.set(name, [...(this.#bySplunk.get(name) ?? []), fact]);
    }
    this.#fields = fieldsByName(table.catalog);
  }

  named(fact: string): NamedFact | undefined {
    return this.#byFact.get(fact);
  }

  /** The fields of a search that can hold a fact; also of a field that nobody documented. */
  splunk(fact: string): readonly string[] {
    const name = fact.replace(/^field\./, '');
    return this.#byFact.get(fact)?.splunk ?? [`${namespace(this.#table.catalog)}_raw_${name}`, name];
  }

  /** The paths of a document that can hold a fact; also of a field that nobody documented. */
  elastic(fact: string): readonly (readonly string[])[] {
    const known = this.#byFact.get(fact)?.elastic;
    if (known !== undefined) return known.map((path) => path.split('.'));
    return [[...ownPath(this.#table), 'undocumented', fact.replace(/^field\./, '')]];
  }

  /** The facts that a field of a search can hold; also a field that nobody documented. */
  factsOf(splunkName: string): readonly string[] {
    return this.#bySplunk.get(splunkName) ?? [`field.${splunkName}`];
  }

  field(name: string): Field | undefined {
    return this.#fields.get(name);
  }

  /** The product's own name of a fact that is a field, a pair or a value of the frame. */
  written(fact: string): string | undefined {
    if (fact.startsWith('field.')) return fact.slice('field.'.length);
    if (fact.startsWith('pair.')) return fact.slice('pair.'.length);
    return isFrame(fact) || this.#fields.get(fact)?.name === fact ? fact : undefined;
  }

  /** The fields whose role is that of a fact or its kin: `source.ip` is made of one with the role `source.address`. */
  withRoleOf(fact: string): readonly string[] {
    const known = this.#sharing.get(fact);
    if (known !== undefined) return known;
    const [kin] = fact.split('.');
    const found = this.#table.catalog.fields
      .filter(({ roles }) => roles.some((role) => role.split('.')[0] === kin))
      .map(({ name }) => name);
    this.#sharing.set(fact, found);
    return found;
  }
}

/** The field that names the event. */
export function keyField(catalog: Catalog): string | undefined {
  return catalog.fields.find((field) => field.role === 'event.key')?.name;
}

function fieldsByName({ fields }: Catalog): ReadonlyMap<string, Field> {
  const found = new Map<string, Field>();
  for (const field of fields) {
    for (const name of [field.name, ...field.names, ...field.alsoAt]) if (!found.has(name)) found.set(name, field);
  }
  // A field's own name counts before another spelling of another.
  for (const field of fields) found.set(field.name, field);
  return found;
}

/** What tells the event of a record and its outcome, in the product's own names; the text of a message, where it has no field for that. */
export function toldBy(catalog: Catalog, { body, outcome }: Stream): readonly string[] {
  if (body.form === 'windows-event') return ['provider', 'id'];
  if (body.form === 'text') return ['text'];
  const scope = body.form === 'json' ? body.scope?.from : undefined;
  return [keyField(catalog), outcome?.from, scope].flatMap((name) => name ?? []);
}
