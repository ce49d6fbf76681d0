import type { ProcessorDefinition } from '../processor.js';
import { communityId } from './community-id.js';
import { convert } from './convert.js';
import { csv } from './csv.js';
import { date } from './date.js';
import { dissect } from './dissect.js';
import { append, dotExpander, drop, fail, foreach, join, pipeline, remove, rename, set, terminate } from './field-processors.js';
import { fingerprint } from './fingerprint.js';
import { gsub } from './gsub.js';
import { json } from './json.js';
import { kv } from './kv.js';
import { networkDirection } from './network-direction.js';
import { script } from './script.js';
import { sort } from './sort.js';
import { split } from './split.js';
import { bytes, lowercase, trim, uppercase, urldecode } from './text-processors.js';

/** Every processor that is implemented, by the name that pipelines call it. */
export const PROCESSORS: Readonly<Record<string, ProcessorDefinition>> = {
  append,
  bytes,
  community_id: communityId,
  convert,
  csv,
  date,
  dissect,
  dot_expander: dotExpander,
  drop,
  fail,
  fingerprint,
  foreach,
  gsub,
  join,
  json,
  kv,
  lowercase,
  network_direction: networkDirection,
  pipeline,
  remove,
  rename,
  script,
  set,
  sort,
  split,
  terminate,
  trim,
  uppercase,
  urldecode,
};

/** Processors that OpenSearch has under the same name with another meaning. */
export const OPENSEARCH_REFUSED: Readonly<Record<string, string>> = {
  community_id: 'OpenSearch has one with other options',
  date: 'OpenSearch reads dates by other rules',
  fingerprint: 'OpenSearch has one with other results',
};

/** Processors that the engines have and this evaluator has not; a name in neither table is an error of the pipeline. */
export const REFUSED_PROCESSORS: Readonly<Record<string, string>> = {
  attachment: 'needs a parser of documents',
  circle: 'is not implemented',
  date_index_name: 'is not implemented',
  enrich: 'needs an index',
  geoip: 'needs a database',
  geo_grid: 'is not implemented',
  grok: 'is not implemented',
  html_strip: 'is not implemented',
  inference: 'needs a model',
  ip_location: 'needs a database',
  redact: 'is not implemented',
  reroute: 'is not implemented',
  uri_parts: 'is not implemented',
  registered_domain: 'needs the list of public suffixes',
  set_security_user: 'needs a user',
  user_agent: 'needs a table of agents',
};
