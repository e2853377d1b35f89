import { monotonicMs } from './monotonic-ms.js';

/**
 * Runs `task` when the monotonic clock reaches `dueMs`, never before. Delays are taken against the absolute time, so
 * a late timer does not push back the ones after it. Returns how to cancel.
 */
export function runAt(dueMs: number, task: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wake = () => {
    // Node's timers count whole milliseconds of the loop's cached time and so may fire up to one too early.
    if (monotonicMs() < dueMs) arm();
    else task();
  };
  const arm = () => {
    timer = setTimeout(wake, Math.max(0, dueMs - monotonicMs()));
  };
  arm();
  return () => clearTimeout(timer);
}
