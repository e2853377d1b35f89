/** Longest delay that a timer takes. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * How long a refusal asks to wait: seconds, or a date, which is read against the response's own `date` so that the two
 * hosts' clocks need not agree. `undefined`: it does not ask.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): number | undefined {
  const after = headers['retry-after'];
  if (typeof after !== 'string') return undefined;
  const ms = /^\s*\d+\s*$/.test(after)
    ? Number(after) * 1000
    : Date.parse(after) - Date.parse(String(headers.date));
  return Number.isFinite(ms) ? Math.min(LONGEST_MS, Math.max(0, ms)) : undefined;
}
