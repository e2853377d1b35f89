import type { StartedRun } from './start-run.js';

/** The run's zero on the host's monotonic clock, ms: from the conductor's ledger, as it was written. */
export function zeroOf(run: StartedRun): number {
  const records = run.ledger('conductor');
  const header = records.find((record) => record.type === 'header')!;
  const zero = records.find((record) => record.type === 'zero')!;
  return Number(BigInt(header.baseNs)) / 1e6 + zero.atMs;
}
