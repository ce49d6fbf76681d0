import type { Catalog, Stream } from '../catalog/model.js';
import { rememberedOf } from '../catalog/remembered.js';
import { families } from '../catalog/rows.js';
import { defineCodes, type Finding, finding } from '../diagnostics/finding.js';
import { type Hazard, hazardNames } from '../vocab/hazards.js';
import type { FactKind } from './canonical-text.js';
import { compareFacts, sameValue } from './compare.js';
import { canonical, type Facts, type FactTable, type FactValue } from './facts.js';
import { type GeneratedLine, generatedLines } from './generated-lines.js';
import { type HostileLine, type HostileOptions, hostileLines } from './hostile-lines.js';
import { eventName } from './statement.js';

export const roundTripCodes = defineCodes({
  'line-misread': {
    severity: 'error',
    title: 'A line that the product could write is read as something else',
    cause: 'A generated line of a documented event, with nothing odd in its values, does not come back as it was written.',
    fix: 'look at the line: either the catalog describes the event in a way that cannot be read, or what was rendered from it is wrong',
  },
  'event-shadowed': {
    severity: 'error',
    title: 'An event is read as another event',
    cause: 'A generated line of one event is read as another documented event.',
    fix: 'make the key or the text of one of the two more exact',
  },
  'event-unproved': {
    severity: 'error',
    title: 'No generated line of an event is read by both sides',
    cause: 'A documented event has no line that the Splunk add-on and the Elastic package both read as that event.',
    fix: 'look at the findings about the lines of the event',
  },
  'value-lost': {
    severity: 'error',
    title: 'A value does not come back as it was written',
    cause:
      'A value that looks like something else is read in another way than it was written, and the catalog does not say that it cannot be kept.',
    fix: 'if the format of the product cannot keep such a value, declare it under `cannot_keep` of the stream, with the reason; else it is a defect of the reader',
  },
  'hazard-unneeded': {
    severity: 'warning',
    title: 'A hazard is declared and every value of it comes back',
    cause: '`cannot_keep` says that a value cannot be kept, and each value of that kind was read as it was written.',
    fix: 'remove the declaration',
  },
});

/** What both sides state of a line; undefined is a side that made no record of it, or several. */
export interface ReadLine {
  readonly splunk: Facts | undefined;
  readonly elastic: Facts | undefined;
}

/** Reads lines one after the other, and gives each with what was read of it. */
export type LineReader = <L extends GeneratedLine>(lines: Iterable<L>) => Iterable<readonly [L, ReadLine]>;

/** A fact of a line that a side, or both, state otherwise than it was written, or that the sides state differently. */
export interface Loss {
  readonly fact: string;
  readonly written: FactValue | undefined;
  readonly splunk: FactValue | undefined;
  readonly elastic: FactValue | undefined;
}

/** How values of one hazard came back. */
export interface HazardCount {
  readonly hazard: Hazard;
  /** Lines whose value holds this hazard alone. */
  readonly lines: number;
  readonly kept: number;
  /** Read by both sides alike, and otherwise than written. */
  readonly lostAlike: number;
  /** Read by the two sides differently. */
  readonly apart: number;
  /** Why the catalog says that it cannot be kept. */
  readonly declared: string | undefined;
  readonly example: { readonly line: HostileLine; readonly losses: readonly Loss[] } | undefined;
}

export interface RoundTripReport {
  readonly catalog: string;
  readonly stream: string;
  readonly events: number;
  /** Events of which at least one line is read by both sides with all that was written. */
  readonly proved: number;
  /** Lines without anything odd, and how many came back whole. */
  readonly lines: number;
  readonly whole: number;
  /** Pairs of events (one written, the other not to be read); how many pairs were mixed up. */
  readonly pairs: number;
  readonly shadowed: number;
  readonly hazards: readonly HazardCount[];
  /** Lines with random mixtures of hazards, and how many lost something though none of their hazards is declared. */
  readonly mixed: number;
  readonly mixedLost: number;
  readonly findings: readonly Finding[];
}

/**
 * Takes a stream, the names of its facts and what reads lines with both rendered sides. Writes every documented event in every form, and every
 * event with hostile values; returns what came back, and findings about what did not.
 */
export function roundTrip(table: FactTable, read: LineReader, options: HostileOptions): RoundTripReport {
  const { catalog, stream } = table;
  const plain = plainLines(table, read);
  const hostile = hostileCounts(table, read, options);
  const events = families(catalog, stream);
  return {
    catalog: catalog.id,
    stream: stream.id,
    events: events.length,
    pairs: events.length * (events.length - 1),
    ...plain.counts,
    shadowed: plain.shadowed.size,
    ...hostile.counts,
    findings: [...plain.findings, ...hostile.findings],
  };
}

/** Returns the facts that did not come back as they were written, and those that the sides state differently without a declared difference. */
export function lossesOf(line: GeneratedLine, { splunk, elastic }: ReadLine, table: FactTable): readonly Loss[] {
  const loss = (fact: string): Loss => ({ fact, written: line.facts.get(fact), splunk: splunk?.get(fact), elastic: elastic?.get(fact) });
  if (splunk === undefined || elastic === undefined) return [loss('event.name')];
  const { kinds, splunkNames, elasticNames } = namesOf(table);
  const lost = [...line.facts].filter(([fact, value]) => {
    const kind = kinds.get(fact);
    if (kind === undefined) return false;
    const written = canonical(table, kind, [value].flat());
    // A side without a name for a fact does not state it, such as the time that Splunk's own input gives a Windows event.
    const isLost = (names: ReadonlySet<string>, facts: Facts) => names.has(fact) && !sameValue(written, facts.get(fact));
    return isLost(splunkNames, splunk) || isLost(elasticNames, elastic);
  });
  const apart = compareFacts(splunk, elastic, table).filter((each) => each.agreement !== 'equal' && each.declared === undefined);
  return [...new Set([...lost.map(([fact]) => fact), ...apart.map((each) => each.fact)])].map(loss);
}

interface Names {
  readonly kinds: ReadonlyMap<string, FactKind>;
  readonly splunkNames: ReadonlySet<string>;
  readonly elasticNames: ReadonlySet<string>;
}

// Asked for each line.
const namesOf = rememberedOf(({ facts }: FactTable): Names => {
  const having = (side: 'splunk' | 'elastic') => new Set(facts.filter((each) => each[side].length > 0).map((each) => each.fact));
  return {
    kinds: new Map(facts.map((each) => [each.fact, each.kind])),
    splunkNames: having('splunk'),
    elasticNames: having('elastic'),
  };
});

function plainLines(table: FactTable, read: LineReader) {
  const { catalog, stream } = table;
  const findings: Finding[] = [];
  const known = new Set(families(catalog, stream).map((family) => family.name));
  const proved = new Set<string>();
  const shadowed = new Set<string>();
  const faulty = new Set<string>();
  let [lines, whole] = [0, 0];
  for (const [line, facts] of read(generatedLines(catalog, stream))) {
    lines += 1;
    const losses = lossesOf(line, facts, table);
    for (const other of othersRead(line, facts, known)) {
      if (!shadowed.has(`${line.event}\n${other}`)) findings.push(shadowFinding(table, line, other));
      shadowed.add(`${line.event}\n${other}`);
    }
    if (losses.length === 0) {
      whole += 1;
      proved.add(line.event);
    } else if (!faulty.has(line.event)) {
      faulty.add(line.event);
      findings.push(
        lineFinding('line-misread', table, line, losses, `${line.name}: a generated line does not come back as it was written`),
      );
    }
  }
  const unproved = [...known].filter((event) => !proved.has(event)).map((event) => unprovedFinding(table, event));
  return { counts: { lines, whole, proved: proved.size }, shadowed, findings: [...findings, ...unproved] };
}

function othersRead({ event }: GeneratedLine, { splunk, elastic }: ReadLine, known: ReadonlySet<string>): readonly string[] {
  const names = [splunk?.get('event.name'), elastic?.get('event.name')].flatMap((name) => name ?? []);
  return [...new Set(names)].filter((name) => name !== event && known.has(name));
}

// An empty value is none: no search asks for the empty text, and whether one stands in a list is no fact.
function hostileLosses(line: HostileLine, { splunk, elastic }: ReadLine, table: FactTable): readonly Loss[] {
  if (!line.hazards.includes('empty')) return lossesOf(line, { splunk, elastic }, table);
  const read = { splunk: splunk && withoutEmpty(splunk), elastic: elastic && withoutEmpty(elastic) };
  return lossesOf({ ...line, facts: withoutEmpty(line.facts) }, read, table);
}

function withoutEmpty(facts: Facts): Facts {
  const kept = [...facts].flatMap(([fact, value]): [string, FactValue][] => {
    const values = [value].flat().filter((each) => each !== '');
    const [only] = values;
    if (only === undefined) return [];
    return [[fact, values.length === 1 ? only : values]];
  });
  return new Map(kept);
}

interface Tally {
  lines: number;
  kept: number;
  lostAlike: number;
  apart: number;
  example: HazardCount['example'];
}

function hostileCounts(table: FactTable, read: LineReader, options: HostileOptions) {
  const { catalog, stream } = table;
  const tallies = new Map<Hazard, Tally>(
    hazardNames.map((hazard) => [hazard, { lines: 0, kept: 0, lostAlike: 0, apart: 0, example: undefined }]),
  );
  const findings: Finding[] = [];
  const told = new Set<string>();
  let [mixed, mixedLost] = [0, 0];
  for (const [line, facts] of read(hostileLines(catalog, stream, options))) {
    const losses = hostileLosses(line, facts, table);
    const isDeclared = line.hazards.some((hazard) => stream.cannotKeep[hazard] !== undefined);
    const [only] = line.hazards;
    if (line.isMixed) mixed += 1;
    else if (only !== undefined) count(tallies.get(only), line, losses);
    if (losses.length === 0 || isDeclared) continue;
    if (line.isMixed) mixedLost += 1;
    const key = line.hazards.join(' ');
    if (told.has(line.isMixed ? 'mixed' : key)) continue;
    told.add(line.isMixed ? 'mixed' : key);
    findings.push(
      lineFinding('value-lost', table, line, losses, `a value with ${key} in ${line.place} does not come back as it was written`),
    );
  }
  const hazards = [...tallies].map(([hazard, tally]): HazardCount => ({ hazard, ...tally, declared: stream.cannotKeep[hazard]?.reason }));
  return { counts: { hazards, mixed, mixedLost }, findings: [...findings, ...unneeded(stream, hazards)] };
}

function count(tally: Tally | undefined, line: HostileLine, losses: readonly Loss[]): void {
  if (tally === undefined) return;
  tally.lines += 1;
  if (losses.length === 0) tally.kept += 1;
  else if (losses.every((each) => sameValue(each.splunk, each.elastic))) tally.lostAlike += 1;
  else tally.apart += 1;
  if (losses.length > 0 && tally.example === undefined) tally.example = { line, losses };
}

function unneeded(stream: Stream, hazards: readonly HazardCount[]): readonly Finding[] {
  return hazards.flatMap(({ hazard, lines, kept }) => {
    const declared = stream.cannotKeep[hazard];
    if (declared === undefined || kept < lines) return [];
    const message = `\`${hazard}\` is declared, and ${lines === 0 ? 'no field of the stream can hold it' : 'every value comes back as it was written'}`;
    return [finding(roundTripCodes['hazard-unneeded'], { message, span: declared.span })];
  });
}

function lineFinding(
  code: 'line-misread' | 'value-lost',
  { catalog }: FactTable,
  line: GeneratedLine,
  losses: readonly Loss[],
  message: string,
): Finding {
  const notes = [`line: ${shortened(JSON.stringify(line.raw))}`, ...losses.slice(0, 5).map(lossNote)];
  return finding(roundTripCodes[code], { message: `${catalog.id} ${line.stream}: ${message}`, span: line.span, notes });
}

function lossNote({ fact, written, splunk, elastic }: Loss): string {
  return `${fact}: written ${shown(written)}, Splunk ${shown(splunk)}, Elastic ${shown(elastic)}`;
}

function shown(value: FactValue | undefined): string {
  return value === undefined ? 'nothing' : shortened(JSON.stringify(value));
}

function shortened(text: string): string {
  return text.length <= 600 ? text : `${text.slice(0, 400)} ... (${text.length} characters) ... ${text.slice(-100)}`;
}

function shadowFinding({ catalog }: FactTable, line: GeneratedLine, other: string): Finding {
  const message = `${catalog.id} ${line.stream}: a line of ${line.event} is read as ${other}`;
  return finding(roundTripCodes['event-shadowed'], {
    message,
    span: line.span,
    notes: [`line: ${shortened(JSON.stringify(line.raw))}`],
  });
}

function unprovedFinding({ catalog, stream }: FactTable, event: string): Finding {
  const message = `${catalog.id} ${stream.id}: no generated line of ${event} is read by both sides with all that was written`;
  return finding(roundTripCodes['event-unproved'], { message, span: spanOf(catalog, event) });
}

function spanOf(catalog: Catalog, event: string) {
  return catalog.events.find((each) => eventName(each) === event)?.span;
}
