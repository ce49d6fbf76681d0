import { actions } from '../vocab/actions.js';
import { cimDataset } from '../vocab/cim.js';
import type { ClassMeaning } from '../vocab/classes.js';
import { ownClasses } from './own-classes.js';
import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** What a class gives as CIM `action` are values that its data set prescribes. */
export const cimActionRule = meaningRule({
  code: 'cim-action',
  severity: 'error',
  title: 'CIM actions that the data set does not know',
  cause: 'Each data set prescribes the values of `action`: outcomes in Authentication, verbs in Change, states in Network_Sessions.',
  fix: 'write the `cim_action` that belongs to the data set',
  example: { file: 'gate/vocabulary.yaml', bad: 'cim_action: outcome', good: 'cim_action: change' },
  *check(subject, catalog) {
    for (const { meaning, at } of ownClasses(subject, catalog)) {
      const fault = actionFault(meaning);
      if (fault !== undefined) yield { ...fault, span: spanOf(at('cim_action')) };
    }
  },
});

type Way = ClassMeaning['cimAction'];

/** The values that each way of finding CIM `action` can give. */
const given: Readonly<Record<Exclude<Way, 'none'>, readonly string[]>> = {
  outcome: ['success', 'failure'],
  change: [...new Set(Object.values(actions).map((verb) => verb.change))],
  session: ['started', 'ended', 'blocked'],
  service: [],
};

/** What is wrong with the actions of a class; undefined where nothing is. */
export function actionFault({ cim, cimAction }: ClassMeaning): { readonly message: string; readonly fix: string } | undefined {
  const dataset = 'none' in cim ? undefined : cimDataset(cim.dataset);
  const allowed = dataset?.values.action;
  if (dataset === undefined || allowed === undefined) return undefined;
  const fitting = (Object.keys(given) as (keyof typeof given)[]).filter(
    (way) => way !== 'service' && given[way].every((value) => allowed.includes(value)),
  );
  const fix = fitting.length === 0 ? 'use another data set' : `write \`cim_action: ${fitting[0]}\``;
  if (cimAction === 'none') {
    return dataset.required.includes('action') && fitting.length > 0
      ? { message: `\`${dataset.name}\` requires \`action\`, and the class gives none`, fix }
      : undefined;
  }
  const wrong = given[cimAction].find((value) => !allowed.includes(value));
  return wrong === undefined ? undefined : { message: `\`${dataset.name}\` knows no action \`${wrong}\``, fix };
}
