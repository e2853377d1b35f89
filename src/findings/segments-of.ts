import type { LedgerData } from '../ledger/read-ledger.js';
import type { Findings } from '../model/findings.js';

/** What a run was put together from, each part by a name and its run; of a run that was not merged, its own conductor. */
export function segmentsOf({ headers, merged }: LedgerData): Findings['run']['segments'] {
  if (merged !== undefined) return merged.segments.map(({ label, run }) => ({ label, run }));
  const conductors = headers.filter(({ role }) => role === 'conductor');
  const runs = new Map(conductors.map(({ process, run }) => [process, run]));
  return [...runs].map(([label, run]) => ({ label, run }));
}
