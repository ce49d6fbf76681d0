import { elasticSupport } from './elastic/elastic-support.js';
import { evalSupport } from './splunk/eval-language.js';
import { indexTimeSupport } from './splunk/index-time.js';
import type { SupportRow } from './support.js';

/** All that the evaluators have, and what they refuse: the rows of each part, made from the tables that it works by. */
export function supportRows(): readonly SupportRow[] {
  return [...evalSupport(), ...indexTimeSupport(), ...elasticSupport];
}
