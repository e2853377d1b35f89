import type { Arrivals } from '../model/plan.js';
import { type ArrivalRate, arrivalTimes, rateAt } from './arrival-times.js';

/** Longest time that a timer takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Starts streams by a schedule that nothing delays: what cannot start when it is due starts late, and says so. */
export interface OpenLoad {
  /** From now on so many arrivals per second; the rate goes there from what it is over `rampMs`. */
  set(perSecond: number, arrivals: Arrivals, rampMs: number): void;
  stop(): void;
  /** Arrivals per second that are asked for at `atMs`; `null` while stopped. */
  perSecond(atMs: number): number | null;
}

interface Options {
  readonly nowMs: () => number;
  /** Draws from [0, 1); the same draws make the same schedule. */
  readonly random: () => number;
  /** Somebody has come, who was due at `scheduledMs`. */
  readonly arrive: (scheduledMs: number) => void;
}

export function createOpenLoad({ nowMs, random, arrive }: Options): OpenLoad {
  let rate: ArrivalRate | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    rate = undefined;
  };
  return {
    set(perSecond, arrivals, rampMs) {
      const fromMs = nowMs();
      const fromPerSecond = rate === undefined ? 0 : rateAt(rate, fromMs);
      stop();
      const asked = { fromMs, fromPerSecond, toPerSecond: perSecond, rampMs };
      rate = asked;
      const times = arrivalTimes(asked, arrivals, random);
      let dueMs = times();
      // One timer for whoever is next: after a pause of the process all that were due meanwhile come at once.
      const wake = (): void => {
        while (dueMs <= nowMs() && rate === asked) {
          arrive(dueMs);
          dueMs = times();
        }
        if (rate !== asked || !Number.isFinite(dueMs)) return;
        timer = setTimeout(wake, Math.min(LONGEST_TIMER_MS, Math.max(0, dueMs - nowMs())));
      };
      wake();
    },
    stop,
    perSecond: (atMs) => (rate === undefined ? null : rateAt(rate, atMs)),
  };
}
