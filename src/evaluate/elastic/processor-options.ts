import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import type { ConfigPlace } from './config-place.js';
import { elasticCodes } from './elastic-codes.js';
import { type FailureDetails, IngestFailure } from './ingest-failure.js';
import { classNameOf, JavaMap, type JavaValue, textOf } from './values.js';

/** Thrown while a definition is read: Elasticsearch would refuse it, in these words, because of this place. */
export class Rejection {
  constructor(
    readonly failure: IngestFailure,
    readonly span: Span,
  ) {}
}

/** Thrown while a definition is read: it is not known here what Elasticsearch would make of it. */
export class Unsupported {
  constructor(
    readonly what: string,
    readonly span: Span,
    /** What to do, where that is more than the code says. */
    readonly fix?: string,
  ) {}

  finding(): Finding {
    const { span, fix } = this;
    return finding(elasticCodes['pipeline-unsupported'], {
      message: `${this.what} is not evaluated`,
      span,
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

export type Engine = 'elasticsearch' | 'opensearch';

/** Which engine knows an option; both, where nothing is said. */
export type OptionTable = Readonly<Record<string, { readonly only?: Engine; readonly refused?: string }>>;

/**
 * The options of one processor, read one by one with the words of org.elasticsearch.ingest.ConfigurationUtils of 8.19; what nobody
 * asked for is unknown.
 */
export class ProcessorOptions {
  private readonly left: Set<string>;

  constructor(
    /** Undefined for options that Elasticsearch reads without saying whose they are. */
    readonly type: string | undefined,
    readonly tag: string | null,
    private readonly values: JavaMap,
    readonly place: ConfigPlace,
    private readonly known: OptionTable,
    readonly engine: Engine,
    taken: readonly string[] = [],
  ) {
    this.left = new Set(values.keys().map(textOf));
    for (const name of taken) this.left.delete(name);
  }

  /** The value of an option; undefined where it is missing, null, or unknown to the engine. */
  value(name: string): Exclude<JavaValue, null> | undefined {
    const option = this.known[name];
    if (option === undefined) throw new Error(`no option ${name} is declared for ${this.type ?? 'this'}`);
    if (option.only !== undefined && option.only !== this.engine) return undefined;
    this.left.delete(name);
    const value = this.values.get(name);
    if (value === null) return undefined;
    if (option.refused !== undefined) throw new Unsupported(`the option \`${name}\` of \`${this.type}\``, this.place.at(name).key());
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.rejected(name, `property isn't a string, but of type [${configClass(value)}]`);
  }

  text(name: string, otherwise?: string): string {
    return this.required(name, this.optionalText(name) ?? otherwise);
  }

  optionalFlag(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.rejected(name, `property isn't a boolean, but of type [${configClass(value)}]`);
  }

  flag(name: string, otherwise = false): boolean {
    return this.optionalFlag(name) ?? otherwise;
  }

  optionalList(name: string): readonly JavaValue[] | undefined {
    const value = this.value(name);
    if (value === undefined || Array.isArray(value)) return value;
    throw this.rejected(name, `property isn't a list, but of type [${configClass(value)}]`);
  }

  list(name: string): readonly JavaValue[] {
    return this.required(name, this.optionalList(name));
  }

  optionalMap(name: string): JavaMap | undefined {
    const value = this.value(name);
    if (value === undefined || value instanceof JavaMap) return value;
    throw this.rejected(name, `property isn't a map, but of type [${configClass(value)}]`);
  }

  map(name: string): JavaMap {
    return this.required(name, this.optionalMap(name));
  }

  /** Any value; it must be there. */
  object(name: string): Exclude<JavaValue, null> {
    return this.required(name, this.value(name));
  }

  /** A whole number, or a text that is one. */
  optionalInteger(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const number = /^[+-]?\d{1,10}$/.test(textOf(value)) ? Number(textOf(value)) : Number.NaN;
    if (number >= -2147483648 && number <= 2147483647) return number;
    throw this.rejected(name, `property cannot be converted to an int [${textOf(value)}]`);
  }

  /** Elasticsearch's refusal of one option. */
  rejected(name: string, message: string): Rejection {
    const details: FailureDetails = [['property_name', name], ...this.header()];
    const span = this.values.has(name) ? this.place.at(name).value() : this.place.key();
    return new Rejection(new IngestFailure('parse_exception', `[${name}] ${message}`, undefined, details), span);
  }

  /** Elasticsearch's refusal with an exception of its own. */
  refused(failure: IngestFailure, name?: string): Rejection {
    const inner = new IngestFailure(failure.type, failure.reason, failure.cause, [...this.header(), ...failure.details]);
    return new Rejection(inner, name === undefined ? this.place.key() : this.place.at(name).value());
  }

  /** An option that nobody read is an error, as on Elasticsearch. */
  end(whose = `processor [${this.type}]`): void {
    if (this.left.size === 0) return;
    const names = inHashOrder(this.values).filter((name) => this.left.has(name));
    const reason = `${whose} doesn't support one or more provided configuration parameters [${names.join(', ')}]`;
    throw new Rejection(new IngestFailure('parse_exception', reason, undefined, this.header()), this.place.at(names[0] ?? '').key());
  }

  isGiven(name: string): boolean {
    return this.values.has(name);
  }

  /** Whether an option is a mapping. */
  holds(name: string): boolean {
    return this.values.get(name) instanceof JavaMap;
  }

  /** Where the value of an option stands. */
  span(name: string): Span {
    return this.place.at(name).value();
  }

  private required<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw this.rejected(name, 'required property is missing');
    return value;
  }

  private header(): FailureDetails {
    if (this.type === undefined) return [];
    return [['processor_type', this.type], ...(this.tag === null ? [] : ([['processor_tag', this.tag]] as const))];
  }
}

/** The keys as Elasticsearch lists them: it reads a copy of the definition, whose mappings are HashMaps. */
function inHashOrder(map: JavaMap): string[] {
  const copy = JavaMap.withRoomFor(map.size);
  for (const key of map.keys()) copy.put(key, true);
  return copy.keys().map(textOf);
}

/** The class of a value of a definition. */
export function configClass(value: JavaValue): string {
  return value instanceof JavaMap ? 'java.util.HashMap' : classNameOf(value);
}
