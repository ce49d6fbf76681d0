import type { Catalog } from '../catalog/model.js';
import { type Finding, finding, type Span } from '../diagnostics/finding.js';
import { Budget } from '../evaluate/budget.js';
import type { Host } from '../source/host.js';
import type { GeneratedLine } from './generated-lines.js';
import type { HostileOptions } from './hostile-lines.js';
import { proofCodes } from './proof-codes.js';
import { openRenderedStream, RECORD_MILLISECONDS, type RenderedStream, readRenderedAddOn } from './rendered-add-on.js';
import { type LineReader, type ReadLine, type RoundTripReport, roundTrip } from './round-trip.js';

/** What the round trip shows of a catalog. */
export interface CatalogRoundTrip {
  readonly reports: readonly RoundTripReport[];
  /** Those of the reports, and what is wrong with what was rendered. */
  readonly findings: readonly Finding[];
}

/** Takes the folder that `build` wrote and a catalog; lets both rendered sides read every line that is made of it. */
export function renderedRoundTrip(host: Host, directory: string, catalog: Catalog, options: HostileOptions): CatalogRoundTrip {
  const { rendered, findings } = readRenderedAddOn(host, directory, catalog);
  if (rendered === undefined) return { reports: [], findings };
  const all: Finding[] = [...findings];
  const reports = catalog.streams.flatMap((stream) => {
    const opened = openRenderedStream(rendered, catalog, stream);
    all.push(...opened.findings);
    if (opened.rendered === undefined) return [];
    const { read, runaways } = readerOf(opened.rendered);
    const report = roundTrip(opened.rendered.table, read, options);
    all.push(...report.findings, ...runaways());
    return [report];
  });
  return { reports, findings: all };
}

/** Returns what reads lines with both sides of a stream, each record within its time. */
export function readerOf(rendered: RenderedStream): { readonly read: LineReader; runaways(): readonly Finding[] } {
  const budget = new Budget(RECORD_MILLISECONDS);
  const over = new Map<string, Finding>();
  const read: LineReader = function* (lines) {
    for (const [line, run] of budget.each(lines, (each) => readBoth(rendered, each, budget))) {
      if (!run.done) noteRunaway(over, line, run.at ?? line.span);
      yield [line, run.done ? run.value : { splunk: undefined, elastic: undefined }];
    }
  };
  return { read, runaways: () => [...over.values()] };
}

function noteRunaway(over: Map<string, Finding>, { name }: GeneratedLine, span: Span): void {
  const known = over.get(placeOf(span));
  over.set(placeOf(span), known ?? finding(proofCodes['proof-budget'], { message: `${name}: reading does not come to an end`, span }));
}

function placeOf({ file, line }: Span): string {
  return `${file}:${line}`;
}

function readBoth(rendered: RenderedStream, { raw, winlog }: GeneratedLine, budget: Budget): ReadLine {
  const splunk = rendered.splunk(raw, { budget });
  const elastic = rendered.elastic(raw, winlog, { budget });
  return {
    splunk: splunk.records.length === 1 ? splunk.facts : undefined,
    elastic: elastic.document === undefined ? undefined : elastic.facts,
  };
}
