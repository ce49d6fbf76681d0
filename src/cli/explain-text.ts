import pc from 'picocolors';
import type { Catalog, EventDefinition, Field } from '../catalog/model.js';
import type { Span } from '../diagnostics/finding.js';
import { documentOf, type ExplainedFact, type Explanation, eventKey } from '../verify/explain.js';
import type { EventExplanation } from '../verify/explain-event.js';
import type { FoundStream } from '../verify/find-stream.js';
import type { TimeRead } from '../verify/time-read.js';
import type { Part } from '../verify/value-places.js';
import { printable, textColumns, wrapped } from './text-columns.js';

const WIDTH = 110;

/** How an explanation is printed for a person: the event, the line with what was read underlined, each value on both sides, the rest. */
export function explanationText(found: FoundStream, colour: boolean): string {
  const { explanation } = found;
  const sections = [
    heading(found),
    eventSection(explanation),
    lineSection(explanation, pc.createColors(colour)),
    valuesSection(explanation),
    sidesSection(explanation),
    differencesSection(explanation),
    unreadSection(explanation),
  ];
  return `${paragraphs(sections)}\n`;
}

type Lines = readonly string[];

function paragraphs(sections: readonly Lines[]): string {
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function heading({ explanation, certainty, why }: FoundStream): Lines {
  const { catalog, stream, states } = explanation;
  const sure = certainty === 'named' ? '' : `\n${certainty}: ${why}`;
  const state =
    states.splunk === states.elastic ? STATES[states.splunk] : `Splunk: ${STATES[states.splunk]}. Elastic: ${STATES[states.elastic]}`;
  return [`${catalog.id} ${stream.id}: ${catalog.title}, ${stream.title}${sure}`, state];
}

const STATES = {
  read: 'an event that the catalog knows',
  unknown_event: 'an event that the catalog does not know: kept, and marked as such',
  unparsed: 'a record that could not be read: kept whole, and marked as such',
} as const;

function eventSection({ catalog, event, time, facts, raw, stream }: Explanation): Lines {
  const timed = time === undefined ? [] : [timeLine(time, raw, stream.timeZone.origin, facts)];
  if (event === undefined) return timed;
  const { definition, key, name } = event;
  return [
    `${keyText(key)}: ${name}`,
    ...wrapped(definition.description, WIDTH - 2).map((line) => `  ${line}`),
    ...restingLines(catalog, definition),
    ...timed,
  ];
}

function keyText(key: Readonly<Record<string, string>>): string {
  return Object.entries(key)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function restingLines(catalog: Catalog, { span, source }: Pick<EventDefinition, 'span' | 'source'>): Lines {
  const { document, place } = documentOf(catalog, source);
  const named =
    document === undefined ? source : `${document.title}${document.revision === undefined ? '' : ` (${document.revision})`}, ${place}`;
  return [`  catalog:  ${span.file}:${span.line}`, `  document: ${source}, which is ${named}`];
}

function timeLine(
  { part, zone, from, taken }: TimeRead,
  raw: string,
  origin: 'documented' | 'assumed',
  facts: readonly ExplainedFact[],
): string {
  const fact = facts.find((each) => each.fact === 'time');
  const read = fact?.elastic?.value ?? fact?.splunk?.value;
  const shown = zone === '' ? 'it names no zone' : `its zone ${zone}`;
  const whys = {
    record: `${shown} is an offset of its own`,
    table: `${shown} is ${taken} by the table of the catalog`,
    default: `${shown}${zone === '' ? '' : ' is none that the catalog knows'}, so it is taken for ${taken}, which is ${origin}${origin === 'assumed' ? ': set it for your input' : ''}`,
  };
  return `  time:     ${read === undefined ? 'not read' : String(read)} from "${printable(raw.slice(...part))}"; ${whys[from]}`;
}

/** The record, and under it dashes where a value was read and question marks where none was. */
function lineSection({ raw, facts, unread }: Explanation, colours: ReturnType<typeof pc.createColors>): Lines {
  const marks = new Array<string>(raw.length).fill(' ');
  mark(
    marks,
    facts.flatMap(({ parts }) => parts),
    '-',
  );
  mark(marks, unread, '?');
  const lines: string[] = [];
  for (const [start, end] of shownLines(raw)) {
    lines.push(`  ${printable(raw.slice(start, end))}`);
    const under = marks.slice(start, end).join('').trimEnd();
    if (under !== '') lines.push(`  ${under.replace(/\?+/g, (found) => colours.yellow(found))}`);
  }
  return lines;
}

function mark(marks: string[], parts: readonly Part[], sign: string): void {
  for (const [start, end] of parts) marks.fill(sign, start, end);
}

const MOST_SHOWN = 4000;

/** Where the lines of a record begin and end as they are shown; the rest of a long record is left out. */
function shownLines(raw: string): readonly Part[] {
  const lines: Part[] = [];
  for (let start = 0; start < Math.min(raw.length, MOST_SHOWN); ) {
    const lineEnd = raw.indexOf('\n', start);
    const end = lineEnd < 0 ? raw.length : lineEnd;
    lines.push([start, Math.min(end, start + WIDTH)]);
    start = end > start + WIDTH ? start + WIDTH : end + 1;
  }
  return lines;
}

const LIMITS = [11, 44, 24, 30, 28, 44, 40, 36];

function valuesSection({ facts, catalog }: Explanation): Lines {
  const header = ['at', 'value', 'field', 'fact', 'Splunk', 'Elastic', 'catalog', 'document'];
  const ordered = [...facts].sort((a, b) => placeOf(a) - placeOf(b));
  const rows = ordered.map((each) => [
    each.parts.map(columnsOf).join(' '),
    printable(shownValue(each.fact === 'time' ? (each.elastic ?? each.splunk) : (each.splunk ?? each.elastic))),
    each.field ?? (each.from.length === 0 ? '' : `from ${each.from.join(', ')}`),
    each.fact,
    each.splunk?.name ?? 'none',
    each.elastic?.name ?? 'none',
    each.behind.span === undefined ? '' : shortPlace(catalog, each.behind.span),
    each.behind.source ?? '',
  ]);
  return textColumns([header, ...rows], LIMITS);
}

function columnsOf([start, end]: Part): string {
  return end - start === 1 ? String(end) : `${start + 1}-${end}`;
}

// What stands in the record comes first, in its order; then what is derived; then what always holds.
function placeOf({ parts, from }: ExplainedFact): number {
  return parts[0]?.[0] ?? (from.length > 0 ? 1e9 : 2e9);
}

function shownValue(side: { readonly value: unknown } | undefined): string {
  const value = side?.value;
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** The place without the folder of the catalog, which is the same for all. */
function shortPlace({ id }: Catalog, { file, line }: Span): string {
  const folder = `/${id}/`;
  const at = file.lastIndexOf(folder);
  return `${at < 0 ? file : file.slice(at + folder.length)}:${line}`;
}

function sidesSection({ splunk, elastic, elasticError }: Explanation): Lines {
  const marks = Object.entries(elastic).map(([name, value]) => `${name}=${[value].flat().map(String).join(',')}`);
  return [
    `Splunk:  eventtype=${splunk.eventtypes.join(',') || '(none)'}  tag=${splunk.tags.join(',') || '(none)'}`,
    `Elastic: ${marks.join('  ') || '(no document)'}`,
    ...(elasticError === undefined
      ? []
      : [`         ${printable(typeof elasticError === 'string' ? elasticError : JSON.stringify(elasticError))}`]),
  ];
}

function differencesSection({ facts }: Explanation): Lines {
  const different = facts.filter(({ same, isCompared }) => !same && isCompared);
  const alone = facts
    .filter(({ isCompared }) => !isCompared)
    .map(({ fact, splunk }) => `${fact} (${splunk === undefined ? 'Elastic' : 'Splunk'})`);
  const unread = alone.length === 0 ? [] : [`Not compared, as neither side could read the record; of one side alone: ${alone.join(', ')}`];
  if (different.length === 0) return unread.length === 0 ? ['Both sides state the same.'] : unread;
  const lines = different.map(({ fact, splunk, elastic, declared }) => {
    const values = `Splunk ${splunk === undefined ? 'has none' : shownValue(splunk)}, Elastic ${elastic === undefined ? 'has none' : shownValue(elastic)}`;
    return `  ${fact}: ${printable(values)}${declared === undefined ? ', and no reason is declared' : `; declared: ${declared}`}`;
  });
  return ['The two sides differ:', ...lines, ...unread];
}

function unreadSection({ raw, unread }: Explanation): Lines {
  if (unread.length === 0) return ['Nothing stayed unread.'];
  return ['Unread:', ...unread.map((part) => `  ${columnsOf(part)}: ${printable(raw.slice(...part)).slice(0, WIDTH)}`)];
}

/** How an event is printed for a person: what its document says, what it means on each side, and a record made from the catalog. */
export function eventText(event: EventExplanation, line: FoundStream | undefined, colour: boolean): string {
  const sections = [
    eventHeading(event),
    ...event.family.definitions.map((each) => definitionSection(event, each)),
    meaningsSection(event),
    fieldsSection(event),
  ];
  const front = paragraphs(sections);
  if (line === undefined) return `${front}\n`;
  return `${front}\n\nA record made from the catalog, and what each side shows of it:\n\n${explanationText(line, colour)}`;
}

function eventHeading({ rendered: { catalog, stream }, family }: EventExplanation): Lines {
  const aliases = family.aliases.map(({ name, outcome }) => (outcome === undefined ? name : `${name} (${outcome})`));
  return [
    `${family.name}, an event of ${catalog.id} ${stream.id}`,
    ...(aliases.length === 0 ? [] : [`also written as ${aliases.join(', ')}`]),
  ];
}

function definitionSection({ rendered: { catalog, stream } }: EventExplanation, definition: EventDefinition): Lines {
  const { name, description, texts, subsystems, enabledByDefault, level } = definition;
  return [
    `${keyText(eventKey(catalog, stream, definition))}: ${name}`,
    ...wrapped(description, WIDTH - 2).map((line) => `  ${line}`),
    ...texts.map((text) => `  text:     ${text}`),
    ...(subsystems.length === 0
      ? []
      : [`  written by ${subsystems.join(', ')}${enabledByDefault ? '' : ', and not unless it is switched on'}`]),
    ...(level === undefined ? [] : [`  level:    ${level}`]),
    ...restingLines(catalog, definition),
  ];
}

function meaningsSection({ meanings, rendered: { catalog } }: EventExplanation): Lines {
  const header = [
    'outcome',
    'title',
    'class',
    'action',
    'severity',
    'CIM data set',
    'tags',
    'CIM action',
    'event.kind',
    'event.category',
    'event.type',
  ];
  const rows = meanings.map(({ marks, ...each }) => [
    each.variant === undefined ? each.outcome : `${each.outcome}, ${each.variant}`,
    each.title,
    each.class,
    each.action,
    each.severity,
    each.cimDataset ?? '(none)',
    marks.tags.join(','),
    each.cimAction ?? '',
    marks.kind.join(','),
    marks.category.join(','),
    marks.type.join(','),
  ]);
  const classes = [...new Set(meanings.map((each) => each.class))].map((name) => `  ${name}: ${catalog.classes[name]?.title ?? ''}`);
  return ['What it means on both sides:', ...textColumns([header, ...rows], [40, 50]), ...classes];
}

function fieldsSection({ rendered, family }: EventExplanation): Lines {
  const { catalog, table } = rendered;
  const listed = new Map(family.definitions.flatMap(({ fields }) => fields.map((field) => [field.name, field.description] as const)));
  if (listed.size === 0) return [];
  const rows = [...listed].map(([name, own]) => {
    const field: Field | undefined = catalog.fields.find((each) => each.name === name);
    const names = table.facts.find(({ fact }) => fact === `field.${name}` || fact === name);
    const description = own ?? field?.description ?? '';
    return [
      name,
      field?.type ?? '',
      field?.role ?? '',
      names?.splunk.join(' or ') ?? '',
      names?.elastic.join(' or ') ?? '',
      description,
      field?.source ?? '',
    ];
  });
  return [
    'Its fields:',
    ...textColumns([['field', 'type', 'role', 'Splunk', 'Elastic', 'description', 'document'], ...rows], [30, 10, 24, 30, 48, 70, 36]),
  ];
}
