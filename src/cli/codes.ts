import { catalogCodes } from '../catalog/catalog-codes.js';
import type { CodeInfo } from '../diagnostics/finding.js';
import { agentCodes } from '../evaluate/elastic/agent-codes.js';
import { elasticCodes } from '../evaluate/elastic/elastic-codes.js';
import { painlessCodes } from '../evaluate/elastic/painless/painless-codes.js';
import { splunkCodes } from '../evaluate/splunk/splunk-codes.js';
import { outputCodes } from '../output/output-codes.js';
import { rules } from '../rules/index.js';
import { packageCodes } from '../source/package-codes.js';
import { sourceTextCodes } from '../source/source-text.js';
import { yamlCodes } from '../source/yaml-codes.js';
import { elasticLimitCodes } from '../targets/elastic/limits.js';
import { splunkLimitCodes } from '../targets/splunk/limits.js';
import { agentStreamCodes } from '../verify/agent-stream-codes.js';
import { proofCodes } from '../verify/proof-codes.js';
import { roundTripCodes } from '../verify/round-trip.js';
import { evaluateCodes } from './evaluate-codes.js';

/** Every code that a finding can have, in byte order: those of the rules, of what reads and writes files, and of the targets. */
export const allCodes: readonly CodeInfo[] = [
  ...[
    catalogCodes,
    agentCodes,
    elasticCodes,
    painlessCodes,
    splunkCodes,
    outputCodes,
    packageCodes,
    sourceTextCodes,
    yamlCodes,
    elasticLimitCodes,
    splunkLimitCodes,
    agentStreamCodes,
    proofCodes,
    roundTripCodes,
    evaluateCodes,
  ].flatMap((table) => Object.values<CodeInfo>(table)),
  ...rules.map((rule) => rule.info),
].sort((a, b) => (a.code < b.code ? -1 : 1));
