import { PlimsollError } from '../model/plimsoll-error.js';

export type LedgerErrorCode =
  | 'E_LEDGER_MISSING'
  | 'E_LEDGER_EMPTY'
  | 'E_LEDGER_NO_HEADER'
  | 'E_LEDGER_SCHEMA'
  | 'E_LEDGER_MIXED_RUNS'
  | 'E_LEDGER_TWICE'
  | 'E_LEDGER_PACK'
  | 'E_LEDGER_PLANS';

/** Thrown when a run's ledger cannot be read at all. What is merely damaged is counted and reported instead. */
export class LedgerError extends PlimsollError {
  constructor(code: LedgerErrorCode, reason: string, hint: string, cause?: unknown) {
    super(code, `Failed to read the ledger: ${reason}`, hint, { cause });
    this.name = 'LedgerError';
  }
}
