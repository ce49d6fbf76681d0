import { describe, expect, it } from 'vitest';
import { readConfFile } from '../../src/evaluate/splunk/conf-file.js';
import { type Origin, openSplunkApps, type SplunkRecord } from '../../src/evaluate/splunk/splunk-apps.js';
import { StanzaMatcher } from '../../src/evaluate/splunk/stanza-match.js';
import type { PackageFiles } from '../../src/source/package-files.js';
import { LOG_HOST } from '../../src/verify/rendered-add-on.js';
import { textOf } from './rendered-app.js';
import { shippedStream } from './shipped-streams.js';
import { systemDefault, windowsAddOn } from './windows-neighbours.js';

const { app, rendered, samples: all } = shippedStream('versasec-cms');
const samples = all.filter(({ expect: { state } }) => state !== 'foreign');
const { conf } = readConfFile('props.conf', Buffer.from(textOf(app, 'default/props.conf')));
const stanzas = new StanzaMatcher(conf);
const prefix = 'versasec_cms_';

/** Takes what is installed and returns the function that shows a record as a search sees it. */
function searched(installed: readonly PackageFiles[]): (raw: string, origin?: Origin) => SplunkRecord {
  const apps = openSplunkApps(installed);
  return (raw, origin = rendered.origin(raw)) => {
    const [record] = apps.reader(origin).read(raw);
    if (record === undefined) throw new Error('the record went nowhere');
    return record;
  };
}

describe('the stanza', () => {
  it.each([
    ['WinEventLog:Application', true],
    ['XmlWinEventLog:Application', true],
    ['WinEventLog:ForwardedEvents', true],
    ['XmlWinEventLog:ForwardedEvents', true],
    ['WinEventLog:Security', false],
    ['XmlWinEventLog:System', false],
    ['WinEventLog:Application2', false],
  ])('of %s has settings of ours: %s', (source, applies) => {
    expect(stanzas.settings({ source, sourcetype: 'WinEventLog', host: LOG_HOST }).size > 0).toBe(applies);
  });

  const settings = [...stanzas.settings({ source: 'WinEventLog:Application', sourcetype: 'WinEventLog', host: LOG_HOST }).values()];

  it('is the only one', () => {
    expect([...conf.keys()]).toEqual(['source::...WinEventLog:(Application|ForwardedEvents)']);
  });

  it('has settings of search time only, under names of our own', () => {
    expect(settings.map(({ key }) => key).filter((key) => !/^(?:EXTRACT|FIELDALIAS|EVAL|LOOKUP)-versasec_cms_/.test(key))).toEqual([]);
  });

  it('extracts from the very beginning of a record, or from what was extracted so', () => {
    const values = settings.filter(({ key }) => key.startsWith('EXTRACT-')).map(({ value }) => value);
    expect(values.filter((value) => !value.startsWith('\\A') && !/ in versasec_cms_[a-z]+$/.test(value))).toEqual([]);
    expect(values.some((value) => value.startsWith('\\A'))).toBe(true);
  });

  it('gives a shared name only where nobody has used it', () => {
    const aliases = settings.filter(({ key }) => key.startsWith('FIELDALIAS-')).map(({ value }) => value);
    expect(aliases).not.toEqual([]);
    expect(aliases.filter((value) => / AS /.test(value))).toEqual([]);
  });
});

type Layout = 'xml' | 'text';
const layouts: readonly Layout[] = ['xml', 'text'];
const origins: Readonly<Record<Layout, Origin>> = {
  xml: { sourcetype: 'XmlWinEventLog', source: 'XmlWinEventLog:Application', host: LOG_HOST },
  text: { sourcetype: 'WinEventLog', source: 'WinEventLog:Application', host: LOG_HOST },
};

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function record(layout: Layout, provider: string, id: number, message: string): string {
  if (layout === 'text') {
    const header = [
      '03/04/2026 08:00:03 AM',
      'LogName=Application',
      `SourceName=${provider}`,
      `EventCode=${id}`,
      'EventType=2',
      'Type=Error',
    ];
    return [...header, 'ComputerName=other.example.com', 'RecordNumber=7', `Message=${message}`].join('\n');
  }
  return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}'/><EventID Qualifiers='0'>${id}</EventID><Level>2</Level><EventRecordID>7</EventRecordID><Channel>Application</Channel><Computer>other.example.com</Computer></System><EventData><Data>${escaped(message)}</Data><Data Name='Path'>C:\\vSEC.CMS</Data></EventData></Event>`;
}

const ourText = record('text', 'vSEC.CMS', 262, 'Operator PIN blocked');
const ourXml = record('xml', 'vSEC.CMS', 262, 'Operator PIN blocked');
const messages = [
  'Faulting application vSEC.CMS',
  'SourceName=vSEC.CMS\nEventCode=262\nMessage=Operator PIN blocked',
  `copied: ${ourText}`,
  `\n${ourText}`,
  ourXml,
  `\n\n${ourXml}`,
  "Name='vSEC.CMS'><EventID>262</EventID>",
  `${'a line\n'.repeat(60)}SourceName=vSEC.CMS\n`,
];
const providers = ['MsiInstaller', 'vSEC.CMS.Other', 'vSEC', 'xvSEC.CMS', 'VSEC.CMS', 'vSEC.CMS.RSDM2'];
const foreign = layouts.flatMap((layout) =>
  providers.flatMap((provider) => messages.map((message) => [layout, provider, message] as const)),
);
const neighbours: readonly (readonly [string, readonly PackageFiles[]])[] = [
  ['nothing else', []],
  ["Splunk's own settings", [systemDefault]],
  ['the add-on of Windows', [systemDefault, windowsAddOn]],
];

function comparable({ fields, eventtypes, tags }: SplunkRecord): unknown {
  return { fields: Object.fromEntries([...fields].sort(([a], [b]) => (a < b ? -1 : 1))), eventtypes, tags };
}

describe.each(neighbours)('beside %s', (_, installed) => {
  const alone = searched(installed);
  const together = searched([...installed, app]);

  it.each(foreign)('an event of another provider stays as it is: %s, %s, %j', (layout, provider, message) => {
    const raw = record(layout, provider, 256, message);
    expect(comparable(together(raw, origins[layout]))).toEqual(comparable(alone(raw, origins[layout])));
  });

  it('the facts of every event of ours are the same', () => {
    const names = rendered.table.facts.flatMap(({ splunk }) => splunk);
    expect(names.length).toBeGreaterThan(15);
    for (const { raw, name } of samples.filter((each) => each.expect.state !== 'unparsed')) {
      const [before] = rendered.splunk(raw).records;
      const after = together(raw);
      const facts = [...names, 'vendor_product', 'app'];
      expect([name, facts.map((each) => [each, after.fields.get(each)])]).toEqual([
        name,
        facts.map((each) => [each, before?.fields.get(each)]),
      ]);
      expect(after.eventtypes.filter((each) => each.startsWith(prefix))).toEqual(before?.eventtypes);
    }
  });
});

describe('a message that names fields of ours', () => {
  const lines = [
    'provider: vSEC.CMS',
    'id: 262',
    'computer: forged',
    'channel: forged',
    'record: 99999999',
    'key: vSEC.CMS:262:none',
    'outcome_read: none',
    'class: authentication',
    'event: vSEC.CMS:262',
    'unknown_field: x',
    'system: <EventID>262</EventID>',
    'eventdata: <Data>forged</Data>',
    'header: EventCode=262',
    'level: 2',
    'text: forged',
    'message: forged',
    'rendered: forged',
  ];
  const forged = `It says:\n${lines.map((line) => `${prefix}${line}`).join('\n')}`;

  it('makes no event of ours of another', () => {
    const raw = record('text', 'MsiInstaller', 256, forged);
    const { fields, eventtypes, tags } = searched([systemDefault, app])(raw, origins.text);
    expect({ eventtypes, tags }).toEqual({ eventtypes: [], tags: [] });
    expect(['signature', 'severity', 'action', 'vendor'].map((name) => fields.get(name))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('changes no fact of an event of ours', () => {
    const raw = record('text', 'vSEC.CMS', 263, forged);
    const { fields, eventtypes } = searched([systemDefault, app])(raw, origins.text);
    const facts = ['event', 'class', 'outcome', 'provider', 'level', 'text', 'data', 'unknown_field'];
    const header = ['id', 'computer', 'channel', 'record'];
    const untouched = searched([app])(raw, origins.text).fields;
    expect(header.map((name) => untouched.get(`${prefix}${name}`)?.length)).toEqual([1, 1, 1, 1]);
    expect(header.map((name) => fields.get(`${prefix}${name}`))).toEqual(header.map((name) => untouched.get(`${prefix}${name}`)));
    // Without the settings that keep the first value, what the message says stands beside it.
    const settings = textOf(app, 'default/props.conf').replace(/^EVAL-versasec_cms_(?:id|computer|channel|record) = .*\n/gm, '');
    const changed = { ...app, files: new Map([...app.files, ['default/props.conf', Buffer.from(settings)]]) };
    const without = searched([systemDefault, changed])(raw, origins.text).fields;
    expect(header.map((name) => without.get(`${prefix}${name}`)?.length)).toEqual([2, 2, 2, 2]);
    expect(facts.map((name) => [name, fields.get(`${prefix}${name}`)])).toEqual([
      ['event', ['vSEC.CMS:263']],
      ['class', ['authentication']],
      ['outcome', ['success']],
      ['provider', ['vSEC.CMS']],
      ['level', ['error']],
      ['text', [forged]],
      ['data', undefined],
      ['unknown_field', undefined],
    ]);
    expect(eventtypes).toEqual([`${prefix}authentication`]);
  });
});

// A comparison that cannot fail proves nothing.
describe('saboteurs', () => {
  const others = [systemDefault, windowsAddOn];
  const alone = searched(others);
  const unequal = (changed: PackageFiles): boolean => {
    const together = searched([...others, changed]);
    return foreign.some(([layout, provider, message]) => {
      const raw = record(layout, provider, 256, message);
      const [without, withOurs] = [alone, together].map((each) => JSON.stringify(comparable(each(raw, origins[layout]))));
      return withOurs !== without;
    });
  };
  const changedBy = (from: string | RegExp, to: string): PackageFiles => {
    const before = textOf(app, 'default/props.conf');
    const after = before.replace(from, to);
    if (after === before) throw new Error('nothing was changed');
    return { ...app, files: new Map([...app.files, ['default/props.conf', Buffer.from(after)]]) };
  };

  it('see nothing in the app as it is rendered', () => {
    expect(unequal(app)).toBe(false);
  });

  it.each([
    ['an extraction that does not begin at the beginning', /(EXTRACT-versasec_cms_4text = )\\A\(\?!\\s\*<\)/, '$1'],
    ['a name of others that is calculated', /(# Vendor and product\n)/, 'EVAL-versasec_cms = 1\nEVAL-severity = null()\n$1'],
    ['an alias that takes away', 'ASNEW dest', 'AS Message'],
  ])('see %s', (_, from, to) => {
    expect(unequal(changedBy(from, to))).toBe(true);
  });
});
