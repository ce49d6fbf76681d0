import { classNames } from '../vocab/classes.js';
import { nameRule } from './rule.js';

/** A class of the catalog's own has a name of its own. */
export const classShipped = nameRule({
  code: 'class-shipped',
  severity: 'error',
  title: 'A class that comes with the tool, defined again',
  cause: 'The same word would mean one thing in this catalog and another in all others.',
  fix: 'rename the class, or use the one that comes with the tool',
  example: {
    file: 'gate/vocabulary.yaml',
    bad: 'classes:\n  session:\n    title: Visits\n    cim: { none: a visit is no session }\n    cim_action: none\n    ecs: { kind: event, category: [session], type: [info] }\n',
    good: 'classes:\n',
  },
  *check({ files: { vocabulary } }) {
    if (vocabulary === undefined) return;
    for (const name of Object.keys(vocabulary.value.classes)) {
      if (!classNames.some((each) => each === name)) continue;
      yield { message: `the class \`${name}\` comes with the tool`, span: vocabulary.document.span(['classes', name], 'key') };
    }
  },
});
