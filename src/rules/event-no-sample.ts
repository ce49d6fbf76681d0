import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** Each event of a stream that has samples is shown by one. */
export const eventNoSample = meaningRule({
  code: 'event-no-sample',
  severity: 'info',
  title: 'No sample of an event',
  cause: 'Nothing shows that a record of the event is read as the catalog says.',
  fix: 'add a record of the event to the samples',
  example: {
    file: 'gate/samples/audit/gate.yaml',
    bad: 'state: read\n      outcome: success\n',
    good: 'state: read\n      event: SET\n',
  },
  *check({ events, samples }) {
    const streams = new Set(samples.map(({ stream }) => stream));
    const shown = new Set(samples.map(({ stream, sample }) => `${stream}/${sample.expect.event}`));
    for (const placed of events) {
      // A stream without any sample is told once, not once an event.
      if (!streams.has(placed.stream) || shown.has(`${placed.stream}/${placed.identity}`)) continue;
      yield { message: `no sample shows the event \`${placed.identity}\``, span: spanOf(placed.at('key')) };
    }
  },
});
