import { describe, expect, it } from 'vitest';
import { templateSource } from '../../src/build/catalog-files.js';
import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog } from '../../src/catalog/model.js';
import type { Finding } from '../../src/diagnostics/finding.js';
import { memoryHost } from '../../src/source/memory-host.js';
import { nodeHost } from '../../src/source/node-host.js';
import { packageLimits } from '../../src/targets/elastic/limits.js';
import { targets } from '../../src/targets/index.js';
import { appLimits } from '../../src/targets/splunk/limits.js';
import { syntheticCatalog } from '../bench/synthetic-catalog.js';
import { smallCatalog } from '../catalog/small-catalog.js';

const templates = templateSource(nodeHost(new URL('../../', import.meta.url).pathname), 'templates');

function load(files: Readonly<Record<string, string>>): Catalog {
  const { catalogs, findings } = loadCatalogs(memoryHost(files), 'catalogs');
  const [catalog] = catalogs;
  if (catalog === undefined) throw new Error(JSON.stringify(findings));
  return catalog;
}

function planned(name: string, catalog: Catalog): readonly Finding[] {
  const target = targets.find((each) => each.name === name);
  return target?.plan(catalog, { profile: 'private', templates, catalogFiles: { read: () => undefined, list: () => [] } }).findings ?? [];
}

describe('limits of an Elastic package', () => {
  it('are not reached by a catalog of a thousand events', () => {
    expect(planned('elastic', load(syntheticCatalog({ form: 'brackets', events: 1000, files: 1 })))).toEqual([]);
  });

  it('are told where a pipeline is larger than a file may be', () => {
    const [each, ...others] = planned('elastic', load(syntheticCatalog({ form: 'brackets', events: 4000, files: 2 })));
    expect(others).toEqual([]);
    expect(each).toMatchObject({ code: 'elastic-file-size', severity: 'warning' });
    expect(each?.message).toMatch(
      /^elastic\/synthetic\/data_stream\/audit\/elasticsearch\/ingest_pipeline\/default\.yml has \d\.\d MB, the limit is 5 MB$/,
    );
    expect(each?.notes).toEqual(['it comes from catalogs/synthetic/catalog.yaml, which has 4000 events']);
  });

  it('count neither tests nor pictures nor a file that is just as large as it may be', () => {
    const file = (path: string, length: number) => ({ path, bytes: new Uint8Array(length), mode: 0o644 as const, origin: 'x' });
    const catalog = load(smallCatalog());
    const limit = 5 * 1024 * 1024;
    const files = [file('a/_dev/test.json', limit + 1), file('a/img/x.svg', limit + 1), file('a/x.yml', limit), file('a/y.yml', limit + 1)];
    expect(packageLimits(catalog, files).map(({ message }) => message)).toEqual(['a/y.yml has 5.0 MB, the limit is 5 MB']);
  });

  it('are told where a data stream has more fields than it may', () => {
    const more = (number: number) =>
      Array.from({ length: number }, (_unused, at) => `  F${at}: { type: text, role: none, description: F., source: "guide:7" }\n`).join(
        '',
      );
    const withFields = (number: number) => load(smallCatalog({ from: 'enums:\n', to: `${more(number)}enums:\n` }));
    expect(planned('elastic', withFields(1900))).toEqual([]);
    expect(planned('elastic', withFields(2048))).toMatchObject([
      {
        code: 'elastic-field-count',
        message: expect.stringMatching(/^the data stream `audit` of `gate` has 2\d\d\d fields, the limit is 2048$/),
      },
    ]);
  });
});

describe('limits of a Splunk add-on', () => {
  it('are not reached by a catalog of a thousand events', () => {
    expect(planned('splunk', load(syntheticCatalog({ form: 'brackets', events: 1000, files: 1 })))).toEqual([]);
  });

  it('are told where a lookup is larger than it may be', () => {
    const file = (path: string, length: number) => ({ path, bytes: new Uint8Array(length), mode: 0o644 as const, origin: 'x' });
    const limit = 50 * 1024 * 1024;
    const files = [file('lookups/a.csv', limit), file('lookups/b.csv', limit + 1), file('README.md', limit + 1)];
    expect(appLimits(files)).toMatchObject([{ code: 'splunk-lookup-size', message: 'lookups/b.csv has 50.0 MB, the limit is 50 MB' }]);
  });

  it('are told where the header of a lookup is longer than it may be', () => {
    const withColumns = (number: number) => {
      const names = Array.from({ length: number }, (_unused, at) => `column-number-${at}`);
      const enums = `enums:\n  level:\n    description: Levels.\n    source: "guide:8"\n    columns: [code, name, ${names.join(', ')}]\n    rows:\n      - [1, Low]\n`;
      const field = '  Level: { type: text, role: none, enum: level, description: L., source: "guide:7" }\n';
      return load(smallCatalog({ from: 'enums:\n', to: `${field}${enums}` }));
    };
    expect(planned('splunk', withColumns(200))).toEqual([]);
    expect(planned('splunk', withColumns(300))).toMatchObject([{ code: 'splunk-lookup-header', severity: 'error' }]);
  });
});
