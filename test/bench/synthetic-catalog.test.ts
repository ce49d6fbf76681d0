import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../src/diagnostics/finding.js';
import { loadCatalogs } from '../../src/rules/load-catalogs.js';
import { memoryHost } from '../../src/source/memory-host.js';
import { forms, syntheticCatalog } from './synthetic-catalog.js';

describe('synthetic catalogs', () => {
  it.each(forms)('of form %s are catalogs without errors, the same in one file and in many', (form) => {
    const load = (files: number) => loadCatalogs(memoryHost(syntheticCatalog({ form, events: 30, files })), 'catalogs');
    const [one, many] = [load(1), load(10)];
    expect([...one.findings, ...many.findings].filter((each) => hasErrors([each]))).toEqual([]);
    const keys = many.catalogs[0]?.events.map((event) => event.key) ?? [];
    expect(new Set(keys).size).toBe(30);
    expect(one.catalogs[0]?.events.map((event) => event.key)).toEqual(keys);
    expect(syntheticCatalog({ form, events: 30, files: 1 })).toEqual(syntheticCatalog({ form, events: 30, files: 1 }));
  });
});
