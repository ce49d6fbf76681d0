import { cimDataset, missingTags } from '../vocab/cim.js';
import type { ClassMeaning } from '../vocab/classes.js';
import { ownClasses } from './own-classes.js';
import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** The tags of a class put its events into its data set. */
export const cimTags = meaningRule({
  code: 'cim-tags',
  severity: 'error',
  title: 'Tags that do not lead to the data set',
  cause: 'Splunk finds the events of a data set by their tags; without all of them the class is in no data set, or in another.',
  fix: 'add the tags that are missing',
  example: { file: 'gate/vocabulary.yaml', bad: 'tags: [changed]', good: 'tags: [change]' },
  *check(subject, catalog) {
    for (const { meaning, at } of ownClasses(subject, catalog)) {
      const fault = tagsFault(meaning);
      if (fault !== undefined) yield { ...fault, span: spanOf(at('cim', 'tags')) };
    }
  },
});

/** What is wrong with the tags of a class; undefined where nothing is. */
export function tagsFault({ cim }: ClassMeaning): { readonly message: string; readonly fix: string } | undefined {
  const dataset = 'none' in cim ? undefined : cimDataset(cim.dataset);
  if (dataset === undefined || 'none' in cim) return undefined;
  const missing = missingTags(dataset, cim.tags);
  if (missing.length === 0) return undefined;
  const words = missing.map((each) => `\`${each}\``).join(', ');
  return {
    message: `\`${dataset.name}\` needs the tags ${words} too`,
    fix: `write tags: [${[...dataset.all, ...missing.filter((each) => !dataset.all.includes(each))].join(', ')}]`,
  };
}
