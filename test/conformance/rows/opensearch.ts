import { openSearch } from '../engines/ingest-judge.js';
import { judgePipelines, pipelineSlips } from '../pipeline-answers.js';
import { plainPipelines } from '../rendered-pipelines.js';
import type { Row } from '../row.js';

export const opensearch: Row = {
  id: 'opensearch',
  title: 'Plain pipelines on OpenSearch 2.19.6',
  engines: [openSearch],
  judge: async (workshop) => [
    await judgePipelines(workshop, openSearch, 'plain pipelines', plainPipelines(workshop, workshop.built, 'opensearch')),
  ],
  saboteurs: pipelineSlips(openSearch, 'opensearch'),
};
