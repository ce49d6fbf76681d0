import { parseMessage } from '../pattern/template.js';
import { meaningRule } from './rule.js';
import { type PlacedEvent, type PlacedSample, type RawStream, type Subject, spanOf } from './subject.js';

/** The record of a sample holds what names the event that is expected. */
export const sampleEvent = meaningRule({
  code: 'sample-event',
  severity: 'error',
  title: 'A sample that is not of the event it expects',
  cause: 'The record is expected to be read as an event whose name, older names, number or message do not stand in it.',
  fix: 'correct the expected event, or the record',
  example: { file: 'gate/samples/audit/gate.yaml', bad: '[Event=PASSES][Who=anna][Badge', good: '[Event=PASS][Who=anna][Badge' },
  *check(subject) {
    const known = eventsByIdentity(subject);
    for (const placed of subject.samples) {
      const { stream, sample, at } = placed;
      const { event, state } = sample.expect;
      const rules = subject.catalog.streams[stream];
      if (event === undefined || state !== 'read' || rules === undefined) continue;
      const events = known.get(`${stream}/${event}`) ?? [];
      if (events.length === 0 || events.some((each) => shows(rules, placed, each))) continue;
      yield { message: `the record is not of the event \`${event}\``, span: spanOf(at('expect', 'event')) };
    }
  },
});

function eventsByIdentity({ events }: Subject): ReadonlyMap<string, readonly PlacedEvent[]> {
  const all = new Map<string, PlacedEvent[]>();
  for (const placed of events) {
    const name = `${placed.stream}/${placed.identity}`;
    const known = all.get(name);
    if (known === undefined) all.set(name, [placed]);
    else known.push(placed);
  }
  return all;
}

function shows({ body }: RawStream, { sample: { raw } }: PlacedSample, { event }: PlacedEvent): boolean {
  const names = [event.key, ...(event.aliases ?? []).map(({ name }) => name)];
  switch (body.form) {
    case 'brackets':
      return names.some((name) => raw.includes(`[${body.start}=${name}]`));
    case 'json':
      // Inside the log of a container the record is a text, with its quotes escaped.
      return names.some((name) => raw.toLowerCase().includes(name.toLowerCase()));
    case 'windows-event':
      return names.some((name) => raw.includes(name));
    case 'text':
      return [event.text ?? []].flat().some((template) => holdsMessage(raw, template));
  }
}

/** Whether the literals of a template stand in a record, one after the other. */
function holdsMessage(raw: string, template: string): boolean {
  const read = parseMessage(template);
  if ('mistake' in read) return true;
  let at = 0;
  for (const part of read.parts) {
    if (part.kind === 'placeholder') continue;
    const found = raw.indexOf(part.text, at);
    if (found < 0) return false;
    at = found + part.text.length;
  }
  return true;
}
