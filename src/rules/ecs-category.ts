import { closest } from '../diagnostics/did-you-mean.js';
import { ecsCategories } from '../vocab/ecs.js';
import { ownClasses } from './own-classes.js';
import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** The ECS categories of a class exist. */
export const ecsCategory = meaningRule({
  code: 'ecs-category',
  severity: 'error',
  title: 'An ECS category that does not exist',
  cause: 'The Elastic Common Schema lists the values of `event.category`; any other is refused by Kibana and by package checks.',
  fix: 'use a category of the schema',
  example: { file: 'gate/vocabulary.yaml', bad: 'category: [sesion]', good: 'category: [session]' },
  *check(subject, catalog) {
    for (const { meaning, at } of ownClasses(subject, catalog)) {
      for (const [index, category] of meaning.ecs.category.entries()) {
        if (ecsCategories.includes(category)) continue;
        const meant = closest(category, ecsCategories);
        yield {
          message: `there is no ECS category \`${category}\``,
          span: spanOf(at('ecs', 'category', index)),
          fix: meant === undefined ? `use one of: ${ecsCategories.join(', ')}` : `did you mean \`${meant}\`?`,
        };
      }
    }
  },
});
