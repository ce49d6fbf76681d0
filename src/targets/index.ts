import { docs } from './docs/docs.js';
import { elastic } from './elastic/elastic.js';
import { splunk } from './splunk/splunk.js';
import type { Target } from './target.js';

/** All targets, in the order in which they are built and reported. */
export const targets: readonly Target[] = [splunk, elastic, docs];
