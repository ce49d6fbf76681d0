import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runElasticPackage, testResults } from '../elastic-package-run.js';
import { elasticPackage } from '../engines/go-programs.js';
import { elasticsearch8 } from '../engines/ingest-judge.js';
import { IngestProcess } from '../engines/ingest-process.js';
import { type IngestServer, serveIngest } from '../ingest-server.js';
import { type Change, filesOf, packageCopy, packageFolders, replaced } from '../package-copies.js';
import type { Difference, Judged, Row, Saboteur } from '../row.js';
import type { Workshop } from '../workshop.js';

export const pipelineTests: Row = {
  id: 'pipeline-tests',
  title: "The packages' own pipeline tests",
  engines: [elasticPackage, elasticsearch8],
  judge: async (workshop) => [await testAll(workshop, packageFolders(workshop), [])],
  saboteurs: [
    slip('a test expects another value', /Expected results are different from actual ones/, {
      file: '-expected.json',
      change: (text) => replaced(text, /"outcome": "success"/, '"outcome": "failure"'),
    }),
    slip('a pipeline has an option that Elasticsearch does not know', /PutPipeline \(400\)/, {
      file: 'ingest_pipeline/default.yml',
      change: (text) => replaced(text, /^( +)(tag: .*)$/m, '$1$2\n$1colour: blue'),
    }),
    slip('a field that a pipeline writes is not declared', /field "\S+\.title" is undefined/, {
      file: 'fields/fields.yml',
      change: (text) => replaced(text, /^( +- name: )title$/m, '$1titel'),
    }),
  ],
};

function slip(breaks: string, noticedAs: RegExp, change: Change): Saboteur {
  return { breaks, noticedAs, judge: async (workshop) => [await testAll(workshop, packageFolders(workshop).slice(0, 1), [change])] };
}

async function testAll(workshop: Workshop, folders: readonly string[], changes: readonly Change[]): Promise<Judged> {
  const engine = new IngestProcess(elasticsearch8, workshop.placeOf(elasticsearch8));
  const server = await serveIngest(engine, elasticsearch8.version);
  try {
    const differences: Difference[] = [];
    for (const folder of folders) differences.push(...(await testOne(workshop, packageCopy(workshop, folder, changes), server)));
    const name = [elasticPackage, elasticsearch8].map((each) => `${each.name} ${each.version}`).join(' and ');
    return { engine: name, what: 'documents of the pipeline tests', cases: server.documents(), differences };
  } finally {
    await server.close();
    engine.close();
  }
}

async function testOne(workshop: Workshop, copy: string, server: IngestServer): Promise<readonly Difference[]> {
  const held = filesOf(copy).filter(
    (path) => /_dev\/test\/pipeline\/test-[^/]*\.(?:json|log)$/.test(path) && !path.endsWith('-expected.json'),
  );
  const wanted = held.reduce((sum, path) => sum + documentsIn(readFileSync(join(copy, path), 'utf8')), 0);
  const before = server.documents();
  const home = join(workshop.folder('elastic-package'), 'home');
  const { status, stdout, stderr } = await runElasticPackage(workshop, copy, { command: 'test pipeline', home, node: server.address });
  const place = basename(copy);
  const results = testResults(stdout);
  const failed = results
    .filter(({ result }) => result !== 'PASS')
    .map(({ name, result, failure_details: details = '' }) => ({ place: `${place} ${name}`, what: `${result} ${details}`.trim() }));
  const count = (what: string, ran: number, all: number): readonly Difference[] =>
    ran === all ? [] : [{ place, what: `${ran} ${what}, not ${all}` }];
  const ended =
    status !== 0 && failed.length === 0
      ? [{ place, what: `exit code ${String(status)} ${`${stdout}\n${stderr}`.trim().slice(-1500)}` }]
      : [];
  return [
    ...failed,
    ...ended,
    ...count('tests ran', results.length, held.length),
    ...count('documents went through', server.documents() - before, wanted),
  ];
}

function documentsIn(text: string): number {
  return (JSON.parse(text) as { readonly events: readonly unknown[] }).events.length;
}
