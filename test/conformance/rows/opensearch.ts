import { openSearch } from '../engines/ingest-judge.js';
import { judgePipelines } from '../pipeline-answers.js';
import { plainPipelines, withSlip } from '../rendered-pipelines.js';
import type { Row } from '../row.js';
import type { Workshop } from '../workshop.js';

export const opensearch: Row = {
  id: 'opensearch',
  title: 'Plain pipelines on OpenSearch 2.19.6',
  engines: [openSearch],
  judge: async (workshop) => [await judgePipelines(workshop, openSearch, 'plain pipelines', plain(workshop))],
  saboteurs: [
    {
      breaks: 'the engine is given another value than our evaluator reads in the pipeline',
      noticedAs: /the engine says ".*Log emptied.*, we say ".*Log cleared/,
      judge: async (workshop) => [
        await judgePipelines(workshop, openSearch, 'a slip', withSlip(plain(workshop), 'Log cleared', 'Log emptied')),
      ],
    },
    {
      breaks: 'a processor has an option that no engine knows',
      noticedAs: / the definition is refused: .*\[script\] unknown field \[language\]/,
      judge: async (workshop) => [
        await judgePipelines(workshop, openSearch, 'a slip', withSlip(plain(workshop), '"lang":"painless"', '"language":"painless"')),
      ],
    },
  ],
};

const plain = (workshop: Workshop) => plainPipelines(workshop, workshop.built, 'opensearch');
