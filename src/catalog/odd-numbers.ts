import { type Finding, finding } from '../diagnostics/finding.js';
import type { PathStep, SourceDocument } from '../source/yaml-document.js';
import { catalogCodes } from './catalog-codes.js';

const token = /(?<=^|[\s[{,])[-+.]?[0-9][\w.+-]*(?=$|[\s,\]}])/gm;

/**
 * Takes a document and returns a finding for each number that is not what was written: YAML reads `010` as 10 and `0x110` as 272, which as
 * a code or a key would be another one.
 */
export function oddNumbers(document: SourceDocument): readonly Finding[] {
  const odd = new Set<number>();
  for (const [written] of document.text.matchAll(token)) {
    const value = Number(written);
    if (!Number.isNaN(value) && String(value) !== written) odd.add(value);
  }
  if (odd.size === 0) return [];
  const findings: Finding[] = [];
  visit(document.data, [], (value, path) => {
    if (!odd.has(value)) return;
    const written = document.scalarText(path);
    if (written === undefined || written === String(value)) return;
    findings.push(
      finding(catalogCodes['schema-number'], {
        message: `\`${written}\` is read as the number ${value}`,
        span: document.span(path),
        fix: `put it in quotes: "${written}"; or write ${value} where the number is meant`,
      }),
    );
  });
  return findings;
}

function visit(value: unknown, path: readonly PathStep[], see: (value: number, path: readonly PathStep[]) => void): void {
  if (typeof value === 'number') see(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) visit(each, [...path, Array.isArray(value) ? Number(key) : key], see);
}
