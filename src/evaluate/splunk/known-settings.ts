import { type Finding, finding } from '../../diagnostics/finding.js';
import type { Setting, Settings } from './conf-file.js';
import { indexTimeSettings } from './index-time.js';
import { indexTransformKeys } from './index-transforms.js';
import { lookupKeys, refusedLookupKeys } from './lookups.js';
import { idleTransformKeys, reportKeys } from './reports.js';
import { splunkCodes } from './splunk-codes.js';

/** Settings of search time in props.conf without a class, and what of them is not decided. */
export const plainSearchKeys: Readonly<Record<string, string | undefined>> = {
  KV_MODE: undefined,
  AUTO_KV_JSON: undefined,
  rename: undefined,
  priority: undefined,
  MATCH_LIMIT: 'not counted: a time limit ends a runaway expression',
  DEPTH_LIMIT: 'not counted: a time limit ends a runaway expression',
};

/** Settings of props.conf that change what a search sees and are refused, and why. */
export const refusedSearchKeys: Readonly<Record<string, string>> = {
  CHECK_FOR_HEADER: 'source types that Splunk makes by itself',
  KV_TRIM_SPACES: 'not implemented',
};

/** Settings of props.conf that say how files are found, shown or segmented, or that belong to INDEXED_EXTRACTIONS: no field depends on them alone. */
const idleKeys: ReadonlySet<string> = new Set(
  `ANNOTATE_PUNCT CHECK_METHOD FIELD_DELIMITER FIELD_HEADER_REGEX FIELD_NAMES FIELD_QUOTE
  HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS HEADER_FIELD_DELIMITER HEADER_FIELD_LINE_NUMBER HEADER_FIELD_QUOTE HEADER_MODE JSON_TRIM_BRACES_IN_ARRAY_NAMES
  LEARN_MODEL LEARN_SOURCETYPE MAX_EXPECTED_EVENT_LINES MISSING_VALUE_REGEX PREAMBLE_REGEX PREFIX_SOURCETYPE SEGMENTATION TIMESTAMP_FIELDS
  category description detect_trailing_nulls disabled force_local_processing given_type initCrcLength invalid_cause is_valid maxDist pulldown_type
  sourcetype termFrequencyWeightedDist unarchive_cmd unarchive_cmd_start_mode unarchive_sourcetype`.split(/\s+/),
);

const classed = /^(?:(?:EXTRACT|REPORT|FIELDALIAS|EVAL|SEDCMD|TRANSFORMS|RULESET|SEGMENTATION)-|LOOKUP|(?:MORE|LESS)_THAN_\d+$|RULE_)/i;

const transformSettings: ReadonlySet<string> = new Set([
  ...Object.keys({ ...reportKeys, ...indexTransformKeys }),
  ...idleTransformKeys,
  'STOP_PROCESSING_IF',
  'disabled',
]);

/** Settings of a lookup's stanza that say how it is stored and shared. */
const idleLookupKeys: readonly string[] =
  `allow_caching batch_index_query cache_size check_permission feature_id_element fields_list index_fields_list max_ext_batch max_offset_secs
  min_offset_secs python.version replicate reverse_lookup_honor_case_sensitive_match time_format`.split(/\s+/);

const lookupSettings: ReadonlySet<string> = new Set([...Object.keys(lookupKeys), ...refusedLookupKeys, ...idleLookupKeys, 'disabled']);

/** Tells of settings of props.conf that nobody here knows, and refuses those that would change what a search sees. */
export function checkProps(settings: Settings, findings: Finding[]): void {
  for (const setting of settings.values()) {
    const { key } = setting;
    const why = Object.hasOwn(refusedSearchKeys, key) ? refusedSearchKeys[key] : undefined;
    if (why !== undefined && !/^(?:|0|f|false|n|no)$/i.test(setting.value)) {
      findings.push(finding(splunkCodes['splunk-refused'], { message: `${key}: ${why}`, span: setting.place }));
    } else if (why === undefined && !isKnownInProps(key)) findings.push(unknown(setting));
  }
}

function isKnownInProps(key: string): boolean {
  return Object.hasOwn(plainSearchKeys, key) || indexTimeSettings.has(key) || idleKeys.has(key) || classed.test(key);
}

/** Tells of settings of a transform that nobody here knows. */
export function checkTransform(settings: Settings, findings: Finding[]): void {
  tellUnknown(settings, transformSettings, findings);
}

/** Tells of settings of a lookup that nobody here knows. */
export function checkLookup(settings: Settings, findings: Finding[]): void {
  tellUnknown(settings, lookupSettings, findings);
}

function tellUnknown(settings: Settings, known: ReadonlySet<string>, findings: Finding[]): void {
  for (const setting of settings.values()) if (!known.has(setting.key)) findings.push(unknown(setting));
}

function unknown({ key, place }: Setting): Finding {
  return finding(splunkCodes['splunk-unknown-setting'], { message: `${key} is not known and changes nothing here`, span: place });
}
