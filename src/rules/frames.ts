import { type FramePart, parseFrame } from '../pattern/frame.js';
import type { Place, Subject } from './subject.js';

/** A frame's template, read, and where it stands. */
export interface PlacedFrame {
  readonly stream: Subject['streams'][number]['stream'];
  readonly template: string;
  /** The parts, or what is wrong with the template. */
  readonly parts: readonly FramePart[] | string;
  readonly place: Place;
}

/** Returns the frames of all streams. */
export function frames({ streams, at }: Subject): readonly PlacedFrame[] {
  return streams.flatMap(({ id, stream }) => {
    if (stream.body.form !== 'brackets') return [];
    const several = Array.isArray(stream.frame);
    return [stream.frame ?? ''].flat().map((template, index) => ({
      stream,
      template,
      parts: parseFrame(template),
      place: several ? at('streams', id, 'frame', index) : at('streams', id, 'frame'),
    }));
  });
}
