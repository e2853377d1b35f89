import { killProcesses, processesOfRun } from './processes-of-run.js';

/** A worker that died without a word leaves its browser behind. */
export function endBrowsersOf(worker: string): void {
  const left = processesOfRun().filter(({ environment }) => environment.get('TEST_WORKER_INDEX') === worker);
  killProcesses(left, new Set([process.pid]));
}
