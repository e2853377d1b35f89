import { openLedger } from '../ledger/ledger-writer.js';
import { monotonicNs, wallClockAt } from '../run/clock.js';

/** Writes down, in a ledger of the runner's own, that the conductor was lost; returns the sentence. */
export function recordLoss(runDir: string, run: string, how: string): string {
  const message = `the conductor ${how}: the run ends here`;
  const ledger = openLedger(runDir, {
    run,
    role: 'reporter',
    process: 'reporter',
    pid: process.pid,
    baseNs: String(monotonicNs()),
    baseAt: wallClockAt(),
    clockOffsetMs: 0,
    clockErrorMs: 0,
  });
  ledger.append({ type: 'event', atMs: 0, kind: 'process-lost', message });
  ledger.close();
  return message;
}
