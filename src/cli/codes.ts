import { catalogCodes } from '../catalog/catalog-codes.js';
import type { CodeInfo } from '../diagnostics/finding.js';
import { outputCodes } from '../output/output-codes.js';
import { rules } from '../rules/index.js';
import { sourceTextCodes } from '../source/source-text.js';
import { yamlCodes } from '../source/yaml-codes.js';

/** Every code that a finding can have, in byte order: those of the rules, and those of what reads and writes files. */
export const allCodes: readonly CodeInfo[] = [
  ...[sourceTextCodes, yamlCodes, catalogCodes, outputCodes].flatMap((table) => Object.values<CodeInfo>(table)),
  ...rules.map((rule) => rule.info),
].sort((a, b) => (a.code < b.code ? -1 : 1));
