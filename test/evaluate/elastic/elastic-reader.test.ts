import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/evaluate/budget.js';
import { dataStreamsOf, openElasticPackage } from '../../../src/evaluate/elastic/elastic-package.js';
import { elasticSupport } from '../../../src/evaluate/elastic/elastic-support.js';
import { openPipelines } from '../../../src/evaluate/elastic/ingest-pipeline.js';
import { fromPlain, JavaMap, toPlain } from '../../../src/evaluate/elastic/values.js';
import type { PackageFiles } from '../../../src/source/package-files.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function documentOf(value: unknown): JavaMap {
  const document = fromPlain(value);
  if (!(document instanceof JavaMap)) throw new Error('no document');
  return document;
}

function open(text: string, others: Readonly<Record<string, string>> = {}) {
  const files = Object.entries({ 'main.yml': text, ...others }).map(([name, each]) => ({ name, bytes: bytes(each) }));
  return openPipelines(files);
}

/** The finding as `line:column code: message`. */
function said(text: string): readonly string[] {
  return open(text).findings.map(({ code, message, span }) => `${span?.line}:${span?.column} ${code}: ${message}`);
}

const packageOf = (files: Readonly<Record<string, string>>): PackageFiles => ({
  name: 'gate',
  files: new Map(Object.entries(files).map(([path, text]) => [path, bytes(text)])),
});

const GATE = {
  'manifest.yml': 'name: gate\n',
  'data_stream/visits/manifest.yml': 'title: Visits\ntype: logs\n',
  'data_stream/visits/elasticsearch/ingest_pipeline/default.yml':
    '---\nprocessors:\n  - pipeline:\n      name: \'{{ IngestPipeline "second" }}\'\n  - set:\n      field: index\n      copy_from: _index\n',
  'data_stream/visits/elasticsearch/ingest_pipeline/second.yml': '---\nprocessors:\n  - set:\n      field: seen\n      value: true\n',
};

describe('a package', () => {
  it('runs the default pipeline of a data stream, and others of its folder by the names that Fleet writes', () => {
    const { reader, findings } = openElasticPackage(packageOf(GATE), 'visits');
    expect(findings).toEqual([]);
    const result = reader?.run(documentOf({ message: 'bell' }));
    expect(result?.kind === 'doc' && toPlain(result.doc)).toEqual({ message: 'bell', seen: true, index: 'logs-gate.visits-default' });
  });

  it('takes the pipeline that the manifest of the data stream names', () => {
    const manifest = 'title: Visits\nelasticsearch:\n  ingest_pipeline:\n    name: second\n';
    const { reader } = openElasticPackage(packageOf({ ...GATE, 'data_stream/visits/manifest.yml': manifest }), 'visits');
    const result = reader?.run(documentOf({}));
    expect(result?.kind === 'doc' && toPlain(result.doc)).toEqual({ seen: true });
  });

  it('takes its only data stream where none is named', () => {
    expect(dataStreamsOf(packageOf(GATE))).toEqual(['visits']);
    expect(openElasticPackage(packageOf(GATE), undefined).reader).toBeDefined();
  });

  const visits = 'data_stream/visits/manifest.yml';
  const pipeline = 'data_stream/visits/elasticsearch/ingest_pipeline/default.yml';
  const utf16 = Buffer.from('processors: []', 'utf16le');
  it.each([
    ['a manifest of a data stream that is no YAML', visits, 'title: [x\n', `${visits}:1:8 yaml-syntax`],
    ['a manifest that is no YAML', 'manifest.yml', 'name: gate\n  bad: : x\n', 'manifest.yml:2:3 yaml-indent'],
    ['a manifest that is no mapping', 'manifest.yml', 'gate\n', 'manifest.yml:1:1 package-manifest the manifest holds no mapping'],
    [
      'a manifest whose pipeline has no name',
      visits,
      'elasticsearch:\n  ingest_pipeline:\n    name: [a]\n',
      `${visits}:3:11 package-manifest \`elasticsearch.ingest_pipeline.name\` is the name of a pipeline, a text`,
    ],
    ['a manifest in Latin-1', visits, Buffer.from('title: \u00e9', 'latin1'), `${visits}:1:8 source-encoding byte 0xe9 is no UTF-8 text`],
    [
      'a pipeline in Latin-1',
      pipeline,
      Buffer.from('processors: []\n# \u00e9', 'latin1'),
      `${pipeline}:2:3 source-encoding byte 0xe9 is no UTF-8 text`,
    ],
    ['a pipeline in UTF-16', pipeline, Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), `${pipeline}:1:1 source-encoding byte 0xff`],
    ['a pipeline in UTF-16 without a mark', pipeline, utf16, `${pipeline}:1:2 source-nul NUL character: the file is binary, or UTF-16`],
  ])('refuses %s by place', (_, path, content, expected) => {
    const files = packageOf(GATE);
    const changed = { ...files, files: new Map([...files.files, [path, Buffer.from(content)]]) };
    const { reader, findings } = openElasticPackage(changed, 'visits');
    expect(reader).toBeUndefined();
    expect(findings.map(({ severity }) => severity)).toEqual(['error']);
    const [told] = findings.map(({ code, span, message }) => `${span?.file}:${span?.line}:${span?.column} ${code} ${message}`);
    expect(told?.slice(0, `gate/${expected}`.length)).toBe(`gate/${expected}`);
  });

  it('takes files that begin with a byte order mark', () => {
    const marked = Object.fromEntries(Object.entries(GATE).map(([path, text]) => [path, `\ufeff${text}`]));
    expect(openElasticPackage(packageOf(marked), 'visits').findings).toEqual([]);
  });

  it('names the data streams that it has', () => {
    const { findings, reader } = openElasticPackage(packageOf(GATE), 'visit');
    expect(reader).toBeUndefined();
    expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'package-data-stream: there is no data stream `visit`; the package has `visits`',
    ]);
  });
});

describe('what a pipeline cannot be', () => {
  it('tells every mistake at its place, in the words of Elasticsearch', () => {
    expect(
      said(
        'processors:\n  - set:\n      field: a\n      valu: 1\n  - nope: {}\n  - set:\n      field: a\n      value: 1\n      overide: true\n',
      ),
    ).toEqual([
      '2:5 pipeline-rejected: [value] required property is missing',
      '5:5 pipeline-rejected: No processor type exists with name [nope]',
      "9:7 pipeline-rejected: processor [set] doesn't support one or more provided configuration parameters [overide]",
    ]);
  });

  it('refuses by name what is not evaluated', () => {
    expect(said('processors:\n  - grok:\n      field: message\n      patterns: ["%{WORD:w}"]\n')).toEqual([
      '2:5 pipeline-unsupported: the processor `grok` (is not implemented) is not evaluated',
    ]);
  });

  it('tells of a pipeline that is in none of the files', () => {
    const { findings, reader } = open('processors:\n  - pipeline:\n      name: other\n');
    expect(findings.map(({ code, span }) => `${span?.line} ${code}`)).toEqual(['3 pipeline-absent']);
    expect(reader).toBeDefined();
  });

  it('reads JSON indented with tabs, and says where it is none', () => {
    expect(open('{\n\t"processors": [\n\t\t{"set": {"field": "a", "value": 1.0}}\n\t]\n}').findings).toEqual([]);
    expect(open('- a list').findings.map(({ code }) => code)).toEqual(['pipeline-file']);
  });

  it('keeps a number with a decimal point one', () => {
    const { reader } = open('processors:\n  - set:\n      field: a\n      value: 1.0\n  - set:\n      field: b\n      value: "{{a}}"\n');
    const result = reader?.run(documentOf({}));
    expect(result?.kind === 'doc' && result.doc.get('b')).toBe('1.0');
  });
});

describe('a run', () => {
  it('leaves the document of the caller alone', () => {
    const { reader } = open('processors:\n  - append:\n      field: a\n      value: 2\n');
    const document = documentOf({ a: [1] });
    reader?.run(document);
    expect(toPlain(document)).toEqual({ a: [1] });
  });

  it('ends an expression that never ends, and names it', () => {
    const { reader } = open('processors:\n  - gsub:\n      field: a\n      pattern: "(a+)+$"\n      replacement: x\n');
    const budget = new Budget(200);
    const spent = budget.run(() => reader?.run(documentOf({ a: `${'a'.repeat(60)}b` }), { budget }));
    expect(spent.done).toBe(false);
    expect(spent.done === false && spent.at?.line).toBe(4);
  });

  it('tells the time that it is given', () => {
    const { reader } = open('processors:\n  - set:\n      field: t\n      copy_from: _ingest.timestamp\n');
    const result = reader?.run(documentOf({}), { now: Date.UTC(2026, 2, 4, 5, 6, 7, 89) });
    expect(result?.kind === 'doc' && result.doc.get('t')).toMatchObject({ className: 'java.time.ZonedDateTime' });
  });
});

describe('what can write a field', () => {
  const text = [
    'processors:',
    '  - set: {field: user.name, value: x}',
    '  - set: {field: user, value: {}}',
    "  - set: {field: 'user.{{n}}', value: x}",
    "  - script: {source: 'ctx.user.name = 1'}",
    "  - script: {source: 'ctx.user.rename = 1'}",
    '  - dissect: {field: message, pattern: "%{+user.name} %{other}"}',
    '  - foreach: {field: a, processor: {append: {field: user.name, value: 1}}}',
    '  - fail: {message: x, on_failure: [{rename: {field: user.name, target_field: b}}, {rename: {field: b, target_field: user.name}}]}',
    'on_failure:',
    '  - remove: {field: user.name}',
  ].join('\n');

  it('is each processor with that target, and each script that names its last step', () => {
    const { reader, findings } = open(text);
    expect(findings).toEqual([]);
    expect(reader?.writers('user.name').map(({ line }) => line)).toEqual([2, 3, 4, 5, 7, 8, 9, 11]);
    expect(reader?.writers('other').map(({ line }) => line)).toEqual([7]);
    expect(reader?.writers('nowhere')).toEqual([]);
  });
});

describe('the table of what is supported', () => {
  it('has a row for each processor and each option, none twice', () => {
    const names = elasticSupport.map(({ area, name }) => `${area} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('processor option set.copy_from');
    expect(elasticSupport.find(({ name }) => name === 'grok')).toMatchObject({ state: 'refused' });
    expect(elasticSupport.find(({ name }) => name === 'date')).toMatchObject({ state: 'partial' });
  });
});
