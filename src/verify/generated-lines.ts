import { isListOfObjects, jsonMembers } from '../catalog/json-members.js';
import type { Alias, Catalog, EventCase, EventDefinition, Field, Outcome, Stream } from '../catalog/model.js';
import { type EventFamily, families, type OutcomeRead, outcomesReadOf } from '../catalog/rows.js';
import type { Span } from '../diagnostics/finding.js';
import { benignValue, fieldNamed, placedValue } from './benign-values.js';
import { bracketsForms } from './brackets-line.js';
import { jsonForms } from './json-line.js';
import { oddStatements } from './odd-statements.js';
import { outcomeWord } from './outcome-word.js';
import { caseOf, meantFacts, type Statement, type Value, type WritingForm } from './statement.js';
import { messageTemplate, textForms } from './text-line.js';
import { eventData, windowsEventForms } from './windows-event-line.js';

/** A record that the product could write, made from the catalog, beside the facts that it states. */
export interface GeneratedLine {
  readonly stream: string;
  /** The event's name among all of its stream. */
  readonly event: string;
  /** What the line shows: outcome, case, older name, form. */
  readonly name: string;
  readonly outcome: Outcome;
  readonly variant: string | undefined;
  readonly form: string;
  readonly carrier: WritingForm['carrier'];
  /** Where the catalog defines the event. */
  readonly span: Span;
  readonly raw: string;
  /** The same Windows event as Winlogbeat sends it. */
  readonly winlog?: Readonly<Record<string, unknown>>;
  /** Field, or `Field.Pair` -> what was written. */
  readonly filled: ReadonlyMap<string, Value>;
  /** What both sides must state, by the names of facts, in canonical texts. */
  readonly facts: ReadonlyMap<string, Value>;
}

/** Returns the forms in which records of a stream are written. */
export function writingForms(catalog: Catalog, stream: Stream): readonly WritingForm[] {
  switch (stream.body.form) {
    case 'brackets':
      return bracketsForms(catalog, stream, stream.body);
    case 'json':
      return jsonForms(catalog, stream, stream.body);
    case 'text':
      return textForms(catalog, stream, stream.body);
    case 'windows-event':
      return windowsEventForms(stream, stream.body);
  }
}

/**
 * Returns lines of every documented event of a stream: each outcome, case, text and older name in the first form, and each event in every
 * other form; besides, outcomes that no document gives an event, and each code of each enumeration. The same catalog gives the same lines.
 */
export function* generatedLines(catalog: Catalog, stream: Stream): Generator<GeneratedLine> {
  const [first, ...others] = writingForms(catalog, stream);
  if (first === undefined) return;
  for (const each of statements(catalog, stream)) {
    yield writtenLine(each.statement, first, each.shows);
    if (!each.isFirst) continue;
    for (const form of others) {
      if (form.needs === undefined) yield writtenLine(each.statement, form, each.shows);
    }
  }
  for (const each of oddStatements(catalog, stream, [...statements(catalog, stream)])) yield writtenLine(each.statement, first, each.shows);
  yield* oddForms(catalog, stream, others);
}

/** Each form that only some events can have, once for each event that can. */
function* oddForms(catalog: Catalog, stream: Stream, forms: readonly WritingForm[]): Generator<GeneratedLine> {
  const plain = [...statements(catalog, stream)].filter((each) => each.isFirst);
  for (const form of forms) {
    const { needs } = form;
    if (needs === undefined) continue;
    const having = plain.filter(({ statement }) =>
      [...statement.values.keys()].some((name) => name === needs || name.startsWith(`${needs}.`)),
    );
    for (const { statement, shows } of having) yield writtenLine(statement, form, shows);
  }
}

/** Takes what a record is to say and a form; returns the record with the facts that it states. */
export function writtenLine(statement: Statement, form: WritingForm, shows: string): GeneratedLine {
  const meant = meantFacts(statement);
  const { states, ...written } = form.write(statement);
  return {
    stream: statement.stream.id,
    event: statement.family.name,
    name: [statement.family.name, shows, form.id].filter((part) => part !== '').join(', '),
    outcome: (meant.get('outcome') ?? 'unknown') as Outcome,
    variant: caseOf(statement)?.name,
    form: form.id,
    carrier: form.carrier,
    span: statement.definition.span,
    filled: statement.values,
    facts: new Map<string, Value>([...meant, ...states]),
    ...written,
  };
}

/** What one line shows of an event. */
export interface ShownStatement {
  readonly statement: Statement;
  readonly shows: string;
  /** The first of its event. */
  readonly isFirst: boolean;
}

/** Returns what records can say of each event of a stream: every outcome, case, text and older name, benign values in every field. */
export function* statements(catalog: Catalog, stream: Stream): Generator<ShownStatement> {
  let turn = 0;
  for (const family of families(catalog, stream)) {
    let isFirst = true;
    for (const each of manners(stream, family)) {
      const statement = filled(catalog, stream, family, each, turn);
      turn += 1;
      yield { statement, shows: each.shows, isFirst };
      isFirst = false;
    }
  }
}

/** One manner of writing an event. */
interface Manner {
  readonly definition: EventDefinition;
  readonly says: OutcomeRead;
  readonly shows: string;
  readonly text: string | undefined;
  readonly alias?: Alias;
  readonly variant?: EventCase;
}

function manners(stream: Stream, family: EventFamily): readonly Manner[] {
  return family.definitions.flatMap((definition) =>
    outcomesWritten(stream, family, definition).flatMap((says, index): readonly Manner[] => {
      const shown = says === 'none' ? '' : says;
      const texts = definition.texts.length === 0 ? [undefined] : definition.texts;
      const base = { definition, says, text: texts[0] };
      return [
        ...texts.map((text, at): Manner => ({ ...base, text, shows: at === 0 ? shown : `${shown} text ${at + 1}`.trim() })),
        ...definition.cases.flatMap((each) =>
          textsHaving(stream, definition, Object.keys(each.when))
            .slice(0, 1)
            .map((text): Manner => ({ ...base, text: text ?? base.text, variant: each, shows: `${shown} ${each.name}`.trim() })),
        ),
        ...(index > 0
          ? []
          : definition.aliases.map(
              (alias): Manner => ({
                ...base,
                alias,
                says: alias.outcome === undefined || says === 'none' ? says : alias.outcome,
                shows: `as ${alias.name}`,
              }),
            )),
      ];
    }),
  );
}

// A message of plain text holds only what its template has.
function textsHaving(stream: Stream, { texts }: EventDefinition, names: readonly string[]): readonly (string | undefined)[] {
  if (stream.body.form !== 'text') return [undefined];
  return texts.filter((text) => names.every((name) => text.includes(`{${name}}`) || text.includes(`{${name}:`)));
}

/** The outcomes that records of a definition state, `none` where they state none. */
function outcomesWritten(stream: Stream, family: EventFamily, definition: EventDefinition): readonly OutcomeRead[] {
  if (stream.outcome === undefined) {
    const told = outcomesReadOf(stream);
    if (told.includes('none')) return ['none'];
    return definition.onlyFailed ? ['failure'] : told;
  }
  const { from } = stream.outcome;
  if (!definition.fields.some((field) => field.name === from)) return ['none'];
  if (definition.outcome !== undefined) return [definition.outcome];
  if (definition.onlyFailed) return ['failure'];
  const others = new Set(family.definitions.map((each) => each.outcome));
  return (['success', 'failure', 'unknown'] as const).filter((each) => !others.has(each));
}

// Other values could make another case of it, so values take their turns until the case is the one that is meant.
function filled(catalog: Catalog, stream: Stream, family: EventFamily, manner: Manner, turn: number): Statement {
  const { definition, says, text, alias } = manner;
  const base = { catalog, stream, family, definition, says, text, alias, name: alias?.name ?? family.code };
  const attempts = family.cases.length === 0 ? 1 : mostTurns;
  for (let more = 0; more < attempts; more++) {
    const statement = { ...base, values: new Map(withCase(valuesOf(catalog, stream, base, turn + more), manner.variant)) };
    if (caseOf(statement)?.name === manner.variant?.name) return statement;
  }
  return { ...base, values: new Map(withCase(valuesOf(catalog, stream, base, turn), manner.variant)) };
}

const mostTurns = 64;

function* withCase(values: readonly (readonly [string, Value])[], variant: EventCase | undefined): Generator<readonly [string, Value]> {
  const lists = new Set(values.flatMap(([name, value]) => (Array.isArray(value) ? [name] : [])));
  yield* values;
  for (const [name, words] of Object.entries(variant?.when ?? {})) {
    const [word = ''] = words;
    const value = word.endsWith('*') ? `${word.slice(0, -1)}1` : word;
    yield [name, lists.has(name) ? [value] : value];
  }
}

type Unfilled = Omit<Statement, 'values'>;

function valuesOf(catalog: Catalog, stream: Stream, base: Unfilled, turn: number): readonly (readonly [string, Value])[] {
  switch (stream.body.form) {
    case 'brackets':
      return base.definition.fields.flatMap(({ name }) => bracketValues(catalog, stream, base, name, turn));
    case 'json':
      return jsonFields(catalog, stream, base).map((field): readonly [string, Value] => [field.name, jsonValue(catalog, field, turn)]);
    case 'text':
      return messageTemplate(base).values.map((value): readonly [string, Value] => {
        const field = fieldNamed(catalog, value.name);
        return [value.name, placedValue(value.name, value, field === undefined ? undefined : benignValue(catalog, field, turn))];
      });
    case 'windows-event':
      return [[eventData, ['operator-1', '192.0.2.7']]];
  }
}

function bracketValues(
  catalog: Catalog,
  stream: Stream,
  base: Unfilled,
  name: string,
  turn: number,
): readonly (readonly [string, Value])[] {
  const field = fieldNamed(catalog, name);
  if (name === stream.outcome?.from) return [[name, outcomeWord(catalog, stream, base.says, turn)]];
  if (field === undefined) return [];
  if (field.type !== 'pairs') return [[name, benignValue(catalog, field, turn)]];
  const members = field.members.length === 0 ? ['first', 'second'] : field.members.map((member) => member.name);
  return members.map((member) => [`${name}.${member}`, `${member}-${1 + (turn % 9)}`]);
}

/** The members that records of an event have: those that each record has, and those that the event lists, with all that stands below them. */
function jsonFields(catalog: Catalog, stream: Stream, { definition, says }: Unfilled): readonly Field[] {
  if (stream.body.form !== 'json') return [];
  const { key, within } = stream.body;
  const listed = definition.fields.map((field) => field.name);
  const isListed = (name: string) => listed.some((each) => name === each || name.startsWith(`${each}.`));
  const isEverywhere = (field: Field) => within !== undefined && field.name !== within && !field.name.startsWith(`${within}.`);
  return jsonMembers(catalog)
    .filter(({ isContainer }) => !isContainer)
    .map(({ field }) => field)
    .filter((field) => field.name !== key)
    .filter((field) => isListed(field.name) || (isEverywhere(field) && (field.role !== 'reason' || says !== 'success')));
}

function jsonValue(catalog: Catalog, field: Field, turn: number): Value {
  const value = benignValue(catalog, field, turn);
  if (field.type === 'object') return JSON.stringify({ inner: value });
  const steps = field.name.split('.');
  const inList = steps.some((_, index) => isListOfObjects(catalog, steps.slice(0, index).join('.')));
  return inList || field.type === 'list' ? [value, `${value} too`] : value;
}
