import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wallClockAt } from './clock.js';

/** A run's id: when it began, readable in a list, and enough chance to tell two apart. */
export function newRunId(): string {
  const label = new Date(wallClockAt()).toISOString().slice(0, 19).replaceAll(':', '-');
  return `${label}-${randomBytes(2).toString('hex')}`;
}

/** Makes the run's folder and points `latest` at it. */
export function makeRunFolder(reportsDir: string, run: string): string {
  const runDir = join(reportsDir, run);
  mkdirSync(runDir, { recursive: true });
  const latest = join(reportsDir, 'latest');
  if (lstatSync(latest, { throwIfNoEntry: false }) !== undefined) rmSync(latest, { recursive: true });
  try {
    symlinkSync(run, latest, 'dir');
  } catch (error) {
    if (process.platform !== 'win32') throw error;
    // Without the right to make links, Windows gets the name in a file.
    writeFileSync(latest, `${run}\n`);
  }
  return runDir;
}
