import type { Arrivals } from '../model/plan.js';

/** A rate of arrivals that goes in a straight line from one value to another and stays there. */
export interface ArrivalRate {
  /** Where it begins, in milliseconds on the caller's clock. */
  readonly fromMs: number;
  readonly fromPerSecond: number;
  readonly toPerSecond: number;
  readonly rampMs: number;
}

/** Arrivals per second at a moment. */
export function rateAt({ fromMs, fromPerSecond, toPerSecond, rampMs }: ArrivalRate, ms: number): number {
  if (ms >= fromMs + rampMs) return toPerSecond;
  const share = Math.max(0, (ms - fromMs) / rampMs);
  return fromPerSecond + share * (toPerSecond - fromPerSecond);
}

/**
 * The moments at which arrivals are due, one a call, rising without end; `Infinity` once none will come. They follow from
 * the rate and `random` (draws from [0, 1)) alone, never from when they are asked for. `constant`: the expected number of
 * arrivals grows by exactly one from each to the next, the first after a half. `poisson`: by an exponential draw of mean 1,
 * which makes a Poisson process of that rate, also where the rate changes.
 */
export function arrivalTimes(rate: ArrivalRate, arrivals: Arrivals, random: () => number): () => number {
  let expected = arrivals === 'constant' ? -0.5 : 0;
  return () => {
    expected += arrivals === 'constant' ? 1 : -Math.log(1 - random());
    return rate.fromMs + 1000 * secondsUntil(rate, expected);
  };
}

/** When the expected number of arrivals since the rate's begin reaches `expected`: the inverse of its integral. */
function secondsUntil(
  { fromPerSecond: from, toPerSecond: to, rampMs }: ArrivalRate,
  expected: number,
): number {
  const rampS = rampMs / 1000;
  const inRamp = ((from + to) * rampS) / 2;
  if (expected > inRamp) return rampS + (expected - inRamp) / to;
  // from·t + (to − from)/(2·ramp)·t² = expected, in the form that does not cancel where the slope is small.
  return (2 * expected) / (from + Math.sqrt(Math.max(0, from * from + (2 * (to - from) * expected) / rampS)));
}
