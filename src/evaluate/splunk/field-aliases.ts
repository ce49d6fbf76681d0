import { type Finding, finding } from '../../diagnostics/finding.js';
import type { Setting } from './conf-file.js';
import { readWords, type Word } from './field-words.js';
import { splunkCodes } from './splunk-codes.js';
import type { Step, WorkingRecord } from './working-record.js';

interface Alias {
  readonly from: string;
  readonly to: string;
  /** ASNEW: what is there stays, and stays also where the source is missing. */
  readonly keeps: boolean;
}

/** FIELDALIAS-<class> = (<field> AS|ASNEW <alias>)+: props.conf.spec. Pairs are set apart by blanks or commas, names may be quoted. */
export function fieldAlias(setting: Setting, findings: Finding[]): Step | undefined {
  const aliases = readAliases(setting, findings);
  if (aliases === undefined) return undefined;
  return {
    places: [setting.place],
    writes: (field) => aliases.some((each) => each.to === field),
    run: (record) => {
      for (const each of aliases) applyAlias(record, each, setting);
    },
  };
}

function readAliases(setting: Setting, findings: Finding[]): readonly Alias[] | undefined {
  const words = readWords(setting.value);
  const aliases: Alias[] = [];
  for (let at = 0; at < words.length; at += 3) {
    const [from, how, to] = [words[at], words[at + 1], words[at + 2]];
    const mode = how?.isQuoted === false ? how.text.toUpperCase() : '';
    if (from === undefined || to === undefined || (mode !== 'AS' && mode !== 'ASNEW')) {
      findings.push(
        finding(splunkCodes['splunk-wrong'], { message: 'FIELDALIAS is a list of `field AS alias`', span: spanOf(setting, from) }),
      );
      return undefined;
    }
    aliases.push({ from: from.text, to: to.text, keeps: mode === 'ASNEW' });
  }
  return aliases;
}

function spanOf(setting: Setting, word: Word | undefined) {
  return word === undefined ? setting.placed.span() : setting.placed.span(word.start, word.end);
}

/** props.conf.spec, since 7.2.4: with AS a source that is missing removes the alias, with ASNEW it leaves it. */
function applyAlias(record: WorkingRecord, { from, to, keeps }: Alias, setting: Setting): void {
  const values = record.fields.get(from);
  if (keeps && (values === undefined || record.fields.has(to))) return;
  if (values === undefined) {
    if (record.fields.delete(to)) record.origins?.delete(to);
    return;
  }
  record.fields.set(to, values);
  if (record.origins === undefined) return;
  const spans = record.spansOf(from);
  record.origins.set(to, { place: setting.place, directive: setting.key, from: [from], ...(spans === undefined ? {} : { spans }) });
}
