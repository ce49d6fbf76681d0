import { frameNames } from '../../catalog/frame.js';
import type { Stream } from '../../catalog/model.js';
import { frameValues } from '../../vocab/frame-values.js';
import type { Data } from './event-table.js';

/** Values of a frame that `map-event.painless` puts in their places, for every form of body. */
const mapped: ReadonlySet<string> = new Set(['pid', 'thread']);

/** The values of a frame that ECS has a place for, each with the way there. */
export function ecsPlaces(stream: Stream): Readonly<Record<string, readonly string[]>> {
  const places = frameNames(stream).map((name) => [name, frameValues.get(name)?.split('.')] as const);
  return Object.fromEntries(places.flatMap(([name, place]) => (place === undefined ? [] : [[name, place]])));
}

/** Parameters of those values, beside those that every form of body has; none where there are none. */
export function framePlaces(stream: Stream): Data {
  const places = Object.entries(ecsPlaces(stream)).filter(([name]) => !mapped.has(name));
  return places.length === 0 ? {} : { places: Object.fromEntries(places) };
}

/** The end of a script that reads a record: puts these values of the frame in their places. Nothing where there are none. */
export function placingParts(stream: Stream): readonly string[] {
  return framePlaces(stream).places === undefined ? [] : ['place-frame'];
}
