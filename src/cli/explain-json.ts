import type { Span } from '../diagnostics/finding.js';
import type { ExplainedFact, Explanation } from '../verify/explain.js';
import type { EventExplanation } from '../verify/explain-event.js';
import type { FoundStream } from '../verify/find-stream.js';

/** What stands between parts of a record that nobody read. */
const GAP = ' ... ';

/** The line for one of many records. Of a record that no stream reads, all of it is unread. */
export function explanationLine(record: number, raw: string, explanation: Explanation | undefined): string {
  if (explanation === undefined) {
    const nothing = { record, catalog: null, stream: null, event: null, facts: [], splunk: { eventtypes: [], tags: [] }, elastic: {} };
    return `${JSON.stringify({ ...nothing, unread: raw })}\n`;
  }
  const { catalog, stream, event, facts, splunk, elastic } = explanation;
  const line = {
    record,
    catalog: catalog.id,
    stream: stream.id,
    event: event === undefined ? null : { key: event.key, name: event.name },
    facts: facts.map(factOfLine),
    splunk,
    elastic,
    unread: unreadText(explanation),
  };
  return `${JSON.stringify(line)}\n`;
}

function factOfLine({ field, fact, splunk, elastic, same }: ExplainedFact): unknown {
  return {
    field: field ?? null,
    name: fact,
    splunk: splunk === undefined ? null : { field: splunk.name, value: splunk.value },
    elastic: elastic === undefined ? null : { path: elastic.name, value: elastic.value },
    same,
  };
}

/** The parts of a record that nobody read, as one text; empty where all was read. */
function unreadText({ raw, unread }: Explanation): string {
  return unread.map(([start, end]) => raw.slice(start, end)).join(GAP);
}

/** All that is known of one record, for a program; offsets count from 0, the end exclusive. */
export function explanationJson(record: number, raw: string, found: FoundStream | undefined): unknown {
  if (found === undefined) return { record, raw, catalog: null, stream: null };
  const { explanation, certainty, why } = found;
  const { catalog, stream, event, states, time, facts, splunk, elastic, elasticError, unread } = explanation;
  return {
    record,
    raw,
    catalog: catalog.id,
    stream: stream.id,
    certainty,
    why,
    states,
    event:
      event === undefined
        ? null
        : { key: event.key, name: event.name, description: event.definition.description, ...resting(event.definition) },
    time: time === undefined ? null : { at: time.part, text: raw.slice(...time.part), zone: time.zone, from: time.from, taken: time.taken },
    facts: facts.map((each) => ({
      ...(factOfLine(each) as object),
      splunk: each.splunk && {
        field: each.splunk.name,
        value: each.splunk.value,
        directive: each.splunk.directive,
        ...lineOf(each.splunk.place),
      },
      compared: each.isCompared,
      declared: each.declared,
      at: each.parts,
      from: each.from,
      catalog: lineOf(each.behind.span),
      document: each.behind.source,
    })),
    splunk,
    elastic,
    elasticError,
    unread: unreadText(explanation),
    unreadAt: unread,
  };
}

function resting({ span, source }: { readonly span: Span; readonly source: string }): object {
  return { catalog: lineOf(span), document: source };
}

function lineOf(span: Span | undefined): { readonly file: string; readonly line: number } | undefined {
  return span && { file: span.file, line: span.line };
}

/** All that is known of an event, for a program; `line` explains a record that was made from the catalog. */
export function eventJson({ rendered, family, meanings }: EventExplanation, line: unknown): unknown {
  const { catalog, stream } = rendered;
  return {
    catalog: catalog.id,
    stream: stream.id,
    event: family.name,
    aliases: family.aliases,
    definitions: family.definitions.map(({ span, ...definition }) => ({
      ...definition,
      catalog: lineOf(span),
      document: definition.source,
    })),
    meanings,
    line,
  };
}
