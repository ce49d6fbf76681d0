import { elasticPackage } from './engines/go-programs.js';
import { type CommandResult, runCommand } from './run-command.js';
import type { Workshop } from './workshop.js';

/** How elastic-package is run. */
export interface ElasticPackageRun {
  readonly command: string;
  /** The folder of its settings. It makes it itself: an empty one, it takes for a broken one. */
  readonly home: string;
  /** The address of a node of Elasticsearch. */
  readonly node?: string;
}

/** One test as elastic-package reports it. */
export interface TestResult {
  readonly name: string;
  readonly result: string;
  readonly failure_details?: string;
}

/** Runs elastic-package in the folder of a package. */
export async function runElasticPackage(
  workshop: Workshop,
  folder: string,
  { command, home, node }: ElasticPackageRun,
): Promise<CommandResult> {
  const report = command.startsWith('test') ? ['--report-format', 'json'] : [];
  return await runCommand(elasticPackage.program(workshop.placeOf(elasticPackage)), [...command.split(' '), ...report], {
    cwd: folder,
    env: {
      ELASTIC_PACKAGE_DATA_HOME: home,
      ELASTIC_PACKAGE_CHECK_UPDATE_DISABLED: 'true',
      PACKAGE_SPEC_WARNINGS_AS_ERRORS: undefined,
      ELASTIC_PACKAGE_ELASTICSEARCH_HOST: node,
    },
  });
}

/** The tests that stand in what a run of `test` printed. */
export function testResults(stdout: string): readonly TestResult[] {
  const line = stdout.split('\n').find((each) => each.startsWith('['));
  return line === undefined ? [] : (JSON.parse(line) as readonly TestResult[]);
}
