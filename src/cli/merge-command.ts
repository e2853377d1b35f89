import { relative, resolve } from 'node:path';
import { packLedgers } from '../ledger/pack-ledgers.js';
import { readLedger } from '../ledger/read-ledger.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import { renderConsole } from '../report/render-console.js';
import { buildReport } from '../reporter/build-report.js';
import { mergeRuns } from '../reporter/merge-runs.js';
import { segmentFolders } from '../reporter/read-run.js';
import { exitCodeOf } from './exit-code.js';

/** Merges the folders of shards or replicates into one run and reports it. The exit code is the verdict's. */
export async function mergeCommand(runs: readonly string[], reportsDir: string): Promise<number> {
  // What was merged before is taken apart again.
  const folders = runs.flatMap((run) => segmentFolders(resolve(run)));
  if (folders.length < 2) {
    throw new PlimsollError(
      'E_NOTHING_TO_MERGE',
      'Failed to merge: there is only one run',
      'Name the folders of all shards, or of all replicates. `plimsoll report` builds the report of one run.',
    );
  }
  const packs: string[] = [];
  for (const folder of folders) packs.push(await packLedgers(folder, (await readLedger(folder)).run));
  const { findings, paths } = await buildReport(await mergeRuns(packs, resolve(reportsDir)));
  process.stdout.write(
    `${renderConsole(findings, { reportPath: relative(process.cwd(), paths.html), color: process.stdout.isTTY === true })}\n`,
  );
  return exitCodeOf(findings);
}
