import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isStale } from './build-stamp.mjs';

/**
 * Rebuilds `dist/` when it is older than its sources, so that specs and the processes that a run starts never run
 * different code. Only in the runner; workers use what the runner has seen.
 *
 * For the first line of a Playwright configuration, which must then load `dist/` with `await import(…)`: static
 * imports are all read before the first of them runs, so they would still see the old build.
 */
if (process.env.TEST_WORKER_INDEX === undefined && isStale()) {
  console.error('plimsoll: sources have changed since the last build; building …');
  const build = spawnSync(process.execPath, [fileURLToPath(new URL('build.mjs', import.meta.url))], {
    // Standard output may be a report that someone parses.
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (build.status !== 0) throw new Error('Failed to build Plimsoll from its sources: see the errors above.');
}
