import { closest } from '../diagnostics/did-you-mean.js';
import { nameRule } from './rule.js';
import type { RawStream } from './subject.js';

/** The scope of a file of events is one that records can have. */
export const referenceScope = nameRule({
  code: 'reference-scope',
  severity: 'error',
  title: 'A scope that no record has',
  cause:
    'The first part of a compound key is a provider of the Windows events, or a scope of the JSON body; no record would be of another.',
  fix: 'correct the scope, or add it to `body` of the stream',
  example: { file: 'cards/events/cards.yaml', bad: 'scope: Cards.Ofice', good: 'scope: Cards.Office' },
  *check({ files, catalog }) {
    for (const { document, value } of files.events) {
      const stream = catalog.streams[value.stream];
      if (stream === undefined) continue;
      const known = scopesOf(stream);
      const { scope } = value;
      if (scope === undefined ? known.length === 0 : known.includes(scope)) continue;
      const meant = scope === undefined ? undefined : closest(scope, known);
      yield {
        message: scope === undefined ? 'the file names no scope' : `there is no scope \`${scope}\``,
        span: scope === undefined ? document.span(['stream'], 'key') : document.span(['scope']),
        fix: meant === undefined ? fixOf(scope, known) : `did you mean \`${meant}\`?`,
      };
    }
  },
});

/** The scopes that records of a stream can have; none where its keys have no scope. */
export function scopesOf({ body }: RawStream): readonly string[] {
  if (body.form === 'windows-event') return body.providers;
  if (body.form !== 'json' || body.scope === undefined) return [];
  return [...Object.keys(body.scope.values), body.scope.else];
}

function fixOf(scope: string | undefined, known: readonly string[]): string {
  if (known.length === 0) return 'remove it: the keys of this stream have no scope';
  return scope === undefined ? `add one of: ${known.map((each) => `\`scope: ${each}\``).join(', ')}` : `use one of: ${known.join(', ')}`;
}
