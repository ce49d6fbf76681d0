import { printsZone } from '../catalog/frame.js';
import type { Catalog, Stream } from '../catalog/model.js';
import { escapeMarkdown, markdownCode, markdownTable } from '../render/markdown.js';
import {
  type EventReferenceOptions,
  enumerationReference,
  eventFieldReference,
  eventReference,
  type FieldColumn,
  fieldReference,
  reasonTable,
  sourceReference,
} from './event-reference.js';
import type { FactName } from './fact-names.js';
import { everyRecord } from './questions.js';

/** Variables of a page's template, by name. */
type Variables = Readonly<Record<string, unknown>>;

/** Takes a catalog and the columns that a page adds to its fields, and returns what every page says of a catalog. */
export function catalogVariables(catalog: Catalog, columns: readonly FieldColumn[]): Variables {
  return {
    title: escapeMarkdown(catalog.title),
    description: escapeMarkdown(catalog.description),
    version: catalog.version,
    product: escapeMarkdown([`${catalog.product.name} ${catalog.product.versions}`, ...catalog.product.also].join(', ')),
    catalog: catalog.id,
    firstCitation: markdownCode(catalog.fields[0]?.source ?? catalog.events[0]?.source ?? ''),
    fieldReference: fieldReference(catalog, columns),
    enumerations: enumerationReference(catalog),
    sources: sourceReference(catalog),
  };
}

/** Takes a stream and what a page adds to the reference of its events, and returns what every page says of a stream. */
export function streamVariables(catalog: Catalog, stream: Stream, options: EventReferenceOptions): Variables {
  return {
    title: escapeMarkdown(stream.title),
    description: escapeMarkdown(stream.description),
    absent: reasonTable('Absent', stream.absent),
    differs: reasonTable('Fact', stream.differs),
    eventReference: eventReference(catalog, stream, options),
    eventFields: eventFieldReference(catalog, stream),
  };
}

/** Takes a stream and returns what both READMEs tell an administrator of how it is carried and read. */
export function carriedVariables(stream: Stream): Variables {
  return {
    windows: stream.body.form === 'windows-event',
    carriers: carrierList(stream),
    printsZone: printsZone(stream),
    zoneDefault: stream.timeZone.default,
    zoneOrigin: zoneOrigin(stream),
    zoneTable: zoneTable(stream),
    // `*` stands for any beginning of a secret's name; empty where the stream has none.
    secrets: stream.pairs.secrets.map(markdownCode).join(', '),
  };
}

/** Takes a stream and returns, as a Markdown list, the ways in which its records are carried. */
function carrierList(stream: Stream): string {
  return stream.carriers
    .map((carrier) => `- ${escapeMarkdown(carrier.title)}${carrier.path === undefined ? '' : `: ${markdownCode(carrier.path)}`}\n`)
    .join('');
}

/** Takes a stream and returns a sentence on where its default zone comes from. */
function zoneOrigin(stream: Stream): string {
  if (stream.timeZone.origin === 'documented') return 'so says the documentation of the product.';
  return '**assumed**, since no document of the product names a default.';
}

/** Takes a stream and returns the zones it knows by name, as a Markdown table with a line an offset; empty where it knows none. */
function zoneTable(stream: Stream): string {
  const byOffset = new Map<string, string[]>();
  for (const [zone, offset] of Object.entries(stream.timeZone.table)) byOffset.set(offset, [...(byOffset.get(offset) ?? []), zone]);
  if (byOffset.size === 0) return '';
  const rows = [...byOffset]
    .sort(([a], [b]) => minutes(a) - minutes(b))
    .map(([offset, zones]) => [offset, zones.map(markdownCode).join(', ')]);
  return markdownTable(['Offset', 'Zones'], rows);
}

function minutes(offset: string): number {
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)));
}

/** Takes what a side calls its facts and returns, as a Markdown table, which fields answer the questions asked of every record. */
export function answersTable(names: readonly FactName[], header: string): string {
  const known = new Map(names);
  const rows = everyRecord.flatMap(({ question, facts }) => {
    const fields = facts.flatMap((fact) => known.get(fact)?.split('|') ?? []);
    return fields.length === 0 ? [] : [[question, [...new Set(fields)].map(markdownCode).join(', ')]];
  });
  return markdownTable(['Question', header], rows);
}
