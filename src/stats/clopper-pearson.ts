import { binomialAtLeast, binomialAtMost } from './binomial-tail.js';

const BISECTIONS = 60;

/** Clopper and Pearson's exact interval (95 %, two-sided) of a share; `null` without trials. */
export function clopperPearson(successes: number, trials: number): readonly [number, number] | null {
  if (trials <= 0) return null;
  const lower = successes === 0 ? 0 : bisect((p) => binomialAtLeast(successes, trials, p) < 0.025);
  const upper = successes === trials ? 1 : bisect((p) => binomialAtMost(successes, trials, p) >= 0.025);
  return [lower, upper];
}

/** The chance at which `stillBelow` turns false; it is true at 0 and false at 1. */
function bisect(stillBelow: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (stillBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
