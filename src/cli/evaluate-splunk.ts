import type { Command } from 'commander';
import { type Finding, hasErrors } from '../diagnostics/finding.js';
import type { SplunkReader, SplunkRecord } from '../evaluate/splunk/splunk-apps.js';
import { type PackageFiles, readPackageFiles } from '../source/package-files.js';
import { type Cutting, type RecordCutter, recordCutter } from '../source/record-cutter.js';
import { addRecordOptions, collected, FindingPrinter, inputFile, kindOf, type RecordOptions } from './evaluate-options.js';
import { EXIT_FINDINGS, type Io } from './io.js';
import { RecordFindings } from './record-findings.js';
import { streamRecords } from './record-stream.js';

interface SplunkOptions extends RecordOptions {
  readonly app: readonly string[];
  readonly sourcetype: string;
  readonly source: string;
  readonly host: string;
}

/** Adds `evaluate splunk`. */
export function addEvaluateSplunk(evaluate: Command, io: Io, done: (exitCode: number) => void): void {
  const command = evaluate
    .command('splunk')
    .summary('read records as Splunk would with the given apps')
    .description(
      'Applies Splunk apps to records: index time (time, host, source type, SEDCMD, TRANSFORMS) and a search (fields, lookups, event types, tags). Prints a JSON object a line for each record.',
    )
    .requiredOption(
      '--app <path>',
      'folder or .tgz, .spl, .zip of an app; several times for several apps, layered as Splunk does',
      collected,
    )
    .requiredOption('--sourcetype <name>', 'source type that the input sets')
    .option('--source <path>', 'source that the input sets', 'stdin')
    .option('--host <name>', 'host that the input sets', 'localhost');
  addRecordOptions(command, ['stream'])
    .addHelpText('after', EXAMPLES)
    .action(async (options: SplunkOptions) => done(await evaluateSplunk(io, options)));
}

const EXAMPLES = `
How records stand in the input (--events-from):
  lines   a record a line; empty lines are skipped
  stream  as the apps say: LINE_BREAKER, SHOULD_LINEMERGE, TRUNCATE
  whole   the input is one record
  json    JSON objects behind each other, or one list of them
  xml     <Event> elements, as Windows exports its events

Output, a line for each record:
  {"_raw","_time","host","source","sourcetype","fields":{name: "value" or ["v1","v2"]},"eventtypes":[],"tags":[]}
  {"dropped":true} for a record that is not indexed, {"error":{"type","reason"}} for one that cannot be read

Examples:
  $ addonsmith evaluate splunk --app dist-addon/splunk/TA-dogtag --sourcetype dogtag:audit < audit.log
  $ addonsmith evaluate splunk --app TA-x.tgz --app local-changes --sourcetype x:log --events-from stream --input x.log`;

async function evaluateSplunk(io: Io, options: SplunkOptions): Promise<number> {
  const { packages, findings } = readPackages(io, options.app);
  const printer = new FindingPrinter(io, options.format, packages);
  const refuse = async (all: readonly Finding[]): Promise<number> => {
    await printer.early(all);
    await printer.late(undefined, 'input');
    return EXIT_FINDINGS;
  };
  if (hasErrors(findings)) return await refuse(findings);
  const [{ openSplunkApps }, { Budget }] = await Promise.all([
    import('../evaluate/splunk/splunk-apps.js'),
    import('../evaluate/budget.js'),
  ]);
  const apps = openSplunkApps(packages);
  const reader = apps.reader({ sourcetype: options.sourcetype, source: options.source, host: options.host });
  const known = [...findings, ...apps.findings, ...reader.findings];
  if (hasErrors(known)) return await refuse(known);
  await printer.early(known);
  const budget = new Budget(options.budget);
  const records = new RecordFindings();
  const end = await streamRecords(io, {
    input: inputFile(options.input),
    cutter: cutterFor(options.eventsFrom, reader),
    limit: budget,
    milliseconds: options.budget,
    lines: (text, report) => {
      const read = reader.read(text, { budget });
      for (const note of read.flatMap(({ notes = [] }) => notes)) report(kindOf(note), note);
      return splunkLines(read);
    },
    findings: records,
  });
  return await printer.late(records, end);
}

/** Reads the apps or packages that a command line names. */
export function readPackages(
  io: Io,
  paths: readonly string[],
): { readonly packages: readonly PackageFiles[]; readonly findings: readonly Finding[] } {
  const read = paths.map((path) => readPackageFiles(io.host, path));
  return { packages: read.flatMap(({ files }) => files ?? []), findings: read.flatMap(({ findings }) => findings) };
}

function cutterFor(eventsFrom: string, reader: SplunkReader): RecordCutter {
  if (eventsFrom !== 'stream') return recordCutter(eventsFrom as Cutting);
  const breaker = reader.breaker();
  return {
    push: (piece) => breaker.push(piece).map((text) => ({ text })),
    end: () => breaker.end().map((text) => ({ text })),
  };
}

const DROPPED = `${JSON.stringify({ dropped: true })}\n`;

/** What is written for one record of the input; index time may make none of it, or several. */
export function splunkLines(records: readonly SplunkRecord[]): string {
  return records.length === 0 ? DROPPED : records.map(splunkLine).join('');
}

// Put together by hand: a field may be called __proto__, and an object for each record costs time.
function splunkLine({ raw, time, host, source, sourcetype, fields, eventtypes, tags }: SplunkRecord): string {
  let members = '';
  for (const [name, values] of fields) {
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(values.length === 1 ? values[0] : values)}`;
  }
  const front = `"_raw":${JSON.stringify(raw)},"_time":${JSON.stringify(time)},"host":${JSON.stringify(host)}`;
  const origin = `"source":${JSON.stringify(source)},"sourcetype":${JSON.stringify(sourcetype)}`;
  return `{${front},${origin},"fields":{${members}},"eventtypes":${JSON.stringify(eventtypes)},"tags":${JSON.stringify(tags)}}\n`;
}
