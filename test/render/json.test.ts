import { expect, it } from 'vitest';
import { renderJson } from '../../src/render/json.js';

it('writes four-space JSON with a final newline', () => {
  expect(renderJson({ a: [1, '<&>', null], b: {}, c: '\u2028ü' })).toMatchInlineSnapshot(`
    "{
        "a": [
            1,
            "<&>",
            null
        ],
        "b": {},
        "c": "\\u2028ü"
    }
    "
  `);
});

it.each([[undefined], [Number.NaN], [{ a: Number.POSITIVE_INFINITY }], [{ a: () => 1 }]])('refuses what JSON cannot hold: %s', (value) => {
  expect(() => renderJson(value)).toThrow();
});
