import { defineCodes } from '../diagnostics/finding.js';

/** Findings about the files of a catalog and their shape; what they say is judged by the rules. */
export const catalogCodes = defineCodes({
  'schema-unknown-key': {
    severity: 'error',
    title: 'A key that the language does not have',
    cause: 'Each kind of file has its keys; anything else is most likely a slip of the pen.',
    fix: 'correct the key, or remove it',
    example: { file: 'gate/catalog.yaml', bad: '\ntitel: Gate keeper', good: '\ntitle: Gate keeper' },
  },
  'schema-missing': {
    severity: 'error',
    title: 'A key is missing',
    cause: 'Something that every file of this kind says is not said.',
    fix: 'add the key',
    example: {
      file: 'gate/events/visits.yaml',
      bad: '    class: visit\n    severity:',
      good: '    class: visit\n    action: reported\n    severity:',
    },
  },
  'schema-type': {
    severity: 'error',
    title: 'A value of the wrong kind',
    cause:
      'YAML reads unquoted `010`, `1e3`, `0x110`, `true` and `null` as something other than text; `[...]` is a list, `key: value` a mapping.',
    fix: 'write a value of the kind that is expected; put a text in quotes',
    example: { file: 'gate/catalog.yaml', bad: 'versions: 1.10 }', good: 'versions: "1.10" }' },
  },
  'schema-number': {
    severity: 'error',
    title: 'A number that is not what was written',
    cause: 'YAML reads `010` as 10, `0x110` as 272, `1e3` as 1000 and `1.10` as 1.1: as a code or a key that is another one.',
    fix: 'put it in quotes, or write the number that is meant',
    example: { file: 'gate/catalog.yaml', bad: '- [010, Badge unknown]', good: '- ["010", Badge unknown]' },
  },
  'schema-value': {
    severity: 'error',
    title: 'A value that is not allowed',
    cause: 'The value is none of those that the language knows, or not written as it must be.',
    fix: 'use one of the values that the message names',
    example: { file: 'gate/events/visits.yaml', bad: 'action: repotred', good: 'action: reported' },
  },
  'text-character': {
    severity: 'error',
    title: 'A text with a character that nobody sees',
    cause: 'An escape such as `\\u202e` made a character that no reader of the outputs sees, or that makes her see another text.',
    fix: 'remove the escape; in a text of several lines write `\\n` for the end of a line',
    example: { file: 'gate/events/visits.yaml', bad: 'text: "bell\\u202e"', good: 'text: bell' },
  },
  'catalog-missing': {
    severity: 'error',
    title: 'No catalog of this name',
    cause: 'The folder of catalogs has no folder of this name with a catalog.yaml in it.',
    fix: 'correct the name; `addonsmith catalog` lists them',
  },
  'catalog-file-missing': {
    severity: 'error',
    title: 'A folder with files of a catalog, and no catalog.yaml',
    cause: 'A catalog is a folder with a file of exactly this name; without it nothing in the folder is read.',
    fix: 'write `catalog.yaml`',
  },
  'catalog-file-unread': {
    severity: 'error',
    title: 'A file that nothing reads where it lies',
    cause: 'Events are read from `events/*.yaml`, samples from `samples/<stream>/*.yaml`; what lies elsewhere would silently be left out.',
    fix: 'rename or move the file, or remove it',
  },
  'catalog-folder': {
    severity: 'error',
    title: 'Catalog and folder have different names',
    cause: 'A catalog is found by its folder, so both have one name.',
    fix: 'rename the folder or the catalog',
    example: { file: 'gate/catalog.yaml', bad: '\ncatalog: door\n', good: '\ncatalog: gate\n' },
  },
});
