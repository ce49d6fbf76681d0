import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import { automaticFields } from './automatic-fields.js';
import { calculations } from './calculations.js';
import type { Setting, Settings } from './conf-file.js';
import { extraction } from './extractions.js';
import { fieldAlias } from './field-aliases.js';
import { checkLookup, checkProps, checkTransform } from './known-settings.js';
import { type LookupSources, lookup } from './lookups.js';
import { report } from './reports.js';
import { splunkCodes } from './splunk-codes.js';
import type { Step } from './working-record.js';

/** Settings whose key is a kind and a class, in the order in which Splunk works: "The sequence of search-time operations". */
const kinds = ['EXTRACT', 'REPORT', 'FIELDALIAS', 'EVAL', 'LOOKUP'] as const;
type Kind = (typeof kinds)[number];

/** What each kind of setting has, and what of it is not decided. */
export const searchTimeKeys: Readonly<Record<`${Kind}-<class>`, string | undefined>> = {
  'EXTRACT-<class>': 'two extractions of one field are not decided: the first stays',
  'REPORT-<class>': 'see transforms.conf',
  'FIELDALIAS-<class>': 'an alias of an alias is not decided',
  'EVAL-<class>': 'see eval functions',
  'LOOKUP-<class>': 'CSV files; an empty cell over a value, and a key with several values, are not decided',
};

/** All steps that a search takes over a record of one origin, and what is refused among them. */
export function searchSteps(
  settings: Settings,
  sources: LookupSources,
  stanza: Span,
): { readonly steps: readonly Step[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  checkProps(settings, findings);
  const classes = classesOf(settings);
  const steps: readonly (Step | undefined)[] = [
    ...classes.EXTRACT.map(({ setting }) => extraction(setting, findings)),
    ...classes.REPORT.flatMap(({ setting }) => report(setting, sources.transforms, findings)),
    automaticFields(settings, stanza, findings),
    ...classes.FIELDALIAS.map(({ setting }) => fieldAlias(setting, findings)),
    calculations(
      classes.EVAL.map(({ name, setting }) => [name, setting] as const),
      findings,
    ),
    ...classes.LOOKUP.map(({ setting }) => lookup(setting, sources, findings)),
  ];
  for (const { setting } of classes.REPORT) {
    for (const name of setting.value.split(',')) checkTransform(sources.transforms.get(name.trim())?.settings ?? new Map(), findings);
  }
  for (const { setting } of classes.LOOKUP) {
    checkLookup(sources.transforms.get(/^\S+/.exec(setting.value)?.[0] ?? '')?.settings ?? new Map(), findings);
  }
  warnOfChains(
    classes.FIELDALIAS.map(({ setting }) => setting),
    findings,
  );
  return { steps: steps.filter((each) => each !== undefined), findings };
}

interface Classed {
  readonly name: string;
  readonly setting: Setting;
}

/** By kind, in ASCII order of the class. The kind LOOKUP is written in any case and with any or no sign behind it: props.conf.spec. */
function classesOf(settings: Settings): Readonly<Record<Kind, readonly Classed[]>> {
  const found: Record<Kind, Classed[]> = { EXTRACT: [], REPORT: [], FIELDALIAS: [], EVAL: [], LOOKUP: [] };
  for (const setting of settings.values()) {
    const [, kind, name] =
      /^(EXTRACT|REPORT|FIELDALIAS|EVAL)-([\s\S]+)$/.exec(setting.key) ?? /^(LOOKUP)[-_]?([\s\S]+)$/i.exec(setting.key) ?? [];
    if (kind !== undefined && name !== undefined && setting.value !== '') found[kind.toUpperCase() as Kind].push({ name, setting });
  }
  for (const kind of kinds) found[kind].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return found;
}

/** An alias whose source another class makes: in which order they come is known at second hand only. */
function warnOfChains(settings: readonly Setting[], findings: Finding[]): void {
  const pairs = settings.map((setting) =>
    [...setting.value.matchAll(/("[^"]*"|[^\s,]+)\s+(?:AS|ASNEW)\s+("[^"]*"|[^\s,]+)/gi)].map(([, from = '', to = '']) => ({ from, to })),
  );
  for (const [index, setting] of settings.entries()) {
    const elsewhere = new Set(pairs.flatMap((all, other) => (other === index ? [] : all.map(({ to }) => to))));
    const chained = pairs[index]?.find(({ from }) => elsewhere.has(from));
    if (chained === undefined) continue;
    const message = `${chained.from} is itself an alias: the classes are read in lexicographic order`;
    findings.push(finding(splunkCodes['splunk-undecided'], { message, span: setting.placed.span() }));
  }
}
