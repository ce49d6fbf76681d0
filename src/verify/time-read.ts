import type { Stream } from '../catalog/model.js';
import { literal } from '../pattern/regex.js';
import { matchFrame } from './frame-match.js';
import type { Part } from './value-places.js';

/** Which text of a record is its time, and how it is known which zone that is in. */
export interface TimeRead {
  readonly part: Part;
  /** The zone as the record prints it; empty where it prints none. */
  readonly zone: string;
  /** What says the offset: the record itself, the catalog's table of abbreviations, or the stream's default. */
  readonly from: 'record' | 'table' | 'default';
  /** What the zone is taken for. */
  readonly taken: string;
}

/** A stamp that was found, and where in the record its zone begins; undefined where it has none. */
interface Stamp {
  readonly part: Part;
  readonly zoneAt: number | undefined;
}

/**
 * Takes a stream and a record and returns the time that its frame, its envelope or its Windows event has; undefined where none of them
 * fits. What the two sides make of it is theirs: this says only what the catalog means by it.
 */
export function timeRead(stream: Stream, raw: string): TimeRead | undefined {
  const stamp = stampIn(stream, raw);
  if (stamp === undefined) return undefined;
  const { part, zoneAt } = stamp;
  const zone = zoneAt === undefined ? '' : raw.slice(zoneAt, part[1]).trim();
  const { table, default: otherwise } = stream.timeZone;
  if (Object.hasOwn(table, zone)) return { part, zone, from: 'table', taken: table[zone] ?? '' };
  if (/^(?:Z|UTC|GMT|(?:UTC|GMT)?[+-]\d\d:?\d\d)$/.test(zone)) return { part, zone, from: 'record', taken: zone };
  return { part, zone, from: 'default', taken: otherwise };
}

function stampIn(stream: Stream, raw: string): Stamp | undefined {
  if (stream.body.form === 'windows-event') return windowsStamp(raw);
  return envelopeStamp(stream, raw) ?? frameStamp(stream, raw);
}

function frameStamp(stream: Stream, raw: string): Stamp | undefined {
  const match = matchFrame(stream, raw);
  const part = match?.values.get('time');
  if (match === undefined || part === undefined) return undefined;
  return { part, zoneAt: match.zoneAt === undefined ? undefined : part[0] + match.zoneAt };
}

// The member of the envelope that holds the time; ISO 8601, so the zone is what stands behind the seconds.
function envelopeStamp({ body }: Stream, raw: string): Stamp | undefined {
  if (body.form !== 'json' || body.envelope === undefined || !raw.includes(body.envelope.start)) return undefined;
  const member = literal(JSON.stringify(body.envelope.frame.time ?? 'timestamp'));
  return withZone(raw, `${member}\\s*:\\s*"(?<time>[^"\\\\]*)"`);
}

// Windows keeps the time of an event in UTC and prints it so in XML; in the text of Splunk's input a line in front has the host's own time.
function windowsStamp(raw: string): Stamp | undefined {
  const inXml = withZone(raw, `<TimeCreated\\s[^>]*?SystemTime=['"](?<time>[^'"]+)`);
  return inXml ?? withZone(raw, '^(?<time>\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)? [AP]M)');
}

function withZone(raw: string, expression: string): Stamp | undefined {
  const part = new RegExp(expression, 'd').exec(raw)?.indices?.groups?.time;
  if (part === undefined) return undefined;
  const zone = /(?:Z|[+-]\d\d:?\d\d)$/.exec(raw.slice(...part));
  return { part, zoneAt: zone === null ? undefined : part[0] + zone.index };
}
