import { unknownWords } from './known-words.js';
import { nameRule } from './rule.js';

/** The carrier of a sample is one of its stream's. */
export const referenceCarrier = nameRule({
  code: 'reference-carrier',
  severity: 'error',
  title: 'A carrier that the stream does not have',
  cause: "A sample says by which of its stream's carriers it travelled, so that it is counted which of them are proved.",
  fix: 'correct the name of the carrier, or add it to the stream',
  example: { file: 'gate/samples/audit/gate.yaml', bad: 'carrier: natif\n', good: 'carrier: native\n' },
  *check({ samples, streams }) {
    for (const { id, stream } of streams) {
      const uses = samples.flatMap(({ stream: own, sample: { carrier }, at }) =>
        own !== id || carrier === undefined ? [] : [{ word: carrier, place: at('carrier') }],
      );
      yield* unknownWords(uses, Object.keys(stream.carriers), 'carrier');
    }
  },
});
