import { frameTemplates } from '../../catalog/frame.js';
import type { Stream } from '../../catalog/model.js';
import { optionalHeader } from '../../pattern/frame.js';
import { blanks } from '../../pattern/regex.js';
import type { Template } from '../../pattern/template.js';
import { frameBeforeTime, frameBeginning, frameExpressionOf, groupsOf } from '../../pattern/template-regex.js';
import { strptimeOf, timeLayoutOf } from '../../pattern/time-pattern.js';
import { behindFrame, indexTimeSettings } from './index-time.js';
import type { Setting } from './settings.js';

/** Longest zone that a stamp may end in. */
const longestZone = 40;

/** Takes a stream with frames and returns its settings of index time: a record begins at a frame, and its time is the one in there. */
export function framesIndexTime(stream: Stream, longestRecord: number): readonly Setting[] {
  const frames = frameTemplates(stream);
  const time = frames.flatMap(({ values }) => values.flatMap((value) => value.time ?? []))[0];
  if (time === undefined) throw new Error(`the frames of ${stream.id} have no time`);
  const { mask, zone } = timeLayoutOf(time);
  return indexTimeSettings(stream, {
    ...behindFrame,
    beginning: oneOf(frames.map(frameBeginning)),
    longestRecord,
    time: [
      { key: 'TIME_PREFIX', value: `\\A${optionalHeader}${oneOf(frames.map(frameBeforeTime))}` },
      { key: 'TIME_FORMAT', value: strptimeOf(time) },
      { key: 'MAX_TIMESTAMP_LOOKAHEAD', value: String(mask.length + (zone === 'none' ? 0 : longestZone)) },
    ],
  });
}

function oneOf(expressions: readonly string[]): string {
  const different = [...new Set(expressions)];
  return different.length === 1 ? (different[0] ?? '') : `(?:${different.join('|')})`;
}

/**
 * Takes a stream with frames and returns one extraction a frame: its values, and in `body` what stands behind it, blanks alone being nothing.
 * One of them counts: the first that the record begins with, else the first that stands behind a header. So no value that
 * looks like a record makes a header of what stands before it.
 */
export function framesExtractions(stream: Stream, name: (own: string) => string, body: string): readonly Setting[] {
  const frames = frameTemplates(stream);
  return frames.map((frame, index) => {
    const own = frameExpressionOf(frame, name);
    const rest = `(?<${body}>[${blanks}]*[^${blanks}][\\s\\S]*)`;
    return { key: `EXTRACT-${name(`0frame${index + 1}`)}`, value: `\\A${othersCount(frames, index)}${optionalHeader}${own}${rest}` };
  });
}

// Lookaheads that fail where another frame counts. Each use of a frame has names of groups of its own.
function othersCount(frames: readonly Template[], index: number): string {
  let uses = 0;
  const plain = (frame: Template) => frameExpressionOf(frame, groupsOf(frame, `f${uses++}_`), true);
  const [own] = frames.slice(index, index + 1);
  const earlier = frames.slice(0, index);
  const later = frames.slice(index + 1);
  if (own === undefined || frames.length === 1) return '';
  const begins = earlier.length === 0 ? '' : `(?!${oneOf(earlier.map(plain))})`;
  const others = [...later.map(plain), ...earlier.map((each) => `${optionalHeader}${plain(each)}`)];
  return `${begins}(?!(?!${plain(own)})${oneOf(others)})`;
}
