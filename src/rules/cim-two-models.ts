import { modelsOf } from '../vocab/cim.js';
import type { ClassMeaning } from '../vocab/classes.js';
import { ownClasses } from './own-classes.js';
import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** The tags of a class put its events into one data model. */
export const cimTwoModels = meaningRule({
  code: 'cim-two-models',
  severity: 'error',
  title: 'Events in two CIM data models',
  cause: 'The tags of the class are those of two data models, so each of its events would be counted in both.',
  fix: 'remove the tags of one of the two',
  example: { file: 'gate/vocabulary.yaml', bad: 'tags: [change, authentication]', good: 'tags: [change]' },
  *check(subject, catalog) {
    for (const { meaning, at } of ownClasses(subject, catalog)) {
      const fault = modelsFault(meaning);
      if (fault !== undefined) yield { ...fault, span: spanOf(at('cim', 'tags')) };
    }
  },
});

/** What is wrong with the data models that the tags of a class lead to; undefined where nothing is. */
export function modelsFault({ cim }: ClassMeaning): { readonly message: string } | undefined {
  if ('none' in cim) return undefined;
  const models = modelsOf(cim.tags);
  return models.length < 2
    ? undefined
    : { message: `these tags are those of the data models ${models.map((each) => `\`${each}\``).join(' and ')}` };
}
