import type { LedgerData } from '../ledger/read-ledger.js';
import type { BudgetResult } from '../model/findings.js';

/** Whether this is one shard of a run that began on several machines at once, and not yet the whole. */
export const isPart = ({ shard, merged }: LedgerData): boolean =>
  merged === undefined && shard !== undefined && shard.startAt !== null && shard.of > 1;

/** A shard's crowd is a part of the load: what it measures is no answer to a budget of the whole run. */
export const untilMerged = (budget: BudgetResult): BudgetResult => ({
  ...budget,
  status: 'skipped',
  why: 'It is judged when the shards are merged.',
});

/** On how many machines at once a run was, or which part of it this is; `null`: one machine, and all of it. */
export function machinesOf(ledger: LedgerData): string | null {
  if (isPart(ledger)) return `shard ${ledger.shard!.index} of ${ledger.shard!.of}`;
  const atOnce = ledger.merged?.segments.filter(({ replicate }) => replicate === 0).length ?? 1;
  return atOnce === 1 ? null : String(atOnce);
}
