import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessage, type Template, templateOf } from '../../src/pattern/template.js';
import { mayBothFit } from '../../src/pattern/template-order.js';
import { overlaps } from '../../src/pattern/template-overlap.js';

const literal = fc.constantFrom(' ', ' is ', 'up', ', ', '=', 'user ', 'use', ' to ', '-', ' a');
const value = fc.constantFrom('', ':word', ':int', ':address', ':hex');

/** Templates of literals and values by turns, beginning with either. */
const template = fc
  .record({ lead: fc.boolean(), parts: fc.array(fc.tuple(literal, value), { minLength: 1, maxLength: 3 }) })
  .map(({ lead, parts }) => (lead ? '' : '{z:word} ') + parts.map(([text, type], index) => `${text}{f${index}${type}}`).join(''))
  .map(read)
  .filter((each) => each !== undefined);

function read(text: string): Template | undefined {
  const parsed = parseMessage(text);
  return 'mistake' in parsed ? undefined : templateOf(parsed.parts);
}

describe('the templates that may fit a text of another', () => {
  it('are found by how they begin as they are by asking each', () => {
    fc.assert(
      fc.property(fc.array(template, { maxLength: 25 }), fc.constantFrom([], ['-'], ['use'], ['n a']), (templates, nulls) => {
        const byAsking = templates.map((each, number) =>
          templates.slice(0, number).flatMap((other, place) => (mayBothFit(other, each, nulls) ? [place] : [])),
        );
        expect(overlaps(templates, nulls)).toEqual(byAsking);
      }),
      { seed: 20260321, numRuns: 500 },
    );
  });
});
