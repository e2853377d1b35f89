import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { PlimsollOptions } from '../config/options.js';
import { resolvePlan } from '../config/resolve-plan.js';
import { readLedger } from '../ledger/read-ledger.js';
import { buildReport } from '../reporter/build-report.js';
import { RUN_ID_VARIABLE } from '../run/protocol.js';
import { newRunId } from '../run/run-folder.js';
import { EXIT, exitCodeOf } from './exit-code.js';

export interface RunOptions extends Pick<PlimsollOptions, 'profile' | 'people' | 'seed'> {
  readonly config?: string;
}

/** Runs `playwright test` with this run's id and says by the exit code what the findings say. */
export async function runCommand(
  { config, ...commandLine }: RunOptions,
  playwright: readonly string[],
): Promise<number> {
  // What the command line and the environment set is checked before anything starts; the config file is checked by
  // Playwright when it loads it.
  const plan = resolvePlan({ config: {}, env: process.env, commandLine });
  const run = process.env[RUN_ID_VARIABLE] ?? newRunId();
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const args = [cli, 'test', ...(config === undefined ? [] : ['-c', config]), ...playwright];
  // Ctrl-C reaches the whole terminal group: the runner ends the run, and this process waits for it.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  const code = await new Promise<number>((settle, reject) => {
    spawn(process.execPath, args, {
      stdio: 'inherit',
      env: { ...process.env, [RUN_ID_VARIABLE]: run, PLIMSOLL_COMMAND_LINE: JSON.stringify(commandLine) },
    })
      .on('error', reject)
      .on('exit', (status, signal) => settle(signal === 'SIGINT' ? EXIT.interrupted : (status ?? EXIT.fail)));
  });
  process.off('SIGINT', ignore);
  if (code === EXIT.interrupted) return EXIT.interrupted;
  const runDir = join(resolve(plan.reportsDir), run);
  // Nothing was started: the configuration or the selection of tests was wrong.
  if (!existsSync(join(runDir, 'ledger'))) return code === 0 ? EXIT.pass : EXIT.wrongUse;
  const ledger = await readLedger(runDir);
  if (ledger.events.some(({ kind }) => kind === 'cannot-start')) return EXIT.wrongUse;
  const { findings } = await buildReport(runDir);
  const judged = exitCodeOf(findings);
  // A journey of the user's own may fail although every budget is kept.
  return judged === EXIT.pass && code !== 0 ? EXIT.fail : judged;
}
