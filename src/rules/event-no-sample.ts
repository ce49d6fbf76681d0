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
    // A stream without any sample is told by another rule.
    const lacking = events.filter((each) => streams.has(each.stream) && !shown.has(`${each.stream}/${each.identity}`));
    for (const stream of streams) {
      const [first, ...others] = new Map(lacking.filter((each) => each.stream === stream).map((each) => [each.identity, each])).values();
      if (first === undefined) continue;
      const names = others.slice(0, 10).map(({ identity }) => `\`${identity}\``);
      const more = others.length > names.length ? ` and ${others.length - names.length} more` : '';
      const note = others.length === 0 ? {} : { notes: [`nor the ${others.length === 1 ? 'event' : 'events'} ${names.join(', ')}${more}`] };
      yield { message: `no sample shows the event \`${first.identity}\``, span: spanOf(first.at('key')), ...note };
    }
  },
});
