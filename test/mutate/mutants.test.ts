import { describe, expect, it } from 'vitest';
import type { PackageFiles } from '../../src/source/package-files.js';
import { elasticMutants } from './elastic-mutants.js';
import { withChangedTexts, withoutAlternatives } from './expression-pieces.js';
import { type Mutant, textOf } from './mutant.js';
import { readOptions, USAGE } from './mutate-options.js';
import { cellsOf, splunkMutants } from './splunk-mutants.js';

function packageOf(files: Readonly<Record<string, string>>): PackageFiles {
  return { name: 'p', files: new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])) };
}

/** What each mutant changes: kind, what, and the files that are not as they were. */
function changesOf(mutants: Iterable<Mutant>, files: PackageFiles): readonly string[] {
  return [...mutants].map((mutant) => {
    const changed = mutant.apply();
    const paths = [...changed.files.keys()].filter((path) => !files.files.has(path) || textOf(files, path) !== textOf(changed, path));
    return `${mutant.kind}: ${mutant.what} -> ${paths.map((path) => JSON.stringify(textOf(changed, path))).join()}`;
  });
}

describe('mutants of an app', () => {
  it('lose or change each stanza and each setting', () => {
    const app = packageOf({ 'default/tags.conf': '# x\n[a]\nb = enabled\n\n[c]\nd = 2\n' });
    expect(changesOf(splunkMutants(app), app)).toEqual([
      'tags of an event type: without [a] -> "# x\\n[c]\\nd = 2\\n"',
      'tags of an event type: without [c] -> "# x\\n[a]\\nb = enabled\\n"',
      'tag: without [a] b -> "# x\\n[a]\\n\\n[c]\\nd = 2\\n"',
      'tag, altered: [a] b is disabled -> "# x\\n[a]\\nb = disabled\\n\\n[c]\\nd = 2\\n"',
      'tag: without [c] d -> "# x\\n[a]\\nb = enabled\\n\\n[c]\\n"',
      'tag, altered: [c] d is 1 -> "# x\\n[a]\\nb = enabled\\n\\n[c]\\nd = 1\\n"',
    ]);
  });

  it('lose each piece of the settings that list something', () => {
    const settings = [
      'EXTRACT-a = (?<x>a|[|)]b)c',
      'EVAL-b = if(c=="d","e",null())',
      'REPORT-c = d, e',
      'FIELDALIAS-d = e AS f g ASNEW h',
      'LOOKUP-e = f g OUTPUT h AS i j',
      'search = a IN (b, c) d=e',
      'FORMAT = $1::$2',
    ];
    const app = packageOf({ 'default/props.conf': `[s]\n${settings.join('\n')}\n` });
    const altered = [...splunkMutants(app)].filter((each) => each.kind === 'piece' || each.kind.endsWith('altered'));
    expect(altered.map((each) => textOf(each.apply(), 'default/props.conf').split('\n')[Number(each.place.split(':')[1]) - 1])).toEqual([
      'EXTRACT-a = (?<x>[|)]b)c',
      'EXTRACT-a = (?<x>a)c',
      'EVAL-b = if(c=="d~","e",null())',
      'EVAL-b = if(c=="d","e~",null())',
      'REPORT-c = e',
      'REPORT-c = d',
      'FIELDALIAS-d = g ASNEW h',
      'FIELDALIAS-d = e AS f',
      'LOOKUP-e = f g OUTPUT j',
      'LOOKUP-e = f g OUTPUT h AS i',
      'search = d=e',
      'search = a IN (b, c)',
      'FORMAT = x::$2',
      'FORMAT = $1::x',
    ]);
  });

  it('lose or change each row, column and cell of a lookup', () => {
    const app = packageOf({ 'lookups/l.csv': 'key,"a,b"\nlong,1\nother,\n' });
    expect(changesOf(splunkMutants(app), app)).toEqual([
      'row of a lookup: without long -> "key,\\"a,b\\"\\nother,\\n"',
      'cell of a lookup: long: key is longx -> "key,\\"a,b\\"\\nlongx,1\\nother,\\n"',
      'cell of a lookup: long: a,b is 1x -> "key,\\"a,b\\"\\nlong,1x\\nother,\\n"',
      'row of a lookup: without other -> "key,\\"a,b\\"\\nlong,1\\n"',
      'cell of a lookup: other: key is otherx -> "key,\\"a,b\\"\\nlong,1\\notherx,\\n"',
      'cell of a lookup: other: a,b is x -> "key,\\"a,b\\"\\nlong,1\\nother,x\\n"',
      'column of a lookup: without key -> "\\"a,b\\"\\n1\\n\\n"',
      'column of a lookup, altered: key with other cells -> "key,\\"a,b\\"\\nlongx,1\\notherx,\\n"',
      'column of a lookup: without a,b -> "key\\nlong\\nother\\n"',
      'column of a lookup, altered: a,b with other cells -> "key,\\"a,b\\"\\nlong,1x\\nother,\\n"',
    ]);
    expect(cellsOf('a,"b ""c""\nd"\r\n,\n')).toEqual([
      ['a', 'b "c"\nd'],
      ['', ''],
    ]);
  });
});

describe('mutants of a package', () => {
  it('lose or change each processor, each condition and option, and what is below params', () => {
    const path = 'data_stream/d/elasticsearch/ingest_pipeline/default.yml';
    const files = packageOf({
      [path]:
        '---\nprocessors:\n  - script:\n      tag: t\n      if: ctx.a\n      source: x\n      params: { one: 1, rows: { long: { a: b }, c: { a: d } } }\n',
    });
    const changed = [...elasticMutants(files)].map((each) => {
      const { processors } = JSON.parse(textOf(each.apply(), path.replace('.yml', '.json'))) as { readonly processors: unknown };
      return `${each.kind}: ${each.what} -> ${JSON.stringify(processors)}`;
    });
    const script = (rest: string) => `[{"script":{${rest}}}]`;
    const rows = '"rows":{"long":{"a":"b"},"c":{"a":"d"}}';
    const front = '"tag":"t","if":"ctx.a","source":"x"';
    expect(changed).toEqual([
      'processor: processors t dropped -> []',
      `option: processors t / tag dropped -> ${script(`"if":"ctx.a","source":"x","params":{"one":1,${rows}}`)}`,
      `option, altered: processors t / tag is tx -> ${script(`"tag":"tx","if":"ctx.a","source":"x","params":{"one":1,${rows}}`)}`,
      `condition: processors t / if dropped -> ${script(`"tag":"t","source":"x","params":{"one":1,${rows}}`)}`,
      `condition: processors t / if negated -> ${script(`"tag":"t","if":"!(ctx.a)","source":"x","params":{"one":1,${rows}}`)}`,
      `option: processors t / source dropped -> ${script(`"tag":"t","if":"ctx.a","params":{"one":1,${rows}}`)}`,
      `parameter: processors t / params / one dropped -> ${script(`${front},"params":{${rows}}`)}`,
      `parameter, altered: processors t / params / one is 2 -> ${script(`${front},"params":{"one":2,${rows}}`)}`,
      `parameter: processors t / params / rows dropped -> ${script(`${front},"params":{"one":1}`)}`,
      `row of a parameter: processors t / params / rows / long dropped -> ${script(`${front},"params":{"one":1,"rows":{"c":{"a":"d"}}}`)}`,
      `cell of a parameter: processors t / params / rows / long / a dropped -> ${script(`${front},"params":{"one":1,"rows":{"long":{},"c":{"a":"d"}}}`)}`,
      `row of a parameter: processors t / params / rows / c dropped -> ${script(`${front},"params":{"one":1,"rows":{"long":{"a":"b"}}}`)}`,
      `cell of a parameter: processors t / params / rows / c / a dropped -> ${script(`${front},"params":{"one":1,"rows":{"long":{"a":"b"},"c":{}}}`)}`,
      `column of a parameter: processors t / params / rows without a in every row -> ${script(`${front},"params":{"one":1,"rows":{"long":{},"c":{}}}`)}`,
    ]);
  });
});

describe('pieces of an expression', () => {
  it('are its alternatives, of each group by itself', () => {
    expect(withoutAlternatives('a|(?:b|c\\||[|])d').map((each) => each.text)).toEqual([
      '(?:b|c\\||[|])d',
      'a',
      'a|(?:c\\||[|])d',
      'a|(?:b|[|])d',
      'a|(?:b|c\\|)d',
    ]);
    expect(withoutAlternatives('(?<n>a)(?=b)[a|b]')).toEqual([]);
  });

  it('are the texts of an eval expression', () => {
    expect(withChangedTexts('if(a="b\\"","",c)').map((each) => each.text)).toEqual(['if(a="b\\"~","",c)', 'if(a="b\\"","~",c)']);
  });
});

describe('the command line of npm run mutate', () => {
  const read = (...args: string[]) => readOptions(args, ['a', 'b']);

  it('is read', () => {
    expect(read()).toEqual({ catalogs: [], sides: ['splunk', 'elastic'], deep: false, list: false });
    expect(read('--catalog', 'a', '--catalog=b', '--side', 'elastic', '--deep', '--list')).toEqual({
      catalogs: ['a', 'b'],
      sides: ['elastic'],
      deep: true,
      list: true,
    });
    expect([read('--help'), read('-h')]).toEqual(['help', 'help']);
  });

  it.each([
    [['--side', 'both'], "--side is splunk or elastic, not 'both'"],
    [['--catalog', 'c'], "there is no catalog 'c'; there are a, b"],
    [['--depth'], "Unknown option '--depth'"],
    [['a'], "Unexpected argument 'a'"],
    [['--side'], "Option '--side <value>' argument missing"],
  ])('%j is refused', (args, wrong) => {
    expect(read(...args)).toEqual({ wrong: expect.stringContaining(wrong) });
  });

  it('shows every option', () => {
    for (const option of ['catalog', 'side', 'deep', 'list', 'help']) expect(USAGE).toContain(`--${option}`);
  });
});
