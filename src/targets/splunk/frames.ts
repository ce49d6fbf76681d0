import { frameTemplates } from '../../catalog/frame.js';
import type { Stream } from '../../catalog/model.js';
import { optionalHeader } from '../../pattern/frame.js';
import { frameBeforeTime, frameBeginning, frameExpressionOf, groupsOf } from '../../pattern/template-regex.js';
import { strptimeOf, timeLayoutOf } from '../../pattern/time-pattern.js';
import type { Setting } from './settings.js';

/** Longest zone that a stamp may end in. */
const longestZone = 40;

/** Takes a stream with frames and returns its settings of index time: a record begins at a frame, and its time is the one in there. */
export function framesIndexTime(stream: Stream, longestRecord: number): readonly Setting[] {
  const frames = frameTemplates(stream);
  const time = frames.flatMap(({ values }) => values.flatMap((value) => value.time ?? []))[0];
  if (time === undefined) throw new Error(`the frames of ${stream.id} have no time`);
  // Bounded, so that a value full of line ends costs no more than its length.
  const breaker = `([\\r\\n]{1,64})(?=${optionalHeader}${oneOf(frames.map(frameBeginning))})`;
  const zones = Object.entries(stream.timeZone.table).map(([name, offset]) => `${name}=GMT${offset}`);
  const { mask, zone } = timeLayoutOf(time);
  return [
    { key: 'SHOULD_LINEMERGE', value: 'false', comment: 'Index time: a record starts at a frame, whatever line ends its values hold' },
    { key: 'LINE_BREAKER', value: breaker },
    { key: 'EVENT_BREAKER_ENABLE', value: 'true' },
    { key: 'EVENT_BREAKER', value: breaker },
    { key: 'TRUNCATE', value: String(longestRecord) },
    { key: 'TIME_PREFIX', value: `\\A${optionalHeader}${oneOf(frames.map(frameBeforeTime))}` },
    { key: 'TIME_FORMAT', value: strptimeOf(time) },
    { key: 'MAX_TIMESTAMP_LOOKAHEAD', value: String(mask.length + (zone === 'none' ? 0 : longestZone)) },
    {
      key: 'TZ',
      value: stream.timeZone.default,
      comment: `Where a record names no zone that is known: ${stream.timeZone.origin}; set it for your input`,
    },
    ...(zones.length === 0 ? [] : [{ key: 'TZ_ALIAS', value: zones.join(',') }]),
  ];
}

function oneOf(expressions: readonly string[]): string {
  const different = [...new Set(expressions)];
  return different.length === 1 ? (different[0] ?? '') : `(?:${different.join('|')})`;
}

/**
 * Takes a stream with frames and returns one extraction a frame: its values, and in `body` what stands behind it, blanks alone being nothing.
 * A frame that also fits where an earlier one does is left to that.
 */
export function framesExtractions(stream: Stream, name: (own: string) => string, body: string): readonly Setting[] {
  const frames = frameTemplates(stream);
  return frames.map((frame, index) => {
    const earlier = frames.slice(0, index).map((each, number) => {
      const expression = frameExpressionOf(each, groupsOf(each, `f${number}_`), true);
      return `(?!${optionalHeader}${expression})`;
    });
    const own = frameExpressionOf(frame, name);
    const rest = `(?<${body}>[\\t\\n\\r ]*[^\\t\\n\\r ][\\s\\S]*)`;
    return { key: `EXTRACT-${name(`0frame${index + 1}`)}`, value: `\\A${earlier.join('')}${optionalHeader}${own}${rest}` };
  });
}
