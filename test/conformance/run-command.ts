import { spawn } from 'node:child_process';
import process from 'node:process';

export interface CommandOptions {
  readonly cwd?: string;
  /** Beside, or in place of, what this process has; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** Ten minutes unless told otherwise. */
  readonly seconds?: number;
}

export interface CommandResult {
  /** What the command ended with; undefined where it is not on the machine, 124 where its time was over. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command without a shell and waits for its end. */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { cwd, env, input, seconds = 600 } = options;
  return await new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, seconds * 1000);
    const end = (status: number | undefined): void => {
      clearTimeout(timer);
      resolve({ status: late ? 124 : status, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') });
    };
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', () => end(undefined));
    child.on('close', (code) => end(code ?? 1));
    // A command that ends before it has read all says so by its status.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** As `runCommand`, for a step that must succeed: returns stdout, throws with the end of what was printed. */
export async function mustRun(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await runCommand(command, args, options);
  if (status === 0) return stdout;
  const why = status === undefined ? 'is not on this machine' : `ended with ${status}`;
  throw new Error(`${[command, ...args].join(' ')} ${why}\n${`${stdout}\n${stderr}`.trim().slice(-3000)}`);
}
