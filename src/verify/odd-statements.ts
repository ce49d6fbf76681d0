import type { Catalog, Field, Stream } from '../catalog/model.js';
import { type OutcomeRead, outcomesReadOf } from '../catalog/rows.js';
import { fitsPlaceholder } from './benign-values.js';
import type { ShownStatement } from './generated-lines.js';
import { fitsMember } from './json-line.js';
import { outcomeWord } from './outcome-word.js';
import { caseOf, type Statement, type Value } from './statement.js';
import { messageTemplate } from './text-line.js';

/**
 * Takes what documented records of a stream say, and returns what else records can say: of each event, under each of its names and in each
 * of its cases, the outcomes that no document gives it; of an event with cases a record that is none of them; and of each field with an
 * enumeration each code and each name.
 */
export function* oddStatements(catalog: Catalog, stream: Stream, documented: readonly ShownStatement[]): Generator<ShownStatement> {
  const noCases = [...withoutCase(documented)];
  yield* noCases;
  yield* otherOutcomes(catalog, stream, [...documented, ...noCases]);
  yield* allCodes(catalog, documented);
}

/** Each documented record of a case without the fields that make it one. A message of plain text cannot leave a field out. */
function* withoutCase(documented: readonly ShownStatement[]): Generator<ShownStatement> {
  const known = new Set(documented.map(({ statement }) => keyOf(statement)));
  for (const { statement } of documented) {
    const deciding = new Set(statement.family.cases.flatMap((each) => Object.keys(each.when)));
    if (deciding.size === 0 || statement.stream.body.form === 'text') continue;
    const other = { ...statement, values: new Map([...statement.values].filter(([name]) => !deciding.has(name))) };
    const key = keyOf(other);
    if (known.has(key)) continue;
    known.add(key);
    yield {
      statement: other,
      shows: [statement.alias === undefined ? '' : `as ${statement.name}`, `no case ${statement.says}`].join(' ').trim(),
      isFirst: false,
    };
  }
}

function* otherOutcomes(catalog: Catalog, stream: Stream, documented: readonly ShownStatement[]): Generator<ShownStatement> {
  if (stream.outcome === undefined) return;
  const { from } = stream.outcome;
  const known = new Set(documented.map(({ statement }) => keyOf(statement)));
  for (const { statement } of documented) {
    for (const [turn, says] of outcomesReadOf(stream).entries()) {
      const other: Statement = { ...statement, says, values: withOutcome(statement.values, from, wordOf(catalog, stream, says, turn)) };
      const key = keyOf(other);
      if (known.has(key)) continue;
      known.add(key);
      const shows = [statement.alias === undefined ? '' : `as ${statement.name}`, caseOf(other)?.name ?? '', `outcome ${says}`];
      yield { statement: other, shows: shows.filter((each) => each !== '').join(' '), isFirst: false };
    }
  }
}

function wordOf(catalog: Catalog, stream: Stream, says: OutcomeRead, turn: number): string | undefined {
  return says === 'none' ? undefined : outcomeWord(catalog, stream, says, turn);
}

function keyOf(statement: Statement): string {
  return [statement.family.name, statement.name, statement.says, caseOf(statement)?.name ?? ''].join('\n');
}

function withOutcome(values: ReadonlyMap<string, Value>, from: string, word: string | undefined): ReadonlyMap<string, Value> {
  const changed = new Map(values);
  if (word === undefined) changed.delete(from);
  else changed.set(from, word);
  return changed;
}

/** Each code and each name of an enumeration in the first documented record that has such a field, and that can hold it there. */
function* allCodes(catalog: Catalog, documented: readonly ShownStatement[]): Generator<ShownStatement> {
  for (const field of catalog.fields) {
    const enumeration = catalog.enumerations.find((each) => each.name === field.enumeration);
    const having = documented.find(({ statement }) => statement.values.has(field.name) && statement.stream.outcome?.from !== field.name);
    if (enumeration === undefined || having === undefined || field.type === 'pairs') continue;
    for (const word of new Set(enumeration.rows.flatMap((row) => [row.code, ...row.names]))) {
      if (!fits(having.statement, field, word)) continue;
      const value = Array.isArray(having.statement.values.get(field.name)) ? [word] : word;
      const statement = { ...having.statement, values: new Map([...having.statement.values, [field.name, value] as const]) };
      yield { statement, shows: `${field.name} ${word}`, isFirst: false };
    }
  }
}

// A message of plain text can hold only what ends where its template says, a JSON member only what its type is.
function fits(statement: Statement, field: Field, word: string): boolean {
  const { form } = statement.stream.body;
  if (form === 'json') return fitsMember(field, word);
  if (form !== 'text') return true;
  const placeholder = messageTemplate(statement).values.find((each) => each.name === field.name);
  return placeholder === undefined || fitsPlaceholder(word, placeholder);
}
