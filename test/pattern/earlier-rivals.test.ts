import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessage, type Template, templateOf } from '../../src/pattern/template.js';
import { earlierRivals, mayBothFit } from '../../src/pattern/template-order.js';

function template(text: string): Template {
  const read = parseMessage(text);
  if ('mistake' in read) throw new Error(read.mistake.message);
  return templateOf(read.parts);
}

const texts = fc
  .array(fc.constantFrom('a', 'b', 'ab', ' {x} ', ' {y:int} ', ' c', '{z:word} '), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));
const readable = texts.filter((text) => !('mistake' in parseMessage(text)));

describe('earlier rivals of a template', () => {
  it('are those that comparing all with all finds, in the same order', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(readable, { minLength: 2, maxLength: 12 }), (all) => {
        const templates = all.map(template);
        const rivals = earlierRivals(templates, ['-']);
        templates.forEach((own, index) => {
          const expected = templates.flatMap((other, at) => (at < index && mayBothFit(other, own, ['-']) ? [at] : []));
          expect(rivals(index)).toEqual(expected);
          found += expected.length;
        });
      }),
      { seed: 5, numRuns: 300 },
    );
    expect(found).toBeGreaterThan(100);
  });
});
