import type { Arrivals } from '../model/plan.js';
import { type ArrivalRate, arrivalTimes, rateAt } from './arrival-times.js';
import type { Share } from './share.js';

/** Longest time that a timer takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Starts streams by a schedule that nothing delays: what cannot start when it is due starts late, and says so. */
export interface OpenLoad {
  /** From `fromMs` on so many arrivals per second; the rate goes there from what it is over `rampMs`. */
  set(perSecond: number, arrivals: Arrivals, rampMs: number, fromMs: number): void;
  stop(): void;
  /** Arrivals per second that are asked for at `atMs`; `null` while stopped. */
  perSecond(atMs: number): number | null;
}

interface Options {
  readonly nowMs: () => number;
  /** Draws from [0, 1) for the schedule of that number; the same draws make the same schedule. */
  readonly randomOf: (schedule: number) => () => number;
  /** Of the arrivals of a schedule, every so many-th is this driver's. */
  readonly share: Share;
  /** Somebody has come, who was due at `scheduledMs`. */
  readonly arrive: (scheduledMs: number) => void;
}

interface Schedule {
  readonly rate: ArrivalRate;
  readonly next: () => number;
  dueMs: number;
  /** Which arrival of the schedule is due then. */
  nth: number;
}

export function createOpenLoad({ nowMs, randomOf, share, arrive }: Options): OpenLoad {
  let current: Schedule | undefined;
  /** Takes the current one's place when its own time has come, and not sooner. */
  let coming: Schedule | undefined;
  let schedules = 0;
  let timer: NodeJS.Timeout | undefined;

  function stop(): void {
    clearTimeout(timer);
    current = undefined;
    coming = undefined;
  }

  /** The schedule that is in force for whoever is due next. */
  function inForce(): Schedule | undefined {
    if (coming !== undefined && (current?.dueMs ?? Number.POSITIVE_INFINITY) >= coming.rate.fromMs) {
      current = coming;
      coming = undefined;
    }
    return current;
  }

  // One timer for whoever is next: after a pause of the process all that were due meanwhile come at once.
  function wake(): void {
    clearTimeout(timer);
    let schedule = inForce();
    while (schedule !== undefined && schedule.dueMs <= nowMs()) {
      const { dueMs, nth } = schedule;
      schedule.dueMs = schedule.next();
      schedule.nth++;
      if (nth % share.of === share.index) arrive(dueMs);
      schedule = inForce();
    }
    if (schedule === undefined || !Number.isFinite(schedule.dueMs)) return;
    timer = setTimeout(wake, Math.min(LONGEST_TIMER_MS, Math.max(0, schedule.dueMs - nowMs())));
  }

  return {
    set(perSecond, arrivals, rampMs, fromMs) {
      const before = coming ?? current;
      const fromPerSecond = before === undefined ? 0 : rateAt(before.rate, fromMs);
      const rate = { fromMs, fromPerSecond, toPerSecond: perSecond, rampMs };
      const next = arrivalTimes(rate, arrivals, randomOf(schedules++));
      coming = { rate, next, dueMs: next(), nth: 0 };
      wake();
    },
    stop,
    perSecond(atMs) {
      const schedule = coming !== undefined && atMs >= coming.rate.fromMs ? coming : current;
      return schedule === undefined ? null : rateAt(schedule.rate, atMs) / share.of;
    },
  };
}
