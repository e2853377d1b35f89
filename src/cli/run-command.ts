import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlimsollOptions } from '../config/options.js';
import { readLedger } from '../ledger/read-ledger.js';
import { buildReport } from '../reporter/build-report.js';
import { POINTER_VARIABLE, readRunFolder } from '../reporter/run-folder-pointer.js';
import { EXIT, exitCodeOf } from './exit-code.js';

export interface RunOptions extends Pick<PlimsollOptions, 'profile' | 'people' | 'seed'> {
  readonly config?: string;
}

/** Runs `playwright test` and says by the exit code what the findings say. */
export async function runCommand(
  { config, ...commandLine }: RunOptions,
  playwright: readonly string[],
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  try {
    return await runThrough(join(folder, 'run-folder'), { config, commandLine, playwright });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Asked {
  readonly config: string | undefined;
  readonly commandLine: PlimsollOptions;
  readonly playwright: readonly string[];
}

async function runThrough(pointer: string, { config, commandLine, playwright }: Asked): Promise<number> {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const args = [cli, 'test', ...(config === undefined ? [] : ['-c', config]), ...playwright];
  // Ctrl-C reaches the whole terminal group: the runner ends the run, and this process waits for it.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  const code = await new Promise<number>((settle, reject) => {
    spawn(process.execPath, args, {
      stdio: 'inherit',
      env: {
        ...process.env,
        [POINTER_VARIABLE]: pointer,
        PLIMSOLL_COMMAND_LINE: JSON.stringify(commandLine),
      },
    })
      .on('error', reject)
      .on('exit', (status, signal) => settle(signal === 'SIGINT' ? EXIT.interrupted : (status ?? EXIT.fail)));
  });
  process.off('SIGINT', ignore);
  if (code === EXIT.interrupted) return EXIT.interrupted;
  const runDir = readRunFolder(pointer);
  // No run was begun: the configuration or the selection of tests was wrong, or tests were only listed.
  if (runDir === undefined) return code === 0 ? EXIT.pass : EXIT.wrongUse;
  const ledger = await readLedger(runDir);
  if (ledger.events.some(({ kind }) => kind === 'cannot-start')) return EXIT.wrongUse;
  const { findings } = await buildReport(runDir);
  const judged = exitCodeOf(findings);
  // A journey of the user's own may fail although every budget is kept.
  return judged === EXIT.pass && code !== 0 ? EXIT.fail : judged;
}
