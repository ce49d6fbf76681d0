import { closest } from '../diagnostics/did-you-mean.js';
import type { ClassMeaning } from '../vocab/classes.js';
import { ecsCategories, ecsTypes, expectedTypes } from '../vocab/ecs.js';
import { ownClasses } from './own-classes.js';
import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** The ECS types of a class exist, and belong to one of its categories. */
export const ecsType = meaningRule({
  code: 'ecs-type',
  severity: 'error',
  title: 'An ECS type that does not go with the category',
  cause: 'The Elastic Common Schema says which values of `event.type` are expected with each `event.category`.',
  fix: 'use a type that the schema expects with the category',
  example: { file: 'gate/vocabulary.yaml', bad: 'category: [session], type: [change]', good: 'category: [session], type: [info]' },
  *check(subject, catalog) {
    for (const { meaning, at } of ownClasses(subject, catalog)) {
      for (const { path, type } of typesOf(meaning)) {
        const fault = typeFault(meaning, type);
        if (fault !== undefined) yield { ...fault, span: spanOf(at('ecs', ...path)) };
      }
    }
  },
});

/** Every `event.type` that a class can give by itself, and where it says so. */
export function typesOf({ ecs }: ClassMeaning): readonly { readonly path: readonly (string | number)[]; readonly type: string }[] {
  const always = ecs.type.map((type, index) => ({ path: ['type', index], type }));
  const decided = Object.entries(ecs.byOutcome ?? {}).map(([outcome, type]) => ({ path: ['by_outcome', outcome], type }));
  return [...always, ...decided];
}

/** What is wrong with a type beside the categories of a class; undefined where nothing is. */
export function typeFault({ ecs }: ClassMeaning, type: string): { readonly message: string; readonly fix: string } | undefined {
  if (!ecsTypes.includes(type)) {
    const meant = closest(type, ecsTypes);
    const fix = meant === undefined ? `use one of: ${ecsTypes.join(', ')}` : `did you mean \`${meant}\`?`;
    return { message: `there is no ECS type \`${type}\``, fix };
  }
  // A category that does not exist is told as that.
  const expected = expectedTypes(ecs.category);
  if (expected.includes(type) || ecs.category.some((each) => !ecsCategories.includes(each))) return undefined;
  const categories = ecs.category.map((each) => `\`${each}\``).join(', ');
  return { message: `the type \`${type}\` does not go with the category ${categories}`, fix: `use one of: ${expected.join(', ')}` };
}
