import type { CatalogFiles } from '../catalog/load.js';
import type { Catalog } from '../catalog/model.js';
import { type Finding, finding, sortFindings } from '../diagnostics/finding.js';
import { rules } from './index.js';
import type { MeaningRule, NameRule } from './rule.js';
import { subjectOf } from './subject.js';

const nameRules = rules.filter((each): each is NameRule => each.stage === 'names');
const meaningRules = rules.filter((each): each is MeaningRule => each.stage === 'meaning');

/** Asks the rules about names: does what one part of a catalog uses stand in another, and does nothing stand twice? */
export function checkNames(files: CatalogFiles): readonly Finding[] {
  const subject = subjectOf(files);
  return sortFindings(nameRules.flatMap(({ info, check }) => [...check(subject)].map((details) => finding(info, details))));
}

/** Asks the rules about what a catalog means; its names have to be right. */
export function checkMeaning(files: CatalogFiles, catalog: Catalog): readonly Finding[] {
  const subject = subjectOf(files);
  return sortFindings(meaningRules.flatMap(({ info, check }) => [...check(subject, catalog)].map((details) => finding(info, details))));
}

/** All rules, as {@link loadCatalogs} takes them. */
export const catalogChecks = { names: checkNames, meaning: checkMeaning } as const;
