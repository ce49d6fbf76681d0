import { type FramePart, parseFrame } from '../pattern/frame.js';
import type { Stream } from './model.js';

/** Returns the parts of a resolved stream's first frame, none where it has no frame; that it can be read was checked when the catalog was loaded. */
export function frameOf(stream: Stream): readonly FramePart[] {
  const [frame] = stream.frames;
  if (frame === undefined) return [];
  const parts = parseFrame(frame);
  if (typeof parts === 'string') throw new Error(`frame of ${stream.id}: ${parts}`);
  return parts;
}
