/** What the `slow-start` variant does wrong, on purpose and by known amounts, in milliseconds. */
export const BUSY_BEFORE_REQUEST_MS = 400;
export const HOLD_FIRST_TEXT_MS = 300;

/** Keeps the main thread from doing anything else. */
export function busyWork(durationMs: number): void {
  const until = performance.now() + durationMs;
  while (performance.now() < until);
}
