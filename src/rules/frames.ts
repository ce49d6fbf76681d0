import { sameMeaning } from '../catalog/other-words.js';
import { mistakeSpan } from '../catalog/template-span.js';
import { closest } from '../diagnostics/did-you-mean.js';
import type { Span } from '../diagnostics/finding.js';
import { parseFrame } from '../pattern/frame.js';
import { parseFrameTemplate, type TemplateMistake } from '../pattern/template.js';
import { type Place, type RawStream, type Subject, spanOf } from './subject.js';

/** A frame's template, read, and where it stands. */
export interface PlacedFrame {
  readonly stream: RawStream;
  /** Names of its values, the time included. */
  readonly names: readonly string[];
  readonly time: string | undefined;
  readonly hasZone: boolean;
  /** What is wrong with the template; then nothing else is known of it. */
  readonly mistake: TemplateMistake | undefined;
  readonly place: Place;
  readonly template: string;
}

/** Returns the frames of all streams. */
export function frames({ streams, at }: Subject): readonly PlacedFrame[] {
  return streams.flatMap(({ id, stream }) => {
    const several = Array.isArray(stream.frame);
    return [stream.frame ?? []].flat().map((template, index) => ({
      ...readFrame(stream, template),
      stream,
      template,
      place: several ? at('streams', id, 'frame', index) : at('streams', id, 'frame'),
    }));
  });
}

type Read = Pick<PlacedFrame, 'names' | 'time' | 'hasZone' | 'mistake'>;

function readFrame({ body }: RawStream, template: string): Read {
  return body.form === 'brackets' ? readBeforeBrackets(template) : readTemplate(template);
}

function readTemplate(template: string): Read {
  const read = parseFrameTemplate(template);
  if ('mistake' in read) return { names: [], time: undefined, hasZone: false, mistake: read.mistake };
  const values = read.parts.flatMap((part) => (part.kind === 'placeholder' ? [part] : []));
  const time = values.find((part) => part.type === 'time')?.time;
  return { names: values.map(({ name }) => name), time: timeText(template), hasZone: time?.zone != null, mistake: undefined };
}

function readBeforeBrackets(template: string): Read {
  const parts = parseFrame(template);
  if (typeof parts === 'string') {
    return { names: [], time: undefined, hasZone: false, mistake: openBrace(template) ?? whole(parts, template) };
  }
  const time = parts.find((part) => part.kind === 'time')?.time;
  return { names: parts.map(({ name }) => name), time, hasZone: time?.includes('zone') === true, mistake: undefined };
}

function timeText(template: string): string | undefined {
  return /\{time:([^{}]*)\}/.exec(template)?.[1];
}

function whole(message: string, template: string): TemplateMistake {
  return { message, at: 0, length: template.length };
}

function openBrace(template: string): TemplateMistake | undefined {
  for (let at = template.indexOf('{'); at >= 0; at = template.indexOf('{', at + 1)) {
    const inner = /^\{[^{}]*/.exec(template.slice(at))?.[0] ?? '{';
    if (template.charAt(at + inner.length) !== '}') return { message: 'this brace is not closed', at, length: 1 };
  }
  return undefined;
}

// The two sides would guess two years around New Year, and each line that is read late gets a wrong one.
const withoutYear =
  "have the log written with the year, since what a record does not say is guessed: in rsyslog the template `RSYSLOG_FileFormat` does, and is read by `{time:yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX}`";

/** How a mistake of a template is mended, where that can be said better than in general. */
export function mendingOf({ message }: TemplateMistake): string | undefined {
  if (/brace is not closed/.test(message)) return 'write `}` behind the name of the value';
  if (/^the time pattern lacks yyyy/.test(message)) return withoutYear;
  if (/^(?:in a|the) time pattern/.test(message))
    return 'write the stamp as it is printed, letter for letter: `2026-03-04 23:10:05` is `yyyy-MM-dd HH:mm:ss`';
  if (/stands twice in one template$/.test(message)) return 'give the second value a name of its own, and a field of that name';
  const [, type, known] = /^"(.*)" is no type of a placeholder: use (.*)$/.exec(message) ?? [];
  const meant =
    type === undefined || known === undefined ? undefined : (sameMeaning(type, known.split(', ')) ?? closest(type, known.split(', ')));
  return meant === undefined ? undefined : `did you mean \`${meant}\`?`;
}

/** Where a part of a template stands; the whole template where YAML writes it otherwise than it reads. */
export function spanInTemplate({ place, template }: Pick<PlacedFrame, 'place' | 'template'>, mistake: TemplateMistake): Span {
  return place.which === 'key' ? spanOf(place) : mistakeSpan(place.document, place.path, template, mistake);
}
