import type { Template } from './template.js';
import { mayBothFit, surelyEnds } from './template-order.js';

/** What is known of how the texts of a template begin: literal text, or a value that surely ends at a character, and the text from there. */
interface Opening {
  readonly stop: string | undefined;
  readonly text: string;
}

/**
 * Takes templates in the order in which they are tried and the words that stand for no value. Returns for each the places of the earlier ones
 * that may fit a text of it too ({@link mayBothFit}), lowest first. Templates are looked up by how they begin, so that a thousand that begin
 * differently cost little more than a thousand times one.
 */
export function overlaps(templates: readonly Template[], nulls: readonly string[]): readonly (readonly number[])[] {
  const openings = templates.map((template) => opening(template, nulls));
  const stops = [...new Set(openings.flatMap((each) => (each?.stop === undefined ? [] : [each.stop])))];
  const index = new OpeningIndex(stops);
  return templates.map((template, number) => {
    const found = index.alike(openings[number]).filter((other) => mayBothFit(templates[other] ?? template, template, nulls));
    index.add(openings[number], number);
    return [...new Set(found)].sort((a, b) => a - b);
  });
}

// Undefined where the first value may go on over the text behind it.
function opening({ head, values }: Template, nulls: readonly string[]): Opening | undefined {
  if (head !== '') return { stop: undefined, text: head };
  const [value] = values;
  return value !== undefined && surelyEnds(value, nulls) ? { stop: value.after.charAt(0), text: value.after } : undefined;
}

class OpeningIndex {
  readonly #literal = new Beginnings();
  /** By the character that ends a value: templates that begin with such a value, by the text from that character. */
  readonly #value: ReadonlyMap<string, Beginnings>;
  /** By that character: templates that begin with literal text, by their text from that character. */
  readonly #cut: ReadonlyMap<string, Beginnings>;
  readonly #unsure: number[] = [];
  #count = 0;

  constructor(stops: readonly string[]) {
    this.#value = new Map(stops.map((stop) => [stop, new Beginnings()]));
    this.#cut = new Map(stops.map((stop) => [stop, new Beginnings()]));
  }

  add(each: Opening | undefined, number: number): void {
    this.#count += 1;
    if (each === undefined) this.#unsure.push(number);
    else if (each.stop !== undefined) this.#value.get(each.stop)?.add(each.text, number);
    else {
      this.#literal.add(each.text, number);
      for (const [stop, beginnings] of this.#cut) beginnings.add(fromStop(each.text, stop), number);
    }
  }

  /** Places of the templates added so far that may begin alike. */
  alike(each: Opening | undefined): readonly number[] {
    if (each === undefined) return Array.from({ length: this.#count }, (_, number) => number);
    const ofValues = [...this.#value].flatMap(([stop, beginnings]) => {
      if (each.stop === undefined) return beginnings.alike(fromStop(each.text, stop));
      return beginnings.alike(each.stop === stop ? each.text : '');
    });
    const ofLiterals = each.stop === undefined ? this.#literal : this.#cut.get(each.stop);
    return [...(ofLiterals?.alike(each.text) ?? []), ...ofValues, ...this.#unsure];
  }
}

// Nothing is known of what follows where the character does not stand in the text.
function fromStop(text: string, stop: string): string {
  const at = text.indexOf(stop);
  return at < 0 ? '' : text.slice(at);
}

/** Longest beginning that is told apart. */
const longest = 32;

/** Numbers by a text, found by a text that begins with it or that it begins with. */
class Beginnings {
  readonly #exact = new Map<string, number[]>();
  readonly #longer = new Map<string, number[]>();

  add(text: string, number: number): void {
    const known = text.slice(0, longest);
    push(this.#exact, known, number);
    for (let length = 0; length < known.length; length += 1) push(this.#longer, known.slice(0, length), number);
  }

  alike(text: string): readonly number[] {
    const known = text.slice(0, longest);
    const shorter = Array.from({ length: known.length + 1 }, (_, length) => this.#exact.get(known.slice(0, length)) ?? []);
    return [...shorter.flat(), ...(this.#longer.get(known) ?? [])];
  }
}

function push(map: Map<string, number[]>, key: string, number: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [number]);
  else known.push(number);
}
