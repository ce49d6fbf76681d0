import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog, Stream } from '../../src/catalog/model.js';
import { openAgentStreams } from '../../src/evaluate/elastic/agent-stream.js';
import { openSplunkApps } from '../../src/evaluate/splunk/splunk-apps.js';
import { nodeHost } from '../../src/source/node-host.js';
import { type PackageFiles, readPackageFiles } from '../../src/source/package-files.js';
import { agentRecordFindings, agentTemplateFindings } from '../../src/verify/agent-streams.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';
import { proofWorkshop, tested } from './proof-workshop.js';

const repository = join(import.meta.dirname, '../..');

function packageAt(name: string): PackageFiles {
  return filesAt(`elastic/${name}`);
}

function filesAt(path: string): PackageFiles {
  const { files } = readPackageFiles(nodeHost(repository), `dist-addon/${path}`);
  if (files === undefined) throw new Error(`there is no ${path}`);
  return files;
}

/** The package with a text of one file changed; throws where the text is not there, so that a saboteur cannot miss. */
function withChange(files: PackageFiles, path: string, from: string, to: string): PackageFiles {
  const text = new TextDecoder().decode(files.files.get(path));
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { name: files.name, files: new Map([...files.files, [path, new TextEncoder().encode(text.replace(from, to))]]) };
}

function said(files: PackageFiles): readonly string[] {
  return agentTemplateFindings(files).map(({ code, span, message }) => `${span?.file}:${span?.line} ${code} ${message}`);
}

const names = ['dinamo_hsm', 'dogtag', 'versasec_cms', 'xroad'] as const;

describe('templates of Elastic Agent', () => {
  it.each(names)('of %s are filled in with the defaults and with each variable set, and are YAML', (name) => {
    expect(said(packageAt(name))).toEqual([]);
  });

  it('are those of files, of the network and of the event log', () => {
    const inputs = names.map((name) => [name, openAgentStreams(packageAt(name)).streams.map((each) => each.input)]);
    const network = ['filestream', 'tcp', 'udp'];
    expect(Object.fromEntries(inputs)).toEqual({ dinamo_hsm: network, dogtag: network, versasec_cms: ['winlog'], xroad: network });
  });

  it('tell the agent what the variables say', () => {
    const [files, tcp] = openAgentStreams(packageAt('dogtag')).streams;
    expect(files?.fill().settings).toMatchObject({
      paths: ['/var/log/pki/*/*/signedAudit/*_audit*'],
      parsers: [{ multiline: { type: 'pattern', negate: true, match: 'after', max_lines: 5000 } }],
      tags: ['dogtag-audit'],
      processors: [{ add_fields: { target: 'event', fields: { timezone: 'UTC' } } }],
    });
    expect(files?.fill({ tz_offset: undefined, mask_secrets: true, processors: '- add_tags: { tags: [a] }' }).settings).toMatchObject({
      tags: ['mask_secrets', 'dogtag-audit'],
      processors: [{ add_locale: { format: 'offset' } }, { add_tags: { tags: ['a'] } }],
    });
    expect(tcp?.fill({ ssl: 'key: a\n' }).settings).toMatchObject({
      host: 'localhost:9514',
      ssl: { key: 'a' },
      'publisher_pipeline.disable_host': true,
    });
  });

  const template = 'data_stream/audit/agent/stream/filestream.yml.hbs';
  const at = `dist-addon/elastic/dogtag/${template}`;
  const manifest = 'data_stream/audit/manifest.yml';
  it.each([
    ['a block that nobody closes', template, '{{/each}}', '', /filestream\.yml\.hbs:\d+ agent-template /],
    ['a helper that Fleet lacks', template, 'escape_string path', 'escape path', `${at}:3 agent-template Fleet has no helper "escape"`],
    [
      'a variable that nobody declares',
      template,
      'each tags',
      'each tag',
      `${at}:37 agent-variable no manifest declares the variable "tag"`,
    ],
    ['an indentation that is wrong', template, '      match: after', '     match: after', /filestream\.yml\.hbs:\d+ agent-yaml /],
    [
      'a text without quotes',
      template,
      'pattern: {{escape_string multiline_pattern}}',
      'pattern: {{multiline_pattern}}',
      /filestream\.yml\.hbs:25 agent-yaml /,
    ],
    [
      'a text without quotes, where a variable is set',
      template,
      'ignore_older: {{escape_string ignore_older}}',
      'ignore_older: {{ignore_older}}',
      /filestream\.yml\.hbs:19 agent-yaml .*\(ignore_older is /,
    ],
    [
      'a template that is not there',
      manifest,
      'template_path: udp.yml.hbs',
      'template_path: dup.yml.hbs',
      /manifest\.yml:\d+ agent-template there is no .*dup\.yml\.hbs/,
    ],
  ])('are told wrong: %s', (_name, path, from, to, expected) => {
    const found = said(withChange(packageAt('dogtag'), path, from, to));
    expect(found).toContainEqual(expect.stringMatching(expected));
  });
});

interface Shipped {
  readonly catalog: Catalog;
  readonly stream: Stream;
}

const withFiles: readonly Shipped[] = shippedCatalogs
  .flatMap((catalog) => catalog.streams.map((stream) => ({ catalog, stream })))
  .filter(({ stream }) => stream.body.form !== 'windows-event');

function findingsOf({ catalog, stream }: Shipped, records: readonly string[], files = packageAt(catalog.id.replaceAll('-', '_'))) {
  const apps = openSplunkApps([filesAt(`splunk/TA-${catalog.id}`)]);
  const reader = apps.reader({ sourcetype: stream.sourcetype, source: '/var/log/record.log', host: 'a' });
  const filed = { dataStream: stream.dataStream, records, breaker: () => reader.breaker() };
  return agentRecordFindings(files, filed).map(({ message }) => message);
}

describe('files of records', () => {
  it.each(withFiles.map((each) => [each.catalog.id, each] as const))(
    'are cut by Elastic Agent as by Splunk: samples of %s',
    (_id, each) => {
      const records = each.catalog.samples.filter((sample) => sample.stream === each.stream.id).map((sample) => sample.raw);
      expect(records.length).toBeGreaterThan(10);
      expect(findingsOf(each, records)).toEqual([]);
    },
  );

  const real = [
    ['dogtag', 'ipa-ca-audit-fresh-install.log'],
    ['xroad', 'manuals-2015-era.log'],
    ['xroad', 'manuals-rest-era.log'],
  ] as const;
  describe.each(real)('real lines of %s, %s', (id, name) => {
    const path = join(repository, '../shared/samples', id, name);
    if (!existsSync(path)) console.warn(`real lines skipped: ${name} is not there`);
    it.skipIf(!existsSync(path))('are cut by Elastic Agent as by Splunk', () => {
      const each = withFiles.find(({ catalog }) => catalog.id === id);
      if (each === undefined) throw new Error(`the catalog ${id} is not there`);
      expect(findingsOf(each, readFileSync(path, 'utf8').replace(/\n$/, '').split('\n'))).toEqual([]);
    });
  });

  it('that are cut otherwise are told: the first record that is another', () => {
    const each = withFiles.find(({ catalog }) => catalog.id === 'dogtag');
    if (each === undefined) throw new Error('the catalog dogtag is not there');
    const records = ['0.main - [01/Jan/2026:10:00:00 CET] [14] [6] a', '0.main - [01/Jan/2026:10:00:01 CET] [14] [6] b\nc'];
    expect(findingsOf(each, records)).toEqual([]);
    const files = withChange(packageAt('dogtag'), 'data_stream/audit/manifest.yml', '\\d{1,10}\\.[^', '\\d{2,10}\\.[^');
    expect(findingsOf(each, records, files)).toEqual([
      `record 1 of 2: Splunk reads ${JSON.stringify(records[0])}, Elastic Agent ${JSON.stringify(records.join('\n'))}`,
    ]);
    const refused = withChange(packageAt('dogtag'), 'data_stream/audit/manifest.yml', "'^(?:", "'(?=a)^(?:");
    expect(findingsOf(each, records, refused)[0]).toMatch(/^multiline: pattern holds /);
  });
});

describe('`test`', () => {
  it('says it where a template of agents or its pattern was broken', () => {
    const manifest = 'dist-addon/elastic/dinamo_hsm/data_stream/event/manifest.yml';
    const template = 'dist-addon/elastic/dinamo_hsm/data_stream/event/agent/stream/tcp.yml.hbs';
    const host = proofWorkshop('dinamo-hsm', [
      [manifest, ')??(?:[0-9]{4}/', ')??(?:[0-9]{5}/'],
      [template, 'framing: {{framing}}', 'framing {{framing}}'],
    ]);
    const { failures, findings } = tested(host);
    expect(failures).toEqual([]);
    expect(findings.map(({ code, span }) => `${code} ${span?.file}`)).toEqual([`agent-yaml ${template}`, `agent-records ${manifest}`]);
  });
});
