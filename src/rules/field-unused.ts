import { messages, trailers, valueNames } from './messages.js';
import { meaningRule } from './rule.js';
import { keyOf, type RawStream, spanOf } from './subject.js';

/** A field is an event's, or the stream's. */
export const fieldUnused = meaningRule({
  code: 'field-unused',
  severity: 'info',
  title: 'A field that no event has',
  cause: 'The field is described, but no event lists it and the stream does not use it.',
  fix: 'list it under `fields` of the events that have it, or remove it',
  example: {
    file: 'gate/events/gate.yaml',
    bad: '    fields:\n      Who: The person.\n      Badge: null\n      Result: null\n      Address: null\n      Door: null',
    good: '    fields:\n      Who: The person.\n      Badge: null\n      Result: null\n      Address: null\n      Host: null\n      Door: null',
  },
  *check(subject, { events }) {
    const { catalog, streams, at } = subject;
    const used = new Set(streams.flatMap(({ stream }) => fieldsOfStream(stream)));
    for (const event of events) {
      for (const { name } of event.fields) used.add(name);
    }
    for (const each of [...messages(subject), ...trailers(subject)]) {
      for (const name of valueNames(each)) used.add(name);
    }
    for (const name of Object.keys(catalog.fields)) {
      if (!used.has(name)) yield { message: `no event has the field \`${name}\``, span: spanOf(keyOf(at('fields', name))) };
    }
  },
});

/** Fields that every record may have, or that stand outside the events' lists. */
function fieldsOfStream({ body, outcome, actor, order }: RawStream): readonly string[] {
  const own = body.form === 'brackets' ? [body.start, ...Object.keys(body.tail ?? {})] : [];
  return [
    ...own,
    ...(body.form === 'json' ? [body.key] : []),
    ...(outcome === undefined ? [] : [outcome.from]),
    ...(actor?.from ?? []),
    ...Object.values(order ?? {}).flat(),
  ];
}
