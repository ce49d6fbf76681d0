import { describe, expect, it } from 'vitest';
import { memoryHost } from '../../src/source/memory-host.js';
import { commandLine, type Said } from './command-line.js';

function run(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Said> {
  return commandLine({ host: memoryHost({ ...files }) }, args);
}

describe('rules', () => {
  it('lists every code with severity and title', async () => {
    const { code, out } = await run({}, 'rules');
    expect(code).toBe(0);
    expect(out).toMatch(/^event-twice +error +Two events have one key$/m);
    expect(out).toMatch(/^yaml-tab +error +Indented with a tab$/m);
    expect(out).toMatch(/^event-no-sample +info +/m);
  });

  it('explains one, with lines wrong and right', async () => {
    expect((await run({}, 'rules', 'yaml-duplicate-key')).out).toBe(
      [
        'yaml-duplicate-key (error): A key twice in one mapping',
        '',
        '  why: Each key of a mapping stands once; the second would silently win over the first.',
        '  fix: remove or rename one of the two',
        '',
        '  wrong, in events/visits.yaml:',
        '    text: bell',
        '    text: ring',
        '',
        '  right, in events/visits.yaml:',
        '    text: bell',
        '',
      ].join('\n'),
    );
  });

  it('prints for a program', async () => {
    const { out } = await run({}, 'rules', 'event-twice', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      rules: [{ code: 'event-twice', severity: 'error', example: { file: 'gate/events/gate.yaml' } }],
    });
  });

  it('says what was meant by a code that does not exist', async () => {
    expect(await run({}, 'rules', 'event-twise')).toEqual({
      code: 2,
      out: '',
      err: "error: unknown code 'event-twise'\n(Did you mean event-twice?)\n",
    });
    expect((await run({}, 'rules', 'zzz')).err).toBe("error: unknown code 'zzz'; `addonsmith rules` lists them\n");
  });
});

describe('check --format', () => {
  const files = { 'catalogs/a/catalog.yaml': 'catalog: a\n\ttitle: A\n' };

  it.each([
    ['github', /^::error file=catalogs\/a\/catalog\.yaml,line=2,endLine=2,col=1,endColumn=2,title=yaml-tab::a tab is no indentation/],
    ['sarif', /"ruleId": "yaml-tab"/],
    ['json', /"code": "yaml-tab"/],
  ])('%s prints to standard output alone, and fails on an error', async (format, expected) => {
    const { code, out, err } = await run(files, 'check', '--format', format);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(expected);
  });
});
