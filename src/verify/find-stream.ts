import type { Budget } from '../evaluate/budget.js';
import { type ExplainOptions, type Explanation, explain } from './explain.js';
import type { RenderedStream } from './rendered-add-on.js';

/** The stream that a record is of, as far as reading it tells. */
export interface FoundStream {
  readonly explanation: Explanation;
  /** `named`: it was not looked for. `certain`: both sides of no other stream make anything of it. */
  readonly certainty: 'named' | 'certain' | 'likely' | 'doubtful';
  /** The reason, as a clause. */
  readonly why: string;
}

/** How well both sides of a stream read a record: an event that both know counts most, text that was only framed least. */
const WEIGHT = { read: 3, unknown_event: 1, unparsed: 0 } as const;

function weight({ states }: Explanation): number {
  return WEIGHT[states.splunk] + WEIGHT[states.elastic];
}

/**
 * Lets both sides of every stream read a record and returns the stream that understands it best; undefined where none understands
 * anything of it. Of streams that understand it equally well, the one with more values counts.
 */
export function findStream(streams: readonly RenderedStream[], raw: string, options: ExplainOptions = {}): FoundStream | undefined {
  const tried = streams.map((stream) => explain(stream, raw, options)).filter((each) => weight(each) > 0);
  const [best, second] = [...tried].sort((a, b) => weight(b) - weight(a) || b.facts.length - a.facts.length);
  if (best === undefined) return undefined;
  const isKnown = best.states.splunk === 'read' && best.states.elastic === 'read';
  if (second === undefined) {
    if (isKnown) return { explanation: best, certainty: 'certain', why: 'both sides know the event, and no other stream reads the record' };
    if (weight(best) > 1)
      return { explanation: best, certainty: 'likely', why: 'no other stream reads the record, but not both sides know the event' };
    return { explanation: best, certainty: 'doubtful', why: 'one side alone reads something of the record' };
  }
  const other = `${second.catalog.id} ${second.stream.id}`;
  if (weight(second) < weight(best))
    return { explanation: best, certainty: isKnown ? 'likely' : 'doubtful', why: `${other} reads something of the record too, but less` };
  return { explanation: best, certainty: 'doubtful', why: `${other} reads the record as well` };
}

/**
 * Finds the streams of many records: the stream of the record before is asked first, and where both its sides know the event no other is
 * asked.
 */
export class StreamFinder {
  readonly #streams: readonly RenderedStream[];
  #last: RenderedStream | undefined;

  constructor(streams: readonly RenderedStream[]) {
    this.#streams = streams;
  }

  find(raw: string, options: { readonly budget?: Budget } = {}): Explanation | undefined {
    const last = this.#last;
    const again = last === undefined ? undefined : explain(last, raw, options);
    if (again !== undefined && weight(again) === 2 * WEIGHT.read) return again;
    const found = findStream(this.#streams, raw, options)?.explanation;
    if (found !== undefined) this.#last = this.#streams.find(({ catalog, stream }) => catalog === found.catalog && stream === found.stream);
    return found;
  }
}
