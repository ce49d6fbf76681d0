import type { CatalogFiles } from '../catalog/load.js';
import type { Catalog } from '../catalog/model.js';
import { type Finding, type FindingDetails, finding } from '../diagnostics/finding.js';
import { joinRepeated } from '../diagnostics/repeated.js';
import { rules } from './index.js';
import type { MeaningRule, NameRule } from './rule.js';
import { subjectOf } from './subject.js';

const nameRules = rules.filter((each): each is NameRule => each.stage === 'names');
const meaningRules = rules.filter((each): each is MeaningRule => each.stage === 'meaning');

/** Asks the rules about names: does what one part of a catalog uses stand in another, and does nothing stand twice? */
export function checkNames(files: CatalogFiles): readonly Finding[] {
  const subject = subjectOf(files);
  return joinRepeated(nameRules.flatMap((rule) => findingsOf(rule, rule.check(subject))));
}

/** Asks the rules about what a catalog means; its names have to be right. */
export function checkMeaning(files: CatalogFiles, catalog: Catalog): readonly Finding[] {
  const subject = subjectOf(files);
  return joinRepeated(meaningRules.flatMap((rule) => findingsOf(rule, rule.check(subject, catalog))));
}

function findingsOf({ info }: NameRule | MeaningRule, found: Iterable<FindingDetails>): readonly Finding[] {
  return [...found].map((details) => finding(info, details));
}

/** All rules, as {@link loadCatalogs} takes them. */
export const catalogChecks = { names: checkNames, meaning: checkMeaning } as const;
