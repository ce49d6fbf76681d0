import type { Alias, Catalog, EventCase, EventDefinition, Outcome, Stream } from '../catalog/model.js';
import { type EventFamily, identity, meaningOf, type OutcomeRead, outcomeOf } from '../catalog/rows.js';

/** A value as the product has it before it writes a record: a text, or a list where the format has lists. */
export type Value = string | readonly string[];

/** What one record is to say; a form of body writes it down in the product's own format. */
export interface Statement {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly family: EventFamily;
  readonly definition: EventDefinition;
  /** The name that the record has for its event: the family's own, an older one, or one in other letters. */
  readonly name: string;
  readonly alias: Alias | undefined;
  /** What the record says of its outcome, beside its name. */
  readonly says: OutcomeRead;
  /** The message, or the text behind the fields: as the catalog has it, with its placeholders. */
  readonly text: string | undefined;
  /** Field, or `Field.Pair` -> the value that is written. Where a list belongs, a text is written in place of the list. */
  readonly values: ReadonlyMap<string, Value>;
}

/** A record as the product writes it. */
export interface Written {
  readonly raw: string;
  /** The same Windows event as Winlogbeat sends it. */
  readonly winlog?: Readonly<Record<string, unknown>>;
  /** What the record states, by the names of facts, in canonical texts: fields, values of the frame, time, text. */
  readonly states: ReadonlyMap<string, Value>;
}

/** One way in which records of a stream are written: a frame, a header, an envelope, a spelling. */
export interface WritingForm {
  readonly id: string;
  readonly carrier: 'plain' | 'syslog' | 'container' | 'xml' | 'text' | 'winlog';
  /** Only events that have it are written so: a field that is spelled in another way, or another thing that few records have. */
  readonly needs?: string;
  write(statement: Statement): Written;
}

/** Returns the case of an event that fits the values, the first that does; asked as the catalog language says: literal, or a beginning. */
export function caseOf({ family, values }: Pick<Statement, 'family' | 'values'>): EventCase | undefined {
  return family.cases.find((each) =>
    Object.entries(each.when).every(([name, words]) => {
      const value = [values.get(name) ?? []].flat()[0];
      return value !== undefined && words.some((word) => fitsWord(value, word));
    }),
  );
}

function fitsWord(value: string, word: string): boolean {
  return word.endsWith('*') ? value.startsWith(word.slice(0, -1)) : value === word;
}

/** Returns the outcome that a record states, by its name and by what it says. */
export function statedOutcome({ family, alias, says }: Pick<Statement, 'family' | 'alias' | 'says'>): Outcome {
  return outcomeOf(says, alias?.outcome ?? family.outcome);
}

/** Returns what the event of a statement means, by the names of facts. */
export function meantFacts(statement: Statement): ReadonlyMap<string, string> {
  const outcome = statedOutcome(statement);
  const meaning = meaningOf(statement.family, outcome, caseOf(statement));
  return new Map([
    ['event.name', statement.family.name],
    ['outcome', outcome],
    ['class', meaning.class],
    ['action', meaning.action],
    ['severity', meaning.severity],
    ['title', meaning.title],
  ]);
}

/** The text by which an event is known among all of its stream, for messages. */
export function eventName({ scope, key }: EventDefinition): string {
  return identity(scope, key);
}
