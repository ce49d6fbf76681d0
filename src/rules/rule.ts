import type { Catalog } from '../catalog/model.js';
import type { CodeInfo, Example, FindingDetails } from '../diagnostics/finding.js';
import type { Subject } from './subject.js';

/** What every rule says of itself; the listing, the documentation and the fixture are made from it. */
interface RuleText {
  readonly code: string;
  readonly severity: CodeInfo['severity'];
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  readonly example: Example;
}

/** A rule about names: does what one part of a catalog uses stand in another, and does nothing stand twice? */
export interface NameRule {
  readonly stage: 'names';
  readonly info: CodeInfo & { readonly example: Example };
  readonly check: (subject: Subject) => Iterable<FindingDetails>;
}

/** A rule about what a catalog means; asked only where all names are right, so that one slip is told once. */
export interface MeaningRule {
  readonly stage: 'meaning';
  readonly info: CodeInfo & { readonly example: Example };
  readonly check: (subject: Subject, catalog: Catalog) => Iterable<FindingDetails>;
}

export type Rule = NameRule | MeaningRule;

/** Makes a rule that reads the files of a catalog. */
export function nameRule(text: RuleText & { readonly check: NameRule['check'] }): NameRule {
  const { check, ...info } = text;
  return Object.freeze({ stage: 'names', info: Object.freeze(info), check });
}

/** Makes a rule that reads the files of a catalog and the resolved catalog. */
export function meaningRule(text: RuleText & { readonly check: MeaningRule['check'] }): MeaningRule {
  const { check, ...info } = text;
  return Object.freeze({ stage: 'meaning', info: Object.freeze(info), check });
}
