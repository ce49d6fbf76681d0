import { unknownWords } from './known-words.js';
import { nameRule } from './rule.js';

/** The event that another one comes before exists. */
export const referenceBefore = nameRule({
  code: 'reference-before',
  severity: 'error',
  title: 'An event to come before that the catalog does not have',
  cause: '`before` names events of the same stream, by their keys, whose templates also fit the message of this one.',
  fix: 'correct the key of the event',
  example: {
    file: 'hsm/events/keys.yaml',
    bad: 'only_failed: true\n    before: [key_othr]',
    good: 'only_failed: true\n    before: [key_other]',
  },
  *check({ catalog, events }) {
    for (const id of Object.keys(catalog.streams)) {
      const own = events.filter(({ stream }) => stream === id);
      const uses = own.flatMap(({ event, at }) => (event.before ?? []).map((word, index) => ({ word, place: at('before', index) })));
      if (uses.length > 0)
        yield* unknownWords(
          uses,
          own.map(({ event }) => event.key),
          'event',
        );
    }
  },
});
