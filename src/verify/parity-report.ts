import { markdownTable } from '../render/markdown.js';
import type { Agreement } from './compare.js';
import type { CatalogParity, FactParity, StreamParity } from './parity.js';

/** Takes what the sides state and returns it for a person: a line a stream, and a line for each fact that is not always equal. */
export function parityText(all: readonly CatalogParity[]): string {
  return all.map((each) => `${each.streams.map((stream) => streamText(each, stream)).join('')}`).join('');
}

function streamText({ catalog, skipped }: CatalogParity, parity: StreamParity): string {
  const undeclared = parity.facts.filter((each) => differing(each) > 0 && each.declared === undefined);
  const verdict = undeclared.length === 0 ? 'no undeclared difference' : `${undeclared.length} undeclared`;
  const notes = skipped === 0 ? '' : `; ${skipped} real lines skipped`;
  const head = `${catalog.id}:${parity.stream.id}  ${comparisons(parity)} comparisons in ${recordsText(parity)}: ${verdict}${notes}\n`;
  return (
    head +
    parity.facts
      .filter((each) => differing(each) > 0)
      .map(factText)
      .join('')
  );
}

function factText(each: FactParity): string {
  const { fact, counts, declared } = each;
  const parts = [`${counts.equal} equal`, ...differences.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${kind}`)];
  return `  ${fact}: ${parts.join(', ')}\n${declared === undefined ? '' : `    declared: ${declared}\n`}`;
}

/** The same as Markdown, a table a stream. */
export function parityMarkdown(all: readonly CatalogParity[]): string {
  return all.flatMap((each) => each.streams.map((stream) => streamMarkdown(each, stream))).join('\n');
}

function streamMarkdown({ catalog }: CatalogParity, parity: StreamParity): string {
  const rows = parity.facts.map(({ fact, counts, declared }) => [
    `\`${fact}\``,
    ...(['equal', ...differences] as const).map((kind) => String(counts[kind])),
    declared ?? '',
  ]);
  const table = markdownTable(['Fact', 'Equal', 'Splunk only', 'Elastic only', 'Different', 'Declared'], rows);
  return `## ${catalog.title}: ${parity.stream.title}\n\n${comparisons(parity)} comparisons in ${recordsText(parity)}.\n\n${table}\n`;
}

/** The same for a program. */
export function parityJson(all: readonly CatalogParity[]): unknown {
  return all.map(({ catalog, streams, skipped }) => ({
    catalog: catalog.id,
    version: catalog.version,
    skipped,
    streams: streams.map(({ stream, records, facts }) => ({
      stream: stream.id,
      records,
      facts: facts.map(({ fact, counts, declared, examples }) => ({
        fact,
        equal: counts.equal,
        splunk_only: counts['splunk only'],
        elastic_only: counts['elastic only'],
        different: counts.different,
        declared: declared ?? null,
        examples: examples.map(({ record, compared }) => ({
          record: record.name,
          origin: record.origin,
          line: record.raw,
          splunk: compared.splunk ?? null,
          elastic: compared.elastic ?? null,
        })),
      })),
    })),
  }));
}

const differences: readonly Exclude<Agreement, 'equal'>[] = ['splunk only', 'elastic only', 'different'];

function differing({ counts }: FactParity): number {
  return differences.reduce((sum, kind) => sum + counts[kind], 0);
}

function comparisons({ facts }: StreamParity): number {
  return facts.reduce((sum, each) => sum + each.counts.equal + differing(each), 0);
}

function recordsText({ records }: StreamParity): string {
  const counted = Object.entries(records).filter(([, count]) => count > 0);
  const total = counted.reduce((sum, [, count]) => sum + count, 0);
  return `${total} records (${counted.map(([origin, count]) => `${count} ${origin}`).join(', ')})`;
}
