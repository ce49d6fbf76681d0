import { painlessCases } from '../../evaluate/elastic/painless/painless-cases.js';
import { topicCases } from '../case-answers.js';
import { elasticsearch8, openSearch } from '../engines/ingest-judge.js';
import { judgePainlessCases, judgeProcessorCases } from '../evaluator-cases.js';
import type { Row } from '../row.js';

const OTHER_DOCUMENTS = /^append:1 the engine answers \["\{\\"a\\":\[7,1\]\}"/;
const OTHER_SCRIPT = /^painless:\d+ .* the engine answers .*\{"more":2,/;

/** Each case holds what an engine answered once: the engine is asked again, and our evaluator beside it. */
export const elasticEvaluator: Row = {
  id: 'elastic-evaluator',
  title: 'The evaluator of pipelines and Painless',
  engines: [elasticsearch8, openSearch],
  judge: async (workshop) => [
    await judgeProcessorCases(workshop, elasticsearch8, 'elasticsearch'),
    await judgePainlessCases(workshop, elasticsearch8, 'elasticsearch'),
    await judgeProcessorCases(workshop, openSearch, 'opensearch'),
    await judgePainlessCases(workshop, openSearch, 'opensearch'),
  ],
  saboteurs: [
    {
      breaks: 'the documents of a case are not those that its answers were recorded of (Elasticsearch 8.19.13)',
      noticedAs: OTHER_DOCUMENTS,
      judge: async (workshop) => [await judgeProcessorCases(workshop, elasticsearch8, 'elasticsearch', otherDocuments())],
    },
    {
      breaks: 'a script adds 1 more than the recorded one (Elasticsearch 8.19.13)',
      noticedAs: OTHER_SCRIPT,
      judge: async (workshop) => [await judgePainlessCases(workshop, elasticsearch8, 'elasticsearch', otherScript())],
    },
    {
      breaks: 'the documents of a case are not those that its answers were recorded of (OpenSearch 2.19.6)',
      noticedAs: OTHER_DOCUMENTS,
      judge: async (workshop) => [await judgeProcessorCases(workshop, openSearch, 'opensearch', otherDocuments())],
    },
    {
      breaks: 'a script adds 1 more than the recorded one (OpenSearch 2.19.6)',
      noticedAs: OTHER_SCRIPT,
      judge: async (workshop) => [await judgePainlessCases(workshop, openSearch, 'opensearch', otherScript())],
    },
  ],
};

function otherDocuments(): ReturnType<typeof topicCases> {
  const [first] = topicCases();
  return first === undefined ? [] : [{ ...first, each: { ...first.each, docs: first.each.docs.map(() => '{"a":7}') } }];
}

function otherScript(): ReturnType<typeof painlessCases> {
  const [plain] = painlessCases().filter(({ script, elasticsearch }) => script !== undefined && 'source' in elasticsearch);
  return plain === undefined ? [] : [{ ...plain, script: `${plain.script}; ctx.more = 1 + 1` }];
}
