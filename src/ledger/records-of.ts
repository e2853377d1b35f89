import type { LedgerRecord } from '../model/records.js';
import type { LedgerData } from './read-ledger.js';

/** Every record of a run that has a time, whatever its type. */
export function* recordsOf(ledger: LedgerData): Generator<LedgerRecord> {
  yield* ledger.stages;
  yield* ledger.turns;
  yield* ledger.controls;
  yield* ledger.streams;
  yield* ledger.buckets;
  yield* ledger.hosts;
  yield* ledger.backends;
  yield* ledger.events;
}
