import type { StageLoad, StagePlan } from '../model/plan.js';
import { deferred } from './deferred.js';

/** Waiting for the moment at which all shards begin. */
export interface CommonStart {
  /** Settles then, or when the waiting is ended. */
  readonly over: Promise<void>;
  stop(): void;
}

export function waitFor(leftMs: number): CommonStart {
  const { promise: over, resolve: stop } = deferred();
  const timer = setTimeout(stop, leftMs);
  void over.then(() => clearTimeout(timer));
  return { over, stop };
}

/** Why a shard that is ready too late does not start. */
export const missedStart = (lateMs: number): string =>
  `Failed to start with the other shards: everybody was ready ${(lateMs / 1000).toFixed(1)} s after the common start.\nSet PLIMSOLL_START_AT later.`;

/** A stage that ends when it does on all other machines, however long the one before took to wind down. */
export const inStep = (stage: StagePlan, load: StageLoad, leftMs: number): StagePlan => {
  const durationMs = Math.max(0, leftMs);
  return { ...stage, load, durationMs, maxDurationMs: durationMs };
};
