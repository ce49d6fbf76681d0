import { candidates, commonLine } from '../pattern/ambiguity.js';
import { messages, type PlacedMessage } from './messages.js';
import { meaningRule } from './rule.js';
import { type PlacedEvent, type Subject, spanOf } from './subject.js';

/** No line is the message of two events, unless one of them is declared to be more specific. */
export const messageAmbiguous = meaningRule({
  code: 'message-ambiguous',
  severity: 'error',
  title: 'Two message templates that match the same line',
  cause: 'A record with such a message could be either event, and which one is taken would be chance.',
  fix: 'make one template more exact, or let the more specific event say `before: [other_key]`',
  example: { file: 'hsm/events/keys.yaml', bad: 'only_failed: true\n', good: 'only_failed: true\n    before: [key_other]\n' },
  *check(subject) {
    const order = new Map(subject.events.map((placed, index) => [placed, index]));
    for (const [id, ofStream] of byStream(subject)) {
      const nulls = subject.catalog.streams[id]?.nulls ?? [];
      const owned = ofStream.map((message) => ({ message, owner: message.placed.event.key, parts: message.parts }));
      const told = new Set<string>();
      let compared = 0;
      for (const [one, other] of candidates(owned)) {
        compared += 1;
        if (compared > MAX_COMPARED) {
          yield tooAlike(other.message);
          break;
        }
        const isLater = (order.get(one.message.placed) ?? 0) > (order.get(other.message.placed) ?? 0);
        const [first, second] = isLater ? [other.message, one.message] : [one.message, other.message];
        const pair = `${first.placed.identity}\n${second.placed.identity}`;
        if (told.has(pair) || isSettled(first.placed, second.placed)) continue;
        const line = commonLine(first.parts, second.parts, nulls);
        if (line === undefined) continue;
        told.add(pair);
        yield ambiguity(first, second, line, nulls);
      }
    }
  },
});

/** Comparing more would take minutes; no log of messages comes near. */
const MAX_COMPARED = 50_000;

function tooAlike(message: PlacedMessage) {
  return {
    message: `more than ${MAX_COMPARED} pairs of templates begin and end alike: nobody can show that no line fits two of them`,
    span: spanOf(message.place),
    fix: 'write what the messages begin or end with as text, not as a value',
  };
}

function byStream(subject: Subject): ReadonlyMap<string, readonly PlacedMessage[]> {
  const all = new Map<string, PlacedMessage[]>();
  for (const message of messages(subject)) {
    const known = all.get(message.placed.stream);
    if (known === undefined) all.set(message.placed.stream, [message]);
    else known.push(message);
  }
  return all;
}

function isSettled(one: PlacedEvent, other: PlacedEvent): boolean {
  return one.event.before?.includes(other.event.key) === true || other.event.before?.includes(one.event.key) === true;
}

function ambiguity(first: PlacedMessage, second: PlacedMessage, line: string, nulls: readonly string[]) {
  const { file, line: number } = spanOf(first.place);
  const [a, b] = [first.placed.event.key, second.placed.event.key];
  // The one with more text of its own is most likely the one that is meant where both fit.
  const [special, general] = ownText(first) > ownText(second) ? [a, b] : [b, a];
  const moreExact = asOneWord(first, second, nulls) ?? asOneWord(second, first, nulls) ?? 'make one of them more exact';
  return {
    message: `the line \`${line}\` could be \`${a}\` or \`${b}\``,
    span: spanOf(second.place),
    notes: [`the template of \`${a}\` stands at ${file}:${number}: ${first.template}`],
    fix: `${moreExact}, or write \`before: [${general}]\` at \`${special}\` so that it counts where both fit`,
  };
}

// A value of several words is what most often fits too much.
function asOneWord(one: PlacedMessage, other: PlacedMessage, nulls: readonly string[]): string | undefined {
  const open = one.parts.find((part) => part.kind === 'placeholder' && part.type === 'text');
  if (open?.kind !== 'placeholder') return undefined;
  const parts = one.parts.map((part) => (part === open ? { ...open, type: 'word' as const } : part));
  if (commonLine(parts, other.parts, nulls) !== undefined) return undefined;
  return `write \`{${open.name}:word}\` at \`${one.placed.event.key}\` if that is always one word`;
}

function ownText({ parts }: PlacedMessage): number {
  return parts.reduce((length, part) => length + (part.kind === 'literal' ? part.text.length : 0), 0);
}
