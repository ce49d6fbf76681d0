import { type Finding, finding } from '../diagnostics/finding.js';
import { markdownTable } from '../render/markdown.js';
import { type CatalogCoverage, type Covered, type StreamCoverage, sampleOrigins, shownBy } from './coverage.js';
import { proofCodes } from './proof-codes.js';
import { proofOrigins } from './sample-test.js';
import { shortList } from './short-list.js';

const kinds = {
  events: 'events',
  outcomes: 'outcomes of events',
  fields: 'fields',
  values: 'enumeration values',
  carriers: 'carriers',
  cim: 'CIM data sets',
  ecs: 'ECS categories',
} as const satisfies Partial<Record<keyof StreamCoverage, string>>;

type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as readonly Kind[];

const header = ['', 'all', ...proofOrigins, 'by samples', 'by none'] as const;

function row(kind: Kind, all: readonly Covered[]): readonly string[] {
  const counts = proofOrigins.map((origin) => String(shownBy(all, [origin])));
  return [kinds[kind], String(all.length), ...counts, percent(all), String(all.length - shownBy(all, proofOrigins))];
}

function percent(all: readonly Covered[]): string {
  return all.length === 0 ? '-' : `${sampleShare(all).toFixed(1)} %`;
}

/** The percentage of things that samples show. */
function sampleShare(all: readonly Covered[]): number {
  return all.length === 0 ? 100 : (100 * shownBy(all, sampleOrigins)) / all.length;
}

/** Takes what records show and returns it for a person: how much of each kind, and what no sample shows. */
export function coverageText(all: readonly CatalogCoverage[]): string {
  return all.flatMap((each) => each.streams.map((stream) => streamText(each, stream))).join('\n');
}

function streamText({ catalog, skipped }: CatalogCoverage, coverage: StreamCoverage): string {
  const rows = [header, ...kindNames.map((kind) => row(kind, coverage[kind]))];
  const widths = header.map((_, column) => Math.max(...rows.map((each) => (each[column] ?? '').length)));
  const lines = rows.map((each) =>
    each
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const notes = skipped === 0 ? '' : ` (${skipped} real lines skipped)`;
  return `${catalog.id}:${coverage.stream.id}${notes}\n${lines.map((line) => `  ${line}\n`).join('')}${missingText(coverage)}`;
}

const MOST_NAMES = 12;

function missingText(coverage: StreamCoverage): string {
  return kindNames
    .map((kind) => {
      const missing = notInSamples(coverage[kind]).map(({ name }) => name);
      return missing.length === 0 ? '' : `  no sample shows of ${kinds[kind]}: ${shortList(missing, MOST_NAMES)}\n`;
    })
    .join('');
}

function notInSamples<Thing extends Covered>(all: readonly Thing[]): readonly Thing[] {
  return all.filter((each) => shownBy([each], sampleOrigins) === 0);
}

/** The same as Markdown. */
export function coverageMarkdown(all: readonly CatalogCoverage[]): string {
  return all
    .flatMap(({ catalog, streams }) =>
      streams.map((coverage) => {
        const summary = markdownTable(
          [...header],
          kindNames.map((kind) => row(kind, coverage[kind])),
        );
        const places = (['cim', 'ecs'] as const).map((kind) =>
          markdownTable(
            [kinds[kind], ...proofOrigins],
            coverage[kind].map(({ name, counts }) => [name, ...proofOrigins.map((each) => String(counts[each]))]),
          ),
        );
        return `## ${catalog.title}: ${coverage.stream.title}\n\n${[summary, ...places].join('\n\n')}\n`;
      }),
    )
    .join('\n');
}

/** The same for a program, each thing by its name with the number of records of each origin. */
export function coverageJson(all: readonly CatalogCoverage[]): unknown {
  return all.map(({ catalog, streams, skipped }) => ({
    catalog: catalog.id,
    version: catalog.version,
    skipped,
    streams: streams.map((coverage) => ({
      stream: coverage.stream.id,
      ...Object.fromEntries(
        kindNames.map((kind) => {
          const things = coverage[kind];
          return [
            kind,
            {
              all: things.length,
              by_samples: shownBy(things, sampleOrigins),
              things: things.map(({ name, counts }) => ({ name, ...counts })),
            },
          ];
        }),
      ),
    })),
  }));
}

/** Returns a finding for each stream whose samples show fewer of the documented events than the percentage that is asked for. */
export function coverageFindings(all: readonly CatalogCoverage[], least: number): readonly Finding[] {
  return all.flatMap(({ catalog, streams }) =>
    streams.flatMap(({ stream, events }) => {
      if (sampleShare(events) >= least) return [];
      const missing = notInSamples(events);
      const names = missing.map(({ name }) => `\`${name}\``);
      const message = `samples show ${percent(events)} of the events of ${catalog.id}:${stream.id}, ${least} % are asked for`;
      return [
        finding(proofCodes['proof-coverage'], {
          message,
          span: missing[0]?.event.span,
          notes: [`none shows ${shortList(names, MOST_NAMES)}`],
        }),
      ];
    }),
  );
}
