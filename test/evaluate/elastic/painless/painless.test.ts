import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../../../src/diagnostics/finding.js';
import { Budget } from '../../../../src/evaluate/budget.js';
import { compilePainless, PainlessError, PainlessRefusal } from '../../../../src/evaluate/elastic/painless/painless-script.js';
import { painlessSupport } from '../../../../src/evaluate/elastic/painless/painless-support.js';
import { fromPlain, JavaMap, type JavaValue, JsonFault, printJson, readJson } from '../../../../src/evaluate/elastic/values.js';

const here: Span = { file: 'default.yml', start: 0, end: 0, line: 7, column: 9, endLine: 7, endColumn: 9 };
const environment = { now: 0 };

/** One script and what Elasticsearch 8.19.13 answered: the document, why it does not compile, or the error with its place. */
interface EngineCase {
  readonly script?: string;
  readonly condition?: string;
  readonly document?: unknown;
  readonly params?: unknown;
  /** The evaluator says by name that it cannot do this; the engine's answer stands here for the day when it can. */
  readonly refused?: true;
  readonly elasticsearch:
    | { readonly source: unknown }
    | { readonly compile: string }
    | { readonly error: unknown; readonly position?: unknown; readonly stack?: readonly string[] };
}

function cases(): readonly EngineCase[] {
  const file = join(dirname(fileURLToPath(import.meta.url)), 'cases.ndjson');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as EngineCase);
}

function documentOf(value: unknown): JavaMap {
  const read = readJson(JSON.stringify(value ?? {}), { maps: 'linked' });
  if (read instanceof JsonFault || !(read instanceof JavaMap)) throw new Error('a document is an object');
  return read;
}

function paramsOf(value: unknown): JavaMap {
  const params = fromPlain(value ?? {});
  if (!(params instanceof JavaMap)) throw new Error('parameters are an object');
  params.frozen = null;
  return params;
}

/** What the evaluator answers, in the form of the engine's answer. */
function answerOf(each: EngineCase): unknown {
  const kind = each.condition === undefined ? 'script' : 'condition';
  const compiled = compilePainless(each.script ?? each.condition ?? '', kind, here);
  const [found] = compiled.findings;
  if (compiled.script === undefined) return found?.code === 'painless-refused' ? 'refused' : { compile: found?.message };
  const document = documentOf(each.document);
  try {
    const result = compiled.script.run(document, paramsOf(each.params), environment);
    if (kind === 'condition' && result === true) document.put('hit', true);
    return { source: JSON.parse(printJson(document)) };
  } catch (fault) {
    if (fault instanceof PainlessRefusal) return 'refused';
    if (!(fault instanceof PainlessError)) throw fault;
    const { caused_by: error, position, script_stack: stack } = JSON.parse(printJson(fault.toMap()));
    return { error: { type: error.type, reason: error.reason }, position, stack: stack.slice(-2) };
  }
}

describe('scripts as Elasticsearch 8.19.13 answers them', () => {
  const all = cases();

  it('has a case for most of the language', () => {
    expect(all.length).toBeGreaterThan(560);
    expect(all.filter((each) => each.refused).length).toBeLessThan(20);
  });

  it.each(all.map((each) => [each.script ?? each.condition, each] as const))('%s', (_, each) => {
    const answer = answerOf(each);
    if (each.refused) expect(answer).toBe('refused');
    else if ('compile' in each.elasticsearch)
      expect((answer as { compile: string }).compile).toContain(`compile error: ${each.elasticsearch.compile} (`);
    else expect(answer).toEqual(each.elasticsearch);
  });
});

function run(script: string, document: unknown = {}): JavaValue {
  const compiled = compilePainless(script, 'script', here);
  const map = documentOf(document);
  compiled.script?.run(map, new JavaMap(), environment);
  return map.get('x');
}

describe('what a script can do to the tool', () => {
  it('never reaches JavaScript: names and texts of a script are no code', () => {
    expect(run('String constructor = "a\\"+process.exit(1)+\\"b"; ctx.x = constructor.length();')).toBe(21);
    const compiled = compilePainless('ctx.x = process.exit(1)', 'script', here);
    expect(compiled.findings.map((each) => each.message)).toEqual([
      'compile error: cannot resolve symbol [process] (line 1, column 16 of the script)',
    ]);
    expect(run("ctx.x = ctx['__proto__']; ctx.y = ctx['constructor']")).toBe(null);
  });

  it('is ended by a budget while it runs', () => {
    const compiled = compilePainless(
      'int f(int n) { int s = 0; for (int i = 0; i < 900000; i++) { s += i; } return n == 0 ? s : f(n - 1) + f(n - 1); } ctx.x = f(12);',
      'script',
      here,
    );
    const spent = new Budget(60).run(() => compiled.script?.run(documentOf({}), new JavaMap(), environment));
    expect(spent.done).toBe(false);
  });

  it('says where in the file and in the script it does not compile', () => {
    const [found] = compilePainless('def a = 1;\nctx.x = a +;', 'script', here).findings;
    expect(found).toMatchObject({ code: 'painless-compile', span: here, notes: ['ctx.x = a +;', '           ^'] });
    expect(found?.message).toBe("compile error: invalid sequence of tokens near [';']. (line 2, column 12 of the script)");
  });

  it('refuses by name what Painless has and this evaluator has not', () => {
    const messages = ["field('a').set(1)", 'new StringTokenizer("a")', 'ctx.x = "a".sha1()', 'ctx.x = Integer.reverse(5)'].map(
      (script) => compilePainless(script, 'script', here).findings[0]?.message,
    );
    expect(messages).toEqual([
      'field() is not implemented (line 1, column 1 of the script)',
      'the class StringTokenizer is not implemented (line 1, column 1 of the script)',
      'sha1/0 of java.lang.String is not implemented (line 1, column 12 of the script)',
      'reverse/1 of java.lang.Integer is not implemented (line 1, column 16 of the script)',
    ]);
    expect(() => run('def s = "a"; s.sha1()')).toThrow('sha1/0 of java.lang.String is not implemented');
  });
});

describe('the list of what is supported', () => {
  it('is made of the classes that scripts are bound by', () => {
    const rows = painlessSupport();
    const state = (name: string): string | undefined => rows.find((row) => row.name === name)?.state;
    expect(['Math', 'String', 'Map', 'StringTokenizer'].map(state)).toEqual(['partial', 'partial', 'partial', 'refused']);
    expect(state('ArithmeticException')).toBe('implemented');
    expect(rows.find((row) => row.name === 'Integer')?.note).toContain('reverse/1');
    expect(rows.find((row) => row.name === 'Integer')?.note).not.toContain('parseInt/1');
  });
});
