import { defineCodes } from '../diagnostics/finding.js';

/** Findings about YAML as such; what the values mean is judged by whoever reads them. */
export const yamlCodes = defineCodes({
  'yaml-tab': {
    severity: 'error',
    title: 'Indented with a tab',
    cause: 'YAML allows only blanks as indentation.',
    fix: 'replace the tab by blanks',
    example: { file: 'gate/events/visits.yaml', bad: '\n\ttext: bell', good: '\n    text: bell' },
  },
  'yaml-duplicate-key': {
    severity: 'error',
    title: 'A key twice in one mapping',
    cause: 'Each key of a mapping stands once; the second would silently win over the first.',
    fix: 'remove or rename one of the two',
    example: { file: 'gate/events/visits.yaml', bad: '    text: bell\n    text: ring', good: '    text: bell' },
  },
  'yaml-indent': {
    severity: 'error',
    title: 'Indented wrongly',
    cause: 'Keys of one mapping and items of one list start at the same column, and what spans lines stands deeper than its key.',
    fix: 'align the line with its neighbours',
    example: {
      file: 'gate/events/visits.yaml',
      bad: '    name: Somebody rang\n   text: bell',
      good: '    name: Somebody rang\n    text: bell',
    },
  },
  'yaml-syntax': {
    severity: 'error',
    title: 'No valid YAML',
    cause: 'The text cannot be read as YAML.',
    fix: 'correct the text; a value with `: `, ` #`, or one that starts with a special character needs quotes',
    example: { file: 'gate/events/visits.yaml', bad: 'description: Bell: somebody rang.', good: 'description: "Bell: somebody rang."' },
  },
  'yaml-tag': {
    severity: 'error',
    title: 'A tag that is not known',
    cause: 'A value that starts with `!` is a tag in YAML; catalogs use none.',
    fix: 'remove the tag, or put the value in quotes',
    example: { file: 'gate/events/visits.yaml', bad: 'name: !rang', good: 'name: Somebody rang' },
  },
  'yaml-alias': {
    severity: 'error',
    title: 'An alias without its anchor',
    cause: '`*name` repeats the value that is marked `&name` further up in the same file; there is none, or it contains the alias itself.',
    fix: 'mark the value with `&name` before the alias, or put a text that starts with `*` in quotes',
    example: { file: 'gate/catalog.yaml', bad: '<<: *gat\n', good: '<<: *gate\n' },
  },
  'yaml-alias-bomb': {
    severity: 'error',
    title: 'Aliases that expand without measure',
    cause: 'Aliases of aliases multiply; expanded, the file would hold millions of values.',
    fix: 'write fewer aliases of aliases',
  },
  'yaml-depth': {
    severity: 'error',
    title: 'Nested too deeply',
    cause: 'Lists and mappings are nested more than a hundred levels deep.',
    fix: 'reduce the nesting',
  },
  'yaml-amount': {
    severity: 'error',
    title: 'More values than a catalog holds',
    cause: 'The file is made of millions of brackets, commas or single characters; it is most likely no catalog file.',
    fix: 'split the file, one event family a file',
  },
});
