import type { SupportRow } from '../support.js';
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
  return [
    ...rows('apps and stanzas', layering),
    ...rows('props.conf', { ...searchTimeKeys, ...plainSearchKeys }),
    ...refused('props.conf', refusedSearchKeys),
    ...rows('KV_MODE', kvModes),
    ...refused('KV_MODE', Object.fromEntries(refusedKvModes.map((name) => [name, 'tables are read by a command of their own'] as const))),
    ...rows('transforms.conf, REPORT', reportKeys),
    ...rows(
      'transforms.conf, REPORT',
      Object.fromEntries(idleTransformKeys.map((name) => [name, 'changes nothing at search time'] as const)),
    ),
    ...rows('transforms.conf, LOOKUP', lookupKeys),
    ...refused('transforms.conf, LOOKUP', Object.fromEntries(refusedLookupKeys.map((name) => [name, 'only files are read'] as const))),
    ...rows('eventtypes.conf, search', searchForms),
    ...rows('tags.conf', tagKeys),
    ...evalSupport(),
    ...indexTimeSupport(),
  ];
}

/** A row without a note is implemented, one with a note in part. */
function rows(area: string, table: Readonly<Record<string, string | undefined>>): readonly SupportRow[] {
  return Object.entries(table).map(([name, note]) =>
    note === undefined ? { side: 'splunk', area, name, state: 'implemented' } : { side: 'splunk', area, name, state: 'partial', note },
  );
}

function refused(area: string, table: Readonly<Record<string, string>>): readonly SupportRow[] {
  return Object.entries(table).map(([name, note]) => ({ side: 'splunk', area, name, state: 'refused', note }));
}
