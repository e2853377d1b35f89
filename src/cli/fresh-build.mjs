import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isStale } from './build-stamp.mjs';

/**
 * Import this before anything of `dist/`: it rebuilds what is older than its sources, so that specs and the processes
 * that a run starts never run different code. Only in the runner; workers use what the runner has seen.
 */
if (process.env.TEST_WORKER_INDEX === undefined && isStale()) {
  console.error('plimsoll: sources have changed since the last build; building …');
  const build = spawnSync(process.execPath, [fileURLToPath(new URL('build.mjs', import.meta.url))], {
    // Standard output may be a report that someone parses.
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (build.status !== 0) throw new Error('Failed to build Plimsoll from its sources: see the errors above.');
}
