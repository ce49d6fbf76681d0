import { checkPlannedPaths } from '../../src/output/paths.js';
import { structureOf } from './rendered.js';
import { type Files, machine, misbehaviour, run } from './workshop.js';

/** What a case may take, which is a hundred times of what it should: a machine may be busy. */
const MOST_SECONDS = 20;

/**
 * Takes the files of a catalog in whatever state and says what the tool did that it must never do: crash, hang, write in part, write what
 * its readers refuse, write outside, or point at a place that is not there. Undefined where it did nothing of that.
 */
export async function survives(files: Files, whole: boolean): Promise<string | undefined> {
  const host = machine(files);
  const before = host.files();
  const start = process.cpuUsage();
  const result = await run(host, ...(whole ? ['build', '--out', 'out'] : ['check']), '--catalogs', 'catalogs');
  const seconds = process.cpuUsage(start).user / 1_000_000;
  const faults = [...misbehaviour(host, before, result)];
  if (seconds > MOST_SECONDS) faults.push(`took ${seconds} seconds`);
  // What no catalog says, such as a path that is too long, is found when a build compares.
  const paths = checkPlannedPaths(
    [{ name: 'any', files: [...result.planned].map(([path, bytes]) => ({ path, bytes, mode: 0o644, origin: '' })) }],
    [],
  );
  if (result.code === 0) faults.push(...paths.map((each) => each.message));
  if (result.code === 0) faults.push(...unreadable(result.planned));
  return faults.length === 0 ? undefined : faults.join('\n');
}

function unreadable(planned: ReadonlyMap<string, Uint8Array>): readonly string[] {
  return [...planned].flatMap(([path, bytes]) => {
    try {
      structureOf(path, bytes);
      return [];
    } catch (error) {
      return [`${path}: ${String(error)}`];
    }
  });
}
