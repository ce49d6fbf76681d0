import { frames } from './frames.js';
import { messages, trailers, valueNames } from './messages.js';
import { meaningRule } from './rule.js';
import { keyOf, type RawEvent, type RawStream, type Subject, spanOf } from './subject.js';

/** A field is an event's, or the stream's. */
export const fieldUnused = meaningRule({
  code: 'field-unused',
  severity: 'info',
  title: 'A field that no event has',
  cause: 'The field is described, but no event lists it and the stream does not use it.',
  fix: 'list it under `fields` of the events that have it, or remove it',
  example: {
    file: 'gate/catalog.yaml',
    bad: '  Gate: { type: text, role: none, description: Which gate., source: "guide:5" }\n  Reason:',
    good: '  Reason:',
  },
  *check(subject, { events }) {
    const { catalog, streams, at } = subject;
    const used = new Set(streams.flatMap(({ stream }) => fieldsOfStream(stream)));
    for (const event of events) {
      for (const { name } of event.fields) used.add(name);
    }
    for (const frame of frames(subject)) for (const name of frame.names) used.add(name);
    for (const each of [...messages(subject), ...trailers(subject)]) {
      for (const name of valueNames(each)) used.add(name);
    }
    for (const { names } of frames(subject)) for (const name of names) used.add(name);
    for (const { event } of subject.events) for (const name of referred(event, catalog.fields)) used.add(name);
    const unused = Object.keys(catalog.fields).filter((name) => !isUsed(name, used) && !isOfEveryRecord(name, streams));
    for (const name of unused) {
      // What lies inside an unused object is not told again.
      if (unused.some((other) => name.startsWith(`${other}.`))) continue;
      yield { message: `no event has the field \`${name}\``, span: spanOf(keyOf(at('fields', name))) };
    }
  },
});

/** A field is used where it is, or an object around it or inside it. */
function isUsed(name: string, used: ReadonlySet<string>): boolean {
  if (used.has(name)) return true;
  const steps = name.split('.');
  return steps.some((_, index) => index > 0 && used.has(steps.slice(0, index).join('.')));
}

/** Members of a JSON record beside the object that events list: any record may have them. */
function isOfEveryRecord(name: string, streams: Subject['streams']): boolean {
  return streams.some(({ stream: { body } }) => body.form === 'json' && body.within !== undefined && !name.startsWith(`${body.within}.`));
}

/** The fields that an event names outside its list: as its object, and in the conditions of its cases. */
function referred({ object, cases = [] }: RawEvent, fields: Readonly<Record<string, unknown>>): readonly string[] {
  const rules = [object, ...cases.map((each) => each.object)];
  const all = [
    ...rules.flatMap((each) => [...(each?.id ?? []), ...(each?.name ?? [])]),
    ...cases.flatMap((each) => Object.keys(each.when)),
  ];
  // `Field.Pair` is a pair of the field.
  return all.map((each) => (fields[each] === undefined ? (each.split('.')[0] ?? each) : each));
}

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
