import type { Stream } from '../../catalog/model.js';
import { optionalHeader } from '../../pattern/frame.js';
import type { Setting } from './settings.js';

/** Where records begin and end, and what their time is. */
export interface IndexTime {
  /** What is said of the first setting. */
  readonly comment: string;
  /** Expression of what stands at the beginning of each record, behind a syslog header; undefined where each line is a record. */
  readonly beginning?: string;
  /** Longest record kept whole, in bytes. */
  readonly longestRecord: number;
  /** Settings that find the time. */
  readonly time: readonly Setting[];
  /** Which records take the zone of the stream. */
  readonly zoneless: string;
}

/** Takes a stream and how its records are told apart, and returns its settings of index time. props.conf.spec of Splunk 9. */
export function indexTimeSettings(stream: Stream, { comment, beginning, longestRecord, time, zoneless }: IndexTime): readonly Setting[] {
  // Bounded, so that a value full of line ends costs no more than its length.
  const breaker = `([\\r\\n]{1,64})${beginning === undefined ? '' : `(?=${optionalHeader}${beginning})`}`;
  const zones = Object.entries(stream.timeZone.table).map(([name, offset]) => `${name}=GMT${offset}`);
  return [
    { key: 'SHOULD_LINEMERGE', value: 'false', comment: `Index time: ${comment}` },
    { key: 'LINE_BREAKER', value: breaker },
    { key: 'EVENT_BREAKER_ENABLE', value: 'true' },
    { key: 'EVENT_BREAKER', value: breaker },
    { key: 'TRUNCATE', value: String(longestRecord) },
    ...time,
    {
      key: 'TZ',
      value: stream.timeZone.default,
      comment: `Where a record names ${zoneless}: ${stream.timeZone.origin}; set it for your input`,
    },
    ...(zones.length === 0 ? [] : [{ key: 'TZ_ALIAS', value: zones.join(',') }]),
  ];
}

/** Words of a body that may span lines, behind a frame. */
export const behindFrame = {
  comment: 'a record starts at a frame, whatever line ends its values hold',
  zoneless: 'no zone that is known',
} as const;
