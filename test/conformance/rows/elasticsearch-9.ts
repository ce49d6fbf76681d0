import { topicCases } from '../case-answers.js';
import { elasticsearch9 } from '../engines/ingest-judge.js';
import { judgePainlessCases, judgeProcessorCases } from '../evaluator-cases.js';
import { judgePipelines } from '../pipeline-answers.js';
import { packagePipelines, plainPipelines, withSlip } from '../rendered-pipelines.js';
import type { Row } from '../row.js';

/** The pipelines are read as on 8.19.13, which our evaluator follows. */
export const elasticsearchNine: Row = {
  id: 'elasticsearch-9',
  title: 'Pipelines on Elasticsearch 9.4.3',
  engines: [elasticsearch9],
  judge: async (workshop) => [
    await judgePipelines(workshop, elasticsearch9, 'pipelines of the packages', packagePipelines(workshop, workshop.built)),
    await judgeProcessorCases(workshop, elasticsearch9, 'elasticsearch'),
    await judgePainlessCases(workshop, elasticsearch9, 'elasticsearch'),
  ],
  saboteurs: [
    {
      breaks: 'the engine is given another value than our evaluator reads in the pipeline',
      noticedAs: /the engine says ".*Log emptied.*, we say ".*Log cleared/,
      judge: async (workshop) => [
        await judgePipelines(
          workshop,
          elasticsearch9,
          'a slip',
          withSlip(plainPipelines(workshop, workshop.built, 'elasticsearch'), 'Log cleared', 'Log emptied'),
        ),
      ],
    },
    {
      breaks: 'the documents of a case are not those that its answers were recorded of',
      noticedAs: /^append:1 the engine answers \["\{\\"a\\":\[7,1\]\}"/,
      judge: async (workshop) => {
        const [first] = topicCases();
        const other = first === undefined ? [] : [{ ...first, each: { ...first.each, docs: first.each.docs.map(() => '{"a":7}') } }];
        return [await judgeProcessorCases(workshop, elasticsearch9, 'elasticsearch', other)];
      },
    },
  ],
};
