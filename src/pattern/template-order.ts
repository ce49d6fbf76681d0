import { anyCharacterOf, type Template, type TemplateValue } from './template.js';

/** A template of a message, with what tells it from others: what it is called, and what it is declared to come before. */
export interface Ordered {
  readonly name: string;
  readonly before: readonly string[];
  readonly template: Template;
}

/**
 * Takes templates in the order of their catalog and returns them in the order in which they are tried: what is declared to come before another
 * does; else one that starts with text comes before one that starts with a value, and of two such texts the longer; else as they stand.
 */
export function matchingOrder<T extends Ordered>(templates: readonly T[]): readonly T[] {
  const rank = ({ template }: T) => template.head.length;
  const sorted = [...templates].sort((a, b) => rank(b) - rank(a));
  if (!templates.some((each) => each.before.length > 0)) return sorted;
  const firstBefore = new Map<string, T[]>();
  for (const each of sorted) for (const other of each.before) firstBefore.set(other, [...(firstBefore.get(other) ?? []), each]);
  const placed = new Set<T>();
  const place = (each: T, outer: readonly T[]) => {
    if (placed.has(each) || outer.includes(each)) return;
    for (const other of firstBefore.get(each.name) ?? []) place(other, [...outer, each]);
    placed.add(each);
  };
  for (const each of sorted) place(each, []);
  return [...placed];
}

/** A place in a template: literal text still to come, and the values behind it. */
interface Place {
  readonly text: string;
  readonly values: readonly TemplateValue[];
}

/**
 * Takes two templates of messages and the words that stand for no value, and returns false where no text fits both. True says that nobody has
 * shown that: the two are read from the front as long as it is sure where each value ends, and then compared at their ends.
 */
export function mayBothFit(a: Template, b: Template, nulls: readonly string[]): boolean {
  const start = (template: Template): Place => ({ text: template.head, values: template.values });
  return !differInFront(start(a), start(b), nulls) && !differAtEnd(a, b, nulls);
}

function differInFront(a: Place, b: Place, nulls: readonly string[]): boolean {
  const shared = Math.min(a.text.length, b.text.length);
  if (a.text.slice(0, shared) !== b.text.slice(0, shared)) return true;
  const [left, right] = [cut(a, shared), cut(b, shared)];
  if (left.text !== '') return behindValue(right, left, nulls);
  if (right.text !== '') return behindValue(left, right, nulls);
  const [one] = left.values;
  const [other] = right.values;
  if (one === undefined || other === undefined) return one !== other;
  if (one.after.charAt(0) !== other.after.charAt(0) || !surelyEnds(one, nulls) || !surelyEnds(other, nulls)) return false;
  return differInFront(behind(left, one), behind(right, other), nulls);
}

// One is at a value, the other still at literal text.
function behindValue(atValue: Place, atText: Place, nulls: readonly string[]): boolean {
  const [value] = atValue.values;
  if (value === undefined) return true;
  if (!canHold(value, atText.text.charAt(0), nulls)) return true;
  if (!surelyEnds(value, nulls)) return false;
  const end = atText.text.indexOf(value.after.charAt(0));
  const inside = end < 0 ? atText.text : atText.text.slice(0, end);
  if (end === 0 || [...inside].some((character) => !canHold(value, character, nulls))) return true;
  return end < 0 ? false : differInFront(behind(atValue, value), cut(atText, end), nulls);
}

function cut(place: Place, length: number): Place {
  return { text: place.text.slice(length), values: place.values };
}

function behind(place: Place, value: TemplateValue): Place {
  return { text: value.after, values: place.values.slice(1) };
}

/** Whether the value ends at the first occurrence of the character that its following text begins with. */
export function surelyEnds(value: TemplateValue, nulls: readonly string[]): boolean {
  if (value.after === '') return false;
  return value.after.length === 1 ? !nulls.some((word) => word.includes(value.after)) : !canHold(value, value.after.charAt(0), nulls);
}

function canHold(value: TemplateValue, character: string, nulls: readonly string[]): boolean {
  return anyCharacterOf(value.type, character) || nulls.some((word) => word.includes(character));
}

function differAtEnd(a: Template, b: Template, nulls: readonly string[]): boolean {
  const [one, other] = [ending(a), ending(b)];
  const shared = Math.min(one.text.length, other.text.length);
  if (one.text.slice(one.text.length - shared) !== other.text.slice(other.text.length - shared)) return true;
  if (one.text.length === other.text.length) return false;
  const [shorter, longer] = one.text.length < other.text.length ? [one, other] : [other, one];
  if (shorter.value === undefined) return true;
  return !canHold(shorter.value, longer.text.charAt(longer.text.length - shared - 1), nulls);
}

/** The text that a template ends in, and the value in front of it. */
function ending({ head, values }: Template): { readonly text: string; readonly value: TemplateValue | undefined } {
  const value = values.at(-1);
  return { text: value?.after ?? head, value };
}
