import { classMeaning } from '../catalog/classes.js';
import type { EventDefinition, Outcome } from '../catalog/model.js';
import { cimAction, type EventFamily, families, identity, meaningOf, outcomes, outcomesReadOf } from '../catalog/rows.js';
import type { FactValue } from './facts.js';
import { type GeneratedLine, generatedLines } from './generated-lines.js';
import { type Marks, wantedMarks } from './marks.js';
import type { RenderedStream } from './rendered-add-on.js';

/** All that the catalog knows of an event, and how each side will show it. */
export interface EventExplanation {
  readonly rendered: RenderedStream;
  readonly family: EventFamily;
  /** What the event means with each outcome that it can have, and in each of its cases. */
  readonly meanings: readonly ExplainedMeaning[];
  /** A record that the product could write, made from the catalog. */
  readonly line: GeneratedLine | undefined;
}

export interface ExplainedMeaning {
  readonly outcome: Outcome;
  /** Name of the case, where fields have certain values; undefined for the event as such. */
  readonly variant: string | undefined;
  readonly title: string;
  readonly class: string;
  readonly action: string;
  readonly severity: string;
  /** CIM `action`; undefined where the data model has none. */
  readonly cimAction: string | undefined;
  /** Data set of the Common Information Model, or why there is none. */
  readonly cimDataset: string | undefined;
  readonly marks: Marks;
}

/** Returns the events that a word names: by key, by name with its scope, or by an older name; letter case does not count. */
export function eventsNamed(
  streams: readonly RenderedStream[],
  word: string,
): readonly { readonly rendered: RenderedStream; readonly family: EventFamily }[] {
  const wanted = word.toLowerCase();
  return streams.flatMap((rendered) =>
    families(rendered.catalog, rendered.stream)
      .filter((family) => namesOf(family).some((name) => name.toLowerCase() === wanted))
      .map((family) => ({ rendered, family })),
  );
}

/** Every name that an event can be asked for by. */
export function namesOf({ name, code, scope, aliases }: EventFamily): readonly string[] {
  return [name, code, ...aliases.flatMap((alias) => [alias.name, identity(scope, alias.name)])];
}

/** Explains one event of a stream. */
export function explainEvent(rendered: RenderedStream, family: EventFamily): EventExplanation {
  const { catalog, stream } = rendered;
  const meanings = outcomesOf(rendered, family).flatMap((outcome) => {
    const plain = meaningWith(rendered, family, outcome, undefined);
    // A case that changes nothing with this outcome is the event as such.
    const cases = family.cases.map((variant) => meaningWith(rendered, family, outcome, variant)).filter((each) => !isAlike(each, plain));
    return [plain, ...cases];
  });
  let line: GeneratedLine | undefined;
  for (const each of generatedLines(catalog, stream)) {
    if (each.event !== family.name) continue;
    line = each;
    break;
  }
  return { rendered, family, meanings, line };
}

function isAlike(a: ExplainedMeaning, b: ExplainedMeaning): boolean {
  return JSON.stringify({ ...a, variant: '' }) === JSON.stringify({ ...b, variant: '' });
}

/** The outcomes that records of the event can have: those of its definitions, and where one leaves it open, those that its stream can tell. */
function outcomesOf({ stream }: RenderedStream, { definitions }: EventFamily): readonly Outcome[] {
  const told = outcomesReadOf(stream).map((each) => (each === 'none' ? 'unknown' : each));
  const possible = new Set(definitions.flatMap((each) => outcomeOf(each) ?? told));
  return outcomes.filter((each) => possible.has(each));
}

function outcomeOf({ outcome, onlyFailed }: EventDefinition): Outcome | undefined {
  return outcome ?? (onlyFailed ? 'failure' : undefined);
}

function meaningWith(
  { catalog, table }: RenderedStream,
  family: EventFamily,
  outcome: Outcome,
  variant: EventFamily['cases'][number] | undefined,
): ExplainedMeaning {
  const meaning = meaningOf(family, outcome, variant);
  const facts = new Map<string, FactValue>([
    ['event.name', family.name],
    ['class', meaning.class],
    ['action', meaning.action],
    ['outcome', outcome],
  ]);
  const { cim } = classMeaning(catalog, meaning.class);
  return {
    outcome,
    variant: variant?.name,
    title: meaning.title,
    class: meaning.class,
    action: meaning.action,
    severity: meaning.severity,
    cimAction: cimAction(meaning, outcome),
    cimDataset: 'dataset' in cim ? cim.dataset : undefined,
    marks: wantedMarks(table, facts, false),
  };
}
