import { parentPort, workerData } from 'node:worker_threads';
import { HostError } from '../source/host.js';
import { nodeHost } from '../source/node-host.js';
import { loadEngine } from './engine.js';
import { type PlannedCatalogs, type PlanRequest, planCatalogs } from './planned-catalogs.js';

/** What a thread is started with. */
export interface ThreadTask {
  readonly workingDirectory: string;
  readonly templatesDirectory: string;
  readonly request: PlanRequest;
}

/** What it answers: its part, or that the host refused something. Everything else that is thrown is a bug, and ends it. */
export type ThreadAnswer = { readonly planned: PlannedCatalogs } | { readonly refused: { readonly path: string; readonly reason: string } };

// The second thread of a build; started by ask-thread.ts and by nothing else.
const { workingDirectory, templatesDirectory, request } = workerData as ThreadTask;
const host = nodeHost(workingDirectory);

async function answer(): Promise<ThreadAnswer> {
  const engine = await loadEngine();
  try {
    return { planned: await planCatalogs({ host, templatesDirectory }, engine, engine.targets, request) };
  } catch (error) {
    // Of an error only what every error has is kept on the way to another thread.
    if (error instanceof HostError) return { refused: { path: error.path, reason: error.reason } };
    throw error;
  }
}

parentPort?.postMessage(await answer());
