import { describe, expect, it } from 'vitest';
import { defineCodes, finding, hasErrors, Reporter, type Span, sortFindings } from '../../src/diagnostics/finding.js';

const codes = defineCodes({
  'bad-thing': { severity: 'error', title: 'A bad thing', cause: 'Somebody did it.', fix: 'undo it' },
  'odd-thing': { severity: 'warning', title: 'An odd thing', cause: 'It happens.', fix: 'look at it' },
});

function at(file: string, line: number, column: number): Span {
  return { file, start: 0, end: 1, line, column, endLine: line, endColumn: column + 1 };
}

describe('findings', () => {
  it('take severity and general advice from their code', () => {
    expect(finding(codes['bad-thing'], { message: 'it is bad' })).toEqual({
      code: 'bad-thing',
      severity: 'error',
      message: 'it is bad',
      fix: 'undo it',
    });
    expect(finding(codes['odd-thing'], { message: 'odd', fix: 'did you mean `even`?' }).fix).toBe('did you mean `even`?');
  });

  it('cannot be made from a code that is in no table', () => {
    // @ts-expect-error: there is no such code, and this line must not compile without the comment
    expect(codes['no-such-thing']).toBeUndefined();
  });

  it('are sorted by file, line, column, code and message', () => {
    const reporter = new Reporter();
    reporter.report(codes['odd-thing'], { message: 'b', span: at('b.yaml', 1, 1) });
    reporter.report(codes['odd-thing'], { message: 'z', span: at('a.yaml', 10, 1) });
    reporter.report(codes['odd-thing'], { message: 'y', span: at('a.yaml', 9, 7) });
    reporter.report(codes['bad-thing'], { message: 'y', span: at('a.yaml', 9, 7) });
    reporter.report(codes['bad-thing'], { message: 'x', span: at('a.yaml', 9, 7) });
    reporter.addAll([finding(codes['odd-thing'], { message: 'no place' })]);
    expect(reporter.findings.map((each) => `${each.span?.file}:${each.span?.line} ${each.code} ${each.message}`)).toEqual([
      'undefined:undefined odd-thing no place',
      'a.yaml:9 bad-thing x',
      'a.yaml:9 bad-thing y',
      'a.yaml:9 odd-thing y',
      'a.yaml:10 odd-thing z',
      'b.yaml:1 odd-thing b',
    ]);
    expect(sortFindings([...reporter.findings].reverse())).toEqual(reporter.findings);
    expect(reporter.hasErrors).toBe(true);
  });

  it('stop a build only when one is an error', () => {
    expect(hasErrors([finding(codes['odd-thing'], { message: 'odd' })])).toBe(false);
    expect(hasErrors([])).toBe(false);
  });
});
