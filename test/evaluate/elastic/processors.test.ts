import { describe, expect, it } from 'vitest';
import { casesOf, engineAnswer, ownAnswer, topics } from './engine-cases.js';

const REFUSALS = ['pipeline-unsupported', 'painless-refused'];

/** Every case is an answer of Elasticsearch 8.19.13. */
describe.each(topics())('%s, as Elasticsearch 8.19.13 answers', (topic) => {
  const cases = casesOf(topic);
  it.each(cases.filter(({ refused }) => refused !== true).map((each) => [JSON.stringify(each.pipelines), each] as const))(
    '%s',
    (_, each) => {
      const own = ownAnswer(each, 'elasticsearch');
      expect('put' in own ? { put: own.put } : own).toEqual(engineAnswer(each.elasticsearch));
    },
  );
});

describe('what is not evaluated is refused by name', () => {
  const cases = topics().flatMap((topic) => casesOf(topic).filter(({ refused }) => refused === true));
  it.each(cases.map((each) => [JSON.stringify(each.pipelines), each] as const))('%s', (_, each) => {
    const own = ownAnswer(each, 'elasticsearch');
    if ('put' in own) expect(REFUSALS).toContain(own.code);
    else expect(own.filter((answer) => !answer.startsWith('refused '))).toEqual([]);
  });
});
