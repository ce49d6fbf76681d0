import { frames } from './frames.js';
import { unknownWords } from './known-words.js';
import { nameRule } from './rule.js';
import { keyOf } from './subject.js';

/** A value of the frame that the body speaks of is read by a frame. */
export const referenceFrame = nameRule({
  code: 'reference-frame',
  severity: 'error',
  title: 'A value that no frame reads',
  cause: 'The scope of a JSON body is told by a value of the frame, and an envelope holds such values; each is a placeholder of the frame.',
  fix: 'correct the name, or read the value in the frame',
  example: { file: 'proxy/catalog.yaml', bad: 'from: contxt', good: 'from: context' },
  *check(subject) {
    const read = frames(subject);
    for (const { id, stream } of subject.streams) {
      const own = read.filter((each) => each.stream === stream);
      if (stream.body.form !== 'json' || own.length === 0 || own.some(({ mistake }) => mistake !== undefined)) continue;
      const { scope, envelope } = stream.body;
      const at = (...path: string[]) => subject.at('streams', id, 'body', ...path);
      const uses = [
        ...(scope === undefined ? [] : [{ word: scope.from, place: at('scope', 'from') }]),
        ...Object.keys(envelope?.frame ?? {}).map((word) => ({ word, place: keyOf(at('envelope', 'frame', word)) })),
      ];
      yield* unknownWords(
        uses,
        own.flatMap(({ names }) => names),
        'value of the frame',
      );
    }
  },
});
