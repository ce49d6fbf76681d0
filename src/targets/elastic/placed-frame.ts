import { frameNames } from '../../catalog/frame.js';
import type { Stream } from '../../catalog/model.js';
import { frameValues } from '../../vocab/frame-values.js';
import type { TemplateSource } from '../target.js';
import type { Data } from './event-table.js';

/** Values of a frame that `map-event.painless` puts in their places, for every form of body. */
const mapped: ReadonlySet<string> = new Set(['pid', 'thread']);

/** Parameters of the values of a frame that ECS has a place for, beside those that every form of body has; none where there are none. */
export function framePlaces(stream: Stream): Data {
  const places = placesOf(stream);
  return places.length === 0 ? {} : { places: Object.fromEntries(places) };
}

/** The end of a script that reads a record: puts values of the frame in their places. Empty where there are none. */
export function placingSource(stream: Stream, templates: TemplateSource): string {
  return placesOf(stream).length === 0 ? '' : templates('elastic/ingest-pipeline/place-frame.painless');
}

function placesOf(stream: Stream): readonly (readonly [name: string, place: readonly string[]])[] {
  return frameNames(stream).flatMap((name) => {
    const place = mapped.has(name) ? undefined : frameValues[name]?.split('.');
    return place === undefined ? [] : [[name, place] as const];
  });
}
