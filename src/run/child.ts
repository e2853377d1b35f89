import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ROLE_VARIABLE, RUN_ID_VARIABLE } from './protocol.js';

export type ChildRole = 'conductor' | 'crowd' | 'watch' | 'demo';

/** A process of ours, in a process group of its own, that ends when its stdin does. */
export interface Child {
  readonly role: ChildRole;
  readonly process: ChildProcess;
  /** Resolves with how it ended. */
  readonly exited: Promise<string>;
  /** Ends its stdin; kills its group if it is still there after `graceMs`. */
  end(graceMs: number): Promise<void>;
}

interface Options {
  readonly role: ChildRole;
  /** Entry file, relative to the build's `src/`. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly run: string;
}

const STDERR_KEPT_CHARS = 2000;

/** Starts one of our processes by its entry file. Its stderr is passed on and its tail kept for the message. */
export function startChild({ role, entry, args = [], run }: Options): Child {
  const file = fileURLToPath(new URL(`../${entry}`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, [RUN_ID_VARIABLE]: run, [ROLE_VARIABLE]: role },
  });
  // The pipe may break when the child is gone first; its end is what counts.
  child.stdin?.on('error', () => undefined);
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-STDERR_KEPT_CHARS);
    process.stderr.write(text);
  });
  const exited = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
      const last = errors.trim().split('\n').at(-1);
      resolve(last === undefined || last === '' ? how : `${how}: ${last}`);
    });
  });
  return {
    role,
    process: child,
    exited,
    async end(graceMs) {
      child.stdin?.end();
      const timer = setTimeout(() => {
        if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
          process.kill(-child.pid, 'SIGKILL');
        }
      }, graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}
