import { type Host, HostError } from '../../src/source/host.js';

/** The process is gone: nothing that it would have done after this is done. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** How a machine ends a build: it refuses one operation, it refuses all that follow too, or it ends the process, perhaps in mid-write. */
export type Ending = 'refuses' | 'refuses from then on' | 'kills' | 'kills in mid-write';

export interface Interrupted {
  readonly host: Host;
  /** How many operations changed, or would have changed, the disk. */
  readonly count: () => number;
}

/** The host, which ends as told at the operation of the given number (1 is the first) that changes the disk. */
export function interruptedAt(host: Host, number: number, ending: Ending, reason = 'no space left on the device'): Interrupted {
  let count = 0;
  const change = (path: string, operation: () => void, half: () => void = () => undefined): void => {
    count += 1;
    if (count < number || (ending === 'refuses' && count > number)) {
      operation();
      return;
    }
    if (ending === 'refuses' || ending === 'refuses from then on') throw new HostError(path, reason);
    if (count === number && ending === 'kills in mid-write') half();
    throw new Killed(`killed at ${path}`);
  };
  return {
    count: () => count,
    host: {
      ...host,
      writeFile: (path, bytes, mode) =>
        change(
          path,
          () => host.writeFile(path, bytes, mode),
          () => host.writeFile(path, bytes.subarray(0, bytes.length >> 1), mode),
        ),
      mkdir: (path) => change(path, () => host.mkdir(path)),
      rename: (from, to) => change(to, () => host.rename(from, to)),
      remove: (path) => change(path, () => host.remove(path)),
    },
  };
}
