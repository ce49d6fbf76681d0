import { closest } from '../diagnostics/did-you-mean.js';
import type { FindingDetails, Span } from '../diagnostics/finding.js';
import { type Place, spanOf } from './subject.js';

/** A word that has to be known, and where it stands. */
export interface Use {
  readonly word: string;
  readonly place: Place;
}

const MAX_PLACES = 5;

/**
 * Takes words in use and the words that are known; returns one finding for each word that is not known, at its first place and with the
 * others in a note: a name that is wrong where it is defined would otherwise be told wherever it is used.
 */
export function* unknownWords(uses: Iterable<Use>, known: Iterable<string>, what: string): Generator<FindingDetails> {
  const words = new Set(known);
  const unknown = new Map<string, Place[]>();
  for (const { word, place } of uses) {
    if (words.has(word)) continue;
    const places = unknown.get(word);
    if (places === undefined) unknown.set(word, [place]);
    else places.push(place);
  }
  for (const [word, [first, ...others]] of unknown) {
    if (first === undefined) continue;
    const meant = closest(word, words);
    const span = spanOf(first);
    const note = alsoAt(span, others);
    yield {
      message: `there is no ${what} \`${word}\``,
      span,
      ...(note === undefined ? {} : { notes: [note] }),
      ...(meant === undefined ? {} : { fix: `did you mean \`${meant}\`?` }),
    };
  }
}

function alsoAt(first: Span, places: readonly Place[]): string | undefined {
  // An alias repeats a value at its own place.
  const others = [...new Set(places.map((place) => placeText(spanOf(place))))].filter((each) => each !== placeText(first));
  if (others.length === 0) return undefined;
  const shown = others.slice(0, MAX_PLACES);
  const rest = others.length - shown.length;
  return `also at ${shown.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

function placeText({ file, line, column }: Span): string {
  return `${file}:${line}:${column}`;
}
