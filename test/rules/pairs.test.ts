import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allCodes } from '../../src/cli/codes.js';
import type { Example, Finding } from '../../src/diagnostics/finding.js';
import { printText } from '../../src/diagnostics/print-text.js';
import { loadCatalogs } from '../../src/index.js';
import { rules } from '../../src/rules/index.js';
import { memoryHost } from '../../src/source/memory-host.js';

// Every code has the same lines wrong and right. The small catalogs beside this file hold the right ones and have no finding; each with one
// example's wrong lines in it has exactly that finding. What is printed of it is accepted in expected/<code>.txt.

const here = fileURLToPath(new URL('.', import.meta.url));
const base: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(here, 'catalogs'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => [path, readFileSync(join(here, 'catalogs', path), 'utf8')]),
);

function findingsOf(files: Readonly<Record<string, string>>, id: string): readonly Finding[] {
  return loadCatalogs(memoryHost({ ...files }), '.', [id]).findings;
}

function spoiled({ file, good, bad }: Example): Readonly<Record<string, string>> {
  const text = base[file];
  if (text === undefined) throw new Error(`there is no ${file}`);
  if (text.split(good).length !== 2) throw new Error(`${file} holds ${JSON.stringify(good)} ${text.split(good).length - 1} times`);
  return { ...base, [file]: text.replace(good, () => bad) };
}

const withExample = allCodes.flatMap((info) => (info.example === undefined ? [] : [{ ...info, example: info.example }]));

describe('the small catalogs', () => {
  it.each([...new Set(Object.keys(base).map((path) => path.split('/')[0] ?? ''))])('%s has no finding', (id) => {
    expect(printText(findingsOf(base, id))).toBe('');
  });
});

describe.each(withExample)('$code', ({ code, severity, example }) => {
  const files = spoiled(example);
  const id = example.file.split('/')[0] ?? '';
  const findings = findingsOf(files, id);

  it('is made from the wrong lines, once, and nothing else is', async () => {
    const printed = printText(findings, { sources: (file) => files[file] });
    expect(
      findings.map((each) => [each.code, each.severity]),
      printed,
    ).toEqual([[code, severity]]);
    const [span] = findings.flatMap((each) => each.span ?? []);
    const marked =
      span === undefined
        ? 'no place'
        : `${span.line}:${span.column}-${span.endLine}:${span.endColumn} ${JSON.stringify(files[span.file]?.slice(span.start, span.end))}`;
    await expect(`${printed}${marked}\n`).toMatchFileSnapshot(`expected/${code}.txt`);
  });
});

describe('examples', () => {
  /** Codes that are about files, folders, the machine, what was rendered and the size of what is made: there is no text, or too much of it, to show wrong and right. */
  const without =
    /^(?:source-|output-|package-|agent-|record-|proof-|painless-|pipeline-|splunk-|event-shadowed$|event-unproved$|hazard-unneeded$|line-misread$|value-lost$|elastic-file-size$|elastic-field-count$|catalog-missing$|catalog-file-|yaml-alias-bomb$|yaml-depth$|yaml-amount$)/;

  it('are there for every rule and every code about what a file says', () => {
    expect(allCodes.filter((each) => each.example === undefined && !without.test(each.code)).map((each) => each.code)).toEqual([]);
    expect(rules.length).toBeGreaterThan(20);
  });

  it('have an accepted text each, and there is no other', () => {
    const accepted = readdirSync(join(here, 'expected')).map((name) => name.replace(/\.txt$/, ''));
    expect(accepted.sort()).toEqual(withExample.map((each) => each.code).sort());
  });
});

describe('codes', () => {
  it('are unique', () => {
    const codes = allCodes.map((each) => each.code);
    expect(codes.filter((each, index) => codes.indexOf(each) !== index)).toEqual([]);
  });

  it('each say what, why and what to do', () => {
    for (const { code, title, cause, fix } of allCodes) {
      expect([code, title, cause, fix].filter((text) => text.trim() === '')).toEqual([]);
      expect(cause, code).toMatch(/\.$/);
      expect(fix, code).not.toMatch(/[.!]$/);
    }
  });

  it('of a rule stand in a file of that name', () => {
    const files = new Set(readdirSync(new URL('../../src/rules', import.meta.url)));
    expect(rules.filter((each) => !files.has(`${each.info.code}.ts`)).map((each) => each.info.code)).toEqual([]);
  });
});
