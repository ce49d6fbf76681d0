import type { EventDefinition } from '../catalog/model.js';
import { definitionFor, families } from '../catalog/rows.js';
import { type Finding, finding, type Span } from '../diagnostics/finding.js';
import type { Host } from '../source/host.js';
import { type PathStep, readYaml, type SourceDocument } from '../source/yaml-document.js';
import { oneLine } from './one-line.js';
import { proofCodes } from './proof-codes.js';
import type { RenderedStream, Side } from './rendered-add-on.js';
import type { Failure, FailureKind } from './sample-trial.js';

const codes = {
  fact: proofCodes['proof-fact'],
  mark: proofCodes['proof-mark'],
  record: proofCodes['proof-record'],
  accepted: proofCodes['proof-accepted'],
  budget: proofCodes['proof-budget'],
} as const satisfies Record<FailureKind, unknown>;

const titles: Readonly<Record<Side, string>> = { splunk: 'Splunk', elastic: 'Elastic' };

/**
 * Takes all failures of a stream's samples and returns findings: what is expected and read, the record with the part that was read, the
 * event's line in the catalog, and the rendered line. One broken line of a rendered file fails many samples, so failures of one fact at
 * one place are one finding, which names the samples.
 */
export function failureFindings(host: Host, rendered: RenderedStream, failures: readonly Failure[]): readonly Finding[] {
  const groups = new Map<string, Failure[]>();
  for (const each of failures) {
    const [place] = each.places;
    const key = [each.kind, each.side, each.fact, place?.file, place?.line].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const documents = new Map<string, SourceDocument | undefined>();
  const documentOf = (file: string) => {
    if (!documents.has(file)) documents.set(file, readYaml(host, file).document);
    return documents.get(file);
  };
  return [...groups.values()].map((group) => oneFinding(rendered, group, documentOf));
}

function oneFinding(
  rendered: RenderedStream,
  group: readonly Failure[],
  documentOf: (file: string) => SourceDocument | undefined,
): Finding {
  const [first] = group as readonly [Failure, ...Failure[]];
  const samples = [...new Set(group.map(({ sample }) => sample.name))].slice(1);
  const event = eventOf(rendered, first);
  const also = samples.slice(0, 3).map((name) => `\`${name}\``);
  const rest = samples.length - also.length;
  return finding(codes[first.kind], {
    message: `${first.sample.name}: ${sentence(first)}`,
    span: spanOf(first, documentOf),
    notes: [
      ...first.places.slice(0, 3).map((place) => `rendered: ${place.file}:${place.line}`),
      ...(event === undefined ? [] : [`event: ${event.name}, ${event.span.file}:${event.span.line}`]),
      `record: ${oneLine(excerpt(first))}`,
      ...(also.length === 0 ? [] : [`also in ${also.join(', ')}${rest > 0 ? ` and ${rest} more samples` : ''}`]),
    ],
  });
}

/** What is wrong, in a sentence. */
export function sentence({ kind, side, fact, expected, got }: Failure): string {
  const who = titles[side];
  if (kind === 'budget') return `${who} does not come to an end with the record`;
  if (got === undefined) return `${who} does not state \`${fact}\`, ${shown(expected)} is expected`;
  if (expected === undefined) return `${who} states \`${fact}\` as ${shown(got)}, and nothing is expected`;
  return `${who} states \`${fact}\` as ${shown(got)}, ${shown(expected)} is expected`;
}

const LONGEST = 120;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

// The part of the record that was read stands between arrows; a long record is cut around it.
function excerpt({ sample: { raw }, read }: Failure): string {
  const [part] = read;
  if (part === undefined) return raw.length > 2 * LONGEST ? `${raw.slice(0, 2 * LONGEST)}...` : raw;
  const [start, end] = part;
  const from = Math.max(0, start - LONGEST);
  const to = Math.min(raw.length, end + LONGEST);
  const front = `${from > 0 ? '...' : ''}${raw.slice(from, start)}`;
  return `${front}»${raw.slice(start, end)}«${raw.slice(end, to)}${to < raw.length ? '...' : ''}`;
}

/** The event that the sample is expected to be of. */
function eventOf({ catalog, stream }: RenderedStream, { sample }: Failure): EventDefinition | undefined {
  const { event, outcome } = sample.expect;
  const family = families(catalog, stream).find((each) => each.name === event);
  return family && definitionFor(family, outcome);
}

/** Where the expectation stands; the sample where it states nothing of the kind. */
function spanOf({ sample, path }: Failure, documentOf: (file: string) => SourceDocument | undefined): Span {
  const document = documentOf(sample.span.file);
  const place = document === undefined ? undefined : placeOf(document, sample.name);
  if (document === undefined || place === undefined || path.length === 0) return sample.span;
  return document.span([...place, 'expect', ...path]);
}

/** Where a sample stands in its file. */
export function placeOf({ data }: SourceDocument, name: string): readonly PathStep[] | undefined {
  for (const list of ['samples', 'lines']) {
    const members: unknown = (data as Readonly<Record<string, unknown>>)[list];
    const index = Array.isArray(members) ? members.findIndex((each: { readonly name?: unknown }) => each.name === name) : -1;
    if (index >= 0) return [list, index];
  }
  return undefined;
}
