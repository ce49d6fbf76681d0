import { describe, expect, it } from 'vitest';
import { openSplunkApps } from '../../../src/evaluate/splunk/splunk-apps.js';
import { nodeHost } from '../../../src/source/node-host.js';
import { readPackageFiles } from '../../../src/source/package-files.js';
import { readCatalog, repository } from '../../splunk/rendered-app.js';

/** What another add-on says of Windows events beside ours: Splunk's Add-on for Microsoft Windows switches the automatic fields off. */
const windows = { name: 'windows', files: new Map([['default/props.conf', Buffer.from('[XmlWinEventLog]\nKV_MODE = none\n')]]) };

/** What our apps leave to the documents' silence: a zone that nobody knows. */
const leftOpen = /^the zone \S+ is not known/;
/** No form of a time takes such an offset, and what Splunk does by itself then is not documented. */
const impossibleOffset = /T\d\d:\d\d:\d\d\.\d{3}[+-](?:1[5-9]|[2-9]\d):\d\d/;

const apps = [
  { id: 'dogtag', app: 'TA-dogtag', sourcetype: 'dogtag:audit', source: '/var/log/audit.log' },
  { id: 'dinamo-hsm', app: 'TA-dinamo-hsm', sourcetype: 'dinamo-hsm:event', source: '/var/log/event.log' },
  { id: 'xroad', app: 'TA-xroad', sourcetype: 'xroad:audit', source: '/var/log/xroad/audit.log' },
  { id: 'versasec-cms', app: 'TA-versasec-cms', sourcetype: 'XmlWinEventLog', source: 'XmlWinEventLog:Application' },
];

describe.each(apps)('the rendered $app', ({ id, app, sourcetype, source }) => {
  const { files } = readPackageFiles(nodeHost(repository), `dist-addon/splunk/${app}`);
  const opened = openSplunkApps([windows, ...(files === undefined ? [] : [files])]);
  const reader = opened.reader({ sourcetype, source, host: 'log-host.example.com' });

  it('opens without a finding', () => {
    expect(files).toBeDefined();
    expect([...opened.findings, ...reader.findings]).toEqual([]);
  });

  it('reads the time of each sample that has one', () => {
    // A Windows event has its time from the add-on that collects it.
    const timed = id === 'versasec-cms' ? [] : readCatalog(id).samples.filter(({ expect: { time } }) => time !== undefined);
    for (const { raw, expect: expected } of timed) {
      const seconds = reader.read(raw)[0]?.time ?? Number.NaN;
      expect(new Date(Math.round(seconds * 1000)).toISOString()).toBe(expected.time);
    }
    expect(timed.length > 0).toBe(id !== 'versasec-cms');
  });

  it('shows where each field of each sample comes from, and the same fields as without', () => {
    const samples = readCatalog(id).samples.filter(({ raw }) => id !== 'versasec-cms' || raw.trimStart().startsWith('<'));
    expect(samples.length).toBeGreaterThan(0);
    for (const { raw } of samples) {
      const [plain] = reader.read(raw);
      const [traced] = reader.read(raw, { trace: true });
      const notes = (plain?.notes ?? []).map(({ message }) => message).filter((each) => !leftOpen.test(each));
      expect(notes.length > 0).toBe(impossibleOffset.test(raw));
      expect({ ...traced, origins: undefined, stamp: undefined }).toEqual({ ...plain, origins: undefined, stamp: undefined });
      expect([...(traced?.origins?.keys() ?? [])].sort()).toEqual([...(plain?.fields.keys() ?? [])].sort());
      for (const [name, { spans }] of traced?.origins ?? []) {
        if (spans !== undefined) expect([name, spans.length]).toEqual([name, plain?.fields.get(name)?.length]);
      }
    }
  });
});
