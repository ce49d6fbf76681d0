import { unknownWords } from './known-words.js';
import { nameRule } from './rule.js';

/** An enumeration that a field names stands under `enums`. */
export const referenceEnum = nameRule({
  code: 'reference-enum',
  severity: 'error',
  title: 'An enumeration that the catalog does not have',
  cause: 'The field names an enumeration that is not under `enums`.',
  fix: 'correct the name, or add the enumeration',
  example: { file: 'gate/catalog.yaml', bad: 'role: outcome, enum: reslt', good: 'role: outcome, enum: result' },
  check: ({ catalog, at }) =>
    unknownWords(
      Object.entries(catalog.fields).flatMap(([name, field]) =>
        field.enum === undefined ? [] : [{ word: field.enum, place: at('fields', name, 'enum') }],
      ),
      Object.keys(catalog.enums ?? {}),
      'enumeration',
    ),
});
