import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { samplesSchema } from '../../src/catalog/schema.js';
import { app, host, naming, sourcetype } from './dogtag.js';
import { differences } from './facts.js';
import { indexTime } from './index-time.js';
import { repository } from './rendered-app.js';
import { searchTime } from './search-time.js';

const expectation = samplesSchema.shape.samples.element.shape.expect;
const external = z
  .strictObject({
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
  })
  .parse(parse(readFileSync(join(repository, 'catalogs/dogtag/samples/external.yaml'), 'utf8')));

const path = join(repository, '../shared/samples/dogtag', external.file);
const isThere = existsSync(path);
const text = isThere ? readFileSync(path, 'utf8').replace(/\n$/, '') : '';
const lines = isThere ? text.split('\n') : [];

if (!isThere) console.warn(`${external.lines.length} real lines skipped: ${external.file} is not there`);

describe.skipIf(!isThere)('real lines', () => {
  const see = searchTime(app, sourcetype);
  const { breakLines, time } = indexTime(app, sourcetype);

  it('are 50, each a record of its own', () => {
    expect(lines).toHaveLength(50);
    expect(breakLines(text)).toEqual(lines);
  });

  it.each(lines.map((raw, index) => [index + 1, raw] as const))('line %i is understood', (_, raw) => {
    const { fields } = see({ raw, host });
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
    expect(time(raw)).toBe(`2026-03-28T${raw.split('2026:')[1]?.slice(0, 8)}.000Z`);
  });

  it.each(external.lines.map((each) => [each.name, each] as const))('%s', (_, { line, sha256, expect: expected }) => {
    const raw = lines[line - 1] ?? '';
    expect(createHash('sha256').update(raw).digest('hex')).toBe(sha256);
    expect(differences(expected, see({ raw, host }), naming)).toEqual([]);
    expect(time(raw)).toBe(expected.time);
  });
});
