import { unknownWords } from './known-words.js';
import { nameRule } from './rule.js';

/** Events and samples belong to a stream that exists. */
export const referenceStream = nameRule({
  code: 'reference-stream',
  severity: 'error',
  title: 'A stream that the catalog does not have',
  cause: 'Files of events and of samples name the stream of catalog.yaml that they belong to.',
  fix: 'correct the name of the stream',
  example: { file: 'gate/events/visits.yaml', bad: 'stream: visit\n', good: 'stream: visits\n' },
  check: ({ files, catalog }) =>
    unknownWords(
      [...files.events, ...files.samples].map(({ document, value }) => ({ word: value.stream, place: { document, path: ['stream'] } })),
      Object.keys(catalog.streams),
      'stream',
    ),
});
