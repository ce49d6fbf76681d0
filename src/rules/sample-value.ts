import { recordReaders } from './read-record.js';
import { meaningRule } from './rule.js';
import { messageOf } from './sample-event.js';
import { isUnread, type PlacedSample, spanOf } from './subject.js';

/** The time and the values that a sample expects stand in its record where the frame and the message say. */
export const sampleValue = meaningRule({
  code: 'sample-value',
  severity: 'error',
  title: 'A sample that expects what its record does not say',
  cause: 'The frame and the message of the event read another time, or another value, than the sample expects.',
  fix: 'correct what is expected, or the template that reads it; of several texts of one event the more exact one stands first',
  example: { file: 'hsm/samples/event/keys.yaml', bad: 'fields: { key_name: k2', good: 'fields: { key_name: k1' },
  *check(subject, catalog) {
    const streams = new Map(catalog.streams.map((stream) => [stream.id, stream]));
    const readerOf = recordReaders(catalog.streams);
    const messagesOf = messageOf(subject);
    for (const placed of subject.samples) {
      const { sample, at } = placed;
      const stream = streams.get(placed.stream);
      const record = isUnread(sample) ? undefined : readerOf(placed.stream, sample.raw);
      if (stream === undefined || record === undefined || 'wanted' in record) continue;
      const { time } = sample.expect;
      if (time !== undefined && record.time !== undefined && record.time !== time)
        yield { message: `the time of the record is read as ${record.time}`, span: spanOf(at('expect', 'time')) };
      yield* differences(placed, 'frame', record.frame);
      const message = stream.body.form === 'text' ? messagesOf(placed, stream, record.text) : undefined;
      if (message !== undefined) yield* differences(placed, 'fields', { ...record.frame, ...record.trailer, ...message });
    }
  },
});

function* differences({ sample, at }: PlacedSample, part: 'frame' | 'fields', read: Readonly<Record<string, string>>) {
  for (const [name, expected] of Object.entries(sample.expect[part] ?? {})) {
    const printed = read[name];
    if (typeof expected !== 'string' || printed === expected) continue;
    if (printed !== undefined && isSameNumber(printed, expected)) continue;
    const message = printed === undefined ? `the record has no \`${name}\`` : `\`${name}\` is read as \`${printed}\``;
    yield { message, span: spanOf(at('expect', part, name)) };
  }
}

// A number may be printed in another way than it is kept: with zeros in front, or hexadecimal.
function isSameNumber(printed: string, expected: string): boolean {
  return /^[0-9]+$/.test(expected) && [Number(printed), Number(`0x${printed}`)].includes(Number(expected));
}
