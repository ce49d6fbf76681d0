import type { Place, Subject } from './subject.js';

/** A citation `source:place`, and where it stands. */
export interface Citation {
  readonly text: string;
  readonly source: string;
  /** What stands behind the source: a line, a page, an anchor. */
  readonly where: string | undefined;
  readonly place: Place;
}

/** Returns every citation of a catalog: of fields, pairs, enumerations, rows, events, older names and samples. */
export function citations({ catalog, events, samples, at }: Subject): readonly Citation[] {
  const fields = Object.entries(catalog.fields).flatMap(([name, field]) => [
    citation(field.source, at('fields', name, 'source')),
    ...Object.entries(field.members ?? {}).map(([pair, member]) => citation(member.source, at('fields', name, 'members', pair, 'source'))),
  ]);
  const enums = Object.entries(catalog.enums ?? {}).flatMap(([name, each]) => [
    citation(each.source, at('enums', name, 'source')),
    ...each.rows.flatMap((row, index) =>
      Array.isArray(row) || row.source === undefined ? [] : [citation(row.source, at('enums', name, 'rows', index, 'source'))],
    ),
  ]);
  const ofEvents = events.flatMap(({ event, at: inEvent }) => [
    citation(event.source, inEvent('source')),
    ...(event.aliases ?? []).map((alias, index) => citation(alias.source, inEvent('aliases', index, 'source'))),
  ]);
  return [...fields, ...enums, ...ofEvents, ...samples.map(({ sample, at: inSample }) => citation(sample.source, inSample('source')))];
}

function citation(text: string, place: Place): Citation {
  const colon = text.indexOf(':');
  return colon < 0
    ? { text, source: text, where: undefined, place }
    : { text, source: text.slice(0, colon), where: text.slice(colon + 1), place };
}
