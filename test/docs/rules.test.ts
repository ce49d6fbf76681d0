import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allCodes } from '../../src/cli/codes.js';
import { rulesPage } from '../../src/cli/rules-page.js';

it('docs/rules.md is what `addonsmith rules --format markdown` prints; UPDATE_DOCS=1 writes it', () => {
  const file = new URL('../../docs/rules.md', import.meta.url);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, rulesPage(allCodes));
  expect(readFileSync(file, 'utf8')).toBe(rulesPage(allCodes));
});
