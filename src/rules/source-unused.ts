import { citations } from './citations.js';
import { meaningRule } from './rule.js';
import { keyOf, spanOf } from './subject.js';

/** A source is cited. */
export const sourceUnused = meaningRule({
  code: 'source-unused',
  severity: 'info',
  title: 'A source that nothing cites',
  cause: 'The document stands under `sources`, but no fact comes from it.',
  fix: 'cite it where its facts stand, or remove it',
  example: {
    file: 'gate/catalog.yaml',
    bad: 'sources:\n  leaflet: { title: Leaflet }\n  guide:',
    good: 'sources:\n  guide:',
  },
  *check(subject) {
    const cited = new Set(citations(subject).map(({ source }) => source));
    for (const name of Object.keys(subject.catalog.sources)) {
      if (!cited.has(name)) yield { message: `nothing cites the source \`${name}\``, span: spanOf(keyOf(subject.at('sources', name))) };
    }
  },
});
