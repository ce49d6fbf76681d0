import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { casesOf, engineAnswer, topics } from '../evaluate/elastic/engine-cases.js';
import { outcome, PAINLESS_CASES, painlessCases } from '../evaluate/elastic/painless/painless-cases.js';
import { askCase, recordOf } from './case-answers.js';
import { installEngine } from './engine.js';
import { elasticsearch8, type IngestEngine, openSearch } from './engines/ingest-judge.js';
import { IngestProcess } from './engines/ingest-process.js';
import { askPainless } from './painless-answers.js';

// Writes the engines' answers into the cases that have none yet: a new case needs its pipelines and documents, or its script, alone.
//   node node_modules/.cache/addonsmith/conformance/test/conformance/record-cases.js      (after `npm run conformance`, which compiles it)

const engines = process.env.ADDONSMITH_ENGINES ?? '.engines';

async function opened(engine: IngestEngine): Promise<IngestProcess> {
  const result = await installEngine(engine, engines, (line) => process.stdout.write(`${line}\n`));
  if ('missing' in result) throw new Error(result.missing);
  return new IngestProcess(engine, result.place);
}

const elasticsearch = await opened(elasticsearch8);
const openSearchProcess = await opened(openSearch);
for (const topic of topics()) {
  const lines: string[] = [];
  for (const each of casesOf(topic)) {
    if (each.elasticsearch !== undefined) {
      lines.push(JSON.stringify(each));
      continue;
    }
    const first = recordOf(await askCase(elasticsearch, each));
    const second = recordOf(await askCase(openSearchProcess, each));
    const isSame = JSON.stringify(engineAnswer(first)) === JSON.stringify(engineAnswer(second));
    lines.push(JSON.stringify({ ...each, elasticsearch: first, ...(isSame ? {} : { opensearch: second }) }));
  }
  writeFileSync(join('test/evaluate/elastic/cases', `${topic}.ndjson`), `${lines.join('\n')}\n`);
}
const scripts: string[] = [];
for (const each of painlessCases()) {
  if (each.elasticsearch !== undefined) {
    scripts.push(JSON.stringify(each));
    continue;
  }
  const first = await askPainless(elasticsearch, each);
  const second = await askPainless(openSearchProcess, each);
  scripts.push(JSON.stringify({ ...each, elasticsearch: first, ...(outcome(first) === outcome(second) ? {} : { opensearch: second }) }));
}
writeFileSync(PAINLESS_CASES, `${scripts.join('\n')}\n`);
elasticsearch.close();
openSearchProcess.close();
