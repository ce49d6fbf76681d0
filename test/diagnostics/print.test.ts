import { describe, expect, it } from 'vitest';
import type { Finding, Span } from '../../src/diagnostics/finding.js';
import { printJson } from '../../src/diagnostics/print-json.js';
import { printText } from '../../src/diagnostics/print-text.js';

function span(line: number, column: number, endColumn: number, endLine = line): Span {
  return { file: 'catalogs/a/catalog.yaml', start: 0, end: 1, line, column, endLine, endColumn };
}

const text = 'catalog: a\r\nfields:\n  user: { role: actor.usre }\n';
const sources = (): string => text;
const unknownRole: Finding = {
  code: 'unknown-role',
  severity: 'error',
  message: 'there is no role `actor.usre`',
  span: span(3, 17, 27),
  notes: ['roles are listed in the reference'],
  fix: 'write `actor.user`',
};

describe('printText', () => {
  it('shows place, code, frame with carets, notes, fix and a last line that counts', () => {
    expect(printText([unknownRole, { code: 'odd', severity: 'warning', message: 'no place' }], { sources })).toBe(
      [
        'warning odd no place',
        '',
        'catalogs/a/catalog.yaml:3:17 error unknown-role there is no role `actor.usre`',
        '  3 |   user: { role: actor.usre }',
        '    |                 ^^^^^^^^^^',
        '  note: roles are listed in the reference',
        '  fix: write `actor.user`',
        '',
        '1 error, 1 warning',
        '',
      ].join('\n'),
    );
  });

  it('is empty without findings', () => {
    expect(printText([])).toBe('');
  });

  it('cuts a long line to a hundred columns around the place', () => {
    const long = `${'a'.repeat(500)}WRONG${'b'.repeat(500)}`;
    const lines = printText([{ ...unknownRole, span: span(1, 501, 506) }], { sources: () => long }).split('\n');
    const shown = lines[1]?.slice('  1 | '.length) ?? '';
    const carets = lines[2]?.slice('    | '.length) ?? '';
    expect(shown).toHaveLength(100);
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('WRONG');
  });

  it('marks to the end of the first line when the place spans lines, and one column when it is empty', () => {
    expect(printText([{ ...unknownRole, span: span(1, 1, 3, 3) }], { sources }).split('\n')[2]).toBe('    | ^^^^^^^^^^');
    expect(printText([{ ...unknownRole, span: span(1, 11, 11) }], { sources }).split('\n')[2]).toBe('    |           ^');
  });

  it('never sends control characters of a catalog to the terminal', () => {
    const evil = { ...unknownRole, message: 'no role `\u001b[2J`', span: span(1, 1, 5) };
    const printed = printText([evil], { sources: () => 'a\u001b[31m\u202eb\tc' });
    expect(printed).not.toMatch(/[\u001b\u202e\t]/);
    expect(printed).toContain('| a\ufffd[31m\ufffdb c');
  });

  it('colours when asked', () => {
    expect(printText([unknownRole], { sources, colour: true })).toContain('\u001b[31merror\u001b[39m');
  });
});

describe('printJson', () => {
  it('is stable and counts', () => {
    const printed = printJson([unknownRole, { code: 'odd', severity: 'info', message: 'm' }]);
    const parsed = JSON.parse(printed) as { findings: Finding[]; counts: unknown };
    expect(parsed.counts).toEqual({ error: 1, warning: 0, info: 1 });
    expect(parsed.findings[1]).toEqual(unknownRole);
    expect(printed.endsWith('}\n')).toBe(true);
  });
});
