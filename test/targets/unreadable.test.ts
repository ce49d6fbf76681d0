import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ingestPipeline } from '../../src/targets/elastic/ingest-pipeline.js';
import { readCatalog } from '../splunk/rendered-app.js';

// A message of unknown shape is an unknown event: it has a frame, but no key that could be asked for.
test.each([
  ['dinamo-hsm', "ctx.dinamo_hsm?.get('event')?.text == null"],
  ['dogtag', "ctx.dogtag?.get('audit')?.code == null"],
])('a record of %s counts as not read where it holds nothing to read', (id, condition) => {
  const catalog = readCatalog(id);
  const [stream] = catalog.streams;
  if (stream === undefined) throw new Error('no stream');
  const { processors } = ingestPipeline(catalog, stream, (name) => readFileSync(`templates/${name}`, 'utf8'));
  expect(processors.flatMap((each) => (each.fail as { readonly if?: string } | undefined)?.if ?? [])).toEqual([condition]);
});
