import { parseMessage, parseTrailer, type Template, templateOf } from '../pattern/template.js';
import { matchingOrder, type Ordered } from '../pattern/template-order.js';
import type { Catalog, EventDefinition, Stream, TextBody } from './model.js';
import { identity } from './rows.js';

/** A message of a stream with a body of text: one template of one event. */
export interface Message extends Ordered {
  readonly event: EventDefinition;
}

/** Returns the messages of a stream in the order in which they are tried; that they can be read was checked when the catalog was loaded. */
export function messagesOf(catalog: Catalog, stream: Stream): readonly Message[] {
  const events = catalog.events.filter((event) => event.stream === stream.id);
  const messages = events.flatMap((event) =>
    event.texts.map((text): Message => {
      const read = parseMessage(text);
      if ('mistake' in read) throw new Error(`${event.key}: ${read.mistake.message}`);
      const before = event.before.map((key) => identity(event.scope, key));
      return { event, name: identity(event.scope, event.key), before, template: templateOf(read.parts) };
    }),
  );
  return matchingOrder(messages);
}

/** Returns the trailer of a body of text, where its records may have one. */
export function trailerOf(body: TextBody): Template | undefined {
  if (body.trailer === undefined) return undefined;
  const read = parseTrailer(body.trailer);
  if ('mistake' in read) throw new Error(read.mistake.message);
  return templateOf(read.parts);
}
