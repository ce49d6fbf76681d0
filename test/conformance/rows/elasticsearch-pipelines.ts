import { elasticsearch8 } from '../engines/ingest-judge.js';
import { judgePipelines } from '../pipeline-answers.js';
import { packagePipelines, plainPipelines, withSlip } from '../rendered-pipelines.js';
import type { Row } from '../row.js';
import type { Workshop } from '../workshop.js';

export const elasticsearchPipelines: Row = {
  id: 'elasticsearch-pipelines',
  title: 'Pipelines on Elasticsearch 8.19.13',
  engines: [elasticsearch8],
  judge: async (workshop) => [
    await judgePipelines(workshop, elasticsearch8, 'pipelines of the packages', packagePipelines(workshop, workshop.built)),
    await judgePipelines(workshop, elasticsearch8, 'plain pipelines', plain(workshop)),
  ],
  saboteurs: [
    {
      breaks: 'the engine is given another value than our evaluator reads in the pipeline',
      noticedAs: /the engine says ".*Log emptied.*, we say ".*Log cleared/,
      judge: async (workshop) => [
        await judgePipelines(workshop, elasticsearch8, 'a slip', withSlip(plain(workshop), 'Log cleared', 'Log emptied')),
      ],
    },
    {
      breaks: 'a processor has an option that no engine knows',
      noticedAs: / the definition is refused: .*\[script\] unknown field \[language\]/,
      judge: async (workshop) => [
        await judgePipelines(workshop, elasticsearch8, 'a slip', withSlip(plain(workshop), '"lang":"painless"', '"language":"painless"')),
      ],
    },
  ],
};

const plain = (workshop: Workshop) => plainPipelines(workshop, workshop.built, 'elasticsearch');
