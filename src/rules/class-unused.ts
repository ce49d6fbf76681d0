import { classUses } from './class-uses.js';
import { ownClasses } from './own-classes.js';
import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** A class of the catalog's own is some event's. */
export const classUnused = meaningRule({
  code: 'class-unused',
  severity: 'info',
  title: 'A class that no event has',
  cause: 'The class stands in vocabulary.yaml, but no event is of it.',
  fix: 'give the class to the events that it was made for, or remove it',
  example: { file: 'gate/events/visits.yaml', bad: 'class: information', good: 'class: visit' },
  *check(subject, catalog) {
    const used = new Set(classUses(subject).map(({ word }) => word));
    for (const { name, key } of ownClasses(subject, catalog)) {
      if (!used.has(name)) yield { message: `no event has the class \`${name}\``, span: spanOf(key) };
    }
  },
});
