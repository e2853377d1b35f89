import type { StagePlan } from '../model/plan.js';
import type { StageRecord } from '../model/records.js';
import { deferred } from './deferred.js';

export type StageEnd = NonNullable<StageRecord['ended']>;

/** Turns that end in a stage decide how long it lasts; pure but for the timers it is given. */
export interface StageClock {
  /** A turn has ended; both times on the run's clock, like `fromMs`. */
  turnEnded(submittedMs: number, endedMs: number): void;
  abort(): void;
  /** Resolves when the stage is over, with why. */
  readonly over: Promise<StageEnd>;
}

/** A stage lasts its time, and on until enough turns began and ended in it, but not beyond its limit. */
export function createStageClock(stage: StagePlan, fromMs: number): StageClock {
  let turns = 0;
  let timeIsUp = false;
  const { promise: over, resolve } = deferred<StageEnd>();
  const least = setTimeout(() => {
    timeIsUp = true;
    if (turns >= stage.minTurns) resolve('on-time');
  }, stage.durationMs);
  const most = setTimeout(() => resolve('at-limit'), stage.maxDurationMs);
  void over.then(() => {
    clearTimeout(least);
    clearTimeout(most);
  });
  return {
    turnEnded(submittedMs, endedMs) {
      if (submittedMs < fromMs || endedMs < fromMs) return;
      turns++;
      if (timeIsUp && turns >= stage.minTurns) resolve('prolonged');
    },
    abort: () => resolve('aborted'),
    over,
  };
}
