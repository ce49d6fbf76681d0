import { classesOf, classMeaning } from '../catalog/classes.js';
import type { Catalog, EventCase, EventDefinition, Outcome, Stream } from '../catalog/model.js';
import { families, type Meaning, meaningOf } from '../catalog/rows.js';
import { parseMessage, templateOf } from '../pattern/template.js';
import { escapeMarkdown, markdownCode, markdownTable } from '../render/markdown.js';
import type { EventClass } from '../vocab/classes.js';
import { roles } from '../vocab/roles.js';

/** A column of the event reference that one target adds; `cell` returns Markdown. */
export interface EventColumn {
  readonly title: string;
  cell(meaning: Meaning, outcome: Outcome): string;
}

/** A column of the field reference that one target adds; `cell` takes the fact `field.<Name>` or `pair.<Name>` and returns Markdown. */
export interface FieldColumn {
  readonly title: string;
  cell(fact: string): string;
}

/** What a target adds to the event reference: a sentence under the heading of each class, and columns. */
export interface EventReferenceOptions {
  readonly classNote: (eventClass: EventClass) => string;
  readonly columns: readonly EventColumn[];
}

/** One line of the reference: a definition, or a variant of it, with the outcomes in which it means the same. */
interface ReferenceRow {
  readonly event: EventDefinition;
  readonly variant: EventCase | undefined;
  readonly meanings: readonly { readonly outcome: Outcome; readonly meaning: Meaning }[];
}

/** Takes a stream and returns its events as Markdown, a section a class, a table line a definition or variant. */
export function eventReference(catalog: Catalog, stream: Stream, options: EventReferenceOptions): string {
  const rows = referenceRows(catalog, stream);
  const sections = classesOf(catalog).flatMap((each) => {
    const own = rows.filter((row) => row.meanings[0]?.meaning.class === each);
    return own.length === 0 ? [] : [classSection(classMeaning(catalog, each).title, own, options, options.classNote(each))];
  });
  return sections.join('\n');
}

function referenceRows(catalog: Catalog, stream: Stream): readonly ReferenceRow[] {
  return families(catalog, stream).flatMap((family) =>
    family.definitions.flatMap((event) =>
      [undefined, ...event.cases].flatMap((variant) => {
        const outcomes: readonly Outcome[] = event.outcome === undefined ? ['success', 'failure'] : [event.outcome];
        const meanings = outcomes.map((outcome) => ({ outcome, meaning: meaningOf(family, outcome, variant) }));
        const byClass = [...new Set(meanings.map(({ meaning }) => meaning.class))];
        return byClass.map((each) => ({ event, variant, meanings: meanings.filter(({ meaning }) => meaning.class === each) }));
      }),
    ),
  );
}

function classSection(title: string, rows: readonly ReferenceRow[], options: EventReferenceOptions, note: string): string {
  const header = ['Event', 'Outcome', 'Meaning', 'Class, action', 'Severity', ...options.columns.map((each) => each.title), 'In', 'Source'];
  const table = markdownTable(
    header,
    rows.map((row) => eventCells(row, options.columns)),
  );
  return `### ${escapeMarkdown(title)}\n\n${note}\n\n${table}`;
}

function eventCells({ event, variant, meanings }: ReferenceRow, columns: readonly EventColumn[]): readonly string[] {
  const { meaning } = meanings[0] ?? {};
  if (meaning === undefined) throw new Error(`the event ${event.key} has no meaning`);
  return [
    eventCell(event, variant),
    [outcomeCell(event, meanings), ...conditions(variant)].join('\n'),
    meaningCell(event, variant, meaning),
    `${markdownCode(meaning.class)}, ${markdownCode(meaning.action)}`,
    perOutcome(meanings, (each) => each.severity),
    ...columns.map((column) => same(meanings.map(({ meaning: each, outcome }) => [outcome, column.cell(each, outcome)]))),
    [escapeMarkdown(event.subsystems.join(', ')), ...(event.enabledByDefault ? [] : ['(off by default)'])].join(' '),
    markdownCode(event.source),
  ];
}

function eventCell(event: EventDefinition, variant: EventCase | undefined): string {
  const aliases = variant === undefined ? event.aliases.map(({ name }) => `older: ${markdownCode(name)}`) : [];
  const key = [...(event.scope === undefined ? [] : [event.scope]), event.key].map(markdownCode).join(' ');
  const printed = event.printed === undefined ? [] : [`printed: ${markdownCode(event.printed)}`];
  const level = event.level === undefined ? [] : [`level: ${escapeMarkdown(event.level)}`];
  return [key, ...printed, ...level, ...aliases].join('\n');
}

function outcomeCell(event: EventDefinition, meanings: ReferenceRow['meanings']): string {
  if (event.outcome === undefined && meanings.length > 1) return 'any';
  return meanings.map(({ outcome }) => outcome).join(', ');
}

function conditions(variant: EventCase | undefined): readonly string[] {
  return Object.entries(variant?.when ?? {}).map(
    ([field, values]) => `${markdownCode(field)} is ${values.map((value) => markdownCode(value)).join(' or ')}`,
  );
}

function meaningCell(event: EventDefinition, variant: EventCase | undefined, meaning: Meaning): string {
  const title = `**${escapeMarkdown(meaning.title)}**`;
  if (variant !== undefined) return title;
  return [title, escapeMarkdown(event.description), ...event.texts.map((text) => `text: ${markdownCode(text)}`)].join('\n');
}

function perOutcome(meanings: ReferenceRow['meanings'], value: (meaning: Meaning) => string): string {
  return same(meanings.map(({ outcome, meaning }) => [outcome, escapeMarkdown(value(meaning))]));
}

// One value where the outcome changes nothing.
function same(cells: readonly (readonly [outcome: Outcome, cell: string])[]): string {
  const values = new Set(cells.map(([, cell]) => cell));
  if (values.size === 1) return cells[0]?.[1] ?? '';
  return cells.map(([outcome, cell]) => `${outcome}: ${cell === '' ? 'none' : cell}`).join('\n');
}

/** Takes a stream and returns, as a Markdown table, which fields each definition lists and what it says of them; empty where none has a field. */
export function eventFieldReference(catalog: Catalog, stream: Stream): string {
  if (catalog.fields.length === 0) return '';
  const rows = catalog.events
    .filter((event) => event.stream === stream.id)
    .map((event) => [
      [markdownCode(event.key), ...(event.outcome === undefined ? [] : [event.outcome])].join(' '),
      [...event.fields, ...inMessages(stream, event)].map((field) => fieldOfEvent(field.name, field.description)).join('\n'),
    ]);
  return markdownTable(['Event', 'Fields, and what the document says of them there'], rows);
}

/** The values of the messages of an event that it does not list. */
function inMessages(stream: Stream, event: EventDefinition): readonly { readonly name: string; readonly description: null }[] {
  if (stream.body.form !== 'text') return [];
  const names = event.texts.map(parseMessage).flatMap((read) => ('mistake' in read ? [] : templateOf(read.parts).values));
  const listed = new Set(event.fields.map(({ name }) => name));
  return [...new Set(names.map(({ name }) => name))].filter((name) => !listed.has(name)).map((name) => ({ name, description: null }));
}

function fieldOfEvent(name: string, description: string | null): string {
  return description === null ? markdownCode(name) : `${markdownCode(name)}: ${escapeMarkdown(description)}`;
}

/** Takes a catalog and returns its fields as a Markdown table, each pair with a name of its own below its field; empty where it has none. */
export function fieldReference(catalog: Catalog, columns: readonly FieldColumn[]): string {
  if (catalog.fields.length === 0) return '';
  const rows = catalog.fields.flatMap((field) => {
    const printed = field.printed === undefined ? '' : ` Printed ${markdownCode(field.printed)} in its document.`;
    const codes = field.enumeration === undefined ? '' : ` Codes: ${markdownCode(field.enumeration)}.`;
    return [
      [
        markdownCode(field.name),
        field.type,
        field.role === null ? '' : roles[field.role].title,
        // A value of the frame that is described as a field goes by its bare name.
        ...columns.map((column) => column.cell(`field.${field.name}`) || column.cell(field.name)),
        `${escapeMarkdown(field.description)}${codes}${printed}`,
        markdownCode(field.source),
      ],
      ...field.members.map((member) => [
        `${markdownCode(member.name)} in ${markdownCode(field.name)}`,
        'pair',
        member.role === null ? '' : roles[member.role].title,
        ...columns.map((column) => column.cell(`pair.${member.name}`)),
        escapeMarkdown(member.description),
        markdownCode(member.source),
      ]),
    ];
  });
  return markdownTable(['Field', 'Type', 'Says', ...columns.map((each) => each.title), 'Description', 'Source'], rows);
}

/** Takes a catalog and returns its enumerations as Markdown, a section each. */
export function enumerationReference(catalog: Catalog): string {
  return catalog.enumerations
    .map((each) => {
      const rows = each.rows.map((row) => [
        markdownCode(row.code),
        escapeMarkdown(row.names.join(', ')),
        escapeMarkdown(row.note ?? ''),
        ...each.columns.map((column) => escapeMarkdown(row.more[column] ?? '')),
        markdownCode(row.source ?? each.source),
      ]);
      const table = markdownTable(['Code', 'Meaning', 'Note', ...each.columns.map(capital), 'Source'], rows);
      return `### ${markdownCode(each.name)}\n\n${escapeMarkdown(each.description)}\n\n${table}`;
    })
    .join('\n');
}

function capital(word: string): string {
  return escapeMarkdown(word.charAt(0).toUpperCase() + word.slice(1));
}

/** Takes a catalog and returns the documents its facts come from, as a Markdown table. */
export function sourceReference(catalog: Catalog): string {
  const rows = catalog.sources.map((source) => [
    markdownCode(source.id),
    escapeMarkdown(source.title),
    [source.revision, source.date]
      .filter((each) => each !== undefined)
      .map(escapeMarkdown)
      .join(', '),
    markdownCode(source.url ?? ''),
  ]);
  return markdownTable(['Source', 'Document', 'Revision, date', 'Address'], rows);
}

/** Takes names of facts or fields with reasons and returns them as a Markdown table; empty where there are none. */
export function reasonTable(header: string, reasons: Readonly<Record<string, string>>): string {
  if (Object.keys(reasons).length === 0) return '';
  return markdownTable(
    [header, 'Why'],
    Object.entries(reasons).map(([name, why]) => [markdownCode(name), escapeMarkdown(why)]),
  );
}
