import type { Row } from './row.js';
import { elasticPackageRow } from './rows/elastic-package.js';
import { packageSpecRow } from './rows/package-spec.js';
import { splunkPackaging } from './rows/splunk-packaging.js';

/** All rows, in the order of the report. */
export const rows: readonly Row[] = [splunkPackaging, elasticPackageRow, packageSpecRow];
