import { type Use, unknownWords } from './known-words.js';
import { scopesOf } from './reference-scope.js';
import { nameRule } from './rule.js';
import type { PlacedSample, Subject } from './subject.js';

/** The event that a sample is expected to be is an event of the sample's stream. */
export const referenceEvent = nameRule({
  code: 'reference-event',
  severity: 'error',
  title: 'A sample expects an event that the catalog does not have',
  cause: 'The expectation of a sample names an event of the same stream by its key, not by an older name.',
  fix: 'correct the key of the event',
  example: { file: 'gate/samples/visits/bell.yaml', bad: 'event: BEL\n', good: 'event: BELL\n' },
  *check(subject) {
    if (!subject.files.complete) return;
    const streams = new Set(subject.samples.map(({ stream }) => stream));
    for (const stream of streams) {
      if (hasWrongScope(subject, stream)) continue;
      // What a stream without events lacks is told once.
      if (!subject.events.some((each) => each.stream === stream || subject.catalog.streams[each.stream] === undefined)) continue;
      const uses = subject.samples.filter((each) => each.stream === stream).flatMap(eventsNamed);
      yield* unknownWords(uses, keysOf(subject, stream), 'event');
    }
  },
});

function eventsNamed({ sample: { expect }, at }: PlacedSample): readonly Use[] {
  const others = (expect.not_event ?? []).map((word, index) => ({ word, place: at('expect', 'not_event', index) }));
  return expect.event === undefined ? others : [{ word: expect.event, place: at('expect', 'event') }, ...others];
}

// A scope that no record has is told as that.
function hasWrongScope({ files, catalog }: Subject, id: string): boolean {
  const stream = catalog.streams[id];
  if (stream === undefined) return false;
  const known = scopesOf(stream);
  return files.events.some(
    ({ value }) => value.stream === id && (value.scope === undefined ? known.length > 0 : !known.includes(value.scope)),
  );
}

// Where a file names a stream that does not exist, its events could be any stream's: that name is told, not what follows from it.
function keysOf({ catalog, events }: Subject, stream: string): ReadonlySet<string> {
  const isLost = (each: string) => catalog.streams[each] === undefined;
  return new Set(events.filter((each) => each.stream === stream || isLost(each.stream) || isLost(stream)).map(({ identity }) => identity));
}
