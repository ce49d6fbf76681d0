import type { Catalog } from '../catalog/model.js';
import { ownClasses } from './own-classes.js';
import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** An object of the category `user` is changed by an event about accounts, and by no other. */
export const cimObjectCategory = meaningRule({
  code: 'cim-object-category',
  severity: 'warning',
  title: 'A user as object outside account changes, or the reverse',
  cause: 'In the CIM model Change `object_category` is `user` just where the event has the tag `account`.',
  fix: 'give the event a class of account changes, or the object another category',
  example: {
    file: 'gate/events/gate.yaml',
    bad: 'object: { category: user, id: [Settings.Name] }',
    good: 'object: { id: [Settings.Name] }',
  },
  *check(subject, catalog) {
    for (const { name, meaning, at } of ownClasses(subject, catalog)) {
      if (meaning.objectCategory === undefined || !isWrong(catalog, name, meaning.objectCategory)) continue;
      yield { message: wrong(meaning.objectCategory), span: spanOf(at('object_category')) };
    }
    for (const { event, at } of subject.events) {
      const category = event.object?.category;
      if (category !== undefined && isWrong(catalog, event.class, category)) {
        yield { message: wrong(category), span: spanOf(at('object', 'category')) };
      }
    }
  },
});

function isWrong({ classes }: Catalog, name: string, category: string): boolean {
  const cim = classes[name]?.cim;
  if (cim === undefined || 'none' in cim || !cim.dataset.startsWith('Change.')) return false;
  return cim.tags.includes('account') !== (category === 'user');
}

function wrong(category: string): string {
  return category === 'user'
    ? 'the object is a user, but the class is none of account changes'
    : `the class is one of account changes, but the object is \`${category}\``;
}
