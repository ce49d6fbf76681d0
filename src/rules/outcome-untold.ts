import { nameRule } from './rule.js';
import { keyOf, type RawStream, spanOf } from './subject.js';

/** Something says how an event ended: a field of the stream, the ending of its name, or the event itself. */
export const outcomeUntold = nameRule({
  code: 'outcome-untold',
  severity: 'error',
  title: 'An event that nobody says the outcome of',
  cause: 'The stream has no `outcome` and no `suffixes`, so each event says by itself how it ended; this one does not.',
  fix: 'add `outcome: success`, `failure` or `unknown`',
  example: { file: 'cards/events/cards.yaml', bad: 'level: Information\n', good: 'level: Information\n    outcome: success\n' },
  *check({ catalog, events, files }) {
    const first = new Set<string>();
    for (const { stream: id, event, at } of events) {
      const stream = catalog.streams[id];
      if (stream === undefined || event.outcome !== undefined || saysOutcome(stream)) continue;
      const { document } = at('key');
      // One that is forgotten throughout a file is told once.
      if (first.has(document.file)) continue;
      first.add(document.file);
      const file = files.events.find((each) => each.document === document);
      const count = file?.value.events.filter((each) => each.outcome === undefined).length ?? 1;
      yield {
        message: `the event \`${event.key}\` does not say how it ended`,
        span: spanOf(keyOf(at('key'))),
        ...(count === 1 ? {} : { notes: [`${count - 1} more in this file`] }),
      };
    }
  },
});

function saysOutcome({ outcome, body }: RawStream): boolean {
  return outcome !== undefined || (body.form === 'json' && Object.keys(body.suffixes ?? {}).length > 0);
}
