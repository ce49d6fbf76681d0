import { elasticSupport } from './elastic/elastic-support.js';
import { painlessSupport } from './elastic/painless/painless-support.js';
import { expressionSupport } from './regex/constructs.js';
import { splunkSupport } from './splunk/splunk-support.js';
import type { SupportRow } from './support.js';

/** All that the evaluators have, and what they refuse: the rows of each part, made from the tables that it works by. */
export function supportRows(): readonly SupportRow[] {
  return [...splunkSupport(), ...elasticSupport, ...painlessSupport(), ...expressionSupport()];
}
