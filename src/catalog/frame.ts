import { type FramePart, parseFrame } from '../pattern/frame.js';
import { parseFrameTemplate, type Template, templateOf } from '../pattern/template.js';
import { windowsValues } from '../pattern/windows-event.js';
import type { Stream } from './model.js';
import { rememberedOf } from './remembered.js';

/** Returns the parts of the frame in front of a body of brackets; that it can be read was checked when the catalog was loaded. */
export function frameOf(stream: Stream): readonly FramePart[] {
  const [frame] = stream.frames;
  if (frame === undefined) return [];
  const parts = parseFrame(frame);
  if (typeof parts === 'string') throw new Error(`frame of ${stream.id}: ${parts}`);
  return parts;
}

/** Returns the frames of a stream whose body is no brackets, the first that fits a record counts; none where records have no frame. */
export const frameTemplates = rememberedOf((stream: Stream): readonly Template[] =>
  stream.frames.map((frame) => templateOfFrame(stream, frame)),
);

function templateOfFrame(stream: Stream, frame: string): Template {
  const read = parseFrameTemplate(frame);
  if ('mistake' in read) throw new Error(`frame of ${stream.id}: ${read.mistake.message}`);
  return templateOf(read.parts);
}

/** Whether the frames of a stream print the zone of their time. */
export function printsZone(stream: Stream): boolean {
  if (stream.body.form === 'brackets') return frameOf(stream).some((part) => part.time?.includes('zone') === true);
  return frameTemplates(stream).some(({ values }) => values.some((value) => (value.time?.zone ?? null) !== null));
}

/** Returns the names of the values that the frames of a stream state, beside the time; for Windows events those that each of them states. */
export function frameNames(stream: Stream): readonly string[] {
  if (stream.body.form === 'windows-event') return windowsValues.map((value) => value.name);
  if (stream.body.form === 'brackets') return frameOf(stream).flatMap((part) => (part.kind === 'time' ? [] : [part.name]));
  const names = frameTemplates(stream).flatMap(({ values }) => values.flatMap((value) => (value.type === 'time' ? [] : [value.name])));
  return [...new Set(names)];
}
