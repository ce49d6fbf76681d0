import { type Use, unknownWords } from './known-words.js';
import { messages, trailers, valueNames } from './messages.js';
import { nameRule } from './rule.js';
import { keyOf, type Place, type PlacedEvent, type RawStream, type Subject } from './subject.js';

/** Every field that a stream or an event speaks of stands under `fields`. */
export const referenceField = nameRule({
  code: 'reference-field',
  severity: 'error',
  title: 'A field that the catalog does not have',
  cause: 'Every field stands under `fields` of catalog.yaml with its type, role, description and source.',
  fix: 'correct the name, or add it to `fields` of catalog.yaml: `name: { type: text, role: none, description: What it is., source: "manual:1" }`',
  example: { file: 'gate/events/visits.yaml', bad: '    fields:\n      Dor: null', good: '    fields:\n      Door: null' },
  *check(subject) {
    const inCatalog = subject.streams.flatMap(({ id, stream }) => usesOfStream(subject, id, stream));
    const referred = subject.events.flatMap((placed) =>
      references(placed).map(({ word, place }) => ({ word: fieldOf(subject, word), place })),
    );
    const known = [...Object.keys(subject.catalog.fields), ...memberNames(subject)];
    yield* unknownWords([...inCatalog, ...referred, ...listed(subject), ...inTemplates(subject)], known, 'field');
    yield* unknownPairs(subject);
  },
});

function usesOfStream({ at }: Subject, id: string, stream: RawStream): readonly Use[] {
  const list = (words: readonly string[] | undefined, ...path: string[]): readonly Use[] =>
    (words ?? []).map((word, index) => ({ word, place: at('streams', id, ...path, index) }));
  const { body, outcome, actor } = stream;
  return [
    ...(body.form === 'json' ? [{ word: body.key, place: at('streams', id, 'body', 'key') }] : []),
    ...(body.form === 'brackets' ? [{ word: body.start, place: at('streams', id, 'body', 'start') }] : []),
    ...(body.form === 'brackets' ? list(body.may_lack_bracket, 'body', 'may_lack_bracket') : []),
    ...(body.form === 'brackets' ? Object.keys(body.tail ?? {}) : []).map((word) => ({
      word,
      place: keyOf(at('streams', id, 'body', 'tail', word)),
    })),
    ...(outcome === undefined ? [] : [{ word: outcome.from, place: at('streams', id, 'outcome', 'from') }]),
    ...list(actor?.from, 'actor', 'from'),
    ...Object.entries(stream.order ?? {}).flatMap(([role, names]) => list(names, 'order', role)),
  ];
}

/** The values that message templates read. */
function inTemplates(subject: Subject): readonly Use[] {
  return [...messages(subject), ...trailers(subject)].flatMap((each) =>
    valueNames(each).map((word) => ({
      word,
      place: each.place,
      inside: { template: each.template, at: placeOfValue(each.template, word) },
    })),
  );
}

function placeOfValue(template: string, name: string): { readonly start: number; readonly length: number } {
  return { start: template.search(new RegExp(`\\{${name}[:}]`)) + 1, length: name.length };
}

/** The fields that events list; those of a JSON body may be named by what follows the object around them. */
function listed({ catalog, events }: Subject): readonly Use[] {
  return events.flatMap(({ stream, event, at }) => {
    const body = catalog.streams[stream]?.body;
    const front = body?.form === 'json' && body.within !== undefined ? `${body.within}.` : '';
    const use = (word: string, place: Place): Use => ({ word, meaning: front + word, place });
    return [
      ...Object.keys(event.fields ?? {}).map((word) => use(word, keyOf(at('fields', word)))),
      ...(event.also ?? []).map((word, index) => use(word, at('also', index))),
    ];
  });
}

function memberNames({ catalog, streams }: Subject): readonly string[] {
  return streams.flatMap(({ stream: { body } }) => {
    if (body.form !== 'json' || body.within === undefined) return [];
    const front = `${body.within}.`;
    return Object.keys(catalog.fields).flatMap((name) => (name.startsWith(front) ? [name.slice(front.length)] : []));
  });
}

/** The field of a reference: what stands before `.Pair` where that is a field, else the whole. */
function fieldOf({ catalog }: Subject, reference: string): string {
  const [first = ''] = reference.split('.');
  return catalog.fields[reference] === undefined && catalog.fields[first] !== undefined ? first : reference;
}

/** Where an event names a field, or a pair of it as `Field.Pair`. */
function references({ event, at }: Pick<PlacedEvent, 'event' | 'at'>): readonly Use[] {
  const objects = [
    { object: event.object, path: ['object'] as const },
    ...(event.cases ?? []).map((each, index) => ({ object: each.object, path: ['cases', index, 'object'] as const })),
  ];
  const named = objects.flatMap(({ object, path }) =>
    (['id', 'name'] as const).flatMap((which) =>
      (object?.[which] ?? []).map((word, index) => ({ word, place: at(...path, which, index) })),
    ),
  );
  const asked = (event.cases ?? []).flatMap((each, index) =>
    Object.keys(each.when).map((word) => ({ word, place: keyOf(at('cases', index, 'when', word)) })),
  );
  return [...named, ...asked];
}

function* unknownPairs(subject: Subject) {
  const byField = new Map<string, { word: string; place: Place }[]>();
  for (const placed of subject.events) {
    for (const { word, place } of references(placed)) {
      const [field = '', ...pair] = word.split('.');
      if (pair.length === 0 || subject.catalog.fields[field] === undefined || subject.catalog.fields[word] !== undefined) continue;
      byField.set(field, [...(byField.get(field) ?? []), { word: pair.join('.'), place }]);
    }
  }
  for (const [field, uses] of byField)
    yield* unknownWords(uses, Object.keys(subject.catalog.fields[field]?.members ?? {}), `pair of ${field}`);
}
