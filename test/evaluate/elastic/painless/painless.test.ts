import { describe, expect, it } from 'vitest';
import { Budget } from '../../../../src/evaluate/budget.js';
import { compilePainless } from '../../../../src/evaluate/elastic/painless/painless-script.js';
import { painlessSupport } from '../../../../src/evaluate/elastic/painless/painless-support.js';
import { JavaMap, type JavaValue } from '../../../../src/evaluate/elastic/values.js';
import { documentOf, environment, here, outcome, ownPainlessAnswer, painlessCases } from './painless-cases.js';

describe('scripts as Elasticsearch 8.19.13 answers them', () => {
  const all = painlessCases();

  it('has a case for most of the language', () => {
    expect(all.length).toBeGreaterThan(560);
    expect(all.filter((each) => each.refused).length).toBeLessThan(20);
  });

  it.each(all.map((each) => [each.script ?? each.condition, each] as const))('%s', (_, each) => {
    const answer = ownPainlessAnswer(each);
    if (each.refused) expect(answer).toBe('refused');
    else if ('compile' in each.elasticsearch)
      expect((answer as { compile: string }).compile).toContain(`compile error: ${each.elasticsearch.compile} (`);
    else expect(answer).toEqual(each.elasticsearch);
  });
});

describe('scripts as OpenSearch 2.19.6 answers them', () => {
  const all = painlessCases().filter((each) => each.refused !== true);

  it.each(all.map((each) => [each.script ?? each.condition, each] as const))('%s', (_, each) => {
    const answer = ownPainlessAnswer(each, 'opensearch');
    expect(answer === 'refused' ? answer : outcome(answer)).toBe(outcome(each.opensearch ?? each.elasticsearch));
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

describe('a script that would fill the memory in one step', () => {
  it.each([
    ['Collections.nCopies(2147483647, 1)', 'a list of more than 10000000 items is not implemented'],
    ['BigInteger.ONE.shiftLeft(2147483647)', 'a number of more than 10000000 items is not implemented'],
    ["new BigInteger('7').pow(2147483647)", 'a number of more than 10000000 items is not implemented'],
    ['IntStream.range(0, 2147483647).count()', 'a stream of more than 10000000 items is not implemented'],
    ['new StringBuilder().setLength(2147483647)', 'a text of more than 10000000 items is not implemented'],
    ['ctx.x = new int[2147483647]', 'an array of more than 10000000 items is not implemented'],
  ])('is refused: %s', (script, message) => {
    expect(() => run(script)).toThrow(message);
  });
});
