import type { ElasticReader } from '../../src/evaluate/elastic/elastic-reader.js';
import { JavaMap, JsonFault, printJson, readJson } from '../../src/evaluate/elastic/values.js';
import { type Engine as CaseEngine, canonical } from '../evaluate/elastic/engine-cases.js';
import type { IngestEngine } from './engines/ingest-judge.js';
import { type IngestAnswer, IngestProcess } from './engines/ingest-process.js';
import { plainPipelines, type RenderedPipeline, withSlip } from './rendered-pipelines.js';
import type { Difference, Judged, Saboteur } from './row.js';
import type { Workshop } from './workshop.js';

/** Documents in one question: a question is a line, and an engine reads it whole. */
const BATCH = 200;

/** Lets an engine take pipelines and run them over all their documents, and holds each result against that of our evaluator. */
export async function judgePipelines(
  workshop: Workshop,
  engine: IngestEngine,
  what: string,
  pipelines: readonly RenderedPipeline[],
): Promise<Judged> {
  const process = new IngestProcess(engine, workshop.placeOf(engine));
  const differences: Difference[] = [];
  let cases = 0;
  try {
    for (const pipeline of pipelines) {
      cases += pipeline.documents.length;
      differences.push(...(await pipelineDifferences(process, pipeline)));
    }
  } finally {
    process.close();
  }
  return { engine: `${engine.name} ${engine.version}`, what, cases, differences };
}

/** What `judgePipelines` must notice, whichever engine it asks. */
export function pipelineSlips(engine: IngestEngine, kind: CaseEngine): readonly Saboteur[] {
  const judge = (text: string, slip: string) => async (workshop: Workshop) => [
    await judgePipelines(workshop, engine, 'a slip', withSlip(plainPipelines(workshop, workshop.built, kind), text, slip)),
  ];
  return [
    {
      breaks: 'the engine is given another value than our evaluator reads in the pipeline',
      noticedAs: /the engine says ".*Log emptied.*, we say ".*Log cleared/,
      judge: judge('Log cleared', 'Log emptied'),
    },
    {
      breaks: 'a processor has an option that no engine knows',
      noticedAs: / the definition is refused: .*\[script\] unknown field \[language\]/,
      judge: judge('"lang":"painless"', '"language":"painless"'),
    },
  ];
}

async function pipelineDifferences(
  process: IngestProcess,
  { title, definitions, reader, documents }: RenderedPipeline,
): Promise<Difference[]> {
  const taken = await process.ask({ pipelines: definitions });
  if ('put' in taken) return [{ place: title, what: `the definition is refused: ${taken.put}` }];
  const [pipeline = ''] = Object.keys(definitions);
  const differences: Difference[] = [];
  for (let start = 0; start < documents.length; start += BATCH) {
    const batch = documents.slice(start, start + BATCH);
    const answers = await process.ask({ pipeline, docs: batch.map(({ text }) => text) });
    for (const [index, { place, text }] of batch.entries()) {
      const theirs = 'put' in answers ? `request refused: ${answers.put}` : engineText(answers[index]);
      const ours = ownText(reader, text);
      if (ours !== theirs) differences.push({ place: `${title}, ${place}`, what: firstDifference(theirs, ours) });
    }
  }
  return differences;
}

function engineText(answer: IngestAnswer | undefined): string {
  if (answer === undefined || answer === 'dropped') return 'dropped';
  return 'source' in answer ? canonical(answer.source) : `error ${canonical(answer.error)}`;
}

/** What our evaluator makes of a document, in the same form. */
function ownText(reader: ElasticReader, text: string): string {
  const document = readJson(text, { maps: 'linked' });
  if (document instanceof JsonFault || !(document instanceof JavaMap)) throw new Error(`no document: ${text}`);
  const result = reader.run(document);
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

const AROUND = 80;

/** The texts around the place where they part. */
function firstDifference(theirs: string, ours: string): string {
  let at = 0;
  while (at < theirs.length && theirs[at] === ours[at]) at += 1;
  const shown = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - AROUND), at + AROUND));
  return `the engine says ${shown(theirs)}, we say ${shown(ours)}`;
}
