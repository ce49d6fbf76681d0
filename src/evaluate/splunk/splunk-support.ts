import { implementedRows, refusedRows, type SupportRow } from '../support.js';
import { kvModes, refusedKvModes } from './automatic-fields.js';
import { evalSupport } from './eval-language.js';
import { indexTimeSupport } from './index-time.js';
import { plainSearchKeys, refusedSearchKeys } from './known-settings.js';
import { lookupKeys, refusedLookupKeys } from './lookups.js';
import { idleTransformKeys, reportKeys } from './reports.js';
import { searchForms } from './search-match.js';
import { searchTimeKeys } from './search-time.js';

/** How apps and stanzas come together; no table drives it. */
const layering: Readonly<Record<string, string | undefined>> = {
  'local over default': undefined,
  'several apps': 'their order is known at second hand: two apps with one setting are told',
  'the system directory': "Splunk's own default settings are not read: give them as an app",
  'metadata (export)': 'every app is taken to be shared with all others',
  'source::, host::, source type': undefined,
  '(::){0} in front of a pattern': undefined,
  'rule::, delayedrule::': 'they choose source types, which the input has here',
};

const tagKeys: Readonly<Record<string, string | undefined>> = { '[field=value]': 'the value exactly, letter case too' };

/** What of Splunk is implemented, partial or refused: the tables that the evaluator works by. */
export function splunkSupport(): readonly SupportRow[] {
  const side = 'splunk' as const;
  const [props, report, lookup] = ['props.conf', 'transforms.conf, REPORT', 'transforms.conf, LOOKUP'];
  return [
    ...implementedRows(side, 'apps and stanzas', layering),
    ...implementedRows(side, props, { ...searchTimeKeys, ...plainSearchKeys }),
    ...refusedRows(side, props, refusedSearchKeys),
    ...implementedRows(side, 'KV_MODE', kvModes),
    ...refusedRows(side, 'KV_MODE', all(refusedKvModes, 'tables are read by a command of their own')),
    ...implementedRows(side, report, { ...reportKeys, ...all(idleTransformKeys, 'changes nothing at search time') }),
    ...implementedRows(side, lookup, lookupKeys),
    ...refusedRows(side, lookup, all(refusedLookupKeys, 'only files are read')),
    ...implementedRows(side, 'eventtypes.conf, search', searchForms),
    ...implementedRows(side, 'tags.conf', tagKeys),
    ...evalSupport(),
    ...indexTimeSupport(),
  ];
}

function all(names: readonly string[], note: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, note]));
}
