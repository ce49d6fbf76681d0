import { canonical } from '../evaluate/elastic/engine-cases.js';
import { outcome, ownPainlessAnswer, type PainlessAnswer, type PainlessCase } from '../evaluate/elastic/painless/painless-cases.js';
import type { IngestProcess } from './engines/ingest-process.js';
import type { Difference } from './row.js';

/** What an engine says of a script, in the form of the recorded answer. */
export async function askPainless(process: IngestProcess, each: PainlessCase): Promise<PainlessAnswer> {
  const taken = await process.ask({ pipelines: { p: JSON.stringify({ processors: [processorOf(each)] }) } });
  if ('put' in taken) return { compile: String(at(taken.put, 'caused_by', 'reason') ?? at(taken.put, 'reason')) };
  const answers = await process.ask({ pipeline: 'p', docs: [JSON.stringify(each.document ?? {})] });
  const [answer] = 'put' in answers ? [{ error: answers.put }] : answers;
  if (answer === undefined || answer === 'dropped') throw new Error('a script drops no document');
  if ('source' in answer) return { source: JSON.parse(answer.source) };
  const stack = at(answer.error, 'script_stack');
  return {
    error: { type: at(answer.error, 'caused_by', 'type'), reason: at(answer.error, 'caused_by', 'reason') },
    position: at(answer.error, 'position'),
    stack: Array.isArray(stack) ? stack.slice(-2).map(String) : [],
  };
}

function processorOf({ script, condition, params }: PainlessCase): unknown {
  if (condition !== undefined)
    return { set: { field: 'hit', value: true, if: params === undefined ? condition : { source: condition, params } } };
  return { script: { source: script, ...(params === undefined ? {} : { params }) } };
}

function at(json: string, ...path: readonly string[]): unknown {
  let value: unknown = JSON.parse(json);
  for (const step of path) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  return value;
}

/** Holds an engine's answer against the recorded one, and against what our evaluator says now. */
export function painlessDifferences(
  place: string,
  each: PainlessCase,
  engine: 'elasticsearch' | 'opensearch',
  answer: PainlessAnswer,
): readonly Difference[] {
  const shown = engine === 'elasticsearch' ? text : outcome;
  const now = shown(answer);
  const recorded = shown(engine === 'opensearch' ? (each.opensearch ?? each.elasticsearch) : each.elasticsearch);
  if (now !== recorded) return [{ place, what: `the engine answers ${now}, recorded is ${recorded}` }];
  if (each.refused === true) return [];
  const own = ownPainlessAnswer(each, engine);
  const ours = own === 'refused' ? own : shown(own);
  return isSame(ours, now) ? [] : [{ place, what: `the engine answers ${now}, we say ${ours}` }];
}

function text(answer: PainlessAnswer): string {
  return canonical(JSON.stringify(answer));
}

/** Our text of what does not compile says the place too. */
function isSame(ours: string, theirs: string): boolean {
  const reason = /^\{"compile":"(.*)"\}$/.exec(theirs)?.[1];
  return ours === theirs || (reason !== undefined && ours.startsWith(`{"compile":"compile error: ${reason} (`));
}
