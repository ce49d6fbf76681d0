import { mistakeSpan } from '../catalog/template-span.js';
import { closest } from '../diagnostics/did-you-mean.js';
import type { FindingDetails, Span } from '../diagnostics/finding.js';
import { alsoAt } from '../diagnostics/repeated.js';
import { type Place, spanOf } from './subject.js';

/** A word that has to be known, and where it stands. */
export interface Use {
  readonly word: string;
  /** What the word stands for, where it can be written in several ways. */
  readonly meaning?: string;
  readonly place: Place;
  /** Where the word stands in a template that is the value there. */
  readonly inside?: { readonly template: string; readonly at: { readonly start: number; readonly length: number } };
}

function spanOfUse({ place, inside }: Use): Span {
  if (inside === undefined) return spanOf(place);
  const { start, length } = inside.at;
  return mistakeSpan(place.document, place.path, inside.template, { message: '', at: start, length });
}

/**
 * Takes words in use and the words that are known; returns one finding for each word that is not known, at its first place and with the
 * others in a note: a name that is wrong where it is defined would otherwise be told wherever it is used.
 */
export function* unknownWords(uses: Iterable<Use>, known: Iterable<string>, what: string): Generator<FindingDetails> {
  const words = new Set(known);
  const unknown = new Map<string, Use[]>();
  for (const use of uses) {
    if (words.has(use.word)) continue;
    const meaning = use.meaning ?? use.word;
    const same = unknown.get(meaning);
    if (same === undefined) unknown.set(meaning, [use]);
    else same.push(use);
  }
  for (const [first, ...others] of unknown.values()) {
    if (first === undefined) continue;
    const { word } = first;
    const meant = closest(word, words);
    const span = spanOfUse(first);
    const note = alsoAt(span, others.map(spanOfUse));
    yield {
      message: `there is no ${what} \`${word}\``,
      span,
      ...(note === undefined ? {} : { notes: [note] }),
      ...(meant === undefined ? {} : { fix: `did you mean \`${meant}\`?` }),
    };
  }
}
