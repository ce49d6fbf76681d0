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
  file: z.string().optional(),
  lines: z.array(
    z.strictObject({
      name: z.string(),
      file: z.string().optional(),
      line: z.int().min(1),
      to: z.int().min(1).optional(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      source: z.string(),
      expect: expectation,
    }),
  ),
});

type External = z.infer<typeof externalSchema>;

/** The real lines that a catalog names. */
function external(catalog: string): External {
  return externalSchema.parse(parse(readFileSync(join(repository, `catalogs/${catalog}/samples/external.yaml`), 'utf8')));
}

/** The lines of a file of real lines, where it is at hand. */
function linesOf(catalog: string, file: string): readonly string[] | undefined {
  const path = join(repository, `../shared/samples/${catalog}`, file);
  return existsSync(path) ? readFileSync(path, 'utf8').replace(/\n$/, '').split('\n') : undefined;
}

const withLines = shipped.filter(
  ({ catalog, stream }) =>
    existsSync(join(repository, `catalogs/${catalog.id}/samples/external.yaml`)) && external(catalog.id).stream === stream.id,
);

it('some are named', () => {
  expect(withLines.length).toBeGreaterThan(0);
});

const byFile = withLines.flatMap((each) => {
  const named = external(each.catalog.id);
  const files = [...new Set(named.lines.map((line) => line.file ?? named.file ?? ''))];
  return files.map((file) => {
    const here = named.lines.filter((line) => (line.file ?? named.file) === file);
    return { each, file, named: here, lines: linesOf(each.catalog.id, file) };
  });
});

describe.each(byFile.map((one) => [one.each.catalog.id, one.file, one] as const))('real lines of %s in %s', (_id, file, one) => {
  const { each, named, lines = [] } = one;
  const isAbsent = one.lines === undefined;
  if (isAbsent) console.warn(`${named.length} real lines skipped: ${file} is not there`);
  const see = seeing(each);
  const isPrinted = named.some(({ to }) => to !== undefined);

  it.skipIf(isAbsent || isPrinted)('are a record each', () => {
    if (each.stream.body.form === 'windows-event') return;
    expect(indexTime(each.app, each.stream.sourcetype).breakLines(lines.join('\n'))).toEqual(lines);
  });

  it.skipIf(isAbsent).each(named.map((line) => [line.name, line] as const))('%s', (_, { line, to = line, sha256, expect: expected }) => {
    const text = lines.slice(line - 1, to).join('\n');
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    // What a document prints over several lines the product writes on one.
    const raw = text.replace(/ *\n */g, ' ');
    expect(differences(expected, see(raw), each.naming)).toEqual([]);
    if (each.stream.body.form !== 'windows-event') expect(indexTime(each.app, each.stream.sourcetype).time(raw)).toBe(expected.time);
  });
});

const dogtagLines = linesOf('dogtag', external('dogtag').file ?? '');

describe.skipIf(dogtagLines === undefined)('every real line of dogtag', () => {
  const see = searchTime(app, origin);
  const { time } = indexTime(app, sourcetype);
  const lines = dogtagLines ?? [];

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
