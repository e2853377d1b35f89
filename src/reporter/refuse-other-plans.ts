import { isDeepStrictEqual } from 'node:util';
import { LedgerError } from '../ledger/ledger-error.js';
import type { RunPlan } from '../model/plan.js';

/** What may differ between runs that are merged: what is drawn by chance, and what says nothing of what was done. */
const MAY_DIFFER: readonly (keyof RunPlan)[] = ['seed', 'reportsDir', 'origins', 'limits', 'text', 'prompts'];

/** Only runs of one plan can be merged: figures of different experiments have no mean. */
export function refuseOtherPlans(runs: readonly { readonly plan: RunPlan; readonly run: string }[]): void {
  const [first, ...others] = runs;
  for (const { plan, run } of others) {
    const keys = Object.keys({ ...first!.plan, ...plan }) as (keyof RunPlan)[];
    const different = keys.filter(
      (key) => !MAY_DIFFER.includes(key) && !isDeepStrictEqual(first!.plan[key], plan[key]),
    );
    if (different.length === 0) continue;
    throw new LedgerError(
      'E_LEDGER_PLANS',
      `${first!.run} and ${run} are runs of different plans (${different.join(', ')})`,
      'Merge runs of one plan; to compare two plans, use `plimsoll compare`.',
    );
  }
}
