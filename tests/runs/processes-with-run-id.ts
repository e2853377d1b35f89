import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of all processes on the machine whose environment names this run; read from `/proc`. */
export function processesWithRunId(run: string): string[] {
  const found: string[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
      if (!environment.includes(`PLIMSOLL_RUN_ID=${run}`)) continue;
      const state = /^State:\s+(\w)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      // A zombie has ended; only its parent has not asked yet.
      if (state === 'Z') continue;
      found.push(
        `${name} ${readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 200)}`,
      );
    } catch (error) {
      // It ended while it was looked at, or is nobody's to read: none that a test started.
      if (!['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  return found;
}

/** Pids of the run's processes of one role, as their environment says. */
export function pidsOfRole(run: string, role: string): number[] {
  return pidsWhere(run, (environment) => environment.includes(`PLIMSOLL_ROLE=${role}`));
}

function pidsWhere(run: string, accept: (environment: string[], command: string) => boolean): number[] {
  return processesWithRunId(run)
    .map((line) => Number(line.split(' ')[0]))
    .filter((pid) => {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      return accept(environment, readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    });
}

/** Pids of the run's Playwright workers. */
export const workerPids = (run: string): number[] =>
  pidsWhere(
    run,
    (_environment, command) =>
      /workerProcessEntry|processHost|process\.js/.test(command) && !/--type=/.test(command),
  );
