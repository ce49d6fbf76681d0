import { defineCodes } from '../diagnostics/finding.js';

/** Findings about what a catalog says. */
export const catalogCodes = defineCodes({
  'schema-unknown-key': {
    severity: 'error',
    title: 'A key that the language does not have',
    cause: 'Each kind of file has its keys; anything else is most likely a slip of the pen.',
    fix: 'correct the key, or remove it',
  },
  'schema-missing': {
    severity: 'error',
    title: 'A key is missing',
    cause: 'Something that every file of this kind says is not said.',
    fix: 'add the key',
  },
  'schema-type': {
    severity: 'error',
    title: 'A value of the wrong kind',
    cause: 'YAML reads unquoted `no`, `010`, `1e3`, `0x110` and dates as something other than text.',
    fix: 'write a value of the kind that is expected; put a text in quotes',
  },
  'schema-value': {
    severity: 'error',
    title: 'A value that is not allowed',
    cause: 'The value is none of those that the language knows, or not written as it must be.',
    fix: 'use one of the values that the message names',
  },
  'text-character': {
    severity: 'error',
    title: 'A text with a character that nobody sees',
    cause: 'An escape such as `\\u202e` made a character that no reader of the outputs sees, or that makes her see another text.',
    fix: 'remove the escape; in a text of several lines write `\\n` for the end of a line',
  },
  'catalog-missing': {
    severity: 'error',
    title: 'No catalog of this name',
    cause: 'The folder of catalogs has no folder of this name with a catalog.yaml in it.',
    fix: 'correct the name; `addonsmith catalog` lists them',
  },
  'catalog-folder': {
    severity: 'error',
    title: 'Catalog and folder have different names',
    cause: 'A catalog is found by its folder, so both have one name.',
    fix: 'rename the folder or the catalog',
  },
  'event-twice': {
    severity: 'error',
    title: 'Two events have one key',
    cause: 'A record of that name could be either; names and older names of all events of a stream differ.',
    fix: 'remove one of the two, or tell them apart by `outcome`',
  },
  'event-outcomes': {
    severity: 'error',
    title: 'An event with an outcome beside one without',
    cause: 'Either all definitions of an event name have an outcome, or there is one definition without.',
    fix: 'give each definition its `outcome`',
  },
  'reference-stream': {
    severity: 'error',
    title: 'A stream that the catalog does not have',
    cause: 'Events and samples belong to a stream of catalog.yaml.',
    fix: 'correct the name of the stream',
  },
  'reference-field': {
    severity: 'error',
    title: 'A field that the catalog does not have',
    cause: 'Every field stands under `fields` of catalog.yaml with its type, role, description and source.',
    fix: 'correct the name, or add the field to catalog.yaml',
  },
  'reference-enum': {
    severity: 'error',
    title: 'An enumeration that the catalog does not have',
    cause: 'The field names an enumeration that is not under `enums`.',
    fix: 'correct the name, or add the enumeration',
  },
  'reference-source': {
    severity: 'error',
    title: 'A source that the catalog does not have',
    cause: 'Every fact cites a document that stands under `sources`.',
    fix: 'correct the citation, or add the source',
  },
  'reference-event': {
    severity: 'error',
    title: 'A sample expects an event that the catalog does not have',
    cause: 'The expectation of a sample names the event by its key.',
    fix: 'correct the key of the event',
  },
  'enum-code-twice': {
    severity: 'error',
    title: 'A code twice in one enumeration',
    cause: 'A code has one row; several names of one code are a list in that row.',
    fix: 'join the rows: [6, [NAME_A, NAME_B]]',
  },
  'frame-template': {
    severity: 'error',
    title: 'A frame that cannot be read',
    cause: 'The template of the frame leaves open where a value ends, or uses a placeholder that does not exist.',
    fix: 'write it as `{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}`',
  },
  'time-zone-lost': {
    severity: 'error',
    title: 'A time pattern without a zone',
    cause: 'The pattern reads no zone although the stream has a table of zones: records of two zones would be mixed.',
    fix: 'add `zone` to the pattern where the product prints it',
  },
  'version-unlisted': {
    severity: 'error',
    title: 'The version is not the first of the changes',
    cause: 'The newest entry under `changes` describes the version of the catalog.',
    fix: 'add an entry for the version at the top of `changes`',
  },
  'sample-twice': {
    severity: 'error',
    title: 'Two samples have one name',
    cause: 'A sample is named in reports and in files.',
    fix: 'rename one of the two',
  },
  'event-no-sample': {
    severity: 'info',
    title: 'No sample of an event',
    cause: 'Nothing shows that a record of the event is read as the catalog says.',
    fix: 'add a record of the event to the samples',
  },
});
