import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeLedgers } from '../ledger/merge-ledgers.js';
import { type LedgerData, readLedger } from '../ledger/read-ledger.js';
import type { RunPlan } from '../model/plan.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import { refuseOtherPlans } from './refuse-other-plans.js';

/** Folder of a merged run that holds what was merged, a run in each of its folders. */
export const SEGMENTS = 'segments';

export interface ReadRun {
  readonly plan: RunPlan;
  readonly ledger: LedgerData;
  /** It was stopped, or never said that it was finished. */
  readonly interrupted: boolean;
}

/** Reads the folder of a run, or what was merged in it. */
export async function readRun(runDir: string): Promise<ReadRun> {
  const folder = join(runDir, SEGMENTS);
  if (!existsSync(folder)) return readOne(runDir);
  const parts: ReadRun[] = [];
  for (const name of segmentFolders(runDir)) parts.push(await readOne(name));
  const [first] = parts;
  if (first === undefined) throw noRun(folder);
  refuseOtherPlans(parts.map(({ plan, ledger }) => ({ plan, run: ledger.run })));
  return {
    plan: first.plan,
    ledger: mergeLedgers(parts.map(({ ledger }) => ledger)),
    interrupted: parts.some(({ interrupted }) => interrupted),
  };
}

/** The folders of the runs that a merged run is made of; of another run, its own. */
export function segmentFolders(runDir: string): string[] {
  const folder = join(runDir, SEGMENTS);
  if (!existsSync(folder)) return [runDir];
  return readdirSync(folder)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => join(folder, name));
}

async function readOne(runDir: string): Promise<ReadRun> {
  const planFile = join(runDir, 'plan.json');
  if (!existsSync(planFile)) throw noRun(runDir);
  const plan = JSON.parse(readFileSync(planFile, 'utf8')) as RunPlan;
  const ledger = await readLedger(runDir);
  const kinds = new Set(ledger.events.map(({ kind }) => kind));
  return { plan, ledger, interrupted: kinds.has('interrupted') || !kinds.has('finished') };
}

const noRun = (runDir: string): PlimsollError =>
  new PlimsollError(
    'E_NO_RUN',
    `Failed to build a report: ${runDir} has no plan.json, so it is not the folder of a run`,
    'Give the folder of one run, e.g. reports/latest.',
  );
