import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { supportJson, supportPage, supportText } from '../../src/cli/evaluate-support.js';
import type { SupportRow } from '../../src/evaluate/support.js';
import { supportRows } from '../../src/evaluate/support-rows.js';

describe('what the evaluators have', () => {
  it('is what docs/support.md says, as `addonsmith evaluate --support --format markdown` prints it; UPDATE_DOCS=1 writes it', () => {
    const file = new URL('../../docs/support.md', import.meta.url);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(file, supportPage(supportRows()));
    expect(readFileSync(file, 'utf8')).toBe(supportPage(supportRows()));
  });

  it('is said once of each thing, and of what is there in part, what is missing', () => {
    const names = supportRows().map(({ side, area, name }) => `${side} ${area} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(supportRows().filter(({ state, note }) => state === 'partial' && (note ?? '') === '')).toEqual([]);
    expect(names.length).toBeGreaterThan(300);
  });

  const rows: readonly SupportRow[] = [
    { side: 'elastic', area: 'processor', name: 'set', state: 'implemented' },
    { side: 'splunk', area: 'eval', name: 'b()', state: 'refused', note: 'a | b' },
    { side: 'splunk', area: 'eval', name: 'a()', state: 'partial', note: 'no c' },
  ];

  it('is printed by area, with how many of each state', () => {
    expect(supportText(rows)).toBe(`Splunk: eval (1 partial, 1 refused)
  a()  partial      no c
  b()  refused      a | b

Elasticsearch: processor (1 implemented)
  set  implemented
`);
    expect(JSON.parse(supportJson(rows)).support.map(({ name }: SupportRow) => name)).toEqual(['a()', 'b()', 'set']);
    expect(supportPage(rows)).toContain('| `b()` | refused | a \\| b |');
  });
});
