import { describe, expect, it } from 'vitest';
import { OPENSEARCH_REFUSED } from '../../../src/evaluate/elastic/processors/index.js';
import { casesOf, type EngineCase, engineAnswer, ownAnswer, topics } from './engine-cases.js';

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

/** What becomes of a document is the same; the texts of OpenSearch's errors are not claimed. */
function withoutTexts(answer: readonly string[] | { readonly put: string }): readonly string[] | 'rejected' {
  return 'put' in answer ? 'rejected' : answer.map((each) => (each.startsWith('error ') ? 'error' : each));
}

/** Whether a case is about a processor that means something else there, which is refused. */
function isOtherThere({ pipelines }: EngineCase): boolean {
  return Object.keys(OPENSEARCH_REFUSED).some((type) => JSON.stringify(pipelines).includes(`"${type}":{`));
}

describe.each(topics())('%s, as OpenSearch 2.19.6 answers', (topic) => {
  const cases = casesOf(topic).filter((each) => each.openSearch === undefined && each.refused !== true);
  it.each(cases.map((each) => [JSON.stringify(each.pipelines), each] as const))('%s', (_, each) => {
    const theirs = engineAnswer(each.opensearch ?? each.elasticsearch);
    const own = ownAnswer(each, 'opensearch');
    if (isOtherThere(each)) expect(own).toMatchObject({ code: 'pipeline-unsupported' });
    else expect(withoutTexts(own)).toEqual(withoutTexts(theirs));
  });
});
