import { spawn } from 'node:child_process';

export interface BoundedCommand {
  /** What to call it in messages, e.g. `apt-get update`. */
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Killed after this long … */
  readonly timeoutMs: number;
  /** … unless output that matches this came in the meantime, which starts the time anew … */
  readonly progress?: RegExp;
  /** … up to this long. */
  readonly maxMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface CommandResult {
  /** `null`: did not start, or was killed. */
  readonly exitCode: number | null;
  readonly ended: 'exited' | 'timed-out' | 'aborted' | 'not-started';
  /** The last part of what it printed, both streams. */
  readonly output: string;
}

export type RunCommand = (command: BoundedCommand) => Promise<CommandResult>;

const KEPT_CHARS = 16_384;

/** Runs a command in a process group of its own, all of which is gone when this returns. */
export const runBounded: RunCommand = ({ command, args, env, cwd, timeoutMs, progress, maxMs, signal }) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve({ exitCode: null, ended: 'aborted', output: '' });
    const child = spawn(command, args, {
      ...(env && { env }),
      ...(cwd && { cwd }),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let ended: CommandResult['ended'] = 'exited';

    const stop = (why: CommandResult['ended']) => {
      ended = why;
      killGroup(child.pid);
    };
    let idle = setTimeout(stop, timeoutMs, 'timed-out');
    const limit = maxMs === undefined ? undefined : setTimeout(stop, maxMs, 'timed-out');
    const onAbort = () => stop('aborted');
    signal?.addEventListener('abort', onAbort);

    const onText = (text: string) => {
      output = (output + text).slice(-KEPT_CHARS);
      if (!progress?.test(text)) return;
      clearTimeout(idle);
      idle = setTimeout(stop, timeoutMs, 'timed-out');
    };
    child.stdout.setEncoding('utf8').on('data', onText);
    child.stderr.setEncoding('utf8').on('data', onText);

    const finish = (exitCode: number | null) => {
      clearTimeout(idle);
      clearTimeout(limit);
      signal?.removeEventListener('abort', onAbort);
      resolve({ exitCode, ended, output });
    };
    child.on('error', (error) => {
      ended = 'not-started';
      output += error.message;
      finish(null);
    });
    child.on('close', finish);
    // What it left running may hold the pipes open; it must not hold us.
    child.on('exit', () => killGroup(child.pid));
  });

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in the group.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
