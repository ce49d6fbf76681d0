import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { samplesSchema } from '../../src/catalog/schema.js';
import { app, host, origin, sourcetype } from './dogtag.js';
import { differences } from './facts.js';
import { indexTime } from './index-time.js';
import { repository } from './rendered-app.js';
import { searchTime } from './search-time.js';
import { seeing, shipped } from './shipped.js';

const expectation = samplesSchema.shape.samples.element.shape.expect;
const externalSchema = z.strictObject({
  stream: z.string(),
  file: z.string(),
  lines: z.array(
    z.strictObject({
      name: z.string(),
      line: z.int().min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      source: z.string(),
      expect: expectation,
    }),
  ),
});

/** The real lines that a catalog names, and their text where it is at hand. */
function external(catalog: string): z.infer<typeof externalSchema> & { readonly text: string | undefined } {
  const named = externalSchema.parse(parse(readFileSync(join(repository, `catalogs/${catalog}/samples/external.yaml`), 'utf8')));
  const path = join(repository, `../shared/samples/${catalog}`, named.file);
  return { ...named, text: existsSync(path) ? readFileSync(path, 'utf8').replace(/\n$/, '') : undefined };
}

const withLines = shipped.filter(
  ({ catalog, stream }) =>
    existsSync(join(repository, `catalogs/${catalog.id}/samples/external.yaml`)) && external(catalog.id).stream === stream.id,
);

it('some are named', () => {
  expect(withLines.length).toBeGreaterThan(0);
});

describe.each(withLines.map((each) => [each.catalog.id, each] as const))('real lines of %s', (id, each) => {
  const { file, lines: named, text } = external(id);
  if (text === undefined) console.warn(`${named.length} real lines skipped: ${file} is not there`);
  const lines = text?.split('\n') ?? [];
  const see = seeing(each);

  it.skipIf(text === undefined)('are a record each', () => {
    if (each.stream.body.form === 'windows-event') return;
    expect(indexTime(each.app, each.stream.sourcetype).breakLines(text ?? '')).toEqual(lines);
  });

  it.skipIf(text === undefined).each(named.map((one) => [one.name, one] as const))('%s', (_, { line, sha256, expect: expected }) => {
    const raw = lines[line - 1] ?? '';
    expect(createHash('sha256').update(raw).digest('hex')).toBe(sha256);
    expect(differences(expected, see(raw), each.naming)).toEqual([]);
    if (each.stream.body.form !== 'windows-event') expect(indexTime(each.app, each.stream.sourcetype).time(raw)).toBe(expected.time);
  });
});

const { text: dogtagText } = external('dogtag');

describe.skipIf(dogtagText === undefined)('every real line of dogtag', () => {
  const see = searchTime(app, origin);
  const { time } = indexTime(app, sourcetype);
  const lines = dogtagText?.split('\n') ?? [];

  it('is one of 50', () => {
    expect(lines).toHaveLength(50);
  });

  it.each(lines.map((raw, index) => [index + 1, raw] as const))('line %i is understood', (_, raw) => {
    const { fields } = see(raw);
    const names = ['dogtag_event', 'dogtag_unknown_field', 'dogtag_duplicate_field', 'dogtag_outcome', 'user'];
    const seen = Object.fromEntries(names.map((name) => [name, fields.get(name)]));
    const subject = raw.split('[SubjectID=')[1]?.split(']')[0] ?? '';
    expect(seen).toEqual({
      dogtag_event: [raw.split('[AuditEvent=')[1]?.split(']')[0]],
      dogtag_unknown_field: undefined,
      dogtag_duplicate_field: undefined,
      dogtag_outcome: ['success'],
      user: ['--', '$Unidentified$', '$NonRoleUser$'].includes(subject) ? undefined : [subject],
    });
    expect(fields.get('host')).toEqual([host]);
    expect(time(raw)).toBe(`2026-03-28T${raw.split('2026:')[1]?.slice(0, 8)}.000Z`);
  });
});
