import type { Span } from '../diagnostics/finding.js';
import type { Action } from '../vocab/actions.js';
import type { ClassMeaning, EventClass } from '../vocab/classes.js';
import type { Hazard } from '../vocab/hazards.js';
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
export type FieldType =
  | 'text'
  | 'int'
  | 'hex'
  | 'bool'
  | 'ip'
  | 'host'
  | 'address'
  | 'port'
  | 'host-port'
  | 'serial'
  | 'time'
  | 'list'
  | 'object'
  | 'pairs'
  | 'base64';

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
  /** Its role, and those that events give it besides. */
  readonly roles: readonly Role[];
  readonly description: string;
  readonly source: string;
  readonly enumeration?: string;
  readonly printed?: string;
  /** Other spellings of the name, or of the last step of its path, that records have. */
  readonly names: readonly string[];
  /** Older places of a JSON member, as whole paths. */
  readonly alsoAt: readonly string[];
  readonly members: readonly PairMember[];
  readonly span: Span;
}

export interface EnumerationRow {
  readonly code: string;
  readonly names: readonly string[];
  readonly note?: string;
  readonly source?: string;
  /** What further columns of the enumeration say of the code: column -> value; a column without a value is left out. */
  readonly more: Readonly<Record<string, string>>;
}

export interface Enumeration {
  readonly name: string;
  readonly description: string;
  readonly source: string;
  /** Columns beside code, name and note: each becomes a fact `<enumeration>.<column>`. */
  readonly columns: readonly string[];
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
  /** First part of a compound key: the component or the provider that wrote the record. */
  readonly scope?: string;
  /** The vendor's own key: the name or the number of the event as the product writes it. */
  readonly key: string;
  readonly outcome?: Outcome;
  /** The key as the document misprints it. */
  readonly printed?: string;
  /** The product writes the event only when it fails. */
  readonly onlyFailed: boolean;
  /** Events whose message templates also fit this event's text: this one is more specific and counts. */
  readonly before: readonly string[];
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

/** A body of one JSON object. */
export interface JsonBody {
  readonly form: 'json';
  /** The member that names the event. */
  readonly key: string;
  /** The member below which the fields stand that events list. */
  readonly within?: string;
  /** Letter case of the events' names does not count. */
  readonly ignoresCase: boolean;
  /** Ending of an event's name -> the outcome it states; a name without one is a success. */
  readonly suffixes: Readonly<Record<string, Outcome>>;
  readonly scope?: ScopeRule;
  readonly envelope?: JsonEnvelope;
}

/** Which component wrote a record, told by a value of its frame. */
export interface ScopeRule {
  readonly from: string;
  /** Scope -> patterns of the value, `*` for any text, letter case ignored; the first that fits counts. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly otherwise: string;
}

/** The JSON log of a container, which holds the record as text in one of its members. */
export interface JsonEnvelope {
  readonly start: string;
  readonly body: string;
  /** Value of the frame -> member of the envelope. */
  readonly frame: Readonly<Record<string, string>>;
}

/** An event of a Windows event log; its key is provider and id. */
export interface WindowsEventBody {
  readonly form: 'windows-event';
  readonly channel: string;
  readonly providers: readonly string[];
}

/** A body of plain text; the events' texts are message templates. */
export interface TextBody {
  readonly form: 'text';
  /** Template of what stands behind the last occurrence of its first literal, where a record has it. */
  readonly trailer?: string;
}

export type Body = BracketsBody | JsonBody | WindowsEventBody | TextBody;

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
  /** Templates of the frame as the catalog writes them, the first that fits counts; none for a Windows event. */
  readonly frames: readonly string[];
  readonly body: Body;
  readonly nulls: readonly string[];
  readonly pairs: PairsSyntax;
  readonly timeZone: TimeZoneRule;
  /** Absent where each event, or the ending of its name, says its outcome by itself. */
  readonly outcome?: OutcomeRule;
  readonly actor: ActorRule;
  /** For a role that several fields can have: the order in which they are asked. */
  readonly order: Readonly<Partial<Record<Role, readonly string[]>>>;
  readonly unknown: { readonly class: EventClass; readonly severity: Severity };
  readonly carriers: readonly Carrier[];
  /** Facts that no record of this stream can have, with the reason. */
  readonly absent: Readonly<Record<string, string>>;
  /** Facts that the two sides state differently, with the reason. */
  readonly differs: Readonly<Record<string, string>>;
  /** Where each of these differences is declared. */
  readonly differsSpans: Readonly<Record<string, Span>>;
  /** What in a value does not come back as it was written, with the reason. */
  readonly cannotKeep: Readonly<Partial<Record<Hazard, { readonly reason: string; readonly span: Span }>>>;
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
  /** What each class means: those that come with the tool, and the catalog's own. */
  readonly classes: Readonly<Record<EventClass, ClassMeaning>>;
  readonly events: readonly EventDefinition[];
  readonly samples: readonly Sample[];
}

/** A raw record beside what must be read from it. */
export interface Sample {
  readonly name: string;
  readonly stream: string;
  readonly origin: 'real' | 'documented' | 'synthetic';
  readonly source: string;
  /** How the record travelled: one of the stream's carriers. */
  readonly carrier: string;
  readonly raw: string;
  /** The same record as Winlogbeat and Elastic Agent send it. */
  readonly winlog?: Readonly<Record<string, unknown>>;
  /** Tags that the input gives the document. */
  readonly tags: readonly string[];
  readonly asPrinted?: string;
  readonly repaired: readonly string[];
  /** What must be read from it, written by hand from its document. */
  readonly expect: Expectation;
  /** What the expectation does not state must not be read. */
  readonly complete: boolean;
  /** Where its name stands. */
  readonly span: Span;
}
