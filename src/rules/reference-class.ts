import { classNames } from '../vocab/classes.js';
import { classUses } from './class-uses.js';
import { unknownWords } from './known-words.js';
import { nameRule } from './rule.js';

/** A class comes with the tool, or stands in the catalog's vocabulary. */
export const referenceClass = nameRule({
  code: 'reference-class',
  severity: 'error',
  title: 'A class that does not exist',
  cause:
    'The class is none of those that come with the tool (docs/catalog-language.md lists them), and vocabulary.yaml has none of that name.',
  fix: 'use a class that exists, or add it to `vocabulary.yaml`',
  example: { file: 'gate/events/gate.yaml', bad: 'class: authentification', good: 'class: authentication' },
  *check(subject) {
    const { vocabulary, complete } = subject.files;
    // The catalog's own classes may stand in the file that could not be read.
    if (vocabulary === undefined && !complete) return;
    yield* unknownWords(classUses(subject), [...classNames, ...Object.keys(vocabulary?.value.classes ?? {})], 'class');
  },
});
