import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const rendered = join(import.meta.dirname, '../../dist-addon');

// What is proved of the package's pipeline holds for the plain one, because both say the same.
describe('the plain pipeline', () => {
  const packages = readdirSync(join(rendered, 'elastic'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const pipelines = packages.flatMap(({ name }) =>
    readdirSync(join(rendered, 'elastic', name, 'data_stream')).map((stream) => [name, stream] as const),
  );

  it('is there for each data stream, and for nothing else', () => {
    const files = readdirSync(join(rendered, 'pipelines'));
    expect(files.sort()).toEqual(pipelines.map(([name, stream]) => `${name}-${stream}.json`).sort());
  });

  it.each(pipelines)('of %s, %s is that of the package', (name, stream) => {
    const plain: unknown = JSON.parse(readFileSync(join(rendered, `pipelines/${name}-${stream}.json`), 'utf8'));
    const path = `elastic/${name}/data_stream/${stream}/elasticsearch/ingest_pipeline/default.yml`;
    expect(plain).toEqual(parse(readFileSync(join(rendered, path), 'utf8')));
  });
});
