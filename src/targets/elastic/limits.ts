import type { Catalog } from '../../catalog/model.js';
import { defineCodes, type Finding, finding } from '../../diagnostics/finding.js';
import type { PlannedFile } from '../../output/plan.js';
import { declaredFields } from './fact-names.js';

/** Findings about what a package can hold. Limits of the package specification: https://github.com/elastic/package-spec */
export const elasticLimitCodes = defineCodes({
  'elastic-file-size': {
    severity: 'warning',
    title: 'A file of the Elastic package is larger than 5 MB',
    cause:
      'A pipeline holds what each event of its stream means. The package is written all the same, but the checks of Elastic refuse it.',
    fix: 'divide the events among several streams, or among several catalogs',
  },
  'elastic-field-count': {
    severity: 'warning',
    title: 'A data stream of the Elastic package has more than 2,048 fields',
    cause:
      'Each field of the catalog is a field of the data stream. The package is written all the same, but the checks of Elastic refuse it.',
    fix: 'leave out fields that no search needs: undocumented fields are kept in one field together',
  },
});

const megabyte = 1024 * 1024;
const largestFile = 5 * megabyte;
const mostFields = 2048;

/** Takes a catalog and the files of its package; returns what is beyond the limits of a package. */
export function packageLimits(catalog: Catalog, files: readonly PlannedFile[]): readonly Finding[] {
  const large = files.filter(({ path, bytes }) => /\.(?:yml|json)$/.test(path) && !path.includes('/_dev/') && bytes.length > largestFile);
  return [
    ...large.map(({ path, bytes, origin }) =>
      finding(elasticLimitCodes['elastic-file-size'], {
        message: `${path} has ${(bytes.length / megabyte).toFixed(1)} MB, the limit is ${largestFile / megabyte} MB`,
        notes: [`it comes from ${origin}, which has ${catalog.events.length} events`],
      }),
    ),
    ...catalog.streams.flatMap((stream) => {
      const { length } = declaredFields(catalog, stream);
      if (length <= mostFields) return [];
      const message = `the data stream \`${stream.dataStream}\` of \`${catalog.id}\` has ${length} fields, the limit is ${mostFields}`;
      return [
        finding(elasticLimitCodes['elastic-field-count'], { message, notes: [`${catalog.fields.length} are fields of the catalog`] }),
      ];
    }),
  ];
}
