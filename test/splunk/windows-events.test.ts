import { describe, expect, it } from 'vitest';
import { classesOf, readConf } from './conf-reader.js';
import { type App, type Origin, type Seen, searchTime, settingsOf } from './search-time.js';
import { logHost, type Shipped, seeing, shipped } from './shipped.js';
import { systemDefault, windowsAddOn } from './windows-neighbours.js';

const [versasec] = shipped.filter((each) => each.catalog.id === 'versasec-cms');
if (versasec === undefined) throw new Error('the catalog versasec-cms is not there');
const { app, naming }: Shipped = versasec;
const samples = versasec.samples.filter(({ expect: { state } }) => state !== 'foreign');
const props = readConf(app.get('default/props.conf') ?? '');
const prefix = 'versasec_cms_';

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
    expect(settingsOf(props, { source, sourcetype: 'WinEventLog' }).size > 0).toBe(applies);
  });

  const settings = settingsOf(props, { source: 'WinEventLog:Application', sourcetype: 'WinEventLog' });

  it('is the only one', () => {
    expect([...props.keys()]).toEqual(['source::...WinEventLog:(Application|ForwardedEvents)']);
  });

  it('has settings of search time only, under names of our own', () => {
    expect([...settings.keys()].filter((key) => !/^(?:EXTRACT|FIELDALIAS|EVAL|LOOKUP)-versasec_cms_/.test(key))).toEqual([]);
  });

  it('extracts from the very beginning of a record, or from what was extracted so', () => {
    const values = classesOf(settings, 'EXTRACT').map(([, value]) => value);
    expect(values.filter((value) => !value.startsWith('\\A') && !/ in versasec_cms_[a-z]+$/.test(value))).toEqual([]);
    expect(values.some((value) => value.startsWith('\\A'))).toBe(true);
  });

  it('gives a shared name only where nobody has used it', () => {
    for (const [, value] of classesOf(settings, 'FIELDALIAS')) expect(value).not.toMatch(/ AS /);
  });
});

type Layout = 'xml' | 'text';
const layouts: readonly Layout[] = ['xml', 'text'];
const origins: Readonly<Record<Layout, Origin>> = {
  xml: { sourcetype: 'XmlWinEventLog', source: 'XmlWinEventLog:Application', host: logHost },
  text: { sourcetype: 'WinEventLog', source: 'WinEventLog:Application', host: logHost },
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
const neighbours: readonly (readonly [string, readonly App[]])[] = [
  ['nothing else', []],
  ["Splunk's own settings", [systemDefault]],
  ['the add-on of Windows', [systemDefault, windowsAddOn]],
];

function comparable({ fields, eventtypes, tags }: Seen): unknown {
  return { fields: Object.fromEntries([...fields].sort(([a], [b]) => (a < b ? -1 : 1))), eventtypes, tags };
}

describe.each(neighbours)('beside %s', (_, installed) => {
  it.each(foreign)('an event of another provider stays as it is: %s, %s, %j', (layout, provider, message) => {
    const raw = record(layout, provider, 256, message);
    const without = searchTime([...installed, empty], origins[layout])(raw);
    const withOurs = searchTime([...installed, empty, app], origins[layout])(raw);
    expect(comparable(withOurs)).toEqual(comparable(without));
  });

  it('the facts of every event of ours are the same', () => {
    const alone = seeing(versasec);
    const together = seeing(versasec, [...installed, empty, app]);
    const names = [...naming.facts].filter(([fact]) => fact !== 'time').flatMap(([, fields]) => fields);
    for (const { raw, name } of samples.filter((each) => each.expect.state !== 'unparsed')) {
      const before = alone(raw).fields;
      const after = together(raw);
      expect([name, names.map((each) => [each, after.fields.get(each)])]).toEqual([name, names.map((each) => [each, before.get(each)])]);
      for (const each of ['vendor_product', 'app']) expect([each, after.fields.get(each)]).toEqual([each, before.get(each)]);
      expect(after.eventtypes.filter((each) => each.startsWith(prefix))).toEqual(alone(raw).eventtypes);
    }
  });
});

/** An app that has nothing, so that a list of apps is never empty. */
const empty: App = new Map(['props', 'transforms', 'eventtypes', 'tags'].map((name) => [`default/${name}.conf`, '']));

describe('a message that names fields of ours', () => {
  const lines = [
    'provider: vSEC.CMS',
    'id: 262',
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
    const { fields, eventtypes, tags } = searchTime([systemDefault, app], origins.text)(raw);
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
    const { fields, eventtypes } = searchTime([systemDefault, app], origins.text)(raw);
    const facts = ['event', 'class', 'outcome', 'provider', 'level', 'text', 'data', 'unknown_field'];
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
  const unequal = (changed: App): boolean =>
    foreign.some(([layout, provider, message]) => {
      const raw = record(layout, provider, 256, message);
      const without = searchTime(others, origins[layout])(raw);
      return JSON.stringify(comparable(searchTime([...others, changed], origins[layout])(raw))) !== JSON.stringify(comparable(without));
    });
  const changedBy = (from: string | RegExp, to: string): App => {
    const before = app.get('default/props.conf') ?? '';
    const after = before.replace(from, to);
    if (after === before) throw new Error('nothing was changed');
    return new Map([...app, ['default/props.conf', after]]);
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
