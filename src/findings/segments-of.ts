import type { LedgerData } from '../ledger/read-ledger.js';

/** What a run was put together from, each part by a name; of a run that was not merged, its own conductor. */
export function segmentsOf({ headers, merged }: LedgerData): string[] {
  if (merged !== undefined) return merged.segments.map(({ label, run }) => `${label} (${run})`);
  return [...new Set(headers.filter(({ role }) => role === 'conductor').map(({ process }) => process))];
}
