import {
  type Engine as CaseEngine,
  canonical,
  casesOf,
  type EngineCase,
  engineAnswer,
  ownAnswer,
  topics,
} from '../evaluate/elastic/engine-cases.js';
import type { IngestAnswer, IngestAnswers, IngestProcess } from './engines/ingest-process.js';
import type { Difference } from './row.js';

/** A case of a topic of test/evaluate/elastic/cases. */
export interface TopicCase {
  readonly place: string;
  readonly each: EngineCase;
}

export function topicCases(): readonly TopicCase[] {
  return topics().flatMap((topic) => casesOf(topic).map((each, index) => ({ place: `${topic}:${index + 1}`, each })));
}

/** Puts a case before an engine: its first pipeline, each document by itself where one of them would fail the whole request. */
export async function askCase(process: IngestProcess, { pipelines, docs }: EngineCase): Promise<IngestAnswers> {
  const definitions = Object.fromEntries(Object.entries(pipelines).map(([name, definition]) => [name, JSON.stringify(definition)]));
  const taken = await process.ask({ pipelines: definitions });
  if ('put' in taken) return taken;
  const [pipeline = ''] = Object.keys(pipelines);
  const together = await process.ask({ pipeline, docs });
  if (!('put' in together)) return together;
  const answers: IngestAnswer[] = [];
  for (const doc of docs) {
    const alone = await process.ask({ pipeline, docs: [doc] });
    answers.push('put' in alone ? { error: alone.put } : (alone[0] ?? 'dropped'));
  }
  return answers;
}

/** Holds an engine's answer against the recorded one, and against what our evaluator says now. */
export function caseDifferences({ place, each }: TopicCase, engine: CaseEngine, answers: IngestAnswers): readonly Difference[] {
  const recorded = JSON.stringify(engineAnswer(recordedOf(each, engine)));
  const now = JSON.stringify(engineAnswer(answers));
  if (recorded !== now) return [{ place, what: `the engine answers ${now}, recorded is ${recorded}` }];
  const isClaimed = each.refused !== true && (engine === 'elasticsearch' || each.openSearch === undefined);
  if (!isClaimed) return [];
  const own = ownAnswer(each, engine);
  const ours = JSON.stringify('put' in own ? { put: own.put } : own);
  const isEqual = engine === 'elasticsearch' ? ours === now : withoutTexts(ours) === withoutTexts(now) || isRefused(own);
  return isEqual ? [] : [{ place, what: `the engine answers ${now}, we say ${ours}` }];
}

function recordedOf(each: EngineCase, engine: CaseEngine): EngineCase['elasticsearch'] {
  return engine === 'opensearch' ? (each.opensearch ?? each.elasticsearch) : each.elasticsearch;
}

/** The texts of OpenSearch's errors are not claimed. */
function withoutTexts(answer: string): string {
  const value: unknown = JSON.parse(answer);
  return Array.isArray(value) ? JSON.stringify(value.map((each) => (String(each).startsWith('error ') ? 'error' : each))) : 'refused';
}

function isRefused(own: ReturnType<typeof ownAnswer>): boolean {
  return 'put' in own && own.code === 'pipeline-unsupported';
}

/** Answers as they stand in a case: canonical, so that a record of the same answer is the same text. */
export function recordOf(answers: IngestAnswers): EngineCase['elasticsearch'] {
  if ('put' in answers) return { put: answers.put };
  return answers.map((each) => {
    if (each === 'dropped') return each;
    return 'source' in each ? { source: canonical(each.source) } : { error: canonical(each.error) };
  });
}
