import { type Finding, type Span, sortFindings } from './finding.js';

const MAX_PLACES = 5;

/** Takes findings and returns those that say the same of several places as one, at the first place and with the others in a note. */
export function joinRepeated(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const each of sortFindings(findings)) {
    const key = JSON.stringify([each.code, each.message, each.fix, each.notes]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const note = alsoAt(
      first.span,
      others.flatMap(({ span }) => span ?? []),
    );
    return [note === undefined ? first : { ...first, notes: [...(first.notes ?? []), note] }];
  });
}

/** A note that names further places; undefined where all are the first one: an alias repeats a value at its own place. */
export function alsoAt(first: Span | undefined, spans: readonly Span[]): string | undefined {
  const others = [...new Set(spans.map(place))].filter((each) => first === undefined || each !== place(first));
  if (others.length === 0) return undefined;
  const rest = others.length - MAX_PLACES;
  return `also at ${others.slice(0, MAX_PLACES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function place({ file, line, column }: Span): string {
  return `${file}:${line}:${column}`;
}
