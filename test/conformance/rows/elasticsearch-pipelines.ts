import { elasticsearch8 } from '../engines/ingest-judge.js';
import { judgePipelines, pipelineSlips } from '../pipeline-answers.js';
import { packagePipelines, plainPipelines } from '../rendered-pipelines.js';
import type { Row } from '../row.js';

export const elasticsearchPipelines: Row = {
  id: 'elasticsearch-pipelines',
  title: 'Pipelines on Elasticsearch 8.19.13',
  engines: [elasticsearch8],
  judge: async (workshop) => [
    await judgePipelines(workshop, elasticsearch8, 'pipelines of the packages', packagePipelines(workshop, workshop.built)),
    await judgePipelines(workshop, elasticsearch8, 'plain pipelines', plainPipelines(workshop, workshop.built, 'elasticsearch')),
  ],
  saboteurs: pipelineSlips(elasticsearch8, 'elasticsearch'),
};
