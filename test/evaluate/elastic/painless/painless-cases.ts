import { readFileSync } from 'node:fs';
import type { Span } from '../../../../src/diagnostics/finding.js';
import { compilePainless, PainlessError, PainlessRefusal } from '../../../../src/evaluate/elastic/painless/painless-script.js';
import type { Engine } from '../../../../src/evaluate/elastic/processor-options.js';
import { fromPlain, JavaMap, JsonFault, printJson, readJson } from '../../../../src/evaluate/elastic/values.js';
import { canonical } from '../engine-cases.js';

export const here: Span = { file: 'default.yml', start: 0, end: 0, line: 7, column: 9, endLine: 7, endColumn: 9 };
export const environment = { now: 0 };

/** One script and what Elasticsearch 8.19.13 answered: the document, why it does not compile, or the error with its place. */
export interface PainlessCase {
  readonly script?: string;
  readonly condition?: string;
  readonly document?: unknown;
  readonly params?: unknown;
  /** The evaluator says by name that it cannot do this; the engine's answer stands here for the day when it can. */
  readonly refused?: true;
  /** What OpenSearch 2.19.6 answers where it makes another document, or of one engine alone a script compiles or runs. */
  readonly opensearch?: PainlessAnswer;
  readonly elasticsearch: PainlessAnswer;
}

export type PainlessAnswer =
  | { readonly source: unknown }
  | { readonly compile: string }
  | { readonly error: unknown; readonly position?: unknown; readonly stack?: readonly string[] };

export const PAINLESS_CASES = 'test/evaluate/elastic/painless/cases.ndjson';

export function painlessCases(): readonly PainlessCase[] {
  const lines = readFileSync(PAINLESS_CASES, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as PainlessCase);
}

export function documentOf(value: unknown): JavaMap {
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
export function ownPainlessAnswer(each: PainlessCase, engine: Engine = 'elasticsearch'): PainlessAnswer | 'refused' {
  const kind = each.condition === undefined ? 'script' : 'condition';
  const compiled = compilePainless(each.script ?? each.condition ?? '', kind, here, engine);
  const [found] = compiled.findings;
  if (compiled.script === undefined) return found?.code === 'painless-refused' ? 'refused' : { compile: found?.message ?? '' };
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

/** What becomes of the document: the texts of OpenSearch's errors are not claimed. */
export function outcome(answer: PainlessAnswer): string {
  if ('source' in answer) return canonical(JSON.stringify(answer.source));
  return 'compile' in answer ? 'does not compile' : 'fails';
}
