import { nameRule } from './rule.js';
import { keyOf, spanOf } from './subject.js';

/** Each stream has events. */
export const streamNoEvent = nameRule({
  code: 'stream-no-event',
  severity: 'error',
  title: 'A stream without events',
  cause: 'No file in `events/` has an event of this stream, so nothing of its records would be understood.',
  fix: 'write its events into `events/<family>.yaml`',
  example: { file: 'gate/events/visits.yaml', bad: 'stream: audit\n', good: 'stream: visits\n' },
  *check({ streams, events, files, at }) {
    const having = new Set(events.map(({ stream }) => stream));
    if (!files.complete) return;
    // A file that names a stream which does not exist is told as that.
    if (files.events.some(({ value }) => !streams.some(({ id }) => id === value.stream))) return;
    const [first, ...others] = streams.filter(({ id }) => !having.has(id));
    if (first === undefined) return;
    const names = [first, ...others].map(({ id }) => `\`${id}\``).join(', ');
    yield {
      message: `no event belongs to the stream${others.length === 0 ? '' : 's'} ${names}`,
      span: spanOf(keyOf(at('streams', first.id))),
    };
  },
});
