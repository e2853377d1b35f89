import { openLedger } from '../../dist/src/ledger/ledger-writer.js';
import { shiftRecordTimes } from '../../dist/src/ledger/record-times.js';
import type { LedgerRecord, ProcessRole } from '../../dist/src/model/records.js';
import type { PlantedRun } from './plant-ledger.js';

/** Milliseconds from the first process's start to the run's zero. */
const ZERO_MS = 700;

/** Writes a planted run as its processes would have: a file each, every one counting from its own start. */
export function writePlanted(runDir: string, { ledger }: Pick<PlantedRun, 'ledger'>): void {
  const write = (
    process: string,
    role: ProcessRole,
    startedMs: number,
    records: readonly LedgerRecord[],
  ): void => {
    const writer = openLedger(runDir, {
      run: ledger.run,
      role,
      process,
      pid: 1,
      baseNs: String(1_000_000_000n + BigInt(startedMs) * 1_000_000n),
      clockOffsetMs: 0,
      clockErrorMs: 0,
      baseAt: ledger.zeroAt - ZERO_MS + startedMs,
    });
    const own = structuredClone(records);
    for (const record of own) shiftRecordTimes(record, ZERO_MS - startedMs);
    writer.appendAll(own);
    writer.close();
  };
  const begun = ledger.stages.map(({ toMs: _, ended: __, ...stage }) => stage);
  write('conductor', 'conductor', 0, [
    { type: 'zero', atMs: 0 },
    ...begun,
    ...ledger.stages,
    ...ledger.events,
  ]);
  write('crowd', 'crowd', 150, [...ledger.buckets, ...ledger.streams]);
  write('watch', 'watch', 90, ledger.hosts);
  for (const person of new Set(ledger.turns.map((turn) => turn.person))) {
    const own = [...ledger.turns, ...ledger.controls].filter((record) => record.person === person);
    write(person, 'person', 400, own);
  }
}
