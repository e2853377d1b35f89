import { openLedger } from '../../ledger/ledger-writer.js';
import type { CrowdStart } from '../../model/crowd-start.js';
import type { LedgerRecord } from '../../model/records.js';

/** Records are appended in one synchronous write at most this often. */
const FLUSH_MS = 100;

/** The ledger of the load driver, or of one of its threads. */
export interface CrowdLedger {
  emit(record: LedgerRecord): void;
  /** Writes what has not been written yet. */
  flush(): void;
}

export function openCrowdLedger(name: string, start: CrowdStart): CrowdLedger {
  const { run, runDir, baseNs, baseAt } = start;
  const ledger = openLedger(runDir, {
    run,
    role: 'crowd',
    process: name,
    pid: process.pid,
    baseNs,
    baseAt,
    clockOffsetMs: 0,
    clockErrorMs: 0,
  });
  let pending: LedgerRecord[] = [];
  const flush = (): void => {
    ledger.appendAll(pending);
    pending = [];
  };
  setInterval(flush, FLUSH_MS).unref();
  process.on('exit', flush);
  return { emit: (record) => pending.push(record), flush };
}
