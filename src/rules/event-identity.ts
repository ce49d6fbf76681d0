import type { PlacedEvent } from './subject.js';

/** What tells an event from all others of its catalog: its stream and the name that records have for it. */
export function identityOf({ stream, event }: Pick<PlacedEvent, 'stream' | 'event'>): string {
  return `${stream}/${event.key}`;
}
