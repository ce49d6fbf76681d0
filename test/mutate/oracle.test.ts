import { describe, expect, it } from 'vitest';
import { loadCatalogs } from '../../src/rules/load-catalogs.js';
import { nodeHost } from '../../src/source/node-host.js';
import { elasticMutants } from './elastic-mutants.js';
import type { Mutant } from './mutant.js';
import { Oracle } from './oracle.js';
import { splunkMutants } from './splunk-mutants.js';

// A few of what `npm run mutate` does to all: one of each kind, of the smallest catalog.
describe('what is rendered, with one thing dropped or altered', { timeout: 120_000 }, () => {
  const host = nodeHost(`${import.meta.dirname}/../..`);
  const [catalog] = loadCatalogs(host, 'catalogs', ['dinamo-hsm']).catalogs;
  if (catalog === undefined) throw new Error('the catalog is not there');
  const oracle = Oracle.open(host, { catalogs: 'catalogs', rendered: 'dist-addon', external: undefined }, catalog);
  const mutants: readonly Mutant[] = [...splunkMutants(oracle.files.splunk), ...elasticMutants(oracle.files.elastic)];

  function mutant(kind: string, what: string): Mutant {
    const found = mutants.find((each) => each.kind === kind && each.what.includes(what));
    if (found === undefined) throw new Error(`nothing is ${kind}: ${what}`);
    return found;
  }

  it.each([
    ['stanza', 'without [dinamo-hsm:event]'],
    ['setting', 'EXTRACT-dinamo_hsm_2_06'],
    ['setting, altered', 'TIME_FORMAT is'],
    ['event type', 'without [dinamo_hsm_key]'],
    ['tag', 'authentication'],
    ['row of a lookup', 'without auth ok'],
    ['column of a lookup, altered', 'severity with other cells'],
    ['processor', 'script_map_dinamo_hsm_event dropped'],
    ['condition', 'fail_unparsed_dinamo_hsm_event / if negated'],
    ['row of a parameter', '/ events / auth ok dropped'],
    ['column of a parameter', 'script_map_dinamo_hsm_event / params / events without name in every row'],
  ])('is noticed: %s, %s', (kind, what) => {
    const verdict = oracle.judge(mutant(kind, what));
    expect(['test', 'parity', 'opening']).toContain(verdict.by);
    expect(verdict.fact).toMatch(/\S/);
  });

  it('is not noticed where it changes nothing that a record shows', () => {
    expect(oracle.judge(mutant('setting', 'EVENT_BREAKER_ENABLE')).by).toBeUndefined();
  });
});
