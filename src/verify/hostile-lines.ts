import { isListOfObjects } from '../catalog/json-members.js';
import { trailerOf } from '../catalog/messages.js';
import type { Catalog, Field, Stream } from '../catalog/model.js';
import type { Template, TemplateValue } from '../pattern/template.js';
import { type Hazard, hazardNames } from '../vocab/hazards.js';
import { fitsPlaceholder } from './benign-values.js';
import { type GeneratedLine, statements, writingForms, writtenLine } from './generated-lines.js';
import { hostileValues, type Marks, marksOf } from './hostile-values.js';
import type { Statement, Value, WritingForm } from './statement.js';
import { messageTemplate } from './text-line.js';
import { eventData } from './windows-event-line.js';

/** A generated line with a hostile value in one of its fields. */
export interface HostileLine extends GeneratedLine {
  readonly hazards: readonly Hazard[];
  /** The value is a mixture of pieces. */
  readonly isMixed: boolean;
  /** The field, `Field.Pair` or other place that the value stands in. */
  readonly place: string;
  readonly value: string;
}

/** A place of a record in which somebody chooses the value. */
export interface Slot {
  readonly place: string;
  readonly marks: Marks;
  /** Whether a value can be written there at all, in the given form. */
  canHold(value: string, form: WritingForm): boolean;
  with(value: string): Statement;
}

export interface HostileOptions {
  /** Random mixtures of hazards for each event. */
  readonly cases: number;
  readonly seed: number;
  /** How many lines are made of one hazard alone, spread evenly over events and hazards: at least one for each event and hazard. */
  readonly lines?: number;
}

const enoughLines = 1000;

/**
 * Returns lines of every event of a stream with hostile values, each hazard in turn through the fields and forms of the event, and `cases` lines
 * of each event with random mixtures. The same seed gives the same lines.
 */
export function* hostileLines(
  catalog: Catalog,
  stream: Stream,
  { cases, seed, lines = enoughLines }: HostileOptions,
): Generator<HostileLine> {
  const plain = [...statements(catalog, stream)].filter((each) => each.isFirst).map((each) => each.statement);
  const forms = writingForms(catalog, stream).filter((form) => form.needs === undefined);
  const [first] = forms;
  if (first === undefined) return;
  const each = Math.max(1, Math.ceil(lines / Math.max(1, plain.length * hazardNames.length)));
  const random = randomNumbers(seed);
  // What is declared may be lost in a mixture too, so that would show nothing.
  const mixable = hazardNames.filter((hazard) => hazard !== 'long' && hazard !== 'empty' && stream.cannotKeep[hazard] === undefined);
  for (const [index, statement] of plain.entries()) {
    const slots = slotsOf(statement, otherRecord(plain[(index + 1) % plain.length] ?? statement, first));
    if (slots.length === 0) continue;
    for (const hazard of hazardNames) yield* linesOfHazard(hazard, slots, forms, index * each, each);
    for (let number = 0; number < cases; number++) yield* mixedLine(slots, forms, mixable, random);
  }
}

/** The record of another event, and its front: all that stands before what tells the event. */
function otherRecord(statement: Statement, form: WritingForm): { readonly raw: string; readonly front: string } {
  const { raw } = form.write(statement);
  const at = raw.indexOf(statement.stream.body.form === 'text' ? messageTemplate(statement).head || '\0' : statement.name);
  return { raw, front: at < 0 ? '' : raw.slice(0, at) };
}

function* linesOfHazard(
  hazard: Hazard,
  slots: readonly Slot[],
  forms: readonly WritingForm[],
  from: number,
  count: number,
): Generator<HostileLine> {
  const written = slots.flatMap((slot) => hostileValues(hazard, slot.marks).map((value) => ({ slot, value })));
  if (written.length === 0) return;
  // A step without a common divisor goes through all of them, and not through one field first.
  const step = coprime(written.length);
  for (let index = from; index < from + Math.min(count, written.length * forms.length); index++) {
    const { slot, value } = written[(index * step) % written.length] ?? {};
    if (slot === undefined || value === undefined) continue;
    const form = rotated(forms, index).find((each) => slot.canHold(value, each));
    if (form !== undefined) yield hostileLine(slot, form, value, [hazard], false);
  }
}

function coprime(length: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = Math.max(1, Math.floor(length * 0.618));
  while (divisor(step, length) !== 1) step += 1;
  return step;
}

function rotated<T>(all: readonly T[], by: number): readonly T[] {
  const at = by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
}

function* mixedLine(
  slots: readonly Slot[],
  forms: readonly WritingForm[],
  hazards: readonly Hazard[],
  random: () => number,
): Generator<HostileLine> {
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const slot = pick(slots);
  if (slot === undefined) return;
  const pieces = Array.from({ length: 2 + Math.floor(random() * 4) }, () => {
    const hazard = pick(hazards) ?? 'quote';
    return { hazard, text: pick(hostileValues(hazard, slot.marks)) ?? 'x' };
  });
  const value = pieces.map((piece) => piece.text).join(random() < 0.5 ? '' : 'a');
  const form = rotated(forms, Math.floor(random() * forms.length)).find((each) => slot.canHold(value, each));
  if (form === undefined) return;
  const held = hazardsOf(
    value,
    pieces.map((piece) => piece.hazard),
    slot.marks,
  );
  yield hostileLine(slot, form, value, held, true);
}

// A mixture holds what its pieces hold, and has blanks at its ends where they have.
function hazardsOf(value: string, pieces: readonly Hazard[], { nulls }: Marks): readonly Hazard[] {
  const ends: readonly Hazard[] = /^\s|\s$/.test(value) ? ['blank_ends'] : [];
  const whole: readonly Hazard[] = value.trim() === '' ? ['blank'] : nulls.includes(value) ? ['null_word'] : [];
  return [...new Set([...pieces, ...ends, ...whole])];
}

function hostileLine(slot: Slot, form: WritingForm, value: string, hazards: readonly Hazard[], isMixed: boolean): HostileLine {
  const statement = slot.with(value);
  const line = writtenLine(statement, form, `${hazards.join(' ')} in ${slot.place}`);
  return { ...line, hazards, isMixed, place: slot.place, value };
}

/** Returns the places of a record in which somebody chooses the value: not what names the event, says its outcome, or is a number by its type. */
export function slotsOf(statement: Statement, other: { readonly raw: string; readonly front: string }): readonly Slot[] {
  switch (statement.stream.body.form) {
    case 'brackets':
      return bracketSlots(statement, other);
    case 'json':
      return jsonSlots(statement, other);
    case 'text':
      return textSlots(statement, other);
    case 'windows-event':
      return windowsSlots(statement, other);
  }
}

type Other = Parameters<typeof marksOf>[2];

function changed(statement: Statement, place: string, value: Value): Statement {
  return { ...statement, values: new Map([...statement.values, [place, value]]) };
}

const hasLineEnd = (value: string): boolean => /[\n\r]/.test(value);

// A record behind a syslog header stands on one line.
function bracketSlots(statement: Statement, other: Other): readonly Slot[] {
  const { stream, values } = statement;
  const marks = marksOf(statement, '][', other);
  // What stands behind the body is the product's own text.
  const tails = stream.body.form === 'brackets' ? stream.body.tail.map((each) => each.field) : [];
  return [...values.keys()]
    .filter((place) => place !== stream.outcome?.from && !tails.includes(place))
    .map((place) => ({
      place,
      marks,
      canHold: (value, form) => form.carrier !== 'syslog' || !hasLineEnd(value),
      with: (value) => changed(statement, place, value),
    }));
}

const typed: ReadonlySet<Field['type']> = new Set(['int', 'bool', 'object', 'hex']);

function jsonSlots(statement: Statement, other: Other): readonly Slot[] {
  const { catalog, values } = statement;
  const marks = marksOf(statement, '"', other);
  return catalog.fields
    .filter((field) => values.has(field.name) && !typed.has(field.type))
    .flatMap((field): readonly Slot[] => {
      const place = field.name;
      const slot = (named: string, write: (value: string) => Value): Slot => ({
        place: named,
        marks,
        canHold: () => true,
        with: (value) => changed(statement, place, write(value)),
      });
      const before = values.get(place);
      if (typeof before === 'string') return [slot(place, (value) => value)];
      const among = slot(`an element of ${place}`, (value) => [value, ...(before ?? []).slice(1)]);
      const isPlainList = !place.split('.').some((_, index, steps) => isListOfObjects(catalog, steps.slice(0, index).join('.')));
      return isPlainList ? [among, slot(`${place}, in place of the list`, (value) => value)] : [among];
    });
}

function textSlots(statement: Statement, other: Other): readonly Slot[] {
  const { stream } = statement;
  const trailer = stream.body.form === 'text' ? trailerOf(stream.body) : undefined;
  const slots = (template: Template | undefined) => (template?.values ?? []).flatMap((value) => templateSlot(statement, value, other));
  return [...slots(messageTemplate(statement)), ...slots(trailer)];
}

function templateSlot(statement: Statement, value: TemplateValue, other: Other): readonly Slot[] {
  if (!['text', 'word', 'rest'].includes(value.type)) return [];
  return [
    {
      place: value.name,
      marks: marksOf(statement, value.after, other),
      // Of its type: what ends it too early is the hazard itself.
      canHold: (text, form) =>
        (text === '' || fitsPlaceholder(text, { ...value, after: '' })) && (form.carrier !== 'syslog' || !hasLineEnd(text)),
      with: (text) => changed(statement, value.name, text),
    },
  ];
}

function windowsSlots(statement: Statement, other: Other): readonly Slot[] {
  const marks = marksOf(statement, '</Data>', other);
  const told = [statement.values.get(eventData) ?? []].flat();
  return [
    {
      place: 'a value of the event',
      marks,
      canHold: (value, form) => form.carrier !== 'text' && isXml(value),
      with: (value) => changed(statement, eventData, [value, ...told.slice(1)]),
    },
    {
      place: 'the message',
      marks,
      canHold: (value, form) => value.trim() !== '' && (form.carrier === 'text' || isXml(value)),
      with: (value) => ({ ...statement, text: value }),
    },
  ];
}

// XML 1.0, section 2.2: other control characters stand in no document.
function isXml(value: string): boolean {
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value);
}

/** Returns numbers from 0 to 1 that follow from the seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
