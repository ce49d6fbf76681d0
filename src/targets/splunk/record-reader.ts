import type { Catalog, Stream } from '../../catalog/model.js';
import { remembered } from '../../catalog/remembered.js';
import type { EventFamily } from '../../catalog/rows.js';
import { bracketsReader } from './brackets-reader.js';
import type { Evaluation } from './evaluations.js';
import { jsonReader } from './json-reader.js';
import type { Setting, Stanza } from './settings.js';
import { textReader } from './text-reader.js';
import { windowsEventReader } from './windows-event-reader.js';

/** How the add-on reads the records of a stream: all that differs between the forms of a body, and nothing else. */
export interface RecordReader {
  /** The stanza of props.conf whose settings a record gets. */
  readonly stanza: string;
  /** What finds all records of the stream. */
  readonly search: string;
  /** Where other add-ons have settings too: only names of our own are calculated, and what is the same for all records comes from a lookup. */
  readonly shared?: SharedStanza;
  /** Settings of index time: what a record is, and when it was written. */
  readonly indexTime: readonly Setting[];
  /** Settings of search time that extract fields, in the order in which Splunk applies them. */
  readonly extractions: readonly Setting[];
  /** Stanzas of transforms.conf that the extractions refer to. */
  readonly transforms: readonly Stanza[];
  /** Settings that are shipped switched off. */
  readonly switchedOff: readonly Setting[];
  /** The name under which a search finds the values of a documented field. */
  fieldName(name: string): string;
  /** Takes a field, or `Field.Pair`, and returns the eval expression of its first value, null where the record has none. */
  value(reference: string): string;
  /** As `value`, but all values of a field that lists several, where fields can. */
  readonly values?: (reference: string) => string;
  /** Eval expression of the vendor's own key. */
  readonly code: string;
  /** Eval expression of the key by which events are looked up and told apart: {@link writtenKeys}. */
  readonly event: string;
  /** The keys of a family as {@link event} has them, where those are not the written ones. */
  readonly keysOf?: (family: EventFamily) => readonly string[];
  /** Takes events and returns the eval expression that is true for records of one of them, where comparing {@link event} would cost too much. */
  readonly isOneOf?: (families: readonly EventFamily[]) => string;
  /** Takes which fields hold something in which events, and returns the eval expression of its first value, where there is a shorter one. */
  readonly pick?: (rows: readonly ObjectRow[]) => string;
  /** Eval expression of what a record says of its outcome: success, failure, unknown or none; null for what is no record. */
  readonly outcomeRead: string;
  /** Eval expression of the text of the record; undefined where it has none. */
  readonly text: string | undefined;
  /** Fields that are calculated for this form of body alone. */
  readonly evaluations: readonly Evaluation[];
  /** Names of extracted fields, beside those of the catalog's fields. */
  readonly extracted: readonly string[];
  /** A field that each record has that could be read. */
  readonly keyField: string;
  /** Fields that tell people which event it is, where that is not {@link keyField}. */
  readonly listedBy?: readonly string[];
}

/** The lookup of what is the same for all records of one writer. */
export interface SharedStanza {
  /** The field that says who wrote the record. */
  readonly key: string;
  /** Its values. */
  readonly rows: readonly string[];
  /** Fields that get the value itself, beside vendor and product. */
  readonly constant: readonly string[];
}

/** Where events hold something: in the first field that is there. A row counts before those behind it. */
export interface ObjectRow {
  readonly families: readonly EventFamily[];
  /** Eval expression that must be true as well; empty where nothing must. */
  readonly when: string;
  readonly references: readonly string[];
}

/** Takes a catalog's stream and returns how its records are read. */
export const recordReader = remembered((catalog: Catalog, stream: Stream): RecordReader => {
  switch (stream.body.form) {
    case 'brackets':
      return bracketsReader(catalog, stream, stream.body);
    case 'text':
      return textReader(catalog, stream, stream.body);
    case 'json':
      return jsonReader(catalog, stream, stream.body);
    case 'windows-event':
      return windowsEventReader(catalog, stream.body);
  }
});
