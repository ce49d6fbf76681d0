import { closest } from '../diagnostics/did-you-mean.js';
import { cimDataset, cimDatasetNames, replacementOf } from '../vocab/cim.js';
import type { ClassMeaning } from '../vocab/classes.js';
import { ownClasses } from './own-classes.js';
import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** The data set of a class exists. */
export const cimDatasetRule = meaningRule({
  code: 'cim-dataset',
  severity: 'error',
  title: 'A CIM data set that does not exist',
  cause: 'The Common Information Model has no data set of this name, or Splunk has given its model up.',
  fix: 'write it as `Model.Dataset`, such as `Change.All_Changes`',
  example: { file: 'gate/vocabulary.yaml', bad: 'dataset: Change.All_Change,', good: 'dataset: Change.All_Changes,' },
  *check(subject, catalog) {
    for (const { meaning, at } of ownClasses(subject, catalog)) {
      const fault = datasetFault(meaning);
      if (fault !== undefined) yield { ...fault, span: spanOf(at('cim', 'dataset')) };
    }
  },
});

/** What is wrong with the data set that a class names; undefined where nothing is. */
export function datasetFault({ cim }: ClassMeaning): { readonly message: string; readonly fix?: string } | undefined {
  if ('none' in cim) return undefined;
  const [model = ''] = cim.dataset.split('.');
  const instead = replacementOf(model);
  if (instead !== undefined) return { message: `the data model \`${model}\` is given up`, fix: `use the data model \`${instead}\`` };
  if (cimDataset(cim.dataset) !== undefined) return undefined;
  const meant = closest(cim.dataset, cimDatasetNames) ?? cimDatasetNames.find((each) => each.split('.')[1] === cim.dataset);
  return { message: `there is no CIM data set \`${cim.dataset}\``, ...(meant === undefined ? {} : { fix: `did you mean \`${meant}\`?` }) };
}
