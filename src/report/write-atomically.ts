import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { ReportError } from './report-error.js';

/** Replaces `path` in one step, so that whoever reads it sees the old file or the new one, never half of one. */
export function writeAtomically(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new ReportError(
      'E_REPORT_NOT_WRITTEN',
      `Failed to write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Check that the folder exists, is writable and has space left; the ledger is untouched.',
      cause,
    );
  }
}
