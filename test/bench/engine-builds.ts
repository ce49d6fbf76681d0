import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { elasticPackage } from '../conformance/engines/go-programs.js';
import { uccGen } from '../conformance/engines/python-tools.js';
import { type EngineOptions, placeOf } from './engine-place.js';

/** A whole process to be timed; what it must find is made before, untimed. */
interface Way {
  readonly name: string;
  readonly prepare?: () => void;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const COLD = 'addonsmith build, all catalogs, from nothing';
const UNCHANGED = 'addonsmith build, all catalogs, without change';
const PACKAGE = 'elastic-package build, one package';
const ADD_ON = 'ucc-gen build, an empty add-on';

/**
 * Whole-process builds in turns: all shipped catalogs by Addonsmith, beside one package by elastic-package and one empty add-on by ucc-gen,
 * which fetches its default libraries. What cannot be installed or run is told and left out.
 */
export async function engineBuilds(options: EngineOptions): Promise<void> {
  const { rounds, print } = options;
  print('whole builds beside those of the vendors, wall-clock time');
  const ways = [...ourBuilds(options), ...(await elasticPackageBuild(options)), ...(await uccGenBuild(options))];
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      const seconds = timed(way, print);
      if (seconds !== undefined) times.set(way.name, [...(times.get(way.name) ?? []), seconds]);
    }
  }
  const median = (name: string): number | undefined => {
    const sorted = [...(times.get(name) ?? [])].sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  };
  const [cold, unchanged] = [median(COLD) ?? Number.NaN, median(UNCHANGED) ?? Number.NaN];
  for (const { name } of ways) {
    const seconds = median(name);
    if (seconds === undefined) continue;
    const ratios = `${(seconds / cold).toFixed(2)} x from nothing, ${(seconds / unchanged).toFixed(2)} x without change`;
    print(`${name.padEnd(52)} ${seconds.toFixed(3).padStart(8)} s   ${name === COLD || name === UNCHANGED ? '' : ratios}`.trimEnd());
  }
}

function ourBuilds({ root, work }: EngineOptions): readonly Way[] {
  const out = join(work, 'engine-builds');
  const args = [join(root, 'dist/cli/main.js'), 'build', '--catalogs', join(root, 'catalogs'), '--out', out];
  const command = process.execPath;
  return [
    { name: COLD, prepare: () => rmSync(out, { recursive: true, force: true }), command, args },
    { name: UNCHANGED, command, args },
  ];
}

async function elasticPackageBuild(options: EngineOptions): Promise<readonly Way[]> {
  const place = await placeOf(elasticPackage, options);
  if (place === undefined) return [];
  const parent = join(options.work, 'elastic-package');
  // It takes the nearest folder with `.git` for the root of a repository.
  mkdirSync(join(parent, '.git'), { recursive: true });
  const cwd = join(parent, 'dogtag');
  cpSync(join(options.root, 'dist-addon/elastic/dogtag'), cwd, { recursive: true });
  const env = { ELASTIC_PACKAGE_DATA_HOME: join(parent, 'home'), ELASTIC_PACKAGE_CHECK_UPDATE_DISABLED: 'true' };
  return [{ name: PACKAGE, command: elasticPackage.program(place), args: ['build'], cwd, env }];
}

async function uccGenBuild(options: EngineOptions): Promise<readonly Way[]> {
  const place = await placeOf(uccGen, options);
  if (place === undefined) return [];
  const command = join(place, 'bin/ucc-gen');
  const parent = join(options.work, 'ucc-gen');
  mkdirSync(parent, { recursive: true });
  const names = ['--addon-name', 'empty_addon', '--addon-display-name', 'Empty', '--addon-input-name', 'empty_input'];
  if (timed({ name: 'ucc-gen init', command, args: ['init', ...names], cwd: parent }, options.print) === undefined) return [];
  const cwd = join(parent, 'empty_addon');
  return [
    {
      name: ADD_ON,
      prepare: () => rmSync(join(cwd, 'output'), { recursive: true, force: true }),
      command,
      args: ['build', '--ta-version', '1.0.0', '--python-binary-name', join(place, 'bin/python'), '--pip-version', '25.0'],
      cwd,
      env: { PATH: `${join(place, 'bin')}:${process.env.PATH ?? ''}` },
    },
  ];
}

/** Seconds of a process from start to end; undefined, and told why, where it failed: ucc-gen needs the network for its libraries. */
function timed({ name, prepare, command, args, cwd, env = {} }: Way, print: (line: string) => void): number | undefined {
  prepare?.();
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const seconds = (performance.now() - start) / 1000;
  if (status === 0) return seconds;
  print(`left out: ${name}: exit code ${String(status)} ${stderr.trim().slice(-500)}`);
  return undefined;
}
