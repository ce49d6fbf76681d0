import { citations } from './citations.js';
import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

/** A citation says where in the document the fact stands. */
export const sourcePlace = nameRule({
  code: 'source-place',
  severity: 'warning',
  title: 'A citation without a place',
  cause: 'A fact whose document is named, but not the line, page or section, can be checked by nobody who does not read all of it.',
  fix: 'add the place: `guide:15`, `guide:page-7`, `guide:15#AUTH`',
  example: { file: 'gate/events/visits.yaml', bad: 'source: guide', good: 'source: "guide:11"' },
  *check(subject) {
    const known = new Set(Object.keys(subject.catalog.sources));
    for (const { text, source, where, place } of citations(subject)) {
      if (where !== undefined || !known.has(source)) continue;
      yield { message: `\`${text}\` does not say where in the document`, span: spanOf(place), fix: `add the place: \`${source}:15\`` };
    }
  },
});
