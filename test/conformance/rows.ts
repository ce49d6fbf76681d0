import type { Row } from './row.js';
import { agentRecords } from './rows/agent-records.js';
import { cim } from './rows/cim.js';
import { elasticEvaluator } from './rows/elastic-evaluator.js';
import { elasticPackageRow } from './rows/elastic-package.js';
import { elasticsearchNine } from './rows/elasticsearch-9.js';
import { elasticsearchPipelines } from './rows/elasticsearch-pipelines.js';
import { java } from './rows/java.js';
import { opensearch } from './rows/opensearch.js';
import { packageSpecRow } from './rows/package-spec.js';
import { pcre2Captures } from './rows/pcre2-captures.js';
import { pcre2Steps } from './rows/pcre2-steps.js';
import { pcre2Translator } from './rows/pcre2-translator.js';
import { pipelineTests } from './rows/pipeline-tests.js';
import { splunkPackaging } from './rows/splunk-packaging.js';

/** All rows, in the order of the report. */
export const rows: readonly Row[] = [
  splunkPackaging,
  cim,
  elasticPackageRow,
  packageSpecRow,
  pipelineTests,
  elasticsearchPipelines,
  elasticsearchNine,
  elasticEvaluator,
  opensearch,
  java,
  pcre2Captures,
  pcre2Steps,
  pcre2Translator,
  agentRecords,
];
