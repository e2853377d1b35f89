import { closeSync, fstatSync, mkdtempSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetLogError } from './net-log-error.js';

/** A file that another process writes and this one reads, in a folder that only this user may enter. */
export interface PrivateFile {
  readonly path: string;
  /** What was written since the last call. */
  readNew(): Buffer;
  /** The writer has it open: its name is taken away, and with the last descriptor it is gone. */
  unlink(): void;
  /** Closes and deletes it. */
  close(): void;
}

const PREFIX = 'plimsoll-net-log-';

/** Creates the file, and removes what processes that are gone have left behind. */
export function openPrivateFile(name: string, parent = tmpdir()): PrivateFile {
  let folder: string;
  let file: number;
  try {
    sweep(parent);
    folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
    // Opened before its writer does: the descriptor outlives the name.
    file = openSync(join(folder, name), 'wx+', 0o600);
  } catch (error) {
    throw new NetLogError(parent, error);
  }
  let readTo = 0;
  let isOpen = true;
  const unlink = (): void => rmSync(folder, { recursive: true, force: true });
  return {
    path: join(folder, name),
    readNew() {
      if (!isOpen) return Buffer.alloc(0);
      const { size } = fstatSync(file);
      if (size <= readTo) return Buffer.alloc(0);
      const bytes = Buffer.allocUnsafe(size - readTo);
      const read = readSync(file, bytes, 0, bytes.length, readTo);
      readTo += read;
      return bytes.subarray(0, read);
    },
    unlink() {
      // Windows deletes no file that is open; there it goes when it is closed.
      if (process.platform !== 'win32') unlink();
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      closeSync(file);
      unlink();
    },
  };
}

function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one that is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
