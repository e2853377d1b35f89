import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import type { Findings } from '../../dist/src/model/findings.js';

const LOOK_MS = 100;

/**
 * One run of the whole product against the demo, from the root of the checkout. `during` is called when the first
 * stage of that kind begins, and what it returns when the run has ended.
 */
export async function startedRun(
  options: PlimsollOptions,
  during?: { readonly kind: string; readonly begin: () => () => void },
): Promise<Findings> {
  const reportsDir = mkdtempSync(join(tmpdir(), 'plimsoll-prove-'));
  const id = `prove-${process.pid}-${Math.trunc(performance.now())}`;
  const command = ['dist/src/cli/main.js', 'run', '-c', 'tests/runs/given.config.ts'];
  const env = {
    ...process.env,
    PLIMSOLL_RUN_ID: id,
    PLIMSOLL_REPORTS_DIR: reportsDir,
    PLIMSOLL_TEST_OPTIONS: JSON.stringify(options),
  };
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      isOver = true;
      resolve();
    });
  });
  let end = (): void => undefined;
  if (during !== undefined) {
    const ledger = join(reportsDir, id, 'ledger', 'conductor.jsonl');
    const hasBegun = (): boolean =>
      existsSync(ledger) && readFileSync(ledger, 'utf8').includes(`"kind":"${during.kind}"`);
    while (!isOver && !hasBegun()) await wait(LOOK_MS);
    if (!isOver) end = during.begin();
  }
  await ended;
  end();
  const file = join(reportsDir, id, 'findings.json');
  if (!existsSync(file)) throw new Error(`the run ended without findings:\n${output}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Findings;
}
