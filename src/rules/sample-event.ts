import type { Stream } from '../catalog/model.js';
import { type Template, templateOf } from '../pattern/template.js';
import { messages } from './messages.js';
import { type Misfit, type RecordReading, readMessage, recordReaders } from './read-record.js';
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
  *check(subject, catalog) {
    const known = eventsByIdentity(subject);
    const streams = new Map(catalog.streams.map((each) => [each.id, each]));
    const templates = templatesByEvent(subject);
    const readerOf = recordReaders(catalog.streams);
    for (const placed of subject.samples) {
      const { stream, sample, at } = placed;
      const { event, state } = sample.expect;
      const rules = subject.catalog.streams[stream];
      const resolved = streams.get(stream);
      if (event === undefined || state !== 'read' || rules === undefined || resolved === undefined) continue;
      const events = known.get(`${stream}/${event}`) ?? [];
      const message = `the record is not of the event \`${event}\``;
      if (rules.body.form === 'text') {
        const wrong = events.length === 0 ? undefined : otherMessage(templates, placed, resolved, readerOf(stream, sample.raw));
        if (wrong !== undefined)
          yield {
            message: `${message}: ${wrong}`,
            span: spanOf(at('expect', 'event')),
            fix: 'correct the expected event, its `text`, or the record',
          };
      } else if (events.length > 0 && !events.some((each) => shows(rules, placed, each))) {
        yield { message, span: spanOf(at('expect', 'event')) };
      }
    }
  },
});

type Templates = ReadonlyMap<string, ReadonlyMap<string, readonly Template[]>>;

/** The templates of the messages, by stream and event. */
function templatesByEvent(subject: Subject): Templates {
  const all = new Map<string, Map<string, Template[]>>();
  for (const { placed, parts, mistake } of messages(subject)) {
    if (mistake !== undefined) continue;
    const ofStream = all.get(placed.stream) ?? new Map<string, Template[]>();
    all.set(placed.stream, ofStream);
    ofStream.set(placed.identity, [...(ofStream.get(placed.identity) ?? []), templateOf(parts)]);
  }
  return all;
}

/** Returns the function that reads the values of the message of the event that a sample expects. */
export function messageOf(
  subject: Subject,
): (placed: PlacedSample, stream: Stream, text: string) => Readonly<Record<string, string>> | undefined {
  const templates = templatesByEvent(subject);
  return ({ stream: id, sample }, stream, text) => {
    // In the order in which they are tried.
    const own = [...(templates.get(id)?.get(sample.expect.event ?? '') ?? [])].sort((a, b) => b.head.length - a.head.length);
    for (const template of own) {
      const values = readMessage(template, text, stream.nulls);
      if (values !== undefined) return values;
    }
    return undefined;
  };
}

/** What the text of a sample is, where it is no message of the event that is expected; undefined where it is, or where no frame fits. */
function otherMessage(
  templates: Templates,
  { stream: id, sample }: PlacedSample,
  stream: Stream,
  record: RecordReading | Misfit | undefined,
): string | undefined {
  if (record === undefined || 'wanted' in record) return undefined;
  const ofStream = templates.get(id) ?? new Map<string, readonly Template[]>();
  const fits = (each: readonly Template[]) => each.some((template) => readMessage(template, record.text, stream.nulls) !== undefined);
  if (fits(ofStream.get(sample.expect.event ?? '') ?? [])) return undefined;
  const [other] = [...ofStream].find(([, each]) => fits(each)) ?? [];
  return `its text \`${record.text}\` ${other === undefined ? 'fits no message' : `is a message of \`${other}\``}`;
}

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
  // Inside the log of a container a record of JSON is a text, with its quotes escaped.
  if (body.form === 'json') return names.some((name) => raw.toLowerCase().includes(name.toLowerCase()));
  return names.some((name) => raw.includes(body.form === 'brackets' ? `[${body.start}=${name}]` : name));
}
