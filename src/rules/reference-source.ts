import { citations } from './citations.js';
import { unknownWords } from './known-words.js';
import { nameRule } from './rule.js';

/** A document that is cited stands under `sources`. */
export const referenceSource = nameRule({
  code: 'reference-source',
  severity: 'error',
  title: 'A source that the catalog does not have',
  cause: 'Every fact cites a document that stands under `sources`.',
  fix: 'correct the citation, or add the source',
  example: { file: 'gate/events/visits.yaml', bad: 'source: "guid:11"', good: 'source: "guide:11"' },
  check: (subject) =>
    unknownWords(
      citations(subject).map(({ source, place }) => ({ word: source, place })),
      Object.keys(subject.catalog.sources),
      'source',
    ),
});
