import { elasticsearch8, openSearch } from '../engines/ingest-judge.js';
import { evaluatorSlips, judgePainlessCases, judgeProcessorCases } from '../evaluator-cases.js';
import type { Row } from '../row.js';

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
  saboteurs: [...evaluatorSlips(elasticsearch8, 'elasticsearch'), ...evaluatorSlips(openSearch, 'opensearch')],
};
