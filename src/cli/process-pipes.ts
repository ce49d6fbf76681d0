import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { asHostError } from '../source/node-host.js';
import type { Pipes } from './io.js';

/** Standard input and output of this process; relative paths of files start at the given directory. */
export function processPipes(base: string): Pipes {
  let isInterrupted = false;
  let isClosed = false;
  // A reader that closes the pipe early, such as `head`, is no mistake.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isClosed = true;
  });

  async function* read(file: string | undefined): AsyncGenerator<Uint8Array> {
    const source: Readable = file === undefined ? process.stdin : createReadStream(resolve(base, file));
    // A second interruption ends the process at once, as without this.
    const interrupt = () => {
      isInterrupted = true;
      source.destroy();
    };
    process.once('SIGINT', interrupt);
    try {
      for await (const chunk of source) yield chunk as Uint8Array;
    } catch (error) {
      if (!isInterrupted) throw asHostError(file ?? 'standard input', error);
    } finally {
      process.removeListener('SIGINT', interrupt);
      source.destroy();
    }
  }

  return {
    // Asked late: to look at standard input opens it.
    get isTerminal() {
      return process.stdin.isTTY === true;
    },
    read,
    ready: async () => {
      if (process.stdout.writableNeedDrain && !isClosed) await drainedOrClosed(process.stdout);
      return !isClosed;
    },
    interrupted: () => isInterrupted,
  };
}

/** Waits until a stream takes more, or will never take anything again. */
async function drainedOrClosed(stream: NodeJS.WriteStream): Promise<void> {
  const events = ['drain', 'close', 'error'] as const;
  await new Promise<void>((resolve) => {
    const done = () => {
      for (const event of events) stream.removeListener(event, done);
      resolve();
    };
    for (const event of events) stream.once(event, done);
  });
}
