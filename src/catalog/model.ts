import type { Span } from '../diagnostics/finding.js';
import type { Action } from '../vocab/actions.js';
import type { EventClass } from '../vocab/classes.js';
import type { Role } from '../vocab/roles.js';
import type { Severity } from '../vocab/severities.js';
import type { Expectation } from './schema.js';

/** A document that facts come from; the document itself is not in the repository. */
export interface SourceDocumentReference {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  readonly revision?: string;
  readonly date?: string;
}

export interface Product {
  readonly vendor: string;
  readonly name: string;
  readonly versions: string;
  readonly also: readonly string[];
}

/** How the text of a field becomes a value. */
export type FieldType = 'text' | 'int' | 'ip' | 'host' | 'port' | 'serial' | 'list' | 'pairs' | 'base64';

/** One documented pair of a `pairs` field, extracted under a name of its own. */
export interface PairMember {
  readonly name: string;
  readonly description: string;
  readonly role: Role | null;
  /** The role holds only where another pair of the same field has this value. */
  readonly when?: { readonly pair: string; readonly is: string };
  readonly source: string;
}

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly role: Role | null;
  readonly description: string;
  readonly source: string;
  readonly enumeration?: string;
  readonly printed?: string;
  readonly members: readonly PairMember[];
}

export interface EnumerationRow {
  readonly code: string;
  readonly names: readonly string[];
  readonly note?: string;
  readonly source?: string;
}

export interface Enumeration {
  readonly name: string;
  readonly description: string;
  readonly source: string;
  readonly rows: readonly EnumerationRow[];
}

export type Outcome = 'success' | 'failure' | 'unknown';

/** A field of an event as its document lists it; `description` null where the document says nothing. */
export interface EventField {
  readonly name: string;
  readonly description: string | null;
  /** Overrides the stream's role of this field for this event. */
  readonly role?: Role | null;
}

export interface ObjectRule {
  readonly category?: string;
  /** Fields (or `Field.Member` pairs), the first present is taken. */
  readonly id: readonly string[];
  readonly name: readonly string[];
}

/** What changes when fields have certain values: literal, or a prefix written `cancel*`; letter case counts. */
export interface EventCase {
  readonly name: string;
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly class?: EventClass;
  readonly action?: Action;
  readonly severity?: Severity;
  readonly title?: string;
  readonly failureTitle?: string;
  readonly object?: Partial<ObjectRule>;
}

export interface Alias {
  readonly name: string;
  /** The outcome that the older name states by itself. */
  readonly outcome?: Outcome;
  readonly source: string;
}

/** One definition of a document: an event name, or an event name with one outcome. */
export interface EventDefinition {
  readonly stream: string;
  readonly key: string;
  readonly outcome?: Outcome;
  readonly aliases: readonly Alias[];
  readonly name: string;
  readonly texts: readonly string[];
  readonly description: string;
  readonly level?: string;
  readonly subsystems: readonly string[];
  readonly enabledByDefault: boolean;
  readonly class: EventClass;
  readonly action: Action;
  readonly severity: Readonly<Record<Outcome, Severity>>;
  /** Class of the event when it failed, where that is another kind of event (a failed self test is an alarm). */
  readonly failureClass?: EventClass;
  /** What a person calls the event when it failed. */
  readonly failureName?: string;
  readonly object: ObjectRule;
  readonly fields: readonly EventField[];
  readonly cases: readonly EventCase[];
  readonly source: string;
  readonly span: Span;
}

/** A body of `[NAME=value]` fields with free text behind the last bracket. */
export interface BracketsBody {
  readonly form: 'brackets';
  /** Name of the first field; the body starts at `[<start>=`. */
  readonly start: string;
  readonly mayLackBracket: readonly string[];
  /** Fields that the text behind the body holds: what stands before the value. */
  readonly tail: readonly { readonly field: string; readonly after: string }[];
}

export interface PairsSyntax {
  readonly separator: string;
  readonly assign: string;
  /** Names of secrets, letter case ignored: `pin` is a whole last dotted part, `*password` an ending. */
  readonly secrets: readonly string[];
}

export interface TimeZoneRule {
  /** Abbreviation as printed -> offset `+05:30`. */
  readonly table: Readonly<Record<string, string>>;
  readonly default: string;
  readonly origin: 'documented' | 'assumed';
}

export interface OutcomeRule {
  readonly from: string;
  readonly success: readonly string[];
  readonly failure: readonly string[];
}

/** Which fields tell who did it: the first that is present and not an absent word. */
export interface ActorRule {
  readonly from: readonly string[];
  /** Words that stand for nobody. */
  readonly absent: readonly string[];
  /** Text to cut off the front. */
  readonly strip: readonly string[];
}

export interface Carrier {
  readonly id: string;
  readonly title: string;
  readonly path?: string;
}

export interface Stream {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly sourcetype: string;
  readonly dataStream: string;
  /** The frame's template as the catalog writes it. */
  readonly frame: string;
  readonly body: BracketsBody;
  readonly nulls: readonly string[];
  readonly pairs: PairsSyntax;
  readonly timeZone: TimeZoneRule;
  readonly outcome: OutcomeRule;
  readonly actor: ActorRule;
  /** For a role that several fields can have: the order in which they are asked. */
  readonly order: Readonly<Partial<Record<Role, readonly string[]>>>;
  readonly unknown: { readonly class: EventClass; readonly severity: Severity };
  readonly carriers: readonly Carrier[];
  /** Facts that no record of this stream can have, with the reason. */
  readonly absent: Readonly<Record<string, string>>;
  /** Facts that the two sides state differently, with the reason. */
  readonly differs: Readonly<Record<string, string>>;
}

export interface Catalog {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly product: Product;
  readonly author: { readonly name: string; readonly email?: string; readonly github: string };
  readonly changes: readonly { readonly version: string; readonly text: string; readonly link: string }[];
  readonly sources: readonly SourceDocumentReference[];
  readonly streams: readonly Stream[];
  readonly fields: readonly Field[];
  readonly enumerations: readonly Enumeration[];
  readonly events: readonly EventDefinition[];
  readonly samples: readonly Sample[];
}

/** A raw record beside what must be read from it. */
export interface Sample {
  readonly name: string;
  readonly stream: string;
  readonly origin: 'real' | 'documented' | 'synthetic';
  readonly source: string;
  readonly raw: string;
  readonly asPrinted?: string;
  readonly repaired: readonly string[];
  /** What must be read from it, written by hand from its document. */
  readonly expect: Expectation;
}
