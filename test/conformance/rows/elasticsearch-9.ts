import { elasticsearch9 } from '../engines/ingest-judge.js';
import { evaluatorSlips, judgePainlessCases, judgeProcessorCases } from '../evaluator-cases.js';
import { judgePipelines, pipelineSlips } from '../pipeline-answers.js';
import { packagePipelines, plainPipelines } from '../rendered-pipelines.js';
import type { Row } from '../row.js';

/** The pipelines are read as on 8.19.13, which our evaluator follows. */
export const elasticsearchNine: Row = {
  id: 'elasticsearch-9',
  title: 'Pipelines on Elasticsearch 9.4.3',
  engines: [elasticsearch9],
  judge: async (workshop) => [
    await judgePipelines(workshop, elasticsearch9, 'pipelines of the packages', packagePipelines(workshop, workshop.built)),
    await judgePipelines(workshop, elasticsearch9, 'plain pipelines', plainPipelines(workshop, workshop.built, 'elasticsearch')),
    await judgeProcessorCases(workshop, elasticsearch9, 'elasticsearch'),
    await judgePainlessCases(workshop, elasticsearch9, 'elasticsearch'),
  ],
  saboteurs: [...pipelineSlips(elasticsearch9, 'elasticsearch'), ...evaluatorSlips(elasticsearch9, 'elasticsearch')],
};
