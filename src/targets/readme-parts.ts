import type { Stream } from '../catalog/model.js';
import { escapeMarkdown, markdownCode, markdownTable } from '../render/markdown.js';
import type { FactName } from './fact-names.js';
import { everyRecord } from './questions.js';

/** Takes a stream and returns, as a Markdown list, the ways in which its records are carried. */
export function carrierList(stream: Stream): string {
  return stream.carriers
    .map((carrier) => `- ${escapeMarkdown(carrier.title)}${carrier.path === undefined ? '' : `: ${markdownCode(carrier.path)}`}\n`)
    .join('');
}

/** Takes a stream and returns a sentence on where its default zone comes from. */
export function zoneOrigin(stream: Stream): string {
  if (stream.timeZone.origin === 'documented') return 'so says the documentation of the product.';
  return '**assumed**, since no document of the product names a default.';
}

/** Takes a stream and returns the zones it knows by name, as a Markdown table with a line an offset; empty where it knows none. */
export function zoneTable(stream: Stream): string {
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

/** Takes a stream and returns the names of its secrets as inline code; `*` stands for any beginning. Empty where it has none. */
export function secretList(stream: Stream): string {
  return stream.pairs.secrets.map(markdownCode).join(', ');
}
