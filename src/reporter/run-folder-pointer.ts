import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Names a file in which whoever started Playwright wants to read where the run's files are. */
export const POINTER_VARIABLE = 'PLIMSOLL_RUN_FOLDER_FILE';

/** Written by the reporter when the run's folder exists. */
export function tellRunFolder(runDir: string): void {
  const file = process.env[POINTER_VARIABLE];
  if (file !== undefined) writeFileSync(file, runDir);
}

/** The run's folder, or `undefined` when no run was begun. */
export const readRunFolder = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;
