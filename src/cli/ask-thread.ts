import { Worker } from 'node:worker_threads';
import { HostError } from '../source/host.js';
import type { AskThread, PlannedCatalogs } from './planned-catalogs.js';
import type { ThreadAnswer, ThreadTask } from './planning-thread.js';

/** Returns what asks a second thread to plan catalogs. A thread that fails fails the build, with the stack of its own error. */
export function askThread(world: Omit<ThreadTask, 'request'>): AskThread {
  return (request) =>
    new Promise<PlannedCatalogs>((resolve, reject) => {
      const task: ThreadTask = { ...world, request };
      const worker = new Worker(new URL('./planning-thread.js', import.meta.url), { workerData: task });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the second thread ended with code ${code} and without an answer`)));
      worker.once('message', (answer: ThreadAnswer) => {
        if ('planned' in answer) resolve(answer.planned);
        else reject(new HostError(answer.refused.path, answer.refused.reason));
      });
    });
}
