import { type Command, Option } from 'commander';
import { type Finding, hasErrors } from '../diagnostics/finding.js';
import type { SampleTest } from '../verify/sample-test.js';
import { EXIT_FINDINGS, EXIT_OK, type FindingFormat, findingFormats, type Io, tell, tellProgram, UsageError } from './io.js';
import { type ChosenProof, chooseProof, type ProofOptions, proofCommand } from './proof-options.js';

interface TestOptions extends ProofOptions {
  readonly update?: boolean;
  readonly dryRun?: boolean;
  readonly format: FindingFormat;
}

/** Adds `test` to the program. */
export function addTest(program: Command, io: Io, done: (exitCode: number) => void): void {
  proofCommand(program, 'test')
    .summary('let the rendered add-ons read all samples')
    .description(
      'Reads every sample as Splunk and Elasticsearch would with the rendered add-ons, and holds what they state against what is expected.',
    )
    .option('--update', 'write what is read into the expectations, and accept all results; prints every change first')
    .option('--dry-run', 'with --update: print the changes and write nothing')
    .addOption(new Option('--format <name>', 'how to print').choices(findingFormats).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (ids: string[], options: TestOptions) => done(await test(io, ids, options)));
}

const EXAMPLES = `
Examples:
  $ addonsmith build && addonsmith test         all samples of all catalogs
  $ addonsmith test dogtag --format json        one catalog, for a program
  $ addonsmith test --update --dry-run          what would be written into expectations and accepted results
  $ addonsmith test --external ../real-logs     with the real lines that catalogs name`;

async function test(io: Io, ids: readonly string[], options: TestOptions): Promise<number> {
  if (options.dryRun && !options.update) throw new UsageError('--dry-run says what --update would write: give both');
  const chosen = await chooseProof(io, ids, options);
  if (hasErrors(chosen.findings)) return tell(io, chosen.findings);
  const { testSamples } = await import('../verify/sample-test.js');
  const tests = chosen.catalogs.map((catalog) => {
    io.step?.(`reading the samples of ${catalog.id}`);
    return testSamples(io.host, chosen.places, catalog);
  });
  if (options.update) return await update(io, chosen, tests, options);
  const findings = tests.flatMap((each) => each.findings);
  if (options.format === 'json') return json(io, tests, findings);
  if (options.format !== 'text') return tellProgram(io, findings, options.format, (await io.engine()).codes());
  const exitCode = tell(io, findings);
  io.out(tests.map(summaryLine).join(''));
  return exitCode;
}

/** Writes what is read into the expectations and the accepted results, after it was shown. */
async function update(io: Io, { places }: ChosenProof, tests: readonly SampleTest[], options: TestOptions): Promise<number> {
  const { updatePlan } = await import('../verify/update.js');
  const wrong = tests
    .flatMap((each) => each.findings)
    .filter((each) => each.severity === 'error' && !/^proof-(?:fact|mark|accepted)$/.test(each.code));
  const plans = tests.map((each) => updatePlan(io.host, places, each));
  io.out(plans.map((plan) => plan.text).join('') || 'nothing to update\n');
  if (!options.dryRun) {
    for (const { path, bytes } of plans.flatMap((plan) => plan.files)) writeFile(io, path, bytes);
  }
  const left = [...wrong, ...plans.flatMap((plan) => plan.findings)];
  return left.length === 0 ? EXIT_OK : tell(io, left);
}

function writeFile({ host }: Io, path: string, bytes: Uint8Array): void {
  host.mkdir(path.slice(0, path.lastIndexOf('/')));
  host.writeFile(path, bytes, 0o644);
}

/** The one line that says what came of a catalog. */
function summaryLine(each: SampleTest): string {
  const { catalog, trials, skipped } = each;
  if (trials.length === 0) return `${catalog.id} ${catalog.version}  nothing was read\n`;
  const failed = new Set(each.failures.map(({ sample }) => sample)).size;
  const origins = (['documented', 'real', 'synthetic'] as const)
    .map((origin) => ({ origin, count: trials.filter(({ sample }) => sample.origin === origin).length }))
    .filter(({ count }) => count > 0)
    .map(({ origin, count }) => `${count} ${origin}`);
  const accepted = trials.filter(({ isAccepted }) => isAccepted).length;
  const notes = [origins.join(', '), `${accepted} accepted as a whole`, ...(skipped === 0 ? [] : [`${skipped} real lines skipped`])];
  return `${catalog.id} ${catalog.version}  ${trials.length - failed} of ${trials.length} samples are read alike and as expected (${notes.join('; ')})\n`;
}

function json(io: Io, tests: readonly SampleTest[], findings: readonly Finding[]): number {
  const catalogs = tests.map(({ catalog, trials, failures, skipped }) => ({
    catalog: catalog.id,
    version: catalog.version,
    samples: trials.length,
    failed: new Set(failures.map(({ sample }) => sample)).size,
    accepted: trials.filter(({ isAccepted }) => isAccepted).length,
    skipped,
    failures: failures.map(({ sample, places, read, side, kind, fact, expected = null, got = null }) => ({
      sample: sample.name,
      stream: sample.stream,
      at: { file: sample.span.file, line: sample.span.line },
      kind,
      side,
      fact,
      expected,
      got,
      line: sample.raw,
      read,
      rendered: places.map(({ file, line }) => ({ file, line })),
    })),
  }));
  // What fails a sample is told with it.
  const other = findings.filter((each) => !/^proof-(?:fact|mark|record|accepted|budget)$/.test(each.code));
  io.out(`${JSON.stringify({ catalogs, findings: other }, null, 2)}\n`);
  return hasErrors(findings) ? EXIT_FINDINGS : EXIT_OK;
}
