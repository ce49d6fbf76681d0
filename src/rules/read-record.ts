import { frameTemplates } from '../catalog/frame.js';
import type { Stream } from '../catalog/model.js';
import { optionalHeader } from '../pattern/frame.js';
import { framesInEachTime } from '../pattern/frame-union.js';
import { blanks } from '../pattern/regex.js';
import { parseTrailer, type Template, templateOf } from '../pattern/template.js';
import { frameExpressionOf, literalExpression, messageExpression } from '../pattern/template-regex.js';
import { type TimePattern, timeLayoutOf } from '../pattern/time-pattern.js';

/** What stands in a record, by the rules of its stream. */
export interface RecordReading {
  /** Values of the frame by their names, the time among them as it is printed. */
  readonly frame: Readonly<Record<string, string>>;
  /** The time as a text of ISO 8601 in UTC; undefined where the zone is not known here. */
  readonly time: string | undefined;
  /** What stands behind the frame, without a trailer. */
  readonly text: string;
  readonly trailer: Readonly<Record<string, string>>;
}

/** Where a record stops to be what the frame says: behind which of its characters, and what the frame has there. */
export interface Misfit {
  readonly behind: string;
  readonly wanted: string;
}

type RecordReader = (raw: string) => RecordReading | Misfit;

/** Takes a stream whose frames are templates; returns what reads its records, or says where the frame that fits best stops to fit. */
function recordReader(stream: Stream): RecordReader {
  const templates = stream.body.form === 'json' ? framesInEachTime(frameTemplates(stream)) : frameTemplates(stream);
  const frames = templates.map((template) => ({
    template,
    begins: new RegExp(`^${frameExpressionOf(template, (name) => name)}`),
    behind: new RegExp(`^${optionalHeader}${frameExpressionOf(template, (name) => name)}`),
    time: template.values.find((value) => value.time !== undefined)?.time,
  }));
  return (raw) => {
    // What a record begins with counts before what stands behind a header.
    const all = [
      ...frames.map(({ begins, time }) => ({ expression: begins, time })),
      ...frames.map(({ behind, time }) => ({ expression: behind, time })),
    ];
    for (const { expression, time } of all) {
      const found = expression.exec(raw);
      if (found === null) continue;
      const frame = valuesOf(found);
      const { text, trailer } = withoutTrailer(stream, withoutBlanks(raw.slice(found[0].length)));
      return { frame, time: time === undefined ? undefined : timeIn(frame.time ?? '', time, stream), text, trailer };
    }
    const [best] = frames.map(({ template }) => misfit(template, raw)).sort((a, b) => b.behind.length - a.behind.length);
    return best ?? { behind: '', wanted: '' };
  };
}

/** Takes the template of a message, a text and the words that stand for no value; returns the values, or undefined where it does not fit. */
export function readMessage(template: Template, text: string, nulls: readonly string[]): Readonly<Record<string, string>> | undefined {
  // A sample may be tried on every message: nothing is compiled for those that begin otherwise.
  if (!text.startsWith(template.head)) return undefined;
  const found = new RegExp(`^${messageExpression(template, { group: (name) => name, nulls, isFrame: false })}`).exec(text);
  return found === null ? undefined : valuesOf(found);
}

function valuesOf(found: RegExpExecArray): Readonly<Record<string, string>> {
  const values = Object.entries(found.groups ?? {}) as readonly (readonly [string, string | undefined])[];
  const trimmed = values.map(([name, value]) => [name, withoutBlanks(value ?? '')] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}

function withoutTrailer({ body, nulls }: Stream, text: string): Pick<RecordReading, 'text' | 'trailer'> {
  const whole = { text, trailer: {} };
  if (body.form !== 'text' || body.trailer === undefined) return whole;
  const read = parseTrailer(body.trailer);
  if ('mistake' in read) return whole;
  const template = templateOf(read.parts);
  const at = text.lastIndexOf(template.head);
  const trailer = at < 0 ? undefined : readMessage(template, text.slice(at), nulls);
  return trailer === undefined ? whole : { text: withoutBlanks(text.slice(0, at)), trailer };
}

// Blanks around a value are nobody's.
function withoutBlanks(text: string): string {
  return inside.exec(text)?.[0] ?? '';
}

const inside = new RegExp(`[^${blanks}](?:[\\s\\S]*[^${blanks}])?`);

function misfit(template: Template, raw: string): Misfit {
  const { head, values } = template;
  let behind = new RegExp(`^${optionalHeader}${literalExpression(head, { isFrame: true })}`).exec(raw)?.[0];
  if (behind === undefined) return { behind: '', wanted: head };
  for (const [index, value] of values.entries()) {
    const part = { head, values: values.slice(0, index + 1) };
    const found = new RegExp(`^${optionalHeader}${frameExpressionOf(part, (name) => name)}`).exec(raw)?.[0];
    if (found === undefined) return { behind, wanted: `{${value.name}${value.type === 'text' ? '' : `:${value.type}`}}${value.after}` };
    behind = found;
  }
  return { behind, wanted: '' };
}

// Only what is sure: a zone that is known by its name alone is left to the two sides.
function timeIn(stamp: string, pattern: TimePattern, { timeZone }: Stream): string | undefined {
  const { mask, at, zone } = timeLayoutOf(pattern);
  const printed = zone === 'none' ? timeZone.default : stamp.slice(mask.length);
  const minutes = minutesEast(timeZone.table[printed] ?? printed);
  const number = (letters: string, width: number) => Number(stamp.slice(at[letters], (at[letters] ?? 0) + width));
  const month = at.MMM === undefined ? number('MM', 2) : months.indexOf(stamp.slice(at.MMM, at.MMM + 3)) + 1;
  if (minutes === undefined || month < 1 || month > 12) return undefined;
  const milliseconds = at.SSS === undefined ? 0 : number('SSS', 3);
  const utc = Date.UTC(number('yyyy', 4), month - 1, number('dd', 2), number('HH', 2), number('mm', 2), number('ss', 2), milliseconds);
  return new Date(utc - minutes * 60_000).toISOString();
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function minutesEast(zone: string): number | undefined {
  if (/^(?:Z|UTC|GMT)$/.test(zone)) return 0;
  const [, sign, hours, minutes] = /^(?:UTC|GMT)?([+-])((?:0[0-9]|1[0-7])):?([0-5][0-9])$/.exec(zone) ?? [];
  return sign === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * Takes streams; returns the function that reads a record of one of them, named by its id, or says where the record leaves the frame; undefined
 * where records of the stream have no frame that is a template.
 */
export function recordReaders(streams: readonly Stream[]): (id: string, raw: string) => RecordReading | Misfit | undefined {
  const byId = new Map(streams.map((stream) => [stream.id, stream]));
  const readers = new Map<string, RecordReader>();
  return (id, raw) => {
    const stream = byId.get(id);
    if (stream === undefined || !hasFrameTemplates(stream, raw)) return undefined;
    const read = readers.get(id) ?? recordReader(stream);
    readers.set(id, read);
    return read(raw);
  };
}

// Not in front of brackets, nor inside the JSON log of a container.
function hasFrameTemplates({ body, frames }: Stream, raw: string): boolean {
  if (frames.length === 0 || body.form === 'brackets') return false;
  return body.form !== 'json' || !raw.includes(body.envelope?.start ?? '\0');
}
