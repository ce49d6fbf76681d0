import { type Command, Option } from 'commander';
import { type Finding, finding, hasErrors } from '../diagnostics/finding.js';
import type { Budget } from '../evaluate/budget.js';
import type { ElasticReader } from '../evaluate/elastic/elastic-package.js';
import { JavaMap, type JavaValue, JsonFault, printJson, readJson } from '../evaluate/elastic/values.js';
import type { PackageFiles } from '../source/package-files.js';
import { type Cutting, recordCutter } from '../source/record-cutter.js';
import { sourceTextCodes, startOf } from '../source/source-text.js';
import { evaluateCodes } from './evaluate-codes.js';
import { addRecordOptions, collected, FindingPrinter, inputFile, kindOf, type RecordOptions } from './evaluate-options.js';
import { readPackages } from './evaluate-splunk.js';
import { EXIT_FINDINGS, type Io, UsageError } from './io.js';
import { RecordFindings } from './record-findings.js';
import { errorLine, type Report, streamRecords } from './record-stream.js';

interface ElasticOptions extends RecordOptions {
  readonly package?: string;
  readonly dataStream?: string;
  readonly pipeline?: readonly string[];
  readonly engine: 'elasticsearch' | 'opensearch';
  readonly json?: boolean;
}

/** Adds `evaluate elastic`. */
export function addEvaluateElastic(evaluate: Command, io: Io, done: (exitCode: number) => void): void {
  const command = evaluate
    .command('elastic')
    .summary('read records as Elasticsearch would with the given pipelines')
    .description(
      'Runs records through the ingest pipeline of a package, or through pipeline files. Prints a JSON object a line for each record: the document, or why there is none.',
    )
    .addOption(new Option('--package <path>', 'folder or .zip, .tgz of an Elastic package').conflicts('pipeline'))
    .option('--data-stream <name>', 'data stream of the package whose pipeline is run; may be left out where there is one')
    .option('--pipeline <file>', 'pipeline in YAML or JSON; several times for those that it calls, the first is run', collected)
    .addOption(new Option('--engine <name>', 'whose pipelines these are').choices(['elasticsearch', 'opensearch']).default('elasticsearch'))
    .option('--json', 'each record is a document, or {"_source": document}; without it each is the `message` of one');
  addRecordOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: ElasticOptions) => done(await evaluateElastic(io, options)));
}

const EXAMPLES = `
How records stand in the input (--events-from):
  lines   a record a line; empty lines are skipped
  whole   the input is one record
  json    JSON objects behind each other, or one list of them
  xml     <Event> elements, as Windows exports its events

Output, a line for each record:
  {"doc":{...}}, {"dropped":true}, or {"error":{"type","reason",...}} as \`_simulate\` says it

Examples:
  $ addonsmith evaluate elastic --package dist-addon/elastic/dogtag --data-stream audit < audit.log
  $ addonsmith evaluate elastic --pipeline main.yml --pipeline called.yml --json < documents.ndjson
  $ addonsmith evaluate elastic --pipeline dist-addon/pipelines/dogtag-audit.json --engine opensearch < audit.log`;

interface Opened {
  readonly reader: ElasticReader | undefined;
  readonly findings: readonly Finding[];
  readonly packages: readonly PackageFiles[];
}

async function evaluateElastic(io: Io, options: ElasticOptions): Promise<number> {
  const { reader, findings, packages } = await open(io, options);
  const printer = new FindingPrinter(io, options.format, packages);
  await printer.early(findings);
  if (reader === undefined || hasErrors(findings)) {
    await printer.late(undefined, 'input');
    return EXIT_FINDINGS;
  }
  const { Budget } = await import('../evaluate/budget.js');
  const budget = new Budget(options.budget);
  const records = new RecordFindings();
  const documentOf = options.json === true ? jsonDocument : messageDocument;
  const end = await streamRecords(io, {
    input: inputFile(options.input),
    cutter: recordCutter(options.eventsFrom as Cutting),
    limit: budget,
    milliseconds: options.budget,
    lines: (text, report) => elasticLine(reader, documentOf(text, report), budget, report),
    findings: records,
  });
  return await printer.late(records, end);
}

async function open(io: Io, options: ElasticOptions): Promise<Opened> {
  const [{ openElasticPackage }, { openPipelines }] = await Promise.all([
    import('../evaluate/elastic/elastic-package.js'),
    import('../evaluate/elastic/ingest-pipeline.js'),
  ]);
  const { engine, pipeline = [], dataStream } = options;
  if (options.package !== undefined) {
    const { packages, findings } = readPackages(io, [options.package]);
    const [files] = packages;
    if (files === undefined || hasErrors(findings)) return { reader: undefined, findings, packages };
    const opened = openElasticPackage(files, dataStream, { engine });
    return { reader: opened.reader, findings: [...findings, ...opened.findings], packages };
  }
  if (pipeline.length === 0) throw new UsageError('what is to be run? `--package <path>`, or `--pipeline <file>`');
  if (dataStream !== undefined) throw new UsageError('`--data-stream` names one of a package; with `--pipeline` the first file is run');
  const files = pipeline.map((name) => ({ name, bytes: io.host.readFile(name) }));
  const missing = files.filter(({ bytes }) => bytes === undefined).map(({ name }) => missingFile(name));
  if (missing.length > 0) return { reader: undefined, findings: missing, packages: [] };
  const opened = openPipelines(
    files.flatMap(({ name, bytes }) => (bytes === undefined ? [] : [{ name, bytes }])),
    { engine },
  );
  return { reader: opened.reader, findings: opened.findings, packages: [] };
}

function missingFile(name: string): Finding {
  return finding(sourceTextCodes['source-missing'], { message: `there is no file ${name}`, span: startOf(name) });
}

function messageDocument(text: string): JavaMap {
  return JavaMap.of([['message', text]]);
}

/** A document as it is written, or one inside `_source`; what is no document is told and has none. */
function jsonDocument(text: string, report: Report): JavaMap | undefined {
  const value = readJson(text);
  if (value instanceof JsonFault) {
    report(evaluateCodes['record-form'], { message: 'this is no JSON', notes: [`${value.message}, at character ${value.at + 1}`] });
    return undefined;
  }
  const document = sourceOf(value);
  if (document === undefined) report(evaluateCodes['record-form'], { message: 'this JSON is no document: a document is an object' });
  return document;
}

function sourceOf(value: JavaValue): JavaMap | undefined {
  if (!(value instanceof JavaMap)) return undefined;
  const source = value.get('_source');
  return source instanceof JavaMap ? source : value;
}

function elasticLine(reader: ElasticReader, document: JavaMap | undefined, budget: Budget, report: Report): string {
  if (document === undefined) return errorLine('record-form', 'the record is no JSON document');
  const result = reader.run(document, { budget });
  switch (result.kind) {
    case 'doc':
      return `{"doc":${printJson(result.doc)}}\n`;
    case 'dropped':
      return '{"dropped":true}\n';
    case 'error':
      return `{"error":${printJson(result.error)}}\n`;
    case 'refused':
      return refusedLine(result.finding, report);
  }
}

/** The document reached something that is not evaluated. */
function refusedLine(refusal: Finding, report: Report): string {
  report(kindOf(refusal), refusal);
  const at = refusal.span === undefined ? '' : `: ${refusal.span.file}:${refusal.span.line}`;
  return errorLine(refusal.code, `${refusal.message}${at}`);
}
