import { illegalArgument } from './painless/throwable.js';
import type { Engine } from './processor-options.js';
import { classNameOf, JavaMap, type JavaValue, textOf } from './values.js';

/** What a name of the metadata may hold; null stands for nothing. */
interface MetadataRule {
  readonly wanted: string;
  readonly accepts: (value: JavaValue) => boolean;
  readonly isFixed?: boolean;
  readonly mayBeMissing?: boolean;
}

const text = (value: JavaValue): boolean => typeof value === 'string';
const number = (value: JavaValue): boolean =>
  typeof value === 'number' || typeof value === 'bigint' || /^java\.lang\.(?:Double|Float|Short|Byte)$/.test(classNameOf(value));

/** The metadata of a document that pipelines may read, and what may be written. */
const RULES = new Map<string, MetadataRule>(
  Object.entries({
    _index: { wanted: 'java.lang.String', accepts: text, mayBeMissing: true },
    _id: { wanted: 'java.lang.String', accepts: text, mayBeMissing: true },
    _routing: { wanted: 'java.lang.String', accepts: text, mayBeMissing: true },
    _version: { wanted: 'java.lang.Number', accepts: number },
    _version_type: { wanted: 'java.lang.String', accepts: text, mayBeMissing: true },
    _dynamic_templates: { wanted: 'java.util.Map', accepts: (value) => value instanceof JavaMap, mayBeMissing: true },
    _type: { wanted: 'java.lang.String', accepts: text, isFixed: true },
    _if_seq_no: { wanted: 'java.lang.Number', accepts: number, mayBeMissing: true },
    _if_primary_term: { wanted: 'java.lang.Number', accepts: number, mayBeMissing: true },
  }),
);

/** Asked for each field that a script reads, so the first character decides for most. */
function ruleOf(key: JavaValue): MetadataRule | undefined {
  return typeof key === 'string' && key.charCodeAt(0) === 95 ? RULES.get(key) : undefined;
}

const VERSION_TYPES = ['internal', 'external', 'external_gte'];

/** `ctx`: the fields of a document and behind them its metadata, as one map (org.elasticsearch.script.IngestCtxMap of 8.19). */
export class DocumentMetadata extends JavaMap {
  readonly metadata = new JavaMap();

  constructor(
    /** The fields; the metadata is not among them. */
    readonly fields: JavaMap,
    index: string,
    /** OpenSearch looks at no value of the metadata. */
    private readonly engine: Engine = 'elasticsearch',
  ) {
    super('linked', 1);
    this.metadata.put('_index', index);
    this.metadata.put('_id', '_id');
    if (engine === 'elasticsearch') this.metadata.put('_version', -3n);
  }

  private ruleOf(key: JavaValue): MetadataRule | undefined {
    const rule = ruleOf(key);
    return rule !== undefined && this.engine === 'opensearch' && (key === '_type' || key === '_dynamic_templates') ? undefined : rule;
  }

  override get className(): string {
    return 'org.elasticsearch.ingest.IngestCtxMap';
  }

  override get size(): number {
    return this.fields.size + this.metadata.size;
  }

  override get(key: JavaValue): JavaValue {
    return this.ruleOf(key) !== undefined ? this.metadata.get(key) : this.fields.get(key);
  }

  override has(key: JavaValue): boolean {
    return this.ruleOf(key) !== undefined ? this.metadata.has(key) : this.fields.has(key);
  }

  override put(key: JavaValue, value: JavaValue): JavaValue {
    const rule = this.ruleOf(key);
    if (rule === undefined || typeof key !== 'string') return this.fields.put(key, value);
    if (this.engine === 'elasticsearch') check(key, rule, value);
    return this.metadata.put(key, value);
  }

  override putComputed(key: JavaValue, value: JavaValue): void {
    if (this.ruleOf(key) !== undefined) this.put(key, value);
    else this.fields.putComputed(key, value);
  }

  override putAll(map: JavaMap): void {
    for (const [key, value] of map) this.put(key, value);
  }

  override remove(key: JavaValue): JavaValue {
    const rule = this.ruleOf(key);
    if (rule === undefined || typeof key !== 'string') return this.fields.remove(key);
    if (!this.metadata.has(key)) return null;
    if (rule.mayBeMissing !== true && this.engine === 'elasticsearch') throw illegalArgument(`${key} cannot be removed`);
    return this.metadata.remove(key);
  }

  override clear(): void {
    for (const key of this.metadata.keys()) this.remove(key);
    this.fields.clear();
  }

  override keys(): readonly JavaValue[] {
    return [...this.fields.keys(), ...this.metadata.keys()];
  }

  override findValue<T>(ask: (value: JavaValue) => T | undefined): T | undefined {
    return this.fields.findValue(ask) ?? this.metadata.findValue(ask);
  }

  override hash(): number {
    return (this.fields.hash() + this.metadata.hash()) | 0;
  }

  override equalTo(other: JavaValue): boolean {
    return this === other;
  }
}

function check(key: string, rule: MetadataRule, value: JavaValue): void {
  if (rule.isFixed === true) throw illegalArgument(`${key} cannot be updated`);
  if (value === null && rule.mayBeMissing === true) return;
  if (key === '_version_type' && !(typeof value === 'string' && VERSION_TYPES.includes(value))) {
    const allowed = `[${VERSION_TYPES.join(', ')}]`;
    throw illegalArgument(`${key} must be a null or one of ${allowed} but was [${textOf(value)}] with type [${classNameOf(value)}]`);
  }
  if (value === null) throw illegalArgument(`${key} cannot be null`);
  if (rule.accepts(value)) return;
  throw illegalArgument(`${key} [${textOf(value)}] is wrong type, expected assignable to [${rule.wanted}], not [${classNameOf(value)}]`);
}
