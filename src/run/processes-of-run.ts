import { readdirSync, readFileSync } from 'node:fs';
import { RUN_TOKEN_VARIABLE } from './protocol.js';

/** What `/proc` says of a process of the run. */
export interface RunProcess {
  readonly pid: number;
  readonly environment: ReadonlyMap<string, string>;
}

/** The environment that a process was started with, or `undefined` when it is gone or not ours to read. */
export function environmentOf(pid: number): ReadonlyMap<string, string> | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    // Gone in the meantime, or another user's: either way none of ours.
    return undefined;
  }
  const environment = new Map<string, string>();
  for (const entry of text.split('\0')) {
    const at = entry.indexOf('=');
    if (at > 0) environment.set(entry.slice(0, at), entry.slice(at + 1));
  }
  return environment;
}

/** Every process that was started by this run, directly or not. Empty where there is no `/proc`. */
export function processesOfRun(): RunProcess[] {
  const token = process.env[RUN_TOKEN_VARIABLE];
  if (token === undefined) return [];
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return [];
  }
  const found: RunProcess[] = [];
  for (const name of names) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const environment = environmentOf(pid);
    if (environment?.get(RUN_TOKEN_VARIABLE) === token) found.push({ pid, environment });
  }
  return found;
}

/** Kills what is left of a run, but for the processes in `keep`. */
export function killProcesses(processes: readonly RunProcess[], keep: ReadonlySet<number>): void {
  for (const { pid } of processes) {
    if (keep.has(pid)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
