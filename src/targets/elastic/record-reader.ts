import type { Catalog, Stream } from '../../catalog/model.js';
import type { TemplateSource } from '../target.js';
import { bracketsReader } from './brackets-reader.js';
import type { Data } from './event-table.js';
import { jsonReader } from './json-reader.js';
import { textReader } from './text-reader.js';
import { windowsEventReader } from './windows-event-reader.js';

/**
 * How the pipeline reads the records of a stream: all that differs between the forms of a body, and nothing else.
 *
 * The script that reads leaves under `<package>.<data stream>` what it read: `fields` (documented fields by name), `undocumented`,
 * `unknown_field`, `duplicate_field`, `text`, values of the frame; and for the script that maps: `code` (the vendor's own key), `key` (that by
 * which the event is looked up, where it is not the code), `outcome` (what the record says of its outcome, where no field says it) and `flat`
 * (fields by their whole names, where `fields` is nested). A record that holds no event leaves nothing there.
 */
export interface RecordReader {
  /** Source of the script that reads a record. */
  readonly source: string;
  readonly parameters: Data;
  /** Why a record is not read, as the failing document says it. */
  readonly unreadable: string;
  /** Parameters of the script that maps a record, beside those that every stream has. */
  readonly mapping: Data;
  /** Processors between reading and mapping. */
  readonly processors: readonly Data[];
  /** Pattern (RE2) that matches where a record begins; absent where each line is a record. */
  readonly recordStart?: string;
}

/** Takes a catalog's stream and returns how its records are read. */
export function recordReader(catalog: Catalog, stream: Stream, templates: TemplateSource): RecordReader {
  switch (stream.body.form) {
    case 'brackets':
      return bracketsReader(catalog, stream, stream.body, templates);
    case 'text':
      return textReader(catalog, stream, stream.body, templates);
    case 'json':
      return jsonReader(catalog, stream, stream.body, templates);
    case 'windows-event':
      return windowsEventReader(catalog, stream, stream.body, templates);
  }
}
