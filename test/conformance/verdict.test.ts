import { describe, expect, it } from 'vitest';
import { knownDifferences } from './known-differences.js';
import { conformanceReport } from './report.js';
import type { Judged, Row, Saboteur } from './row.js';
import { rows } from './rows.js';
import { concluded, isNoticed, judgedLine, type Verdict } from './verdict.js';

const known = knownDifferences.find(({ reason }) => reason.includes('is data'));
const KNOWN_MESSAGE = 'warning check_for_bias_language "x" [master]';

const saboteur: Saboteur = { breaks: 'a file is empty', noticedAs: /^file is empty$/, judge: async () => [] };

function row(id = 'splunk-packaging', saboteurs: readonly Saboteur[] = [saboteur]): Row {
  return { id, title: `Title of ${id}`, engines: [], judge: async () => [], saboteurs };
}

function judged(differences: Judged['differences'] = [], cases = 1234): Judged {
  return { engine: 'AppInspect 3.8.1', what: 'archives | all', cases, differences };
}

function verdict(overrides: Partial<Verdict> = {}): Verdict {
  return { row: row(), judged: [judgedLine(row(), judged())], unnoticed: [], broken: undefined, missing: [], ...overrides };
}

describe('a difference', () => {
  it('is known only in the row and of the engine that its entry names', () => {
    const difference = { place: 'TA-versasec-cms.tgz:README', what: KNOWN_MESSAGE };
    expect(judgedLine(row(), judged([difference])).known).toEqual([{ difference, reason: known?.reason }]);
    expect(judgedLine(row('cim'), judged([difference])).differences).toEqual([difference]);
    expect(judgedLine(row(), { ...judged([difference]), engine: 'AppInspect 4.3.1' }).differences).toEqual([difference]);
    const other = { ...difference, what: 'warning check_for_bias_language "x" [slave]' };
    expect(judgedLine(row(), judged([other])).differences).toEqual([other]);
  });
});

describe('a slip', () => {
  const notices = (differences: Judged['differences'], each = saboteur): boolean =>
    isNoticed(each, [judgedLine(row(), judged(differences))]);

  it('is noticed by the difference that it must cause, and by no other', () => {
    expect(notices([{ place: 'file', what: 'is empty' }])).toBe(true);
    expect(notices([{ place: 'file', what: 'cannot be opened' }])).toBe(false);
    expect(notices([])).toBe(false);
  });

  it('is not noticed by a difference that is known', () => {
    const anything = { ...saboteur, noticedAs: /check_for_bias_language/ };
    expect(notices([{ place: 'TA-versasec-cms.tgz', what: KNOWN_MESSAGE }], anything)).toBe(false);
  });
});

describe('the closing line', () => {
  const quiet = row('no-known-differences');

  it('counts each line of a report and each slip', () => {
    const two = { ...verdict({ row: quiet }), judged: [judgedLine(quiet, judged()), judgedLine(quiet, judged())] };
    expect(concluded([two], true)).toEqual({ passed: 3, failed: 0, skipped: 0, stale: [] });
  });

  it('fails on a difference, on an engine that was asked nothing, on a slip unnoticed, on a row that could not be judged', () => {
    const found = judgedLine(quiet, judged([{ place: 'a', what: 'b' }]));
    const nothing = judgedLine(quiet, judged([], 0));
    expect(concluded([verdict({ row: quiet, judged: [found, nothing] })], false)).toMatchObject({ passed: 1, failed: 2 });
    expect(concluded([verdict({ row: quiet, unnoticed: ['a file is empty'] })], false)).toMatchObject({ passed: 1, failed: 1 });
    expect(concluded([verdict({ row: quiet, judged: [], broken: 'no answer' })], false)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('skips a row without its engine, which is a failure where engines must be there', () => {
    const missing = verdict({ judged: [], missing: ['AppInspect 3.8.1: `python3` is not on this machine'] });
    expect(concluded([missing], false)).toEqual({ passed: 0, failed: 0, skipped: 1, stale: [] });
    expect(concluded([missing], true)).toEqual({ passed: 0, failed: 1, skipped: 1, stale: [] });
  });

  it('fails on a known difference that is not seen any more', () => {
    const all = knownDifferences.filter((each) => each.row === 'splunk-packaging');
    expect(concluded([verdict()], false).stale).toEqual(all);
    const seen = verdict({ judged: [judgedLine(row(), judged([{ place: 'TA-versasec-cms.tgz', what: KNOWN_MESSAGE }]))] });
    expect(concluded([seen], false)).toMatchObject({ failed: all.length - 1, stale: all.filter((each) => each !== known) });
  });
});

describe('the report', () => {
  it('names what was judged, each known difference with its count and reason, and what was broken', () => {
    const difference = { place: 'TA-versasec-cms.tgz', what: KNOWN_MESSAGE };
    const text = conformanceReport([verdict({ judged: [judgedLine(row(), judged([difference, difference]))] })]);
    expect(text.slice(text.indexOf('| Engine'))).toBe(`| Engine | Judged | Cases | Differences | Known |
| --- | --- | --- | --- | --- |
| AppInspect 3.8.1 | archives \\| all | 1,234 | 0 | 2 |

## Known differences

| Engine | Seen | Why it stays |
| --- | --- | --- |
| AppInspect 3.8.1 | 2 | ${known?.reason} |

## Broken on purpose

Each of these was made in a copy and noticed by its row.

| Row | What was broken |
| --- | --- |
| Title of splunk-packaging | a file is empty |
`);
  });

  it('says when nothing is known', () => {
    expect(conformanceReport([verdict({ row: row('cim') })])).toContain('## Known differences\n\nNone.\n');
  });
});

describe('the rows', () => {
  it('have names of their own, and a slip each', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ saboteurs }) => saboteurs.length === 0)).toEqual([]);
  });

  it('are those that the known differences name', () => {
    expect(knownDifferences.filter((each) => rows.every(({ id }) => id !== each.row))).toEqual([]);
  });
});
