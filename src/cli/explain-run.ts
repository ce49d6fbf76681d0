import type { Catalog } from '../catalog/model.js';
import { families } from '../catalog/rows.js';
import { closest } from '../diagnostics/did-you-mean.js';
import { type Finding, hasErrors } from '../diagnostics/finding.js';
import { Budget } from '../evaluate/budget.js';
import { type Cutting, recordCutter } from '../source/record-cutter.js';
import { explain } from '../verify/explain.js';
import { type EventExplanation, eventsNamed, explainEvent, namesOf } from '../verify/explain-event.js';
import { type FoundStream, findStream, StreamFinder } from '../verify/find-stream.js';
import { openRenderedStream, RECORD_MILLISECONDS, type RenderedStream, readRenderedAddOn } from '../verify/rendered-add-on.js';
import { chooseCatalogs, unknownName } from './catalog-choice.js';
import { evaluateCodes } from './evaluate-codes.js';
import { inputFile } from './evaluate-options.js';
import type { ExplainOptions } from './explain.js';
import { eventJson, explanationJson, explanationLine } from './explain-json.js';
import { eventText, explanationText } from './explain-text.js';
import { EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_OK, type Io, tell, UsageError } from './io.js';
import { RecordFindings } from './record-findings.js';
import { type Report, streamRecords } from './record-stream.js';

/** Explains a record, an event, or the records of an input. */
export async function runExplain(io: Io, line: string | undefined, options: ExplainOptions): Promise<number> {
  const engine = await io.engine();
  const chosen = chooseCatalogs(io, engine, options.catalog === undefined ? [] : [options.catalog], options.catalogs);
  if (hasErrors(chosen.findings)) return tell(io, chosen.findings);
  const { streams, findings } = openStreams(io, chosen.catalogs, options);
  // Of several catalogs those that are built are enough; who names one wants that one.
  if (streams.length === 0 || (options.catalog !== undefined && hasErrors(findings))) return tell(io, findings);
  tellUnasked(io, chosen.catalogs, streams);
  if (options.event !== undefined) return explainEvents(io, streams, options.event, options);
  const asked = { streams, isNamed: options.catalog !== undefined };
  if (line !== undefined) return explainLine(io, asked, line, options);
  return await explainInput(io, asked, options);
}

/** Who looks for the stream of a record must know which were not asked. */
function tellUnasked(io: Io, catalogs: readonly Catalog[], streams: readonly RenderedStream[]): void {
  const unasked = catalogs.filter((catalog) => !streams.some((each) => each.catalog === catalog)).map(({ id }) => id);
  if (unasked.length > 0) io.err(`not asked, because not built or not readable: ${unasked.join(', ')}\n`);
}

function openStreams(
  io: Io,
  catalogs: readonly Catalog[],
  options: ExplainOptions,
): { readonly streams: readonly RenderedStream[]; readonly findings: readonly Finding[] } {
  const opened = catalogs.map((catalog) => openCatalog(io, catalog, options));
  return { streams: opened.flatMap(({ streams }) => streams), findings: opened.flatMap(({ findings }) => findings) };
}

function openCatalog(
  io: Io,
  catalog: Catalog,
  options: ExplainOptions,
): { readonly streams: readonly RenderedStream[]; readonly findings: readonly Finding[] } {
  io.step?.(`opening the add-ons of ${catalog.id}`);
  const wanted = catalog.streams.filter(({ id }) => options.stream === undefined || id === options.stream);
  if (wanted.length === 0 && options.catalog !== undefined) {
    const ids = catalog.streams.map(({ id }) => id);
    throw new UsageError(unknownName('stream', options.stream ?? '', ids));
  }
  const { rendered, findings } = readRenderedAddOn(io.host, options.from, catalog);
  if (rendered === undefined) return { streams: [], findings };
  const opened = wanted.map((stream) => openRenderedStream(rendered, catalog, stream));
  return {
    streams: opened.flatMap((each) => each.rendered ?? []),
    findings: [...findings, ...opened.flatMap((each) => each.findings)],
  };
}

/** The streams that are asked, and whether the catalog was named. */
interface Asked {
  readonly streams: readonly RenderedStream[];
  readonly isNamed: boolean;
}

/** Finds the stream of a record, unless it is named, and explains the record. */
function explained({ streams, isNamed }: Asked, raw: string, budget: Budget): FoundStream | undefined {
  const [only] = streams;
  const winlog = winlogDocument(raw);
  const how = winlog === undefined ? { budget } : { budget, winlog };
  const text = originalOf(winlog) ?? raw;
  if (only === undefined || streams.length > 1 || !isNamed) return findStream(streams, text, how);
  return { explanation: explain(only, text, how), certainty: 'named', why: 'it was named' };
}

/** The record as a document of Winlogbeat or Elastic Agent, where it is one. */
function winlogDocument(raw: string): Readonly<Record<string, unknown>> | undefined {
  if (!raw.trimStart().startsWith('{') || !raw.includes('"winlog"')) return undefined;
  try {
    const document: unknown = JSON.parse(raw);
    const isObject = typeof document === 'object' && document !== null && 'winlog' in document;
    return isObject ? (document as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

// Splunk is not sent such documents, but the event that they hold.
function originalOf(document: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const event = document?.event;
  if (typeof event !== 'object' || event === null || !('original' in event)) return undefined;
  return typeof event.original === 'string' ? event.original : undefined;
}

function explainLine(io: Io, asked: Asked, raw: string, options: ExplainOptions): number {
  const budget = new Budget(RECORD_MILLISECONDS);
  const result = budget.run(() => explained(asked, raw, budget));
  if (!result.done) {
    const findings = new RecordFindings();
    findings.report(evaluateCodes['record-budget'], 1, overBudget(result.at));
    return tell(io, findings.findings);
  }
  const found = result.value;
  if (options.format === 'jsonl') io.out(explanationLine(1, raw, found?.explanation));
  else if (options.format === 'json') io.out(`${JSON.stringify(explanationJson(1, raw, found), null, 2)}\n`);
  else io.out(found === undefined ? nobody(asked) : explanationText(found, io.colour));
  return found === undefined ? EXIT_FINDINGS : EXIT_OK;
}

function overBudget(at: Finding['span']): { readonly message: string; readonly span: Finding['span'] } {
  return { message: `expression over its budget of ${RECORD_MILLISECONDS} ms`, span: at };
}

function nobody({ streams }: Asked): string {
  const names = [...new Set(streams.map(({ catalog }) => catalog.id))];
  return `No stream of ${names.join(', ')} reads anything of this record.\nWith --catalog, what both sides make of it is shown all the same.\n`;
}

/** One explanation after the other; as JSON they are one document. */
async function explainInput(io: Io, asked: Asked, options: ExplainOptions): Promise<number> {
  const budget = new Budget(RECORD_MILLISECONDS);
  const findings = new RecordFindings();
  const print = { text: textOf, json: jsonOf, jsonl: lineOf }[options.format](io, asked, budget);
  if (options.format === 'json') io.out('{"records":[\n');
  const end = await streamRecords(io, {
    input: inputFile(options.input),
    cutter: recordCutter(options.eventsFrom as Cutting),
    limit: budget,
    milliseconds: RECORD_MILLISECONDS,
    lines: print,
    findings,
  });
  if (options.format === 'json') io.out(']}\n');
  const exitCode = tell(io, findings.findings);
  return end === 'interrupted' ? EXIT_INTERRUPTED : exitCode;
}

type Printer = (raw: string, report: Report, number: number) => string;

function lineOf(_: Io, asked: Asked, budget: Budget): Printer {
  const finder = new StreamFinder(asked.streams);
  return (raw, __, number) => {
    const winlog = winlogDocument(raw);
    const found = winlog === undefined ? finder.find(raw, { budget }) : explained(asked, raw, budget)?.explanation;
    return explanationLine(number, raw, found);
  };
}

function jsonOf(_: Io, asked: Asked, budget: Budget): Printer {
  return (raw, __, number) => `${number === 1 ? '' : ','}${JSON.stringify(explanationJson(number, raw, explained(asked, raw, budget)))}\n`;
}

function textOf(io: Io, asked: Asked, budget: Budget): Printer {
  return (raw, _, number) => {
    const found = explained(asked, raw, budget);
    const text = found === undefined ? nobody(asked) : explanationText(found, io.colour);
    return `${number === 1 ? '' : '\n'}== record ${number}\n${text}`;
  };
}

function explainEvents(io: Io, streams: readonly RenderedStream[], word: string, options: ExplainOptions): number {
  const found = eventsNamed(streams, word);
  if (found.length === 0) throw new UsageError(unknownEvent(streams, word));
  const events = found.map(({ rendered, family }) => explainEvent(rendered, family));
  if (options.format === 'text') io.out(events.map((each) => eventText(each, lineOfEvent(each), io.colour)).join('\n'));
  else {
    const all = events.map((each) => eventJson(each, explanationJson(1, each.line?.raw ?? '', lineOfEvent(each))));
    io.out(
      options.format === 'json' ? `${JSON.stringify({ events: all }, null, 2)}\n` : all.map((each) => `${JSON.stringify(each)}\n`).join(''),
    );
  }
  return EXIT_OK;
}

function lineOfEvent({ rendered, line }: EventExplanation): FoundStream | undefined {
  if (line === undefined) return undefined;
  const explanation = explain(rendered, line.raw, line.winlog === undefined ? {} : { winlog: line.winlog });
  return { explanation, certainty: 'named', why: 'it was made from the catalog' };
}

function unknownEvent(streams: readonly RenderedStream[], word: string): string {
  const names = [...new Set(streams.flatMap(({ catalog, stream }) => families(catalog, stream).flatMap(namesOf)))];
  const wanted = word.toLowerCase();
  const parts = names.filter((name) => name.toLowerCase().includes(wanted));
  const near =
    closest(word, names) ??
    closest(
      wanted,
      names.map((name) => name.toLowerCase()),
    );
  if (parts.length > 0 && parts.length <= 20) return `unknown event '${word}'; there are: ${parts.join(', ')}`;
  return near === undefined ? `unknown event '${word}'; dist-addon/docs/<catalog>/events.md lists all` : unknownName('event', word, names);
}
