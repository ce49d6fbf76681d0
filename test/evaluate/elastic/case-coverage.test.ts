import { describe, expect, it } from 'vitest';
import { elasticSupport } from '../../../src/evaluate/elastic/elastic-support.js';
import { casesOf, topics } from './engine-cases.js';

/** `set`, `set.field` and `(any).if` of each processor that a definition holds. */
function* met(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* met(each);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, options] of Object.entries(value)) {
    yield name;
    if (typeof options === 'object' && options !== null) {
      for (const option of Object.keys(options)) yield* [`${name}.${option}`, `(any).${option}`];
    }
    yield* met(options);
  }
}

describe('what is called implemented of the processors', () => {
  const seen = new Set(topics().flatMap((topic) => casesOf(topic).flatMap(({ pipelines }) => [...met(pipelines)])));
  const claimed = elasticSupport.filter(({ area, state }) => area.startsWith('processor') && state !== 'refused');

  it('has an answer of the real engine for each processor and option', () => {
    expect(claimed.length).toBeGreaterThan(100);
    expect(claimed.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  });
});
