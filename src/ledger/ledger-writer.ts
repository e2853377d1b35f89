import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { HeaderRecord, LedgerRecord } from '../model/records.js';

export interface LedgerWriter {
  /** Appends one line; the record counts once this returned. */
  append(record: LedgerRecord): void;
  /** Appends several records in one `write`. */
  appendAll(records: readonly LedgerRecord[]): void;
  close(): void;
}

/** Opens `<runDir>/ledger/<process>.jsonl` for appending and writes its header. Writes are synchronous. */
export function openLedger(runDir: string, header: Omit<HeaderRecord, 'type' | 'schema'>): LedgerWriter {
  const folder = join(runDir, 'ledger');
  mkdirSync(folder, { recursive: true });
  const fd = openSync(join(folder, `${header.process}.jsonl`), 'a');
  const write = (records: readonly LedgerRecord[]): void => {
    if (records.length === 0) return;
    const bytes = Buffer.from(`${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
  };
  write([{ type: 'header', schema: 'plimsoll.ledger/1', ...header }]);
  return {
    append: (record) => write([record]),
    appendAll: write,
    close: () => closeSync(fd),
  };
}
