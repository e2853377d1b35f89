import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mergedRunId } from '../ledger/merge-ledgers.js';
import { unpackLedgers } from '../ledger/unpack-ledgers.js';
import { makeRunFolder } from '../run/run-folder.js';
import { SEGMENTS } from './read-run.js';

/**
 * Makes the folder of a merged run from packed ledgers (files, or what is in them); the report is built from it as from
 * any other. The same runs give the same folder, in whatever order they come.
 */
export async function mergeRuns(packs: readonly (string | Buffer)[], reportsDir: string): Promise<string> {
  mkdirSync(reportsDir, { recursive: true });
  const unpacked = mkdtempSync(join(reportsDir, '.merging-'));
  try {
    const runs: string[] = [];
    for (const [index, pack] of packs.entries())
      runs.push(await unpackLedgers(pack, join(unpacked, String(index + 1))));
    const runDir = makeRunFolder(reportsDir, mergedRunId(runs));
    const segments = join(runDir, SEGMENTS);
    if (existsSync(segments)) rmSync(segments, { recursive: true });
    mkdirSync(segments);
    for (const name of readdirSync(unpacked)) renameSync(join(unpacked, name), join(segments, name));
    return runDir;
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}
