import { parseMessage, parseTrailer, type TemplateMistake, type TemplatePart } from '../pattern/template.js';
import { once } from './once.js';
import type { Place, PlacedEvent, Subject } from './subject.js';

/** A template of a message or a trailer, read, and where it stands. */
export interface PlacedTemplate {
  readonly template: string;
  readonly parts: readonly TemplatePart[];
  readonly mistake: TemplateMistake | undefined;
  readonly place: Place;
}

/** The template of an event's message. */
export interface PlacedMessage extends PlacedTemplate {
  readonly placed: PlacedEvent;
}

/** Returns the templates of the events of streams with a body of text. */
export const messages = once(({ catalog, events }: Subject): readonly PlacedMessage[] =>
  events
    .filter(({ stream }) => catalog.streams[stream]?.body.form === 'text')
    .flatMap((placed) => {
      const { text } = placed.event;
      return [text ?? []].flat().map((template, index) => ({
        placed,
        ...read(template, parseMessage(template)),
        place: Array.isArray(text) ? placed.at('text', index) : placed.at('text'),
      }));
    }),
);

/** Returns the templates of what may stand behind the messages. */
export function trailers({ streams, at }: Subject): readonly PlacedTemplate[] {
  return streams.flatMap(({ id, stream: { body } }) => {
    if (body.form !== 'text' || body.trailer === undefined) return [];
    return [{ ...read(body.trailer, parseTrailer(body.trailer)), place: at('streams', id, 'body', 'trailer') }];
  });
}

function read(template: string, parsed: ReturnType<typeof parseMessage>): Omit<PlacedTemplate, 'place'> {
  if ('mistake' in parsed) return { template, parts: [], mistake: parsed.mistake };
  return { template, parts: parsed.parts, mistake: undefined };
}

/** The names of the values of a template. */
export function valueNames({ parts }: Pick<PlacedTemplate, 'parts'>): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'placeholder' ? [part.name] : []));
}
