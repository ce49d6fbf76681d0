import type { Engine as CaseEngine } from '../evaluate/elastic/engine-cases.js';
import { type PainlessCase, painlessCases } from '../evaluate/elastic/painless/painless-cases.js';
import { askCase, caseDifferences, type TopicCase, topicCases } from './case-answers.js';
import type { IngestEngine } from './engines/ingest-judge.js';
import { IngestProcess } from './engines/ingest-process.js';
import { askPainless, painlessDifferences } from './painless-answers.js';
import type { Difference, Judged, Saboteur } from './row.js';
import type { Workshop } from './workshop.js';

const OTHER_DOCUMENTS = /^append:1 the engine answers \["\{\\"a\\":\[7,1\]\}"/;
const OTHER_SCRIPT = /^painless:\d+ .* the engine answers .*\{"more":2,/;

/** Puts the cases of processors before an engine; `kind` is whose recorded answers they are held against. */
export async function judgeProcessorCases(
  workshop: Workshop,
  engine: IngestEngine,
  kind: CaseEngine,
  cases: readonly TopicCase[] = topicCases(),
): Promise<Judged> {
  const differences: Difference[] = [];
  await withProcess(workshop, engine, async (process) => {
    for (const each of cases) differences.push(...caseDifferences(each, kind, await askCase(process, each.each)));
  });
  const count = cases.reduce((sum, { each }) => sum + each.docs.length, 0);
  return { engine: `${engine.name} ${engine.version}`, what: 'cases of processors', cases: count, differences };
}

/** Puts the scripts and conditions of the cases before an engine. */
export async function judgePainlessCases(
  workshop: Workshop,
  engine: IngestEngine,
  kind: CaseEngine,
  cases: readonly PainlessCase[] = painlessCases(),
): Promise<Judged> {
  const differences: Difference[] = [];
  await withProcess(workshop, engine, async (process) => {
    for (const [index, each] of cases.entries()) {
      const place = `painless:${index + 1} ${(each.script ?? each.condition ?? '').slice(0, 60)}`;
      differences.push(...painlessDifferences(place, each, kind, await askPainless(process, each)));
    }
  });
  return { engine: `${engine.name} ${engine.version}`, what: 'cases of Painless', cases: cases.length, differences };
}

/** What the two above must notice, whichever engine they ask. */
export function evaluatorSlips(engine: IngestEngine, kind: CaseEngine): readonly Saboteur[] {
  const name = `${engine.name} ${engine.version}`;
  return [
    {
      breaks: `the documents of a case are not those that its answers were recorded of (${name})`,
      noticedAs: OTHER_DOCUMENTS,
      judge: async (workshop) => [await judgeProcessorCases(workshop, engine, kind, otherDocuments())],
    },
    {
      breaks: `a script adds 1 more than the recorded one (${name})`,
      noticedAs: OTHER_SCRIPT,
      judge: async (workshop) => [await judgePainlessCases(workshop, engine, kind, otherScript())],
    },
  ];
}

function otherDocuments(): ReturnType<typeof topicCases> {
  const [first] = topicCases();
  return first === undefined ? [] : [{ ...first, each: { ...first.each, docs: first.each.docs.map(() => '{"a":7}') } }];
}

function otherScript(): ReturnType<typeof painlessCases> {
  const [plain] = painlessCases().filter(({ script, elasticsearch }) => script !== undefined && 'source' in elasticsearch);
  return plain === undefined ? [] : [{ ...plain, script: `${plain.script}; ctx.more = 1 + 1` }];
}

async function withProcess(workshop: Workshop, engine: IngestEngine, work: (process: IngestProcess) => Promise<void>): Promise<void> {
  const process = new IngestProcess(engine, workshop.placeOf(engine));
  try {
    await work(process);
  } finally {
    process.close();
  }
}
