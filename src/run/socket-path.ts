import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the conductor listens. Not in the run's folder: a socket's path may be no longer than 107 bytes on Linux (103
 * on macOS), and report folders lie deep in CI work spaces.
 */
export function socketPath(run: string): string {
  const name = createHash('sha256').update(run).digest('hex').slice(0, 16);
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\plimsoll-${name}`
    : join(tmpdir(), `plimsoll-${name}.sock`);
}
