import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type ElasticResult, openDefinitions } from '../../../src/evaluate/elastic/elastic-reader.js';
import { readPipelineFile } from '../../../src/evaluate/elastic/pipeline-file.js';
import { JavaMap, type JavaValue, JsonFault, printJson, readJson } from '../../../src/evaluate/elastic/values.js';

const folder = join(process.cwd(), 'test/evaluate/elastic/cases');

export type Engine = 'elasticsearch' | 'opensearch';

/** What an engine says of one document: its fields as text, or its error as text; "dropped" where nothing is left. */
export type Answer = 'dropped' | { readonly source: string } | { readonly error: string };

/**
 * One definition, documents, and what the engines said: Elasticsearch 8.19.13, and OpenSearch 2.19.6 where it says something else.
 * `put` is the refusal of the definition.
 */
export interface EngineCase {
  /** The evaluator says by name that it cannot do this; the engines' answers stand here for the day when it can. */
  readonly refused?: true;
  /** OpenSearch does otherwise, and the evaluator does not follow; noted in the table of what is supported. */
  readonly openSearch?: 'differs';
  readonly pipelines: Readonly<Record<string, unknown>>;
  readonly docs: readonly string[];
  readonly elasticsearch: readonly Answer[] | { readonly put: string };
  readonly opensearch?: readonly Answer[] | { readonly put: string };
}

export function topics(): readonly string[] {
  return readdirSync(folder)
    .map((name) => name.replace(/\.ndjson$/, ''))
    .sort();
}

export function casesOf(topic: string): readonly EngineCase[] {
  const lines = readFileSync(join(folder, `${topic}.ndjson`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as EngineCase);
}

/** What the evaluator says, in the form of an engine's answer; a definition that is refused is the message of its first finding. */
export function ownAnswer(each: EngineCase, engine: Engine): readonly string[] | { readonly put: string; readonly code: string } {
  const files = Object.entries(each.pipelines).map(([name, definition]) =>
    readPipelineFile({ name: `${name}.json`, bytes: new TextEncoder().encode(JSON.stringify(definition)) }, name),
  );
  const findings = files.flatMap((file) => file.findings);
  const opened = openDefinitions(
    files.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline])),
    { engine },
  );
  if (opened.reader === undefined) {
    const [first] = [...findings, ...opened.findings].filter(({ severity }) => severity === 'error');
    // Where a script does not compile, the finding goes on with the reason that the engine gives as the cause.
    return { put: (first?.message ?? 'no finding').replace(/^(compile error): .*$/s, '$1'), code: first?.code ?? '' };
  }
  const { reader } = opened;
  return each.docs.map((doc) => shown(reader.run(parsed(doc))));
}

function parsed(text: string): JavaMap {
  const value = readJson(text, { maps: 'linked' });
  if (value instanceof JsonFault || !(value instanceof JavaMap)) throw new Error(`no document: ${text}`);
  return value;
}

function shown(result: ElasticResult): string {
  switch (result.kind) {
    case 'doc':
      return canonical(printJson(result.doc));
    case 'dropped':
      return 'dropped';
    case 'error':
      return `error ${canonical(printJson(result.error))}`;
    case 'refused':
      return `refused ${result.finding.message}`;
  }
}

/** An engine's answer in the same form. */
export function engineAnswer(answer: readonly Answer[] | { readonly put: string }): readonly string[] | { readonly put: string } {
  if ('put' in answer) return { put: String((JSON.parse(answer.put) as { reason?: unknown }).reason) };
  return answer.map((each) => {
    if (each === 'dropped') return each;
    return 'source' in each ? canonical(each.source) : `error ${canonical(each.error)}`;
  });
}

/**
 * JSON with the members of each object in order of their names, numbers as they are written. Left out is what no pipeline depends on: the
 * numbers of Java's objects, and lines of Java's own stack above those of a script.
 */
export function canonical(text: string): string {
  const value = readJson(text, { maps: 'linked' });
  if (value instanceof JsonFault) throw new Error(`${value.message}: ${text}`);
  return printJson(sorted(value)).replace(/(DefaultMustache)@[0-9a-f]+/g, '$1');
}

function sorted(value: ReturnType<typeof readJson>): Exclude<ReturnType<typeof readJson>, JsonFault> {
  if (value instanceof JsonFault) throw new Error(value.message);
  if (Array.isArray(value)) return value.map(sorted);
  if (!(value instanceof JavaMap)) return value;
  const members = [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return JavaMap.of(
    members.map(([key, each]) => [key, key === 'script_stack' ? ofScript(each) : sorted(each)] as const),
    'linked',
  );
}

function ofScript(stack: JavaValue): JavaValue {
  return Array.isArray(stack) ? stack.filter((line) => !/^[\w./$]+\(\w+\.java:\d+\)$/.test(String(line))) : stack;
}
