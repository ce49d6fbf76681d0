import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

/** An event of a body of text has a message. */
export const messageMissing = nameRule({
  code: 'message-missing',
  severity: 'error',
  title: 'An event without its message',
  cause: 'In a body of text nothing but the message tells which event a record is.',
  fix: 'add `text: ...`, the message as it is printed',
  example: { file: 'hsm/events/keys.yaml', bad: 'name: Key lost\n', good: 'name: Key lost\n    text: "key {key_name} lost"\n' },
  *check({ catalog, events }) {
    for (const { stream, event, at } of events) {
      if (catalog.streams[stream]?.body.form !== 'text' || event.text !== undefined) continue;
      yield { message: `the event \`${event.key}\` has no \`text\``, span: spanOf(at('key')) };
    }
  },
});
