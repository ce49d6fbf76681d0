import type { Use } from './known-words.js';
import type { Subject } from './subject.js';

/** Returns where a catalog names a class: in streams, events, their cases, and in what samples expect. */
export function classUses({ streams, events, samples, at }: Subject): readonly Use[] {
  const inStreams = streams.map(({ id, stream }) => ({ word: stream.unknown.class, place: at('streams', id, 'unknown', 'class') }));
  const inEvents = events.flatMap(({ event, at: inEvent }) => [
    { word: event.class, place: inEvent('class') },
    ...(event.failure_class === undefined ? [] : [{ word: event.failure_class, place: inEvent('failure_class') }]),
    ...(event.cases ?? []).flatMap((each, index) =>
      each.class === undefined ? [] : [{ word: each.class, place: inEvent('cases', index, 'class') }],
    ),
  ]);
  const inSamples = samples.flatMap(({ sample, at: inSample }) =>
    sample.expect.class === undefined ? [] : [{ word: sample.expect.class, place: inSample('expect', 'class') }],
  );
  return [...inStreams, ...inEvents, ...inSamples];
}
