import { defineCodes, type Finding, finding } from '../../diagnostics/finding.js';
import type { PlannedFile } from '../../output/plan.js';
import { longestHeader } from '../../render/csv.js';
import type { LookupTable } from './lookups.js';

/** Findings about what an add-on can hold. Limits of AppInspect: https://dev.splunk.com/enterprise/reference/appinspect/appinspectcheck */
export const splunkLimitCodes = defineCodes({
  'splunk-lookup-size': {
    severity: 'warning',
    title: 'A lookup of the Splunk add-on is larger than 50 MB',
    cause:
      'A lookup holds a row for each event, outcome and variant. The add-on is written all the same, but it fails the checks of Splunk.',
    fix: 'divide the events among several catalogs',
  },
  'splunk-lookup-header': {
    severity: 'error',
    title: 'The columns of a lookup have names that are too long together',
    cause: 'Splunk refuses a lookup whose first line, the names of its columns, is longer than 4,096 characters.',
    fix: 'give the enumeration fewer columns, or shorter names of columns',
  },
});

const megabyte = 1024 * 1024;
const largestLookup = 50 * megabyte;

/** Takes the lookups of an add-on and returns those that cannot be written. */
export function headerLimits(tables: readonly LookupTable[]): readonly Finding[] {
  return tables.flatMap(({ file, header }) => {
    const { length } = header.join();
    if (length <= longestHeader) return [];
    const message = `the names of the ${header.length} columns of ${file} have ${length} characters, the limit is ${longestHeader}`;
    return [finding(splunkLimitCodes['splunk-lookup-header'], { message })];
  });
}

/** Takes the files of an add-on and returns what is beyond the limits of an add-on. */
export function appLimits(files: readonly PlannedFile[]): readonly Finding[] {
  return files.flatMap(({ path, bytes }) => {
    if (!path.endsWith('.csv') || bytes.length <= largestLookup) return [];
    const message = `${path} has ${(bytes.length / megabyte).toFixed(1)} MB, the limit is ${largestLookup / megabyte} MB`;
    return [finding(splunkLimitCodes['splunk-lookup-size'], { message })];
  });
}
