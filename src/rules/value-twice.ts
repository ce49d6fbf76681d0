import { frames, spanInTemplate } from './frames.js';
import { messages, type PlacedTemplate, trailers, valueNames } from './messages.js';
import { nameRule } from './rule.js';
import type { Subject } from './subject.js';

/** Of one record frame, trailer and message read different values. */
export const valueTwice = nameRule({
  code: 'value-twice',
  severity: 'error',
  title: 'A value that two templates of one record read',
  cause:
    'A record has one frame, one message and perhaps a trailer; where two of them read a value of one name, nobody could say which it is.',
  fix: 'give one of the two another name',
  example: { file: 'hsm/events/keys.yaml', bad: 'text: "key {user} lost"', good: 'text: "key {key_name} lost"' },
  *check(subject) {
    for (const { id } of subject.streams) {
      const taken = new Map<string, string>();
      for (const name of frameNames(subject, id)) taken.set(name, 'the frame');
      const ofStream = trailers(subject).filter(({ place }) => place.path[1] === id);
      for (const trailer of ofStream) {
        yield* twice(trailer, taken);
        for (const name of valueNames(trailer)) taken.set(name, 'the trailer');
      }
      for (const message of messages(subject)) if (message.placed.stream === id) yield* twice(message, taken);
    }
  },
});

function frameNames(subject: Subject, id: string): readonly string[] {
  const { stream } = subject.streams.find((each) => each.id === id) ?? {};
  return frames(subject).flatMap((frame) => (frame.stream === stream ? frame.names : []));
}

function* twice(each: PlacedTemplate, taken: ReadonlyMap<string, string>) {
  for (const name of valueNames(each)) {
    const reader = taken.get(name);
    if (reader === undefined) continue;
    const at = each.template.search(new RegExp(`\\{${name}[:}]`)) + 1;
    yield { message: `\`${name}\` is already a value of ${reader}`, span: spanInTemplate(each, { message: '', at, length: name.length }) };
  }
}
