import type { CatalogFiles, Parsed } from '../catalog/load.js';
import { identity } from '../catalog/rows.js';
import type { CatalogFile, EventsFile, SamplesFile } from '../catalog/schema.js';
import type { Span } from '../diagnostics/finding.js';
import type { PathStep, SourceDocument } from '../source/yaml-document.js';

export type RawStream = CatalogFile['streams'][string];
export type RawEvent = EventsFile['events'][number];
export type RawSample = SamplesFile['samples'][number];

/** A value of a file and the way to where it stands; the span is looked up only when something is found. */
export interface Place {
  readonly document: SourceDocument;
  readonly path: readonly PathStep[];
  readonly which?: 'key' | 'value';
}

export interface PlacedEvent {
  readonly stream: string;
  /** What tells the event from all others of its stream: its key, after the scope of its file where it has one. */
  readonly identity: string;
  readonly scope: string | undefined;
  readonly event: RawEvent;
  /** Where a part of the event stands. */
  readonly at: (...path: readonly PathStep[]) => Place;
}

export interface PlacedSample {
  readonly stream: string;
  readonly sample: RawSample;
  readonly at: (...path: readonly PathStep[]) => Place;
}

/** The files of a catalog as rules look at them: each event and sample with its stream and its place. */
export interface Subject {
  readonly files: CatalogFiles;
  readonly catalog: CatalogFile;
  readonly streams: readonly { readonly id: string; readonly stream: RawStream }[];
  readonly events: readonly PlacedEvent[];
  readonly samples: readonly PlacedSample[];
  /** Where a part of catalog.yaml stands. */
  readonly at: (...path: readonly PathStep[]) => Place;
}

/** Takes the files of a catalog and returns them as rules look at them. */
export function subjectOf(files: CatalogFiles): Subject {
  const { document, value } = files.catalog;
  return {
    files,
    catalog: value,
    streams: Object.entries(value.streams).map(([id, stream]) => ({ id, stream })),
    events: files.events.flatMap((file) =>
      file.value.events.map((event, index) => ({
        stream: file.value.stream,
        identity: identity(file.value.scope, event.key),
        scope: file.value.scope,
        event,
        at: placesIn(file, 'events', index),
      })),
    ),
    samples: files.samples.flatMap((file) =>
      file.value.samples.map((sample, index) => ({ stream: file.value.stream, sample, at: placesIn(file, 'samples', index) })),
    ),
    at: (...path) => ({ document, path }),
  };
}

function placesIn({ document }: Parsed<unknown>, list: string, index: number): PlacedEvent['at'] {
  return (...path) => ({ document, path: [list, index, ...path] });
}

/** The same place, but the key of it. */
export function keyOf(place: Place): Place {
  return { ...place, which: 'key' };
}

export function spanOf({ document, path, which }: Place): Span {
  return document.span(path, which);
}

/** Whether a sample shows a record that is not read, because it is damaged or another product's. */
export function isUnread({ expect: { state } }: RawSample): boolean {
  return state === 'unparsed' || state === 'foreign';
}
